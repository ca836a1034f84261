import type { Case } from '../compile-case/case.ts';
import type { Ledger } from './ledger.ts';
import { isAtLimit, sectionLoad } from './section-load.ts';

/** Key and MWh. */
export interface KeyedEnergy { readonly key: string; readonly mwh: number }
export interface CurtailmentBreakdown {
  readonly byMonth: readonly KeyedEnergy[];
  readonly byBasin: readonly KeyedEnergy[];
  readonly byZone: readonly KeyedEnergy[];
  readonly byHourClass: readonly KeyedEnergy[];
  /** energy curtailed behind a section while it is at its limit; a zone behind two counts in both; `none` = behind no section at its limit */
  readonly bySection: readonly KeyedEnergy[];
  /** MWh, first dispatched day first */
  readonly byDay: readonly number[];
}

const HOUR_CLASSES = ['peak', 'flat', 'valley'];

/** Curtailed energy in the statistic by month, basin, zone, hour class (each summing to the total), section and day. */
export function breakDown(ledger: Ledger): CurtailmentBreakdown {
  const { case: c, hours, plants } = ledger;
  const zoneHours = new Float64Array(c.zones.ids.length * hours);
  const basins = new Float64Array(c.basins.length);
  plants.ids.forEach((_, p) => {
    if (plants.inStatistic[p] === 0) return;
    basins[plants.basin[p]] += ledger.byPlant[p].curtailed;
    for (let t = 0; t < hours; t++) zoneHours[plants.zone[p] * hours + t] += ledger.byHour.curtailed[p * hours + t];
  });
  const byHour = columnSums(zoneHours, hours);
  const gridZones = c.zones.ids.flatMap((id, z) => (c.zones.pocket[z] === 1 ? [] : [{ key: id, mwh: total(zoneHours.subarray(z * hours, (z + 1) * hours)) }]));
  return {
    byMonth: sumByMonth(c, byHour), byBasin: c.basins.map((key, b) => ({ key, mwh: basins[b] })), byZone: gridZones,
    byHourClass: HOUR_CLASSES.map((key, k) => ({ key, mwh: total(byHour.filter((_, t) => c.hourClass[t % 24] === k)) })),
    bySection: bySection(ledger, zoneHours), byDay: sumByDay(byHour),
  };
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** Sum over entities in each hour of a table `[entity * hours + hour]`. */
export function columnSums(table: Float64Array, hours: number): Float64Array {
  const sums = new Float64Array(hours);
  for (let at = 0; at < table.length; at++) sums[at % hours] += table[at];
  return sums;
}

/** Energy by month of an hourly power over the dispatched days; only months that have a dispatched hour. */
export function sumByMonth(c: Case, byHour: Float64Array): KeyedEnergy[] {
  const sums = new Map<number, number>();
  byHour.forEach((mw, t) => {
    const month = c.monthOfDay[c.firstDay + Math.floor(t / 24)];
    sums.set(month, (sums.get(month) ?? 0) + mw);
  });
  return [...sums].map(([month, mwh]) => ({ key: c.monthKeys[month], mwh }));
}

function sumByDay(byHour: Float64Array): number[] {
  return Array.from({ length: byHour.length / 24 }, (_, day) => total(byHour.subarray(day * 24, day * 24 + 24)));
}

function bySection(ledger: Ledger, zoneHours: Float64Array): KeyedEnergy[] {
  const { case: c, outcome, hours } = ledger;
  const zones = c.zones.ids.length;
  const load = sectionLoad(c, outcome);
  const sums = new Float64Array(c.sections.ids.length);
  let none = 0;
  for (let at = 0; at < zoneHours.length; at++) {
    const [zone, t] = [Math.floor(at / hours), at % hours];
    const day = c.firstDay + Math.floor(t / 24);
    let behind = 0;
    for (let s = 0; s < sums.length; s++) {
      if (c.sections.behind[s * zones + zone] === 0 || !isAtLimit(load[s * hours + t], c.sections.limit[s * c.days + day])) continue;
      sums[s] += zoneHours[at];
      behind++;
    }
    if (behind === 0) none += zoneHours[at];
  }
  return [...c.sections.ids.map((key, s) => ({ key, mwh: sums[s] })), { key: 'none', mwh: none }];
}
