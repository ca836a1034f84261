import { chainEnergy, headStorage, leastRelease } from '../../cascade/topology.ts';
import type { Case } from '../../case/case.ts';
import { dualBound } from '../../solver/program/dual-bound.ts';
import { absoluteCost, objectiveOf } from '../../solver/program/evaluate.ts';
import type { LinearProgram, Solution } from '../../solver/program/linear-program.ts';
import { HM3_PER_FLOW_HOUR as K, HOURS_A_DAY } from '../../tables.ts';
import type { StageScale } from '../programs/power-family.ts';
import { plannedStorage, type SeasonPlan } from '../plan/season-plan.ts';
import { dearestLoad } from '../programs/weights.ts';
import { daysOf, type Horizon } from '../programs/horizon.ts';
import type { HorizonEnd } from '../programs/horizon-end.ts';
import type { WaterState } from '../programs/water-state.ts';
import { buildHorizonProgram, type HorizonProgram } from '../programs/horizon-program.ts';

/**
 * The end of a span under a pin: the storage of the season plan, and what it lets go in the hours whose water arrives
 * later.
 */
export function plannedEnd(c: Case, plan: SeasonPlan, span: Horizon, mode: HorizonEnd['mode']): HorizonEnd {
  const day = Math.floor((span.to - 1) / HOURS_A_DAY);
  const chain = chainEnergy(c);
  return {
    mode,
    target: Float64Array.from(c.stations.ids, (_, i) => plannedStorage(c, plan, i, span.to - 1)),
    // Where a forecast sees no way around spilling, water has a value below 0; a day does not spill for that what may
    // yet wait. Nor does it miss a least release that its water can meet for one of a later day.
    value: Float64Array.from(c.stations.ids, (_, i) =>
      Math.min(
        dearestLoad(c) * chain[i],
        Math.max(c.foresight === 'rolling' ? 0 : -Infinity, plan.waterValue[i * c.days + day]),
      ),
    ),
    transit: Float64Array.from(c.stations.travelHours, (travel, i) => K * lateRelease(c, plan, span, i, travel)),
  };
}

/** A plan that gives less than this share of a least release misses it, 1. */
const MET = 0.99;

/**
 * Sum of the planned release, m3/s, over the last `travel` hours of a span, or all of it where that is shorter. A least
 * release that the plan misses is asked for all the same: blocks do not know what a pond holds.
 */
function lateRelease(c: Case, plan: SeasonPlan, { from, to }: Horizon, i: number, travel: number): number {
  let sum = 0;
  for (let hour = Math.max(from, to - travel); hour < to; hour++) {
    const day = Math.floor(hour / HOURS_A_DAY);
    const [planned, least] = [plan.release[i * c.days + day], leastRelease(c, i, day)];
    sum += planned < MET * least ? least : planned;
  }
  return sum;
}

/**
 * The end of a horizon of some days: guided where it closes, drawn to the plan a little at the end of the days before.
 */
export function guidedEnd(c: Case, plan: SeasonPlan, span: Horizon): HorizonEnd {
  const inner = daysOf(span) - 1;
  const end = plannedEnd(c, plan, span, 'guided');
  if (inner === 0) return end;
  const first = Math.floor(span.from / HOURS_A_DAY);
  return {
    ...end,
    path: Float64Array.from(
      { length: c.stations.ids.length * inner },
      (_, at) => plan.storage[Math.floor(at / inner) * c.days + first + (at % inner)],
    ),
  };
}

/**
 * The cost stage of the dispatched span as one hourly program: what `export` writes. At its end it is pinned to the
 * season plan's storage; where the season ends too, water has the value that plans give it.
 */
export function buildCostProgram(c: Case, plan: SeasonPlan, start: WaterState): HorizonProgram {
  return buildExactProgram(c, plan, start, 0);
}

/** The same at any scale, the water of every station written out. */
export function buildExactProgram(c: Case, plan: SeasonPlan, start: WaterState, scale: StageScale): HorizonProgram {
  const span = { from: c.from, to: c.to };
  return buildHorizonProgram(c, {
    span,
    water: start,
    heads: plannedHeads(c, plan, span, start),
    end: { ...plannedEnd(c, plan, span, 'pinned'), closes: c.to === c.closes },
    interruptible: c.zones.interruptibleLoad,
    scale,
    given: new Uint8Array(c.stations.ids.length),
  });
}

/** Storage that fixes the head on each day of a span, hm3 [station * days]: as it opens, then as planned. */
export function plannedHeads(c: Case, plan: SeasonPlan, span: Horizon, start: WaterState): Float64Array {
  const days = daysOf(span);
  const opening = headStorage(c, start.storage);
  return Float64Array.from({ length: c.stations.ids.length * days }, (_, at) => {
    const [i, day] = [Math.floor(at / days), at % days];
    return day === 0 ? opening[i] : plan.heads[i * c.days + Math.floor(span.from / HOURS_A_DAY) + day - 1];
  });
}

/**
 * Bounds on the cost program's optimum, yuan: from a feasible point above, from any row duals below; how far a schedule
 * `x` lies above the first, of the sum of its absolute costs. Both give way by a
 * billionth of the sum of absolute costs, which is what a solver's own feasibility tolerance may move the optimum it
 * prints.
 */
export function spanBounds(
  program: LinearProgram,
  x: Float64Array,
  proof: Solution,
): { readonly upper: number; readonly lower: number; readonly absolute: number; readonly above: number } {
  const absolute = absoluteCost(program, x);
  const cost = objectiveOf(program, x);
  const least = Math.min(cost, objectiveOf(program, proof.x));
  return {
    upper: least + 1e-9 * absolute,
    lower: dualBound(program, proof.rowDual) - 1e-9 * absolute,
    absolute,
    above: (cost - least) / Math.max(1, absolute),
  };
}

/**
 * Columns of an hourly program above which this machine's solvers run out of memory: about a month of the Sichuan
 * model.
 */
export const MOST_EXACT_COLUMNS = 450_000;

/** Columns that the hourly program of so many days has, within a few per cent. */
export function exactColumns(c: Case, days: number): number {
  const ponds = c.stations.storage.reduce((count, hm3) => count + Number(hm3 > 0), 0);
  const power =
    c.aggregated.ids.length +
    c.thermal.ids.length +
    c.renewables.ids.length +
    c.imports.ids.length +
    c.zones.ids.length +
    c.zones.interruptibleZone.length +
    2 * c.corridors.ids.length +
    2 * c.exports.ids.length +
    3 * c.storages.ids.length;
  return days * HOURS_A_DAY * (3 * c.stations.ids.length + 2 * ponds + power);
}
