import { energyByMonth } from '../../engine/accounting/breakdown.ts';
import type { Ledger } from '../../engine/accounting/ledger.ts';
import { daysInMonth } from '../../system/words/calendar.ts';
import type { Model } from '../../system/model/model.ts';
import type { BackcastResult } from './backcast-result.ts';
import { highestByMonth } from '../comparison/kept-world.ts';
import { wholeMonths } from '../out-turns/modelled-series.ts';
import { gwh } from '../run/run-result.ts';

/**
 * Thermal output of each whole month of a run, mean and highest step, beside the published mean, and load unserved,
 * pockets included.
 */
export function backcastThermal({ tables }: Model, ledger: Ledger): BackcastResult['thermal'] {
  const { outcome } = ledger;
  const [output, unserved] = [energyOf(ledger, outcome.thermal), energyOf(ledger, outcome.unserved)];
  const [peak, worst] = [highestByMonth(ledger, outcome.thermal), highestByMonth(ledger, outcome.unserved)];
  return [...wholeMonths(ledger)].map((month) => {
    const mw = (energy: number): number =>
      (energy * 1000) / (24 * daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5))));
    const published = tables.reported.find(
      (row) => row.quantity === 'thermal_generation' && row.period === month,
    )?.value;
    return {
      month,
      mean_mw: mw(output.get(month) ?? 0),
      peak_mw: peak.get(month) ?? 0,
      published_mean_mw: published === undefined ? null : mw(published),
      unserved_gwh: unserved.get(month) ?? 0,
      unserved_peak_mw: worst.get(month) ?? 0,
    };
  });
}

const energyOf = (ledger: Ledger, powers: Float64Array): ReadonlyMap<string, number> =>
  new Map(energyByMonth(ledger, powers).map(({ key, mwh }) => [key, gwh(mwh)]));
