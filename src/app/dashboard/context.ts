import type { EvidenceResult } from '../../study/inputs/evidence-result.ts';
import type { Opening } from '../../study/scenario/opening.ts';
import { isBounded } from '../../system/model/bounded-year.ts';
import type { Tables } from '../../system/model/model.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { readEvidence, readModel, readScenario, readScenarios } from './api.ts';
import type { Pair } from './draft.ts';
import { en } from './words-en.ts';
import { zh } from './words-zh.ts';
import { named, pick, t, type Bilingual } from './i18n.ts';

/**
 * What the page knows of the model and the shipped scenarios: names for the keys of results, dates to mark, places to
 * choose from.
 */
export interface Context {
  /** what the program opens with; null where it does not say */
  readonly opening: Opening | null;
  /** the scenarios that this page is about */
  readonly pair: Pair;
  readonly modelTitle: Bilingual | null;
  readonly names: Readonly<Record<string, Bilingual>>;
  readonly prefectures: readonly { readonly id: string; readonly name: Bilingual }[];
  readonly lines: readonly { readonly name: Bilingual; readonly date: string }[];
  readonly places: readonly Place[];
  readonly reference: Scenario | null;
  readonly counterfactual: Scenario | null;
  /** null where the model has no evidence on the size of its load */
  readonly evidence: EvidenceResult | null;
  /** scenarios that put measures of their own upon the counterfactual */
  readonly countermeasures: readonly { readonly id: string; readonly title: Bilingual }[];
  /** years whose out-turns a backcast of the model can be held against, rising */
  readonly backcastYears: readonly number[];
  /** those of them whose curtailment is bounded, so that a change of it can be explained */
  readonly explainedYears: readonly number[];
}
/** Scenarios with the load elsewhere: `id` is the one without it. */
export interface Place {
  readonly id: string;
  readonly reference: string;
  readonly name: Bilingual;
  readonly shares: Readonly<Record<string, number>>;
}

type Row = Readonly<Record<string, unknown>>;
interface ModelDocument {
  readonly id?: string;
  readonly title?: Bilingual;
  readonly tables?: Readonly<Record<string, readonly Row[]>>;
}

export const NO_PAIR: Pair = { reference: '', counterfactual: '' };

export const emptyContext: Context = {
  opening: null,
  pair: NO_PAIR,
  modelTitle: null,
  names: {},
  prefectures: [],
  lines: [],
  places: [],
  reference: null,
  counterfactual: null,
  evidence: null,
  backcastYears: [],
  explainedYears: [],
  countermeasures: [],
};

const backcastYearsOf = (model: ModelDocument | null): readonly number[] =>
  rows(model, 'backcast_years')
    .map((row) => Number(row.year))
    .sort((a, b) => a - b);

/** Read once on load. A part that the server does not have is left out: the page then shows ids instead of names. */
export async function readContext(opening: Opening | null, pair: Pair): Promise<Context> {
  const offered = opening?.places ?? [];
  const counterfactual = await scenario(pair.counterfactual);
  const modelId = counterfactual?.model ?? opening?.model;
  const [reference, model, ...variants] = await Promise.all([
    scenario(pair.reference),
    (modelId ? readModel(modelId).catch(() => null) : null) as Promise<ModelDocument | null>,
    ...offered.map((place) => scenario(place.counterfactual)),
  ]);
  const places = variants.map((variant) => (variant?.model === counterfactual?.model ? variant : null));
  return {
    opening,
    pair,
    modelTitle: model?.title ?? null,
    reference,
    counterfactual,
    evidence: model?.id && rows(model, 'evidence').length > 0 ? await readEvidence(model.id).catch(() => null) : null,
    backcastYears: backcastYearsOf(model),
    explainedYears: backcastYearsOf(model).filter((year) =>
      isBounded(rows(model, 'calibration') as Tables['calibration'], year),
    ),
    names: {
      ...namesOf(model, 'zones'),
      ...namesOf(model, 'pockets'),
      ...corridorNames(model),
      ...prefixed(model, 'basins'),
      ...prefixed(model, 'sections'),
      ...prefixed(model, 'exports'),
    },
    countermeasures: counterfactual ? await countermeasuresOf(counterfactual) : [],
    prefectures: rows(model, 'prefectures').map((row) => ({ id: String(row.id), name: bilingual(row) })),
    lines: rows(model, 'exports').map((row) => ({ name: bilingual(row), date: String(row.commissioned) })),
    places: offered.flatMap(({ reference: kept, counterfactual: id, name }, index) => {
      const shares = places[index]?.loads[0]?.shares;
      return shares ? [{ id, reference: kept, name, shares }] : [];
    }),
  };
}

/** Scenarios of the same model and basis that hold every measure of the counterfactual, and more. */
async function countermeasuresOf({ model, basis, measures }: Scenario): Promise<Context['countermeasures']> {
  const known = await readScenarios().catch(() => []);
  return known
    .filter(
      (one) =>
        one.model === model &&
        one.basis === basis &&
        one.measures.length > measures.length &&
        measures.length > 0 &&
        measures.every(({ id }) => one.measures.includes(id)),
    )
    .map(({ id, title }) => ({ id, title }));
}

const scenario = (id: string): Promise<Scenario | null> => (readScenario(id) as Promise<Scenario>).catch(() => null);
const rows = (model: ModelDocument | null, table: string): readonly Row[] => model?.tables?.[table] ?? [];
const bilingual = (row: Row): Bilingual => ({ en: String(row.name_en ?? row.id), zh: String(row.name_zh ?? row.id) });
const namesOf = (model: ModelDocument | null, table: string, prefix = 'zones'): Record<string, Bilingual> =>
  Object.fromEntries(rows(model, table).map((row) => [`${prefix}/${String(row.id)}`, bilingual(row)]));
/** A corridor is called by its two ends, the link of a pocket (`ID-link`) by the pocket. */
function corridorNames(model: ModelDocument | null): Record<string, Bilingual> {
  const zones = namesOf(model, 'zones');
  const called = (row: Row): Bilingual => {
    const [from, to] = [row.from, row.to].map(
      (end) => zones[`zones/${String(end)}`] ?? { en: String(end), zh: String(end) },
    );
    return { en: `${from.en} → ${to.en}`, zh: `${from.zh} → ${to.zh}` };
  };
  const links = rows(model, 'pockets').map(
    (row) =>
      [
        `corridors/${String(row.id)}-link`,
        {
          en: en.pocket_link.replace('{name}', bilingual(row).en),
          zh: zh.pocket_link.replace('{name}', bilingual(row).zh),
        },
      ] as const,
  );
  return Object.fromEntries([
    ...rows(model, 'corridors').map((row) => [`corridors/${String(row.id)}`, called(row)] as const),
    ...links,
  ]);
}
const prefixed = (model: ModelDocument | null, table: string): Record<string, Bilingual> =>
  namesOf(model, table, table);

/** The name of a result row's key in the page's language. */
export function keyName(context: Context, group: string, key: string): string {
  if (key === 'none') return t('key_none');
  const name = context.names[`${group}/${key}`];
  return name ? pick(name) : key;
}
export const hourClassName = (key: string): string => named('hour', key);

/** Export lines that enter service inside a window given as `YYYY-MM-DD` days. */
export const linesWithin = (context: Context, first: string, last: string): Context['lines'] =>
  context.lines.filter((line) => line.date.slice(0, 10) > first && line.date.slice(0, 10) <= last);
