import type { Case } from '../compile-case/case.ts';
import { MAX_TRAVEL_HOURS } from '../tables.ts';
import type { SeasonPlan } from './season-plan.ts';
import type { WaterState } from './window-program.ts';

/** Storage and water in transit at the start of the season. */
export function openingState(c: Case): WaterState {
  const releaseBefore = new Float64Array(c.stations.ids.length * MAX_TRAVEL_HOURS);
  c.stations.releaseBefore.forEach((flow, i) => releaseBefore.fill(flow, i * MAX_TRAVEL_HOURS, (i + 1) * MAX_TRAVEL_HOURS));
  return { storage: c.stations.startStorage.slice(), releaseBefore };
}

/** Storage and water in transit of the season plan at the start of a day. */
export function stateFromPlan(c: Case, plan: SeasonPlan, day: number): WaterState {
  const n = c.stations.ids.length;
  const releaseBefore = new Float64Array(n * MAX_TRAVEL_HOURS);
  for (let i = 0; i < n; i++) {
    for (let ago = 1; ago <= MAX_TRAVEL_HOURS; ago++) {
      releaseBefore[i * MAX_TRAVEL_HOURS + ago - 1] = plan.release[i * c.days + Math.max(0, day - Math.ceil(ago / 24))];
    }
  }
  return { storage: Float64Array.from(c.stations.ids, (_, i) => plan.storage[i * c.days + day - 1]), releaseBefore };
}
