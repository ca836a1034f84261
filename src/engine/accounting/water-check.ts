import { formatInstant } from '../../system/words/calendar.ts';
import { arrivals } from '../cascade/arrivals.ts';
import { upstreamLists } from '../cascade/topology.ts';
import type { Case } from '../case/case.ts';
import type { Outcome } from '../outcome/outcome.ts';
import { scaleOf } from '../cascade/scale.ts';
import { HM3_PER_FLOW_HOUR } from '../tables.ts';
import { byStep, hoursOfStep } from '../case/timeline.ts';
import { LedgerError } from './ledger-error.ts';

/** hm3 that may be left over in a system of large rivers (`Scale.flow`). */
const WATER_TOLERANCE_HM3 = 1e-6;
/** m3/s, the same. */
const FLOW_TOLERANCE = 1e-6;

/** Instant at which step `t` of the dispatched days begins, for messages. */
export const stepText = (c: Case, o: Pick<Outcome, 'timeline'>, t: number): string =>
  formatInstant(c.start + o.timeline.firstHour[t]);

/**
 * Largest |change of storage - 0.0036 h (inflow + missing water + arriving release - turbined - spill)| over stations
 * and steps, hm3; a station without storage keeps 0. Blocks have no order in time: with them a reservoir or pond closes
 * over the period. Throws where it exceeds 1e-6 hm3 of large rivers or where a flow is out of bounds.
 */
export function checkWater(c: Case, o: Outcome): number {
  const upstream = upstreamLists(c);
  const arriving = arrivals(c, o);
  const { steps, stepsFrom, period, kind } = o.timeline;
  const inflow = byStep(c, o.timeline, c.stations.inflow);
  const tolerance = WATER_TOLERANCE_HM3 * scaleOf(c).flow;
  let largest = 0;
  for (let i = 0; i < c.stations.ids.length; i++) {
    const wholePeriods = kind === 'blocks' && c.stations.storage[i] > 0;
    for (let t = 0, next: number; t < steps; t = next) {
      next = wholePeriods ? stepsFrom[period[t] + 1] : t + 1;
      let net = 0;
      for (let k = t; k < next; k++) {
        checkFlows(c, o, i, k);
        net +=
          hoursOfStep(o.timeline, k) *
          (inflow[i * steps + k] +
            o.missingWater[i * steps + k] +
            upstream[i].reduce((sum, u) => sum + arriving(u, i, k), 0) -
            released(o, i * steps + k));
      }
      const residual = Math.abs(storageChange(c, o, i, t, next - 1) - HM3_PER_FLOW_HOUR * net);
      if (!(residual <= tolerance))
        throw refused(
          c,
          o,
          i,
          t,
          `water does not close: the balance is off by ${Number(residual.toPrecision(4))} hm3 (limit ${tolerance})`,
        );
      largest = Math.max(largest, residual);
    }
  }
  return largest;
}

const released = (o: Outcome, at: number): number => o.turbined[at] + o.turbinableSpill[at] + o.forcedSpill[at];

/** Storage after step `last` less that before step `first`, hm3. */
function storageChange(c: Case, o: Outcome, i: number, first: number, last: number): number {
  if (c.stations.storage[i] === 0) return 0;
  const { steps } = o.timeline;
  return o.storage[i * steps + last] - (first > 0 ? o.storage[i * steps + first - 1] : o.firstStorage[i]);
}

function checkFlows(c: Case, o: Outcome, i: number, t: number): void {
  const at = i * o.timeline.steps + t;
  const [q, turbinable, forced, limit, factor] = [
    o.turbined[at],
    o.turbinableSpill[at],
    o.forcedSpill[at],
    o.turbineLimit[at],
    o.productionFactor[at],
  ];
  const tolerance = FLOW_TOLERANCE * scaleOf(c).flow;
  const lowest = Math.min(q, turbinable, forced, o.storage[at], factor);
  if (!(lowest >= -tolerance))
    throw refused(c, o, i, t, `a flow, storage or production factor is negative (${lowest})`);
  const above = o.storage[at] - c.stations.storage[i];
  if (!(above <= tolerance)) throw refused(c, o, i, t, `the reservoir holds ${above} hm3 more than it can`);
  if (!(q + turbinable <= limit + tolerance))
    throw refused(
      c,
      o,
      i,
      t,
      `turbined flow and turbinable spill exceed the turbines by ${q + turbinable - limit} m3/s`,
    );
  const owed = Math.min(turbinable + forced, Math.max(0, limit - q));
  const off = Math.abs(turbinable - owed);
  if (!(off <= tolerance))
    throw refused(
      c,
      o,
      i,
      t,
      `turbinable spill is ${turbinable} m3/s but spill within the unused turbine flow is ${owed}: off by ${off}`,
    );
}

const refused = (c: Case, o: Outcome, i: number, t: number, what: string): LedgerError =>
  new LedgerError(`Station ${c.stations.ids[i]}, ${stepText(c, o, t)} (step ${t} of the window): ${what}.`);
