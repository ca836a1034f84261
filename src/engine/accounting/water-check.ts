import { formatInstant } from '../../system/calendar.ts';
import { upstreamLists } from '../cascade/topology.ts';
import type { Case } from '../compile-case/case.ts';
import type { Outcome } from '../outcome.ts';
import { HM3_PER_FLOW_HOUR, MAX_TRAVEL_HOURS } from '../tables.ts';
import { LedgerError } from './ledger-error.ts';

export const WATER_TOLERANCE_HM3 = 1e-6;
const FLOW_TOLERANCE = 1e-6;

/** Instant of hour `t` of the dispatched days, for messages. */
export const hourText = (c: Case, t: number): string => formatInstant(c.start + c.firstDay * 24 + t);

/** Water sent by station `u` `travelHours` before hour `t`, m3/s, whether within the dispatched days or before them. */
export function arrivingFrom(c: Case, o: Outcome, u: number, t: number): number {
  const sent = t - c.stations.travelHours[u];
  if (sent < 0) return o.releaseBefore[u * MAX_TRAVEL_HOURS - sent - 1];
  const at = u * o.hours + sent;
  return o.turbined[at] + o.turbinableSpill[at] + o.forcedSpill[at];
}

/**
 * Largest |change of storage - 0.0036 (inflow + arriving release - turbined - spill)| over stations and hours, hm3; a station without storage keeps 0.
 * Throws where it exceeds 1e-6 hm3 or where a flow is out of bounds.
 */
export function checkWater(c: Case, o: Outcome): number {
  const upstream = upstreamLists(c);
  let largest = 0;
  for (let i = 0; i < c.stations.ids.length; i++) {
    for (let t = 0; t < o.hours; t++) {
      checkFlows(c, o, i, t);
      const residual = Math.abs(waterResidual(c, o, i, t, upstream[i]));
      if (!(residual <= WATER_TOLERANCE_HM3)) throw refused(c, i, t, `water does not close: the balance is off by ${Number(residual.toPrecision(4))} hm3 (limit ${WATER_TOLERANCE_HM3})`);
      largest = Math.max(largest, residual);
    }
  }
  return largest;
}

function waterResidual(c: Case, o: Outcome, i: number, t: number, upstream: readonly number[]): number {
  const at = i * o.hours + t;
  const holds = c.stations.storage[i] > 0;
  const before = t > 0 ? o.storage[at - 1] : o.firstStorage[i];
  const change = holds ? o.storage[at] - before : 0;
  let net = c.stations.inflow[i * c.days + c.firstDay + Math.floor(t / 24)] - o.turbined[at] - o.turbinableSpill[at] - o.forcedSpill[at];
  for (const u of upstream) net += arrivingFrom(c, o, u, t);
  return change - HM3_PER_FLOW_HOUR * net;
}

function checkFlows(c: Case, o: Outcome, i: number, t: number): void {
  const at = i * o.hours + t;
  const [q, turbinable, forced, limit, factor] = [o.turbined[at], o.turbinableSpill[at], o.forcedSpill[at], o.turbineLimit[at], o.productionFactor[at]];
  const lowest = Math.min(q, turbinable, forced, o.storage[at], factor);
  if (!(lowest >= -FLOW_TOLERANCE)) throw refused(c, i, t, `a flow, storage or production factor is negative (${lowest})`);
  if (!(q + turbinable <= limit + FLOW_TOLERANCE)) throw refused(c, i, t, `turbined flow and turbinable spill exceed the turbines by ${q + turbinable - limit} m3/s`);
  const owed = Math.min(turbinable + forced, Math.max(0, limit - q));
  const off = Math.abs(turbinable - owed);
  if (!(off <= FLOW_TOLERANCE)) throw refused(c, i, t, `turbinable spill is ${turbinable} m3/s but spill within the unused turbine flow is ${owed}: off by ${off}`);
}

const refused = (c: Case, i: number, t: number, what: string): LedgerError =>
  new LedgerError(`Station ${c.stations.ids[i]}, ${hourText(c, t)} (hour ${t} of the window): ${what}.`);
