import { hoursAtLimit, type LimitHours } from '../engine/accounting/hours-at-limit.ts';
import { hydroTotal, inStatistic, type Ledger } from '../engine/accounting/ledger.ts';
import { systemEnergy } from '../engine/accounting/system-energy.ts';
import { isRemoval, quantityOf } from '../system/measure.ts';
import type { Scenario } from '../system/scenario.ts';
import type { Settings, SweepPoint, WindowText } from './results.ts';
import { gwh, ratio, settingsOf, windowText } from './run-result.ts';
import type { AxisValue } from './sweep-axis.ts';

/** What a sweep keeps of a world; its hours are let go. GWh. */
export interface WorldSummary {
  readonly curtailed: number; readonly allCurtailed: number; readonly load: number; readonly limits: readonly LimitHours[]; readonly window: WindowText; readonly settings: Settings;
}

export function worldSummary(ledger: Ledger): WorldSummary {
  const energy = systemEnergy(ledger);
  return {
    curtailed: gwh(hydroTotal(ledger, inStatistic).curtailed), allCurtailed: gwh(hydroTotal(ledger).curtailed), load: gwh(energy.load + energy.namedLoad),
    limits: hoursAtLimit(ledger), window: windowText(ledger), settings: settingsOf(ledger),
  };
}

/** A pair of worlds at one value of each axis. */
export interface SolvedPoint { readonly scenario: Scenario; readonly value: AxisValue; readonly value2: AxisValue | null; readonly kept: WorldSummary; readonly removed: WorldSummary }

export const effectOf = ({ kept, removed }: SolvedPoint) =>
  ({ energy: kept.load - removed.load, statistic: removed.curtailed - kept.curtailed, all: removed.allCurtailed - kept.allCurtailed });

/** The point as published; marginal factors are taken from the point before it along the first axis, if there is one. */
export function sweepPoint(point: SolvedPoint, before: SolvedPoint | null, ofSize: boolean): SweepPoint {
  const { energy, statistic, all } = effectOf(point);
  const past = before && effectOf(before);
  return {
    size_gw: removedGw(point.scenario), ...(!ofSize && { value: point.value }), ...(point.value2 !== null && { value2: point.value2 }),
    removed_energy_gwh: energy, curtailed_delta_gwh: statistic, all_spill_delta_gwh: all,
    average_curtailment_factor: { statistic: ratio(statistic, energy), all_spill: ratio(all, energy) },
    marginal_curtailment_factor: {
      statistic: past && ratio(statistic - past.statistic, energy - past.energy), all_spill: past && ratio(all - past.all, energy - past.energy),
    },
  };
}

const removedGw = ({ measures }: Scenario): number => measures.filter(isRemoval).reduce((sum, { size }) => sum + quantityOf(size, 'power'), 0) / 1000;
