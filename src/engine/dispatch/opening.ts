import type { Case } from '../compile-case/case.ts';
import { MAX_TRAVEL_HOURS } from '../tables.ts';
import type { Solve } from '../solver/linear-program.ts';
import { planSeason, type SeasonPlan } from './season-plan.ts';
import { believedSlots, perfectOutlook } from './water-outlook.ts';
import type { WaterState } from './window-program.ts';

/** Storage and water in transit at the start of the season. */
export function openingState(c: Case): WaterState {
  const releaseBefore = new Float64Array(c.stations.ids.length * MAX_TRAVEL_HOURS);
  c.stations.releaseBefore.forEach((flow, i) => releaseBefore.fill(flow, i * MAX_TRAVEL_HOURS, (i + 1) * MAX_TRAVEL_HOURS));
  return { storage: c.stations.startStorage.slice(), releaseBefore };
}

/**
 * The water with which the dispatched days begin. Inside the season it is that of a season plan which knows of loads only what is known just before: a removal
 * inside the window has not been foreseen, so with and without begin with the same water. `perfect` is the plan that knows all, used where that is the same.
 */
export function windowOpening(c: Case, solve: Solve, perfect: SeasonPlan): WaterState {
  const season = openingState(c);
  if (c.firstDay === 0) return season;
  const believed = believedSlots(c, c.start + c.firstDay * 24 - 1);
  const known = believed.every((mw, at) => mw === c.zones.slotLoad[at]);
  return stateFromPlan(c, known ? perfect : planSeason(c, solve, perfect.program.line, season.storage, perfectOutlook(c), believed), c.firstDay);
}

/** Storage and water in transit of a season plan at the start of a day. */
function stateFromPlan(c: Case, plan: SeasonPlan, day: number): WaterState {
  const n = c.stations.ids.length;
  const releaseBefore = new Float64Array(n * MAX_TRAVEL_HOURS);
  for (let i = 0; i < n; i++) {
    for (let ago = 1; ago <= MAX_TRAVEL_HOURS; ago++) {
      releaseBefore[i * MAX_TRAVEL_HOURS + ago - 1] = plan.release[i * c.days + Math.max(0, day - Math.ceil(ago / 24))];
    }
  }
  return { storage: Float64Array.from(c.stations.ids, (_, i) => plan.storage[i * c.days + day - 1]), releaseBefore };
}
