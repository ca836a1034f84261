import { leastRelease } from '../cascade/topology.ts';
import type { Case } from '../compile-case/case.ts';
import type { Outcome } from '../outcome.ts';
import { scaleOf } from '../scale.ts';
import { HM3_PER_FLOW_HOUR } from '../tables.ts';
import { dayOfStep, hoursOfStep } from '../timeline.ts';

/**
 * Why water was spilled while the reservoir stood below the level allowed: `minimum_release` had to go down the river; the reservoir `fills_later`, so that what is kept now would be spilled then; the limit
 * `falls_later` and the water has to be out by then; the reservoir stands on its `rule_curve` or above it; it ends at its `end_target`, so that more has no use; it is a `daily_pond`, filled and emptied within the day.
 */
export const SPILL_REASONS = ['minimum_release', 'fills_later', 'falls_later', 'rule_curve', 'end_target', 'daily_pond', 'unexplained'] as const;
export type SpillReason = (typeof SPILL_REASONS)[number];

/** m3/s of large rivers (`Scale.flow`). */
const FLOW = 1e-4;
/** A reservoir this near to its limit, as a share of it, counts as full: plans of the season are met to about this. */
const NEAR = 0.01;

/** Water spilled below the allowed storage by reason, hm3, over stations with storage; spill from full reservoirs is not counted. */
export function spillReasons(c: Case, o: Outcome): Readonly<Record<SpillReason, number>> {
  const found = Object.fromEntries(SPILL_REASONS.map((reason) => [reason, 0])) as Record<SpillReason, number>;
  for (let i = 0; i < c.stations.ids.length; i++) if (c.stations.storage[i] > 0) addStation(c, o, i, found);
  return found;
}

function addStation(c: Case, o: Outcome, i: number, found: Record<SpillReason, number>): void {
  const { steps } = o.timeline;
  const least = FLOW * scaleOf(c).flow;
  const limit = (t: number): number => c.stations.storageLimit[i * c.days + dayOfStep(o.timeline, t)];
  const isFull = (t: number): boolean => o.storage[i * steps + t] >= limit(t) - Math.max(least, NEAR * c.stations.storage[i]);
  let [full, falls] = [false, false];
  for (let t = steps - 1; t >= 0; t--) {
    const at = i * steps + t;
    if (t + 1 < steps && limit(t + 1) < limit(t) - least) falls = true;
    if (isFull(t)) full = true;
    const spill = o.turbinableSpill[at] + o.forcedSpill[at];
    if (spill <= least || isFull(t)) continue;
    found[reasonOf(c, o, i, t, { full, falls })] += HM3_PER_FLOW_HOUR * hoursOfStep(o.timeline, t) * spill;
  }
}

function reasonOf(c: Case, o: Outcome, i: number, t: number, later: { readonly full: boolean; readonly falls: boolean }): SpillReason {
  const at = i * o.timeline.steps + t;
  if (o.turbined[at] + o.turbinableSpill[at] + o.forcedSpill[at] <= leastRelease(c, i, dayOfStep(o.timeline, t)) + FLOW * scaleOf(c).flow) return 'minimum_release';
  if (later.full) return later.falls ? 'falls_later' : 'fills_later';
  if (c.stations.seasonal[i] === 0) return 'daily_pond';
  const rule = c.stations.ruleStorage?.[i * c.days + dayOfStep(o.timeline, t)] ?? -1;
  if (rule >= 0 && o.storage[at] >= rule - NEAR * c.stations.storage[i]) return 'rule_curve';
  const last = o.storage[(i + 1) * o.timeline.steps - 1];
  return last >= c.stations.endStorage[i] * (1 - NEAR) ? 'end_target' : 'unexplained';
}
