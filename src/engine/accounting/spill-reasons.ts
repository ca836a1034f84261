import { leastRelease } from '../cascade/topology.ts';
import type { Case } from '../case/case.ts';
import type { Outcome } from '../outcome/outcome.ts';
import { scaleOf } from '../cascade/scale.ts';
import { dayOfStep, hoursOfStep } from '../case/timeline.ts';
import { HOURS_A_DAY } from '../tables.ts';

/**
 * Why a reservoir that carries water over days spilled water which its turbines could have used: it stood `full`; the
 * water was a `minimum_release`; the limit falls within the reach of the rule by which reservoirs are drawn down
 * (`falls_later`); it stood on its `rule_curve`; the water was `turbined_below`; or none of these, and it could have
 * been kept: `could_wait`.
 */
export const SPILL_REASONS = [
  'full',
  'minimum_release',
  'falls_later',
  'rule_curve',
  'turbined_below',
  'could_wait',
] as const;
export type SpillReason = (typeof SPILL_REASONS)[number];

/** m3/s of large rivers (`Scale.flow`). */
const FLOW = 1e-3;
/** A reservoir this near to the day's limit, as a share of it, stands full. */
const NEAR = 0.01;
/** Share of what is released, the most that may be spilled at the next station where it counts as turbined there. */
const TURBINED = 0.01;

/**
 * Turbinable spill of seasonal reservoirs by reason, MWh. A reservoir stands where it is at the end of the local day,
 * or of the period that the step lies in.
 */
export function spillReasons(c: Case, o: Outcome): Readonly<Record<SpillReason, number>> {
  const found = Object.fromEntries(SPILL_REASONS.map((reason) => [reason, 0])) as Record<SpillReason, number>;
  for (let i = 0; i < c.stations.ids.length; i++) {
    for (let t = 0; c.stations.seasonal[i] === 1 && t < o.timeline.steps; t++) {
      const at = i * o.timeline.steps + t;
      const mwh = o.turbinableSpill[at] * o.productionFactor[at] * hoursOfStep(o.timeline, t);
      if (o.turbinableSpill[at] > FLOW * scaleOf(c).flow) found[reasonOf(c, o, i, t)] += mwh;
    }
  }
  return found;
}

function reasonOf(c: Case, o: Outcome, i: number, t: number): SpillReason {
  const at = i * o.timeline.steps + t;
  const last = lastOfDay(c, o, t);
  const [storage, limit] = [
    o.storage[i * o.timeline.steps + last.step],
    c.stations.storageLimit[i * c.hours + last.hour],
  ];
  if (storage >= limit * (1 - NEAR)) return 'full';
  const release = o.turbined[at] + o.turbinableSpill[at] + o.forcedSpill[at];
  if (release <= leastRelease(c, i, dayOfStep(o.timeline, t)) + FLOW * scaleOf(c).flow) return 'minimum_release';
  if (fallsWithinReach(c, i, last.hour, storage)) return 'falls_later';
  const rule = c.stations.ruleStorage?.[i * c.hours + last.hour] ?? -1;
  if (rule >= 0 && storage >= rule - NEAR * c.stations.storage[i]) return 'rule_curve';
  return spilledBelow(c, o, i, t) <= TURBINED * release ? 'turbined_below' : 'could_wait';
}

/** The last hour of the day or period of a step, and the step that holds it. */
function lastOfDay(c: Case, { timeline }: Outcome, t: number): { readonly hour: number; readonly step: number } {
  const { firstHour, hoursFrom, period, stepOfHour } = timeline;
  const day = Math.min((Math.floor(firstHour[t] / HOURS_A_DAY) + 1) * HOURS_A_DAY, c.to) - 1;
  const hour = Math.max(day, hoursFrom[period[t] + 1] - 1);
  return { hour, step: stepOfHour[hour - hoursFrom[0]] };
}

function fallsWithinReach(c: Case, i: number, hour: number, storage: number): boolean {
  const row = i * c.hours;
  // Days ahead of a lower limit in which a full reservoir is drawn down to it at the steepest.
  const reach = c.assumptions['draw-down'] * HOURS_A_DAY;
  for (let t = hour + 1; t < Math.min(c.closes, hour + reach); t++)
    if (c.stations.storageLimit[row + t] < storage) return true;
  return false;
}

/** What the next station spills when the water of a step comes to it, m3/s; all of it where there is none. */
function spilledBelow(
  { stations: { downstream, travelHours } }: Case,
  { timeline: { kind, steps }, turbinableSpill, forcedSpill }: Outcome,
  i: number,
  t: number,
): number {
  if (downstream[i] < 0) return Infinity;
  const at = downstream[i] * steps + (kind === 'hours' ? Math.min(steps - 1, t + travelHours[i]) : t);
  return turbinableSpill[at] + forcedSpill[at];
}
