import type { Case } from '../case/case.ts';
import type { Outcome } from '../outcome/outcome.ts';
import { MAX_TRAVEL_HOURS, HOURS_A_DAY } from '../tables.ts';
import { lengthOfPeriod, type Timeline } from '../case/timeline.ts';

type Released = Pick<Outcome, 'timeline' | 'turbined' | 'turbinableSpill' | 'forcedSpill' | 'releaseBefore'>;

/**
 * Share of the release of block `from` of a period in the arrivals of its block `to` after `travel` hours, counted hour
 * by hour around the period, whose last hours go before its first: a mean flow arriving in `to` is the sum of share *
 * mean release of `from`. `[to * blocks + from]`.
 */
export function blockShares(line: Timeline, period: number, travel: number): Float64Array {
  const first = line.stepsFrom[period];
  const n = line.stepsFrom[period + 1] - first;
  const shares = new Float64Array(n * n);
  // Whole days repeat themselves: one stands for all.
  const length = lengthOfPeriod(line, period) % HOURS_A_DAY === 0 ? HOURS_A_DAY : lengthOfPeriod(line, period);
  const begin = line.hoursFrom[period] - line.hoursFrom[0];
  const block = (h: number): number => line.stepOfHour[begin + h] - first;
  const hours = new Float64Array(n);
  for (let h = 0; h < length; h++) {
    hours[block(h)] += 1;
    shares[block(h) * n + block((((h - travel) % length) + length) % length)] += 1;
  }
  return shares.map((count, at) => count / hours[Math.floor(at / n)]);
}

/** The shares of all periods by period and travel time, each worked out once. */
export function sharesOf(line: Timeline): (period: number, travel: number) => Float64Array {
  const known: Float64Array[] = [];
  return (period, travel) => (known[period * (MAX_TRAVEL_HOURS + 1) + travel] ??= blockShares(line, period, travel));
}

/**
 * A reservoir that carries water over days takes each block's release in the same block; all others after the travel
 * time.
 */
export const arrivesInBlock = (c: Case, station: number): boolean => c.stations.seasonal[station] === 1;

/**
 * What every station releases into the next, as a function of (upstream station, station, step): mean m3/s arriving in
 * the step.
 */
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
  const shares = sharesOf(line);
  return (u, station, step) => {
    if (arrivesInBlock(c, station)) return released(u, step);
    const period = line.period[step];
    const [first, n] = [line.stepsFrom[period], line.stepsFrom[period + 1] - line.stepsFrom[period]];
    const share = shares(period, c.stations.travelHours[u]);
    let flow = 0;
    for (let from = 0; from < n; from++) flow += share[(step - first) * n + from] * released(u, first + from);
    return flow;
  };
}
