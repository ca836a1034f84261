import { breakDown } from '../../engine/accounting/breakdown.ts';
import {
  dispositionBetween,
  worldEnergy,
  type EnergyDisposition,
  type WorldEnergy,
} from '../../engine/accounting/disposition.ts';
import { hoursAtLimit, type LimitHours } from '../../engine/accounting/hours-at-limit.ts';
import { hydroTotal, type Ledger } from '../../engine/accounting/ledger.ts';
import { stateBefore, type StateBefore } from '../../engine/accounting/state-before.ts';
import { removedMw } from '../../system/scenario/measure.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import { dispositionGwh } from '../run/disposition-result.ts';
import type { Keyed, Settings, WindowText } from '../base/results.ts';
import type { SweepPoint } from './sweep-result.ts';
import { gwh, ratio, settingsOf, windowText } from '../run/run-result.ts';

/** What a sweep keeps of a world; its hours are let go. GWh but for `energy`, `limits` and `before` (MWh). */
export interface WorldSummary {
  readonly curtailed: number;
  readonly allCurtailed: number;
  readonly load: number;
  readonly byMonth: readonly Keyed[];
  readonly energy: WorldEnergy;
  readonly limits: readonly LimitHours[];
  readonly before: StateBefore | null;
  readonly window: WindowText;
  readonly settings: Settings;
}

/** `firstChangeHour`: hour index of the first change of loads anywhere in the sweep; null where there is none. */
export function worldSummary(ledger: Ledger, firstChangeHour: number | null = null): WorldSummary {
  const energy = worldEnergy(ledger);
  return {
    curtailed: gwh(energy.curtailed),
    allCurtailed: gwh(hydroTotal(ledger).curtailed),
    load: gwh(energy.system.load + energy.system.namedLoad),
    byMonth: breakDown(ledger).byMonth.map(({ key, mwh }) => ({ key, value_gwh: gwh(mwh) })),
    energy,
    limits: hoursAtLimit(ledger),
    before: firstChangeHour === null ? null : stateBefore(ledger, firstChangeHour),
    window: windowText(ledger),
    settings: settingsOf(ledger),
  };
}

/**
 * A pair of worlds at one value of each axis: `value` in the unit of the axis, an hour index for instants; `value2` as
 * it is published. `between`: not asked for, solved to check a range.
 */
export interface SolvedPoint {
  readonly scenario: ResolvedScenario;
  readonly value: number;
  readonly value2: number | string | null;
  readonly kept: WorldSummary;
  readonly removed: WorldSummary;
  readonly between?: boolean;
}

export const effectOf = ({ kept, removed }: SolvedPoint) => ({
  energy: kept.load - removed.load,
  statistic: removed.curtailed - kept.curtailed,
  all: removed.allCurtailed - kept.allCurtailed,
});

/** Where the freed energy of a point goes, MWh. */
export const goneTo = ({ kept, removed }: SolvedPoint): EnergyDisposition =>
  dispositionBetween(kept.energy, removed.energy);

/**
 * The point as published, with its value but where that is the size; marginal factors are taken from the point before
 * it along the first axis, if there is one.
 */
export function sweepPoint(point: SolvedPoint, before: SolvedPoint | null, value: number | string | null): SweepPoint {
  const { energy, statistic, all } = effectOf(point);
  const past = before && effectOf(before);
  return {
    size_gw: removedMw(point.scenario) / 1000,
    ...(value !== null && { value }),
    ...(point.value2 !== null && { value2: point.value2 }),
    removed_energy_gwh: energy,
    curtailed_delta_gwh: statistic,
    all_spill_delta_gwh: all,
    average_curtailment_factor: { statistic: ratio(statistic, energy), all_spill: ratio(all, energy) },
    marginal_curtailment_factor: {
      statistic: past && ratio(statistic - past.statistic, energy - past.energy),
      all_spill: past && ratio(all - past.all, energy - past.energy),
    },
    curtailed_gwh: { reference: point.kept.curtailed, counterfactual: point.removed.curtailed },
    disposition: dispositionGwh(goneTo(point)),
  };
}
