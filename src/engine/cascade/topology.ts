import type { Case } from '../case/case.ts';
import { HM3_PER_FLOW_HOUR } from '../tables.ts';

/** Station indices, every station after all those upstream of it. */
export function downstreamOrder(c: Case): Int32Array {
  const { downstream } = c.stations;
  const waiting = new Int32Array(downstream.length);
  for (const d of downstream) if (d >= 0) waiting[d]++;
  const order: number[] = [];
  for (let i = 0; i < downstream.length; i++) if (waiting[i] === 0) order.push(i);
  for (let at = 0; at < order.length; at++) {
    const d = downstream[order[at]];
    if (d >= 0 && --waiting[d] === 0) order.push(d);
  }
  return Int32Array.from(order);
}

/** Stations directly upstream of each station. */
export function upstreamLists(c: Case): number[][] {
  const lists: number[][] = c.stations.ids.map(() => []);
  c.stations.downstream.forEach((d, i) => {
    if (d >= 0) lists[d].push(i);
  });
  return lists;
}

/** MWh that one hm3 at the station can make there and at every station below. */
export function chainEnergy(c: Case): Float64Array {
  const order = downstreamOrder(c);
  const chain = new Float64Array(order.length);
  for (let at = order.length - 1; at >= 0; at--) {
    const i = order[at];
    const d = c.stations.downstream[i];
    chain[i] = c.stations.production[i] / HM3_PER_FLOW_HOUR + (d >= 0 ? chain[d] : 0);
  }
  return chain;
}

/** MW per m3/s at a storage: linear between the factor at dead level and that at full storage. */
export function productionAt(c: Case, station: number, storage: number): number {
  const { production, deadLevelFactor, storage: full } = c.stations;
  const share = full[station] > 0 ? Math.min(1, Math.max(0, storage / full[station])) : 1;
  return production[station] * (deadLevelFactor[station] + (1 - deadLevelFactor[station]) * share);
}

/**
 * The storages that fix production factors when the reservoirs hold `storage`, hm3: a pond that fills and empties
 * within days counts as half full.
 */
export const headStorage = (c: Case, storage: Float64Array): Float64Array =>
  storage.map((hm3, i) => (c.stations.seasonal[i] === 1 ? hm3 : c.stations.storage[i] / 2));

/**
 * Whether a station has had a unit in service by an hour: until then it is a plain reach, whose water makes nothing; a
 * unit that is out leaves the head where it was.
 */
export const isInService = ({ stations: { inService } }: Case, station: number, hour: number): boolean =>
  hour >= inService[station];

/** Most flow through the turbines on line in an hour, m3/s: limited by their gates and by their power at this head. */
export function turbineLimit(c: Case, station: number, hour: number, productionFactor: number): number {
  const capacity = c.stations.capacity[station * c.hours + hour];
  return capacity <= 0 || productionFactor <= 0
    ? 0
    : Math.min(
        (c.stations.ratedFlow[station] * capacity) / c.stations.ratedCapacity[station],
        capacity / productionFactor,
      );
}

/** Least release of a station on a day, m3/s. */
export const leastRelease = (
  { days, stations: { minRelease, minReleaseByDay } }: Pick<Case, 'days' | 'stations'>,
  station: number,
  day: number,
): number => minReleaseByDay?.[station * days + day] ?? minRelease[station];

/**
 * Flow that would pass each station if nothing were stored, m3/s: its own inflow and that of all stations above it, in
 * a table with so many values a station.
 */
export function naturalFlow(c: Case, inflow: Float64Array): Float64Array {
  const natural = inflow.slice();
  const length = inflow.length / c.stations.ids.length;
  for (const i of downstreamOrder(c)) {
    const below = c.stations.downstream[i];
    if (below >= 0) for (let t = 0; t < length; t++) natural[below * length + t] += natural[i * length + t];
  }
  for (let at = 0; at < natural.length; at++) natural[at] = Math.max(0, natural[at]);
  return natural;
}
