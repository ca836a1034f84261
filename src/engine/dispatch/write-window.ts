import { downstreamOrder, upstreamLists } from '../cascade/topology.ts';
import type { Case } from '../compile-case/case.ts';
import { HM3_PER_FLOW_HOUR as K, MAX_TRAVEL_HOURS } from '../tables.ts';
import type { StepInputs } from '../zone-balance.ts';
import { closeZones } from './close-zones.ts';
import { writeFlows, writePower, type Schedule } from './schedule.ts';
import type { WaterState, WindowProgram } from './window-program.ts';

/**
 * Writes the first `kept` days of a solved window into the schedule, day `fromDay` of the season first, and returns the water state after each of them.
 * Water is followed again hour by hour in float64 from the turbined flow, so that it closes to rounding whatever the solver's tolerance:
 * what cannot be stored is spilled, and what is not there is not turbined.
 */
export function writeWindow(
  c: Case, inputs: StepInputs, into: Schedule, w: WindowProgram, x: Float64Array, dual: Float64Array, fromDay: number, water: WaterState, kept = w.days,
): WaterState[] {
  const [span, hours] = [w.hours, kept * 24];
  const offset = (fromDay - c.firstDay) * 24;
  const n = c.stations.ids.length;
  const release = new Float64Array(n * hours);
  const storage = water.storage.slice();
  const upstream = upstreamLists(c);
  for (const i of downstreamOrder(c)) {
    const holds = c.stations.storage[i] > 0;
    for (let t = 0; t < hours; t++) {
      const at = i * span + t;
      const day = fromDay + Math.floor(t / 24);
      const coming = c.stations.inflow[i * c.days + day] + upstream[i].reduce((sum, u) => sum + arrived(u, t), 0);
      let flow = Math.min(Math.max(x[w.turbined[at]], 0), w.limit[at]);
      let spilled = holds ? Math.max(x[w.curtailed[at]] + x[w.forced[at]], 0) : coming - flow;
      if (holds) {
        const most = Math.max(0, storage[i] / K + coming);
        flow = Math.min(flow, most);
        spilled = Math.min(spilled, most - flow);
        const after = storage[i] + K * (coming - flow - spilled);
        const bound = w.program.columnUpper[w.storage[at]];
        if (after > bound) spilled += (after - bound) / K;
        storage[i] = Math.max(0, storage[i] + K * (coming - flow - spilled));
      } else if (spilled < 0) { flow = Math.max(0, coming); spilled = Math.max(0, coming - flow); }
      release[i * hours + t] = flow + spilled;
      const to = i * into.timeline.steps + offset + t;
      // A station not yet built makes nothing of its water: it is a reach, and what passes it is no forced spill.
      writeFlows(into, to, flow, spilled, w.limit[at], c.stations.capacity[i * c.days + day] > 0 ? w.factor[at] : 0);
      into.storage[to] = holds ? storage[i] : 0;
    }
  }
  for (let t = 0; t < hours; t++) {
    writePower(c, into, w.power[t], x, dual, { to: offset + t, charge: w.electric.charge[t], discharge: w.electric.discharge[t] });
  }
  closeZones(c, inputs, into, offset, offset + hours);
  return Array.from({ length: kept }, (_, day) => stateAfter(24 * (day + 1)));

  function stateAfter(hour: number): WaterState {
    const last = offset + hour - 1;
    return {
      storage: hour === hours ? storage : storage.map((_, i) => into.storage[i * into.timeline.steps + last]),
      releaseBefore: history(n, { hours, until: hour }, release, water.releaseBefore),
    };
  }

  function arrived(u: number, t: number): number {
    const sent = t - c.stations.travelHours[u];
    return sent >= 0 ? release[u * hours + sent] : water.releaseBefore[u * MAX_TRAVEL_HOURS - sent - 1];
  }
}

/** Releases before hour `until` of a window of so many `hours`. */
function history(n: number, { hours, until }: { readonly hours: number; readonly until: number }, release: Float64Array, before: Float64Array): Float64Array {
  const kept = new Float64Array(n * MAX_TRAVEL_HOURS);
  for (let i = 0; i < n; i++) {
    for (let ago = 1; ago <= MAX_TRAVEL_HOURS; ago++) {
      kept[i * MAX_TRAVEL_HOURS + ago - 1] = ago <= until ? release[i * hours + until - ago] : before[i * MAX_TRAVEL_HOURS + ago - until - 1];
    }
  }
  return kept;
}
