import type { Case } from '../compile-case/case.ts';
import type { Outcome } from '../outcome.ts';
import { MAX_TRAVEL_HOURS } from '../tables.ts';
import type { Timeline } from '../timeline.ts';

type Released = Pick<Outcome, 'timeline' | 'turbined' | 'turbinableSpill' | 'forcedSpill' | 'releaseBefore'>;

/**
 * Share of the release of block `from` in the arrivals of block `to` after `travel` hours, counted hour by hour around the day:
 * a mean flow arriving in `to` is the sum of share * mean release of `from`. `[to * per + from]`.
 */
export function blockShares(c: Case, line: Timeline, travel: number): Float64Array {
  const n = line.per;
  const shares = new Float64Array(n * n);
  const block = c.hourClass.map((own) => line.hourClass.indexOf(own));
  for (let h = 0; h < 24; h++) {
    const to = block[h];
    const from = block[(((h - travel) % 24) + 24) % 24];
    shares[to * n + from] += 1 / line.hours[to];
  }
  return shares;
}

/** A reservoir that carries water over days takes each block's release in the same block; all others after the travel time. */
export const arrivesInBlock = (c: Case, station: number): boolean => c.stations.seasonal[station] === 1;

/** What every station releases into the next, as a function of (upstream station, station, step): mean m3/s arriving in the step. */
export function arrivals(c: Case, o: Released): (upstream: number, station: number, step: number) => number {
  const { timeline: line } = o;
  const released = (u: number, t: number): number => {
    const at = u * line.steps + t;
    return o.turbined[at] + o.turbinableSpill[at] + o.forcedSpill[at];
  };
  if (line.kind === 'hours') {
    return (u, _, step) => {
      const sent = step - c.stations.travelHours[u];
      return sent >= 0 ? released(u, sent) : o.releaseBefore[u * MAX_TRAVEL_HOURS - sent - 1];
    };
  }
  const shares = Array.from({ length: MAX_TRAVEL_HOURS + 1 }, (_, travel) => blockShares(c, line, travel));
  return (u, station, step) => {
    if (arrivesInBlock(c, station)) return released(u, step);
    const block = step % line.per;
    const share = shares[c.stations.travelHours[u]];
    let flow = 0;
    for (let from = 0; from < line.per; from++) flow += share[block * line.per + from] * released(u, step - block + from);
    return flow;
  };
}
