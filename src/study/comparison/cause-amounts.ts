import { shapley } from '../../engine/attribution/shapley.ts';
import type { Cause } from '../../engine/attribution/relax.ts';
import type { CauseAmounts } from './causes.ts';
import { gwh } from '../run/run-result.ts';

/** Shapley shares of `curtailed[set]`, MWh, with the limits of the set lifted; a cause not asked for has no share. */
export const sharedAmong = (causes: readonly Cause[], curtailed: readonly number[]): CauseAmounts =>
  amountsOf(
    causes,
    shapley(
      causes.length,
      curtailed.map((mwh) => curtailed[0] - mwh),
    ),
    curtailed,
  );

/** What lifting each limit takes away once those before it are lifted. */
export const inTurn = (causes: readonly Cause[], curtailed: readonly number[]): CauseAmounts =>
  amountsOf(
    causes,
    causes.map((_, k) => curtailed[(1 << k) - 1] - curtailed[(2 << k) - 1]),
    curtailed,
  );

function amountsOf(causes: readonly Cause[], shares: ArrayLike<number>, curtailed: readonly number[]): CauseAmounts {
  const share = (cause: Cause): number | null => (causes.includes(cause) ? gwh(shares[causes.indexOf(cause)]) : null);
  return {
    sections_gwh: share('sections'),
    exports_gwh: share('exports'),
    intraday_gwh: share('intraday'),
    storage_gwh: share('storage'),
    surplus_gwh: gwh(curtailed[curtailed.length - 1]),
    total_gwh: gwh(curtailed[0]),
  };
}

/** Amount by amount; what either has no share of stays without one. */
function combine(a: CauseAmounts, b: CauseAmounts, of: (a: number, b: number) => number): CauseAmounts {
  const share = (x: number | null, y: number | null): number | null => (x === null || y === null ? null : of(x, y));
  return {
    sections_gwh: share(a.sections_gwh, b.sections_gwh),
    exports_gwh: share(a.exports_gwh, b.exports_gwh),
    intraday_gwh: share(a.intraday_gwh, b.intraday_gwh),
    storage_gwh: share(a.storage_gwh, b.storage_gwh),
    surplus_gwh: of(a.surplus_gwh, b.surplus_gwh),
    total_gwh: of(a.total_gwh, b.total_gwh),
  };
}

export const amounts = (row: CauseAmounts): CauseAmounts => combine(row, row, (a) => a);
export const difference = (reference: CauseAmounts, counterfactual: CauseAmounts): CauseAmounts =>
  combine(reference, counterfactual, (a, b) => b - a);
/** With so much more that no cause is told of. */
export const withSurplus = <T extends CauseAmounts>(row: T, gwhMore: number): T => ({
  ...row,
  surplus_gwh: row.surplus_gwh + gwhMore,
  total_gwh: row.total_gwh + gwhMore,
});
export const times = <T extends CauseAmounts>(row: T, by: number): T => ({
  ...row,
  ...combine(row, row, (a) => a * by),
});
