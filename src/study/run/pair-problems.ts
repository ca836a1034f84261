import { formatInstant } from '../../system/words/calendar.ts';
import { isRemoval, sizedBy } from '../../system/scenario/measure.ts';
import { problem, type Problem } from '../../system/words/problem.ts';
import { inWords, type ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { diffScenarios } from '../scenario/diff-scenarios.ts';
import type { RunOptions } from '../base/ports.ts';

/** An input that both worlds of a pair share: as a reader sees it, and where the scenario states it. */
interface Shared {
  readonly code: string;
  readonly path: string;
  readonly what: string;
  readonly shown: (scenario: ResolvedScenario) => string;
}

const span = ({ window }: ResolvedScenario): string => `${formatInstant(window.start)}/${formatInstant(window.end)}`;
const yearly = ({ water_year, factor }: { readonly water_year: string; readonly factor: number }): string =>
  `${water_year} × ${factor}`;
const inflowYears = ({ measures }: ResolvedScenario): string =>
  measures
    .flatMap((m) =>
      m.type === 'inflow-year'
        ? [`${yearly(m)} from ${m.given.start ?? 'the start'}${m.given.end === undefined ? '' : ` to ${m.given.end}`}`]
        : [],
    )
    .join(', ') || 'none';

const SHARED: readonly Shared[] = [
  { code: 'different-models', path: 'model', what: 'models', shown: ({ model }) => model },
  { code: 'different-windows', path: 'window', what: 'windows', shown: span },
  { code: 'different-basis', path: 'basis', what: 'bases', shown: ({ basis }) => basis },
  { code: 'different-water', path: 'water', what: 'water years', shown: ({ water }) => yearly(water) },
  { code: 'different-water', path: 'measures', what: 'inflow-year measures', shown: inflowYears },
  {
    code: 'different-demand',
    path: 'demand',
    what: 'demand',
    shown: ({ demand }) => `${demand.year} × ${demand.factor}`,
  },
  {
    code: 'different-export-rules',
    path: 'export_rule',
    what: 'rules for exports',
    shown: ({ export_rule }) => export_rule,
  },
  {
    code: 'different-foresight',
    path: 'foresight.terminal',
    what: 'worths of stored water at the end',
    shown: ({ foresight }) => foresight.terminal,
  },
];
const MODE: Shared = {
  code: 'different-foresight',
  path: 'foresight.mode',
  what: 'foresight',
  shown: ({ foresight }) => foresight.mode,
};

/** Fields that describe a scenario, and those that are judged by themselves. */
const APART: ReadonlySet<string> = new Set([
  'schema',
  'id',
  'title',
  'why',
  'source',
  'source_dates',
  'known_until',
  'not_modelled',
  'year_twin',
  'measures',
  'loads',
  'inflow',
  'foresight',
  ...SHARED.map(({ path }) => path),
]);
const MOST_LETTERS = 60;

/** Every other field of a scenario is an input too, and both worlds share it. */
function others(reference: ResolvedScenario, counterfactual: ResolvedScenario): Shared[] {
  const fields = new Set(
    [...Object.keys(reference), ...Object.keys(counterfactual)].filter((field) => !APART.has(field)),
  );
  const text = (scenario: ResolvedScenario, field: string): string =>
    JSON.stringify((scenario as Readonly<Record<string, unknown>>)[field]) ?? 'none';
  const short = (words: string): string =>
    words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS - 3)}...` : words;
  return [...fields]
    .filter((field) => text(reference, field) !== text(counterfactual, field))
    .map((field) => ({
      code: `different-${field.replaceAll('_', '-')}`,
      path: field,
      what: `values of ${field}`,
      shown: (scenario) => short(text(scenario, field)),
    }));
}

/**
 * Why two scenarios are no pair: what both worlds must share and one of them has otherwise, each problem naming both.
 * Measures may differ, and the size of a load that is removed, which the counterfactual decides; foresight where the
 * options do.
 */
export function pairProblems(
  reference: ResolvedScenario,
  counterfactual: ResolvedScenario,
  { foresight, level = 'standard' }: RunOptions,
): Problem[] {
  const shared = foresight === undefined && level === 'standard' ? [...SHARED, MODE] : SHARED;
  return [
    ...[
      ...shared.filter(({ shown }) => shown(reference) !== shown(counterfactual)),
      ...others(reference, counterfactual),
    ].map((input) => differing(input, reference, counterfactual)),
    ...inflowProblems(reference, counterfactual).map((found) => ({ ...found, path: `reference.${found.path}` })),
    ...missingLoads(reference, counterfactual),
    ...loadProblems(sizedBy(reference, counterfactual), sizedBy(counterfactual, counterfactual)),
  ];
}

function differing(
  { code, path, what, shown }: Shared,
  reference: ResolvedScenario,
  counterfactual: ResolvedScenario,
): Problem {
  const [left, right] = [shown(reference), shown(counterfactual)];
  return problem(
    code,
    `reference.${path}`,
    left,
    right,
    `the two scenarios have different ${what}: "${reference.id}" has ${left}, "${counterfactual.id}" has ${right}`,
    `state it alike in both: let "${counterfactual.id}" extend "${reference.id}" and change it by measures alone`,
  );
}

/**
 * Own inflow that one of two scenarios states and the other does not, or states otherwise: one problem, the stations
 * together.
 */
export function inflowProblems(one: ResolvedScenario, other: ResolvedScenario): Problem[] {
  const text = ({ inflow }: ResolvedScenario, station: string): string | undefined => {
    const own = inflow.find((stated) => stated.station === station);
    return own && JSON.stringify([own.start, own.flow_m3s]);
  };
  const stations = [...new Set([...one.inflow, ...other.inflow].map(({ station }) => station))].filter(
    (station) => text(one, station) !== text(other, station),
  );
  const alone = (a: ResolvedScenario, b: ResolvedScenario): string[] =>
    stations.filter((station) => text(a, station) !== undefined && text(b, station) === undefined);
  const both = stations.filter((station) => text(one, station) !== undefined && text(other, station) !== undefined);
  const said = [
    ...onlyIn(one, other, alone(one, other)),
    ...onlyIn(other, one, alone(other, one)),
    ...(both.length > 0 ? [`"${one.id}" and "${other.id}" state different inflow of ${both.join(', ')}`] : []),
  ];
  if (said.length === 0) return [];
  return [
    problem(
      'different-inflow',
      'inflow',
      stations.join(', '),
      'the same inflow in both scenarios',
      said.join('; '),
      'state the same inflow in both: in one scenario that both extend, or let one extend the other',
    ),
  ];
}

const onlyIn = (has: ResolvedScenario, lacks: ResolvedScenario, stations: readonly string[]): string[] =>
  stations.length > 0 ? [`"${has.id}" states its own inflow of ${stations.join(', ')}, "${lacks.id}" does not`] : [];

function missingLoads(reference: ResolvedScenario, counterfactual: ResolvedScenario): Problem[] {
  const loads = new Set(reference.loads.map((load) => load.id));
  return counterfactual.measures
    .filter(isRemoval)
    .filter(({ load }) => !loads.has(load))
    .map((measure) =>
      problem(
        'load-not-in-reference',
        `measures[${counterfactual.measures.indexOf(measure)}].load`,
        measure.load,
        [...loads].join(', ') || null,
        `measure "${measure.id}" removes load "${measure.load}", which the reference does not have`,
        'name the load in the reference scenario, or compare with the scenario that has it',
      ),
    );
}

/**
 * Loads that differ in more than their name, once both have the sizes that are removed. A load removed that the
 * reference lacks is told by itself.
 */
function loadProblems(reference: ResolvedScenario, counterfactual: ResolvedScenario): Problem[] {
  const removed = new Set(counterfactual.measures.filter(isRemoval).map(({ load }) => load));
  const known = ({ id }: { readonly id: string }): boolean =>
    !removed.has(id) || reference.loads.some((load) => load.id === id);
  const named = (scenario: ResolvedScenario): Scenario => ({
    ...inWords(scenario),
    loads: scenario.loads.filter(known).map(({ given }) => ({ ...given, name: { en: '-', zh: '-' } })),
  });
  return diffScenarios(named(reference), named(counterfactual))
    .filter(({ path }) => path.startsWith('loads'))
    .map(({ path, left, right }) =>
      problem(
        'different-loads',
        `reference.${path}`,
        left,
        JSON.stringify(right),
        `the two worlds differ in ${path}: "${reference.id}" has ${JSON.stringify(left)}, ` +
          `"${counterfactual.id}" has ${JSON.stringify(right)}`,
        'state the loads alike in both, and add or remove load by a measure',
      ),
    );
}
