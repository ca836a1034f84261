import { breakDown, energyByMonth, type KeyedEnergy } from '../../engine/accounting/breakdown.ts';
import {
  hydroTotal,
  inDirectPocket,
  inGridSmallHydro,
  inStatistic,
  type HydroTotal,
  type Ledger,
} from '../../engine/accounting/ledger.ts';
import { LedgerError } from '../../engine/accounting/ledger-error.ts';
import { missedFlags } from '../../engine/accounting/missed.ts';
import { systemEnergy } from '../../engine/accounting/system-energy.ts';
import { formatInstant } from '../../system/words/calendar.ts';
import { settledEnergies } from '../base/energy-dust.ts';
import { published, type Say } from '../base/messages.ts';
import { pocketBound } from './pocket-bound.ts';
import type { Bounds, Breakdown, Keyed, Settings, Timing, WindowText } from '../base/results.ts';
import type { RunRecord, RunResult } from './run-answer.ts';
import { runSeries } from './run-series.ts';
import { solverFlags } from './solver-flags.ts';

const MWH_PER_GWH = 1000;
export const gwh = (mwh: number): number => mwh / MWH_PER_GWH;
const keyed = (rows: readonly KeyedEnergy[]): Keyed[] => rows.map(({ key, mwh }) => ({ key, value_gwh: gwh(mwh) }));

/** The published result of one booked run and its hourly series. */
export const runRecord = (say: Say, ledger: Ledger, id: string, timing: Timing): RunRecord => ({
  result: settledEnergies(runResult(say, ledger, id, timing)),
  series: runSeries(ledger),
});

export function runResult(say: Say, ledger: Ledger, id: string, timing: Timing): RunResult {
  const { case: c, outcome: o, byStep } = ledger;
  const statistic = hydroTotal(ledger, inStatistic);
  const small = gwh(hydroTotal(ledger, inGridSmallHydro).curtailed);
  const pocket = gwh(hydroTotal(ledger, inDirectPocket).curtailed);
  const monthly = (table: Float64Array): Keyed[] => keyed(energyByMonth(ledger, table));
  return {
    schema: 'spillway/run@1',
    id,
    hash: c.hash,
    window: windowText(ledger),
    settings: settingsOf(ledger),
    ...hydroGwh(statistic),
    outside_statistic_gwh: { total: small + pocket, grid_small_hydro: small, direct_pocket: pocket },
    pocket_spill: pocketBound(ledger),
    all_hydro: hydroGwh(hydroTotal(ledger)),
    utilisation_rate: ratio(statistic.generated, statistic.available),
    energy_gwh: energyGwh(ledger),
    hydro_by_month: monthly(byStep.generated),
    export_by_month: monthly(o.exported),
    thermal_by_month: monthly(o.thermal),
    ...breakdownGwh(ledger),
    balance: { water_residual_hm3: ledger.waterResidualHm3, energy_residual_mwh: ledger.energyResidualMwh },
    optimality: boundsOf(ledger),
    stages: o.stages,
    flags: [...c.flags, ...missedFlags(ledger), ...solverFlags(o)].map((flag) => published(say, flag)),
    timing_ms: timing,
  };
}

/** A ratio, or null where there is nothing to divide by. */
export const ratio = (part: number, whole: number): number | null => (Math.abs(whole) > 1e-9 ? part / whole : null);

const hydroGwh = (total: HydroTotal) => ({
  available_gwh: gwh(total.available),
  generated_gwh: gwh(total.generated),
  curtailed_gwh: gwh(total.curtailed),
  forced_spill_gwh: gwh(total.forced),
});

function breakdownGwh(ledger: Ledger): Breakdown<Keyed> & { readonly curtailed_by_day_gwh: readonly number[] } {
  const parts = breakDown(ledger);
  return {
    by_month: keyed(parts.byMonth),
    by_basin: keyed(parts.byBasin),
    by_zone: keyed(parts.byZone),
    by_hour_class: keyed(parts.byHourClass),
    by_section: keyed(parts.bySection),
    curtailed_by_day_gwh: parts.byDay.map(gwh),
  };
}

function energyGwh(ledger: Ledger): RunResult['energy_gwh'] {
  const e = systemEnergy(ledger);
  return {
    hydro: gwh(e.hydro),
    thermal: gwh(e.thermal),
    renewables: gwh(e.renewables),
    import: gwh(e.imports),
    unserved: gwh(e.unserved),
    unserved_interruptible: gwh(e.interrupted),
    load: gwh(e.load),
    interruptible_load: gwh(e.namedLoad),
    export: gwh(e.exports),
    losses: gwh(e.losses),
    renewables_curtailed: gwh(e.renewablesCurtailed),
  };
}

export const windowText = ({ span: { start, hours } }: Ledger): WindowText => ({
  start: formatInstant(start),
  end: formatInstant(start + hours),
});

export const settingsOf = ({ case: c, outcome: o }: Ledger): Settings => ({
  foresight: c.foresight,
  level: c.level,
  export_rule: c.exportRule,
  water_year: c.waterYear,
  solver: o.solver,
  engine_version: c.engineVersion,
  replans: o.replans.map(formatInstant),
});

/** Bounds of the cost stage, yuan; the gap is over the sum of absolute cost terms. */
export function boundsOf({ outcome: o }: Ledger): Bounds {
  const gap = o.upperBound - o.lowerBound;
  if (!Number.isFinite(gap))
    throw new LedgerError(
      `The solver gave no finite bounds on cost (upper ${o.upperBound}, lower ${o.lowerBound} yuan).`,
    );
  return { upper_bound: o.upperBound, lower_bound: o.lowerBound, relative_gap: gap / Math.max(1, o.absoluteCost) };
}
