import type { Case } from '../../case/case.ts';
import { MAX_TRAVEL_HOURS, HOURS_A_DAY } from '../../tables.ts';
import type { Solve } from '../../solver/program/linear-program.ts';
import { perfectPlanning, plannedStorage, planOnOwnHeads, planSeason, type SeasonPlan } from './season-plan.ts';
import { believedInterruptible } from '../programs/water-outlook.ts';
import type { WaterState } from '../programs/water-state.ts';

/** Storage and water in transit at the start of the season. */
export function openingState(c: Case): WaterState {
  const releaseBefore = new Float64Array(c.stations.ids.length * MAX_TRAVEL_HOURS);
  c.stations.releaseBefore.forEach((flow, i) =>
    releaseBefore.fill(flow, i * MAX_TRAVEL_HOURS, (i + 1) * MAX_TRAVEL_HOURS),
  );
  return { storage: c.stations.startStorage.slice(), releaseBefore };
}

/**
 * How the dispatched days begin: their water, and a plan from there to the season's end that knows all water and loads;
 * the plan of the whole season that led there.
 */
export interface Opened {
  readonly start: WaterState;
  readonly plan: SeasonPlan;
  readonly season: SeasonPlan;
}

/**
 * Season plans of a case that differs in numbers alone. `template` fixes the heads, and the plan is sought near it.
 * `beside` leaves the plan its own heads: it is only where solvers begin, which changes nothing within their accuracy.
 */
export interface KnownPlans {
  readonly template?: SeasonPlan;
  readonly beside?: SeasonPlan;
}

/**
 * Opens the dispatched days. Inside the season their water is that of a season plan which knows of loads only what is
 * known just before: a removal inside the span has not been foreseen, so with and without begin with the same water,
 * and the plan is made anew from there.
 */
export function openSpan(c: Case, solve: Solve, { template, beside }: KnownPlans = {}): Opened {
  const season = openingState(c);
  const believed = c.from === c.opens ? c.zones.interruptibleLoad : believedInterruptible(c, c.start + c.from - 1);
  const planning = perfectPlanning(c, { interruptible: believed });
  const before = template
    ? planSeason(c, solve, { ...planning, heads: template.heads, warmStart: template })
    : planOnOwnHeads(c, solve, planning, beside);
  if (c.from === c.opens) return { start: season, plan: before, season: before };
  const start = stateFromPlan(c, before, c.from);
  if (believed.every((mw, at) => mw === c.zones.interruptibleLoad[at])) return { start, plan: before, season: before };
  return {
    start,
    plan: planSeason(c, solve, {
      ...perfectPlanning(c, { from: c.from, storage: start.storage }),
      heads: before.heads,
      warmStart: before,
    }),
    season: before,
  };
}

/** Storage and water in transit of a season plan at the start of an hour. */
function stateFromPlan(c: Case, plan: SeasonPlan, hour: number): WaterState {
  const n = c.stations.ids.length;
  const releaseBefore = new Float64Array(n * MAX_TRAVEL_HOURS);
  for (let i = 0; i < n; i++) {
    for (let ago = 1; ago <= MAX_TRAVEL_HOURS; ago++) {
      releaseBefore[i * MAX_TRAVEL_HOURS + ago - 1] =
        plan.release[i * c.days + Math.floor(Math.max(c.opens, hour - ago) / HOURS_A_DAY)];
    }
  }
  return { storage: Float64Array.from(c.stations.ids, (_, i) => plannedStorage(c, plan, i, hour - 1)), releaseBefore };
}
