import { breakDown } from '../../engine/accounting/breakdown.ts';
import { hydroTotal, inStatistic, type Ledger } from '../../engine/accounting/ledger.ts';
import { systemEnergy } from '../../engine/accounting/system-energy.ts';
import type { Row } from '../../system/model/model.ts';
import type { MeasureEffect } from './package-result.ts';
import type { Settings, WindowText } from '../base/results.ts';
import { gwh, ratio, settingsOf, windowText } from '../run/run-result.ts';

/** What a package keeps of a world, GWh. */
export interface PackageWorld {
  readonly statistic: number;
  readonly allSpill: number;
  readonly sold: number;
  readonly allSold: number;
  readonly exported: number;
  readonly thermal: number;
  readonly months: readonly string[];
  readonly byMonth: readonly number[];
  readonly window: WindowText;
  readonly settings: Settings;
}

export function packageWorld(ledger: Ledger): PackageWorld {
  const { exports, thermal } = systemEnergy(ledger);
  const { byMonth } = breakDown(ledger);
  const [statistic, all] = [hydroTotal(ledger, inStatistic), hydroTotal(ledger)];
  return {
    statistic: gwh(statistic.curtailed),
    allSpill: gwh(all.curtailed),
    sold: gwh(statistic.generated),
    allSold: gwh(all.generated),
    exported: gwh(exports),
    thermal: gwh(thermal),
    months: byMonth.map(({ key }) => key),
    byMonth: byMonth.map(({ mwh }) => gwh(mwh)),
    window: windowText(ledger),
    settings: settingsOf(ledger),
  };
}

/** The additive part of an effect, GWh: differences of worlds, and Shapley shares of them. */
export interface Gain {
  readonly statistic: number;
  readonly allSpill: number;
  readonly sold: number;
  readonly allSold: number;
  readonly exported: number;
  readonly thermal: number;
  readonly byMonth: readonly number[];
}

/** What a world gains on another: less curtailed, more generated and exported, less thermal. */
export const gainOf = (without: PackageWorld, withIt: PackageWorld): Gain => ({
  statistic: without.statistic - withIt.statistic,
  allSpill: without.allSpill - withIt.allSpill,
  sold: withIt.sold - without.sold,
  allSold: withIt.allSold - without.allSold,
  exported: withIt.exported - without.exported,
  thermal: without.thermal - withIt.thermal,
  byMonth: without.byMonth.map((energy, m) => energy - withIt.byMonth[m]),
});

const MWH_PER_GWH = 1000;

/**
 * A gain with what it is worth at the model's prices and factors: 1 GWh at 1 yuan/kWh is 1 million yuan, at 1 t/MWh 1
 * kt.
 */
export function effectOfGain(
  gain: Gain,
  months: readonly string[],
  mw: number | null,
  valuations: readonly Row<'valuations'>[],
): MeasureEffect {
  const hours = (energy: number): number | null => (mw === null ? null : ratio(energy * MWH_PER_GWH, mw));
  const credited = gain.exported + gain.thermal;
  const of = (kind: Row<'valuations'>['kind']) => valuations.filter((row) => row.kind === kind);
  const tonnes = (kind: 'co2' | 'coal') =>
    of(kind).map(({ id, value }) => ({ valuation: id, value: credited * value }));
  return {
    recovered_gwh: { statistic: gain.statistic, all_spill: gain.allSpill },
    generated_gwh: { statistic: gain.sold, all_hydro: gain.allSold },
    by_month: months.map((key, m) => ({ key, recovered_gwh: gain.byMonth[m] })),
    utilisation_hours: { statistic: hours(gain.statistic), all_spill: hours(gain.allSpill) },
    revenue_million_yuan: of('price').map(({ id, value }) => ({
      valuation: id,
      statistic: gain.sold * value,
      all_hydro: gain.allSold * value,
    })),
    credited_gwh: { export: gain.exported, thermal: gain.thermal, total: credited },
    co2_kt: tonnes('co2'),
    coal_kt: tonnes('coal'),
  };
}
