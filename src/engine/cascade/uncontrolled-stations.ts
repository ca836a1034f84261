import type { Case } from '../case/case.ts';
import type { Timeline } from '../case/timeline.ts';
import { arrivals } from './arrivals.ts';
import { downstreamOrder, upstreamLists } from './topology.ts';

/** Stations whose water no schedule changes, 1 each: they hold none, and neither does any station above them. */
export function uncontrolledStations(c: Case): Uint8Array {
  const given = new Uint8Array(c.stations.ids.length);
  const upstream = upstreamLists(c);
  for (const i of downstreamOrder(c))
    given[i] = Number(c.stations.storage[i] <= 0 && upstream[i].every((u) => given[u] === 1));
  return given;
}

/** Stations directly upstream of each station whose release is decided, not given. */
export const decidedUpstream = (c: Case, given: Uint8Array): number[][] =>
  upstreamLists(c).map((list) => list.filter((u) => given[u] === 0));

/**
 * What is known to come to each station, mean m3/s [station * steps]: its own inflow (m3/s [station * steps]) and what
 * `given` stations release to it, which is all that comes to a given station itself. `releaseBefore` is what they
 * released before the first step, for hours alone.
 */
export function knownWater(
  c: Case,
  given: Uint8Array,
  line: Timeline,
  inflow: Float64Array,
  releaseBefore: Float64Array,
): Float64Array {
  const { steps } = line;
  const known = new Float64Array(given.length * steps);
  const arriving = arrivals(c, {
    timeline: line,
    turbined: known,
    turbinableSpill: new Float64Array(known.length),
    forcedSpill: new Float64Array(known.length),
    releaseBefore,
  });
  const upstream = upstreamLists(c).map((list) => list.filter((u) => given[u] === 1));
  for (const i of downstreamOrder(c)) {
    for (let t = 0; t < steps; t++) {
      const coming = inflow[i * steps + t] + upstream[i].reduce((sum, u) => sum + arriving(u, i, t), 0);
      // Where a reach loses more than comes to it, nothing is left for a station whose water is given.
      known[i * steps + t] = given[i] === 1 ? Math.max(0, coming) : coming;
    }
  }
  return known;
}
