import { headStorage } from '../cascade/topology.ts';
import type { Case } from '../compile-case/case.ts';
import { dualBound } from '../solver/dual-bound.ts';
import { absoluteCost, objectiveOf } from '../solver/evaluate.ts';
import type { LinearProgram, Solution } from '../solver/linear-program.ts';
import { HM3_PER_FLOW_HOUR as K } from '../tables.ts';
import type { StageScale } from './power-family.ts';
import type { SeasonPlan } from './season-plan.ts';
import type { DayWindow } from './day-windows.ts';
import { buildWindowProgram, type WaterState, type WindowEnd, type WindowProgram } from './window-program.ts';

/** The window's end under a pin: the storage of the season plan. */
export function plannedEnd(c: Case, plan: SeasonPlan, day: number, mode: WindowEnd['mode']): WindowEnd {
  return {
    mode,
    target: Float64Array.from(c.stations.ids, (_, i) => plan.storage[i * c.days + day]),
    value: Float64Array.from(c.stations.ids, (_, i) => plan.waterValue[i * c.days + day]),
    transit: Float64Array.from(c.stations.travelHours, (travel, i) => K * travel * plan.release[i * c.days + day]),
  };
}

/** The end of a window of some days: guided where it closes, drawn to the plan a little at the end of the days before. Within a day the plan goes straight. */
export function guidedEnd(c: Case, plan: SeasonPlan, { day, days, hour }: DayWindow): WindowEnd {
  const inner = days - 1;
  const end = plannedEnd(c, plan, day + inner, 'guided');
  if (inner === 0) return end;
  const storage = (i: number, d: number): number => plan.storage[i * c.days + day + d];
  return {
    ...end, hour, target: end.target.map((last, i) => storage(i, inner - 1) + (last - storage(i, inner - 1)) * (hour / 24)),
    path: Float64Array.from({ length: c.stations.ids.length * inner }, (_, at) => storage(Math.floor(at / inner), at % inner)),
  };
}

/** The cost stage of the dispatched window as one hourly program, pinned to the season plan's storage at its end: what `export` writes. */
export function buildCostProgram(c: Case, plan: SeasonPlan, start: WaterState): WindowProgram {
  return buildExactProgram(c, plan, start, 0);
}

/** The same at any scale, the water of every station written out. */
export function buildExactProgram(c: Case, plan: SeasonPlan, start: WaterState, scale: StageScale): WindowProgram {
  return buildWindowProgram(c, c.firstDay, c.endDay - c.firstDay, start, plannedHeads(c, plan, start), plannedEnd(c, plan, c.endDay - 1, 'pinned'), c.zones.slotLoad, scale, new Uint8Array(c.stations.ids.length));
}

/** Storage at the beginning of each day of the window: as it opens, then as planned. */
function plannedHeads(c: Case, plan: SeasonPlan, start: WaterState): Float64Array {
  const days = c.endDay - c.firstDay;
  const opening = headStorage(c, start.storage);
  return Float64Array.from({ length: c.stations.ids.length * days }, (_, at) => {
    const [i, day] = [Math.floor(at / days), at % days];
    return day === 0 ? opening[i] : plan.heads[i * c.days + c.firstDay + day - 1];
  });
}

/**
 * Bounds on the cost program's optimum, yuan: from a feasible point above, from any row duals below. Both give way by a billionth of the sum of absolute
 * costs, which is what a solver's own feasibility tolerance may move the optimum it prints.
 */
export function windowBounds(program: LinearProgram, x: Float64Array, proof: Solution): { readonly upper: number; readonly lower: number; readonly absolute: number } {
  const absolute = absoluteCost(program, x);
  return { upper: objectiveOf(program, x) + 1e-9 * absolute, lower: dualBound(program, proof.rowDual) - 1e-9 * absolute, absolute };
}

/** Columns of an hourly program above which this machine's solvers run out of memory: about a month of the Sichuan model. */
export const MOST_EXACT_COLUMNS = 450_000;

/** Columns that the hourly program of so many days has, within a few per cent. */
export function exactColumns(c: Case, days: number): number {
  const ponds = c.stations.storage.reduce((count, hm3) => count + Number(hm3 > 0), 0);
  const power = c.lumps.ids.length + c.thermal.ids.length + c.renewables.ids.length + c.imports.ids.length + c.zones.ids.length + c.zones.slotZone.length
    + 2 * c.corridors.ids.length + 2 * c.exports.ids.length + 3 * c.storages.ids.length;
  return days * 24 * (3 * c.stations.ids.length + 2 * ponds + power);
}
