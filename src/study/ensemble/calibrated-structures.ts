import type { DrawnStructure } from '../../engine/ensemble/drawn-worlds.ts';
import { daysInMonth, midnight } from '../../system/words/calendar.ts';
import { isRemoval } from '../../system/scenario/measure.ts';
import type { Model } from '../../system/model/model.ts';
import { structuralVariant, structuralVariants } from '../../system/model/structure.ts';
import { assimilatedFact, assimilatedFacts } from '../out-turns/assimilated-facts.ts';
import type { AssimilatedFact } from '../base/sample-result.ts';
import type { StudyDeps } from '../base/ports.ts';
import type { PreparedPair } from '../run/prepare-case.ts';
import type { BestEstimate } from '../base/best-estimate.ts';
import type { SampleResult } from '../base/sample-result.ts';
import type { StoredFit } from '../base/stored-fit.ts';

type Headline = NonNullable<StoredFit['headline']>['fitted'];

/**
 * A structure that was calibrated anew, and what it says with every other input as stated; null where that was not
 * asked.
 */
export interface CalibratedStructure extends DrawnStructure {
  readonly name: { readonly en: string; readonly zh: string };
  readonly headline: Headline;
}

/**
 * A pair with the structures that its draws can take turns among: the model as it stands first; none where no others
 * are calibrated. `sample`: draws of its year that its facts leave plausible, where such are stored; `assimilated`:
 * those that its published curtailment leaves.
 */
export interface DrawablePair extends PreparedPair {
  readonly structures?: readonly CalibratedStructure[];
  readonly sample?: SampleResult;
  readonly assimilated?: SampleResult;
  /** what is stored of the spread of its difference; null where nothing is */
  readonly estimate?: BestEstimate | null;
}

const AS_FITTED = { id: 'as-fitted', name: { en: 'The model as it stands', zh: '模型现有结构' } } as const;

export async function withStructures({ models }: Pick<StudyDeps, 'models'>, pair: PreparedPair): Promise<DrawablePair> {
  const fit = (await models.fit?.(pair.model.id)) ?? null;
  const samples = ((await models.samples?.(pair.model.id)) ?? []).filter((one) => tellsOf(one, pair));
  const sample = samples.find((one) => one.assimilated === undefined);
  const assimilated = samples.find(
    (one) =>
      one.assimilated !== undefined &&
      isAsItHappened(pair, one) &&
      one.settings.engine_version === sample?.settings.engine_version,
  );
  return {
    ...pair,
    structures: fit === null ? [] : calibratedStructures(pair.model, fit),
    ...(sample && { sample }),
    ...(sample && assimilated && { assimilated }),
  };
}

/**
 * A sample tells of the water of its year as it was under its rule for exports, and of numbers that the model still
 * has. Size and place of the load are another matter: after June the world that is observed has no load.
 */
function tellsOf(sample: SampleResult, { model, counterfactual: { scenario } }: PreparedPair): boolean {
  const { basis, water, export_rule: rule } = scenario;
  const own = scenario.measures.some(({ type }) => type === 'inflow-year') || scenario.inflow.length > 0;
  return (
    basis === 'ex-post' &&
    !own &&
    water.factor === 1 &&
    water.water_year === String(sample.year) &&
    rule === sample.settings.export_rule &&
    unknownNames(model, sample).length === 0
  );
}

/**
 * Whether the counterfactual is the world that published curtailment tells of: nothing but loads removed, and every
 * month that is weighed by dispatched whole, by figures that the model still has.
 */
function isAsItHappened(
  {
    model,
    counterfactual: {
      scenario,
      case: { start, from, to },
    },
  }: PreparedPair,
  { year, assimilated }: SampleResult,
): boolean {
  const whole = (key: string): boolean => {
    const [y, m] = [Number(key.slice(0, 4)), Number(key.slice(5))];
    const first = midnight(y, m, 1);
    return first >= start + from && first + 24 * daysInMonth(y, m) <= start + to;
  };
  const told = (facts: readonly AssimilatedFact[]): string =>
    JSON.stringify(facts.map((one) => [one.period, one.months, one.published_gwh, one.sigma_gwh, one.outside_gwh]));
  return (
    scenario.measures.every(isRemoval) &&
    assimilated!.facts.every(({ months }) => months.every(whole)) &&
    told(assimilatedFacts(model, year).map((row) => assimilatedFact(model, row))) === told(assimilated!.facts)
  );
}

/** Numbers that a sample draws and the model does not have: it was made of another one. */
export function unknownNames({ tables }: Model, { quantities }: Pick<SampleResult, 'quantities'>): string[] {
  const known = new Set(tables.calibration.map((row) => row.parameter));
  return quantities.flatMap(({ name }) =>
    known.has(name) || /^(?:section_limit:|supplied:|export_acceptance$)/.test(name) ? [] : [name],
  );
}

/**
 * Structures that the model declares and the fit holds values of, for numbers that the model has. Where the model's
 * inferred numbers are not those of the fit but the medians of draws, those of every structure move as far, and what
 * was said of the fit is said of none.
 */
export function calibratedStructures(model: Model, fit: StoredFit): CalibratedStructure[] {
  const rows = new Map(model.tables.calibration.map((row) => [row.parameter, row.value]));
  const moved = new Map(
    (fit.inferred?.parameters ?? []).flatMap(({ parameter, value }) =>
      value !== undefined && rows.has(parameter) && rows.get(parameter) !== value
        ? [[parameter, rows.get(parameter)! - value] as const]
        : [],
    ),
  );
  const said = (headline: Headline | undefined): Headline => (moved.size === 0 ? (headline ?? null) : null);
  const others = structuralVariants(model).flatMap(({ variant, name_en: en, name_zh: zh }) => {
    const found = fit.structures?.variants.find((one) => one.variant === variant);
    if (!found) return [];
    const bounds = new Map(structuralVariant(model, variant).tables.calibration.map((row) => [row.parameter, row]));
    const values = Object.entries(found.values).flatMap(([parameter, value]): [string, number][] => {
      const row = bounds.get(parameter);
      return row ? [[parameter, Math.min(row.upper, Math.max(row.lower, value + (moved.get(parameter) ?? 0)))]] : [];
    });
    return [{ id: variant, name: { en, zh }, values: Object.fromEntries(values), headline: said(found.headline) }];
  });
  return others.length === 0 ? [] : [{ ...AS_FITTED, values: {}, headline: said(fit.headline?.fitted) }, ...others];
}
