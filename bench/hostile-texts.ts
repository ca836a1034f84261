/** A kind of text that a user sends, as a body of about `size` bytes; `path` is the address that takes it. */
export interface BodyKind {
  readonly name: string;
  readonly path: string;
  readonly body: (size: number) => string;
}
export interface TextKind {
  readonly name: string;
  readonly text: (size: number) => string;
}

type Fields = Readonly<Record<string, unknown>>;

const repeated = (text: string, size: number): string => text.repeat(Math.ceil(size / text.length)).slice(0, size);
/** Keys or items numbered, each about `each` bytes of JSON. */
const count = (size: number, each: number): number => Math.floor(size / each);
const numbered = <T>(size: number, each: number, item: (at: number) => T): T[] =>
  Array.from({ length: count(size, each) }, (_, at) => item(at));
const keys = (size: number, name: (at: number) => string, value: unknown): Fields =>
  Object.fromEntries(
    numbered(size, name(100_000).length + JSON.stringify(value).length + 4, (at) => [name(at), value]),
  );

const VALIDATE = '/api/v1/scenarios/validate';
const REMOVAL = {
  id: 'shutdown',
  type: 'remove-load',
  load: 'factory',
  size: '30 MW',
  start: '2021-06-02T00:00+08:00',
};
const text = (made: unknown): string => JSON.stringify(made);

/** Bodies of the API, each a sound scenario with one part of it grown to the size asked for. */
export function bodyKinds(scenario: Fields): readonly BodyKind[] {
  const growth = growthOf(scenario);
  return [...longTexts(growth), ...longLists(growth), ...longSentences(growth), ...otherForms()];
}

type Grown = (name: string, fields: (size: number) => Fields) => BodyKind;
interface Growth {
  /** the first load of the sound scenario */
  readonly load: Fields;
  /** fields of the scenario, of its one load, or of its one measure */
  readonly grown: Grown;
  readonly loaded: Grown;
  readonly measured: Grown;
}

function growthOf(scenario: Fields): Growth {
  const [load] = scenario.loads as readonly Fields[];
  const grown: Grown = (name, fields) => ({
    name,
    path: VALIDATE,
    body: (size) => text({ ...scenario, ...fields(size) }),
  });
  const loaded: Grown = (name, fields) => grown(name, (size) => ({ loads: [{ ...load, ...fields(size) }] }));
  const measured: Grown = (name, fields) => grown(name, (size) => ({ measures: [{ ...REMOVAL, ...fields(size) }] }));
  return { load, grown, loaded, measured };
}

function longTexts({ grown, loaded, measured }: Growth): readonly BodyKind[] {
  return [
    loaded('quantity of digits', (size) => ({ size: repeated('1', size) })),
    loaded('quantity of digits and blanks', (size) => ({ size: `${repeated('1 ', size)}MW` })),
    loaded('quantity of points', (size) => ({ size: repeated('1.', size) })),
    loaded('quantity of Chinese digits', (size) => ({ size: repeated('亿', Math.floor(size / 3)) })),
    grown('id', (size) => ({ id: repeated('a', size) })),
    grown('id of another kind', (size) => ({ id: repeated('a b', size) })),
    grown('model that is unknown', (size) => ({ model: repeated('two-plant-cascade', size) })),
    grown('scenario that is extended', (size) => ({ extends: repeated('sichuan-', size) })),
    grown('unknown keys', (size) => keys(size, (at) => `unknown${at}`, 1)),
    grown('keys near known ones', (size) => keys(size, (at) => `mesures${at}`, 1)),
    measured('name with a suggestion', (size) => ({ load: repeated('factory', size) })),
    measured('type with a suggestion', (size) => ({ type: repeated('remove-lod', size) })),
    loaded('names with suggestions', (size) => ({ shares: keys(size, (at) => `hill-conty${at}`, 0.1) })),
    measured('instant', (size) => ({ start: repeated('2021-06-20T00:00', size) })),
  ];
}

function longLists({ load, grown }: Growth): readonly BodyKind[] {
  return [
    grown('measures', (size) => ({
      measures: numbered(size, text(REMOVAL).length + 6, (at) => ({ ...REMOVAL, id: `m${at}` })),
    })),
    grown('loads', (size) => ({ loads: numbered(size, text(load).length + 6, (at) => ({ ...load, id: `l${at}` })) })),
    grown('inflow of texts', (size) => ({
      inflow: [{ station: 'upper', start: '2021-06-01', flow_m3s: numbered(size, 7, () => '12.5') }],
    })),
    grown('inflow of numbers', (size) => ({
      inflow: [{ station: 'upper', start: '2021-06-01', flow_m3s: numbered(size, 5, (at) => 10 + (at % 90)) }],
    })),
    grown('inflow of many stations in texts', (size) => ({
      inflow: numbered(size, 32_000, () => ({
        station: 'upper',
        start: '2021-06-01',
        flow_m3s: numbered(size, Math.max(8, size / 3_900), (at) => `${10_000 + at}`),
      })),
    })),
    grown('inflow of many stations in nulls', (size) => ({
      inflow: numbered(size, 19_500, () => ({
        station: 'upper',
        start: '2021-06-01',
        flow_m3s: Array.from({ length: 3_900 }, () => null),
      })),
    })),
    grown('measures with unknown keys', (size) => ({
      measures: numbered(size, 3_500, (at) => ({
        ...REMOVAL,
        id: `m${at}`,
        ...keys(3_200, (one) => `unknwn${one}`, 1),
      })),
    })),
    grown('stages that are empty', (size) => ({
      measures: numbered(size, 3_300, (at) => ({
        ...REMOVAL,
        id: `m${at}`,
        why: repeated('why ', 3_000),
        staged: Array.from({ length: 60 }, () => ({})),
      })),
    })),
    grown('shares of many loads in texts', (size) => ({
      loads: numbered(size, 20_000, (at) => ({
        ...load,
        id: `l${at}`,
        shares: keys(4_000, (one) => `of ${one}`, 'much'),
        source: repeated('long ', 2_000),
      })),
    })),
  ];
}

function longSentences({ grown }: Growth): readonly BodyKind[] {
  return [
    grown('title of unknown keys', (size) => ({ title: { en: 'a', zh: 'b', ...keys(size, (at) => `fr${at}`, 1) } })),
    grown('measure left out, with keys', (size) => ({
      measures: [{ id: 'm', remove: true, ...keys(size, (at) => `unknown${at}`, 1) }],
    })),
    grown('sources', (size) => ({ source: numbered(size, 12, (at) => `source ${at % 9}`) })),
    grown('title', (size) => ({ title: { en: repeated('word ', size), zh: '长' } })),
    grown('window', (size) => ({ window: { start: repeated('-', size), end: '2021-06-03T00:00+08:00' } })),
  ];
}

/** Bodies that are no scenario. */
function otherForms(): readonly BodyKind[] {
  return [
    {
      name: 'deep lists',
      path: VALIDATE,
      body: (size) => `${repeated('[', Math.floor(size / 2))}${repeated(']', Math.floor(size / 2))}`,
    },
    { name: 'deep maps', path: VALIDATE, body: (size) => repeated('{"a":', size) },
    { name: 'wide lists', path: VALIDATE, body: (size) => text(numbered(size, 3, () => [])) },
    {
      name: 'blocks of one key each',
      path: VALIDATE,
      body: (size) => text(numbered(size, 15, (at) => ({ [`key${at}`]: 1 }))),
    },
    { name: 'a text alone', path: VALIDATE, body: (size) => text(repeated('"', Math.floor(size / 2))) },
    { name: 'broken JSON', path: VALIDATE, body: (size) => `{"a":"${repeated('\\u0041', size)}` },
    {
      name: 'a list of nulls and a key to look for',
      path: VALIDATE,
      body: (size) => text({ measures: numbered(size, 5, () => null), constructor: {} }),
    },
    { name: 'a list of nulls', path: VALIDATE, body: (size) => text(numbered(size, 5, () => null)) },
  ];
}

/** Bodies of the addresses that start work, which validate in ways of their own. */
export function workKinds(): readonly BodyKind[] {
  const pair = { reference: 'two-plant-cascade-base', counterfactual: 'two-plant-cascade-shutdown' };
  const one = (name: string, collection: string, body: (size: number) => unknown): BodyKind => ({
    name: `${collection}: ${name}`,
    path: `/api/v1/${collection}`,
    body: (size) => JSON.stringify(body(size)),
  });
  return [
    one('unknown scenario', 'runs', (size) => ({ scenario: repeated('sichuan-', size) })),
    one('unknown scenario', 'comparisons', (size) => ({ ...pair, reference: repeated('sichuan-', size) })),
    one('unknown keys', 'comparisons', (size) => ({ ...pair, ...keys(size, (at) => `levl${at}`, 1) })),
    one('window', 'runs', (size) => ({
      scenario: pair.reference,
      window: { start: repeated('2021-', size), end: '2021-06-03T00:00+08:00' },
    })),
    one('ends', 'sweeps', (size) => ({
      scenario: pair.counterfactual,
      measure: 'shutdown',
      field: 'size',
      from: repeated('1', size),
      to: '30 MW',
      steps: 3,
    })),
    one('measure', 'sweeps', (size) => ({
      scenario: pair.counterfactual,
      measure: repeated('shutdwn', size),
      field: 'size',
      from: '0 MW',
      to: '30 MW',
      steps: 3,
    })),
    one('keys of a scenario', 'runs', (size) => ({
      scenario: { schema: 'spillway/scenario@1', ...keys(size, (at) => `unknown${at}`, 1) },
    })),
    one('causes', 'comparisons', (size) => ({ ...pair, attribute: numbered(size, 10, (at) => `c${at}`) })),
    one('measures', 'packages', (size) => ({
      scenario: pair.counterfactual,
      with: numbered(size, 12, (at) => `m${at}`),
    })),
    one('years', 'backcasts', (size) => ({ model: 'sichuan', years: repeated('2020,', size) })),
    one('places', 'ensembles', (size) => ({ ...pair, draws: 4, places: numbered(size, 12, (at) => `p${at}`) })),
    one('variants', 'tornados', (size) => ({ ...pair, variants: numbered(size, 12, (at) => `v${at}`) })),
  ];
}

/** Texts of YAML files. */
export const YAML_KINDS: readonly TextKind[] = [
  { name: 'YAML, deep lists', text: (size) => repeated('[', size) },
  { name: 'YAML, deep dashes', text: (size) => repeated('- ', size) },
  { name: 'YAML, aliases', text: (size) => `a: &a 1\nb: [${repeated('*a, ', size)}]` },
  { name: 'YAML, anchors that hold themselves', text: (size) => `a: &a [${repeated('*a, ', size)}]` },
  { name: 'YAML, keys', text: (size) => numbered(size, 15, (at) => `key${String(at).padStart(7, '0')}: 1\n`).join('') },
  { name: 'YAML, one key again and again', text: (size) => repeated('key: 1\n', size) },
  { name: 'YAML, a long text', text: (size) => `a: "${repeated('word ', size)}"` },
  { name: 'YAML, a list of numbers', text: (size) => `a: [${repeated('1.5, ', size)}]` },
  { name: 'YAML, comments', text: (size) => repeated('# note\n', size) },
  { name: 'YAML, open quotes', text: (size) => repeated('a: "x\n', size) },
];

const HEAD = 'date,flow_m3s\n';
/** Texts of tables of daily inflow and of a model's stations. */
export const CSV_KINDS: readonly TextKind[] = [
  { name: 'CSV, sound rows', text: (size) => `${HEAD}${repeated('2021-06-01,12.5\n', size)}` },
  { name: 'CSV, spoilt values', text: (size) => `${HEAD}${repeated('2021-06-01,many\n', size)}` },
  { name: 'CSV, spoilt dates', text: (size) => `${HEAD}${repeated('soon,12.5\n', size)}` },
  { name: 'CSV, one long row', text: (size) => `${HEAD}${repeated('1,', size)}` },
  { name: 'CSV, one long cell', text: (size) => `${HEAD}2021-06-01,${repeated('1', size)}` },
  { name: 'CSV, quotes', text: (size) => `${HEAD}${repeated('"a""', size)}` },
  { name: 'CSV, heads', text: (size) => repeated('column,', size) },
  { name: 'CSV, empty rows', text: (size) => `${HEAD}${repeated(',\n', size)}` },
];
