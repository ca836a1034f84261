import type { ComparisonResult } from '../../../src/study/comparison/comparison-answer.ts';
import type { Disposition } from '../../../src/study/base/results.ts';
import type { RunResult } from '../../../src/study/run/run-answer.ts';
import type { PackageResult } from '../../../src/study/countermeasures/package-result.ts';

/** A number between 1 and 731 of its own for every path (FNV-1a). */
function ownNumber(path: string): number {
  let hash = 0x811c9dc5;
  for (const char of path) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return 1 + (hash % 100_000) / 137;
}

type Pairish = { readonly reference: number; readonly counterfactual: number; delta: number };
const isPair = (value: object): value is Pairish =>
  ['reference', 'counterfactual', 'delta'].every((key) => typeof (value as Record<string, unknown>)[key] === 'number');
const CAUSES = ['sections_gwh', 'exports_gwh', 'intraday_gwh', 'storage_gwh', 'surplus_gwh'] as const;

/**
 * The same document with another figure in every field, so that a figure taken from the wrong field or row shows;
 * differences stay differences and causes add up.
 */
export function distinct<T>(value: T, path = ''): T {
  if (typeof value === 'number') return ownNumber(path) as T;
  if (Array.isArray(value)) return value.map((one: unknown, i) => distinct(one, `${path}[${i}]`)) as T;
  if (value === null || typeof value !== 'object') return value;
  const made = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, distinct(one as unknown, `${path}.${key}`)]),
  ) as Record<string, number | null>;
  if (isPair(made)) made.delta = made.counterfactual - made.reference;
  if ('sections_gwh' in made && 'total_gwh' in made)
    made.total_gwh = CAUSES.reduce((sum, cause) => sum + (made[cause] ?? 0), 0);
  return made as T;
}

/** A comparison of one month and one zone, whose figures differ everywhere and add up where they must. */
export function distinctComparison(c: ComparisonResult): ComparisonResult {
  const made = distinct({
    ...c,
    disposition_by_month: c.disposition_by_month.slice(0, 1),
    disposition_by_zone: c.disposition_by_zone.slice(0, 1),
    by_month: c.by_month.slice(0, 1),
  });
  const [month] = made.disposition_by_month;
  const disposition = Object.fromEntries(
    Object.keys(c.disposition).map((term) => [term, month[term as keyof Disposition]]),
  ) as unknown as Disposition;
  const removed = Object.values(disposition).reduce((sum: number, term: number) => sum + term, 0);
  const { grid_small_hydro: small, direct_pocket: pocket } = made.outside_statistic_gwh;
  const [reference, counterfactual] = (['reference', 'counterfactual'] as const).map(
    (world) => small[world] + pocket[world],
  );
  const { curtailed_gwh: total } = made;
  return {
    ...made,
    disposition,
    removed_energy_gwh: removed,
    disposition_by_month: [{ ...month, removed_energy_gwh: removed }],
    disposition_by_zone: made.disposition_by_zone.map((row) => ({
      ...row,
      ...disposition,
      exchange_gwh: 55.5,
      arriving_water_gwh: -55.5,
      removed_energy_gwh: removed,
    })),
    outside_statistic_gwh: {
      ...made.outside_statistic_gwh,
      reference,
      counterfactual,
      delta: counterfactual - reference,
    },
    by_month: made.by_month.map((row) => ({
      ...row,
      reference_gwh: total.reference,
      counterfactual_gwh: total.counterfactual,
      delta_gwh: total.delta,
    })),
  };
}

/** Field by field. */
function sum<T>(values: readonly T[]): T {
  const [first] = values as readonly unknown[];
  if (typeof first === 'number') return (values as unknown as number[]).reduce((total, one) => total + one, 0) as T;
  if (Array.isArray(first))
    return first.map((_, i) => sum((values as unknown as unknown[][]).map((one) => one[i]))) as T;
  if (first === null || typeof first !== 'object') return first as T;
  return Object.fromEntries(
    Object.keys(first).map((key) => [key, sum((values as Record<string, unknown>[]).map((one) => one[key]))]),
  ) as T;
}

/** A package whose figures differ everywhere, its shares adding to the whole. */
export function distinctPackage(p: PackageResult): PackageResult {
  const made = distinct(p);
  return {
    ...made,
    package: {
      ...made.package,
      ...sum(made.measures.map(({ share }) => share)),
      mw: made.package.mw,
      utilisation_hours: made.package.utilisation_hours,
    },
  };
}

/** A run of one month, whose figures differ everywhere. */
export function distinctRun(r: RunResult): RunResult {
  const made = distinct({ ...r, by_month: r.by_month.slice(0, 1) });
  return { ...made, by_month: made.by_month.map((row) => ({ ...row, value_gwh: made.curtailed_gwh })) };
}
