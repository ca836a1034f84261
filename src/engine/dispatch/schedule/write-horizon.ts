import { downstreamOrder, isInService, upstreamLists } from '../../cascade/topology.ts';
import type { Case } from '../../case/case.ts';
import { HM3_PER_FLOW_HOUR as K, MAX_TRAVEL_HOURS, HOURS_A_DAY } from '../../tables.ts';
import type { Solution } from '../../solver/program/linear-program.ts';
import type { StepInputs } from '../../outcome/zone-balance.ts';
import { closeZones } from './close-zones.ts';
import { writeFlows, writePower, type Schedule } from './schedule.ts';
import type { WaterState } from '../programs/water-state.ts';
import type { HorizonProgram } from '../programs/horizon-program.ts';

/**
 * Writes the hours of a solved horizon up to `keptTo` into the schedule and returns the water state at the end of each
 * of its days. Water is followed again hour by hour in float64 from the turbined flow, so that it closes to rounding
 * whatever the solver's tolerance: what cannot be stored is spilled, and what is not there is not turbined.
 */
export function writeHorizon(
  c: Case,
  inputs: StepInputs,
  into: Schedule,
  w: HorizonProgram,
  { x, rowDual }: Pick<Solution, 'x' | 'rowDual'>,
  water: WaterState,
  keptTo = w.span.to,
): WaterState[] {
  const { from } = w.span;
  const [hours, offset] = [keptTo - from, from - c.from];
  const n = c.stations.ids.length;
  const storage = water.storage.slice();
  const release = new Float64Array(n * hours);
  const followed = { w, x, water, storage, release, hours };
  const upstream = upstreamLists(c);
  for (const i of downstreamOrder(c)) writeStation(c, into, followed, upstream[i], i);
  for (let t = 0; t < hours; t++) {
    writePower(c, inputs, into, w.power[t], x, rowDual, {
      to: offset + t,
      charge: w.electric.charge[t],
      discharge: w.electric.discharge[t],
    });
  }
  closeZones(c, inputs, into, offset, offset + hours);
  return dayEnds(from, keptTo).map((end) => stateAfter(end - from));

  function stateAfter(hour: number): WaterState {
    const last = offset + hour - 1;
    return {
      storage: hour === hours ? storage : storage.map((_, i) => into.storage[i * into.timeline.steps + last]),
      releaseBefore: history(n, { hours, until: hour }, release, water.releaseBefore),
    };
  }
}

/** Water that is followed through so many hours of a program: storage so far, hm3, release, m3/s [station * hours]. */
interface Followed {
  readonly w: HorizonProgram;
  readonly x: Float64Array;
  readonly water: WaterState;
  readonly storage: Float64Array;
  readonly release: Float64Array;
  readonly hours: number;
}

function writeStation(c: Case, into: Schedule, followed: Followed, upstream: readonly number[], i: number): void {
  const { w, x, storage, release, hours } = followed;
  const holds = c.stations.storage[i] > 0;
  for (let t = 0; t < hours; t++) {
    const at = i * w.hours + t;
    const to = i * into.timeline.steps + w.span.from - c.from + t;
    const came =
      c.stations.inflow[i * c.hours + w.span.from + t] +
      upstream.reduce((sum, u) => sum + arrived(c, followed, u, t), 0);
    // A reach that loses more than there is: what it lacks is booked as missing.
    const missing = Math.max(0, -came - (holds ? storage[i] / K : 0));
    const coming = came + missing;
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
    } else if (spilled < 0) {
      flow = Math.max(0, coming);
      spilled = Math.max(0, coming - flow);
    }
    release[i * hours + t] = flow + spilled;
    writeFlows(into, to, flow, spilled, w.limit[at], isInService(c, i, w.span.from + t) ? w.factor[at] : 0);
    into.missingWater[to] = missing;
    into.storage[to] = holds ? storage[i] : 0;
  }
}

/** What of station `u`'s release arrives at the next in an hour, m3/s. */
function arrived(c: Case, { release, hours, water }: Followed, u: number, t: number): number {
  const sent = t - c.stations.travelHours[u];
  return sent >= 0 ? release[u * hours + sent] : water.releaseBefore[u * MAX_TRAVEL_HOURS - sent - 1];
}

/** The midnights after the first hour up to the last one, and the end itself. */
function dayEnds(from: number, to: number): number[] {
  const ends: number[] = [];
  for (let hour = (Math.floor(from / HOURS_A_DAY) + 1) * HOURS_A_DAY; hour < to; hour += HOURS_A_DAY) ends.push(hour);
  return [...ends, to];
}

/** Releases before hour `until` of a horizon of so many `hours`. */
function history(
  n: number,
  { hours, until }: { readonly hours: number; readonly until: number },
  release: Float64Array,
  before: Float64Array,
): Float64Array {
  const kept = new Float64Array(n * MAX_TRAVEL_HOURS);
  for (let i = 0; i < n; i++) {
    for (let ago = 1; ago <= MAX_TRAVEL_HOURS; ago++) {
      kept[i * MAX_TRAVEL_HOURS + ago - 1] =
        ago <= until ? release[i * hours + until - ago] : before[i * MAX_TRAVEL_HOURS + ago - until - 1];
    }
  }
  return kept;
}
