import type { Case } from '../case/case.ts';
import { dayOfStep, hoursOfStep, limitAt } from '../case/timeline.ts';
import { sum, type Ledger } from './ledger.ts';
import { isAtLimit, sectionLoad } from './section-load.ts';
import { HOURS_A_DAY } from '../tables.ts';

/** Key and MWh. */
export interface KeyedEnergy {
  readonly key: string;
  readonly mwh: number;
}
export interface CurtailmentBreakdown {
  readonly byMonth: readonly KeyedEnergy[];
  readonly byBasin: readonly KeyedEnergy[];
  readonly byZone: readonly KeyedEnergy[];
  readonly byHourClass: readonly KeyedEnergy[];
  /**
   * energy curtailed behind a section while it is at its limit; a zone behind two counts in both; `none` = behind no
   * section at its limit
   */
  readonly bySection: readonly KeyedEnergy[];
  /** MWh, first dispatched day first */
  readonly byDay: readonly number[];
}

const HOUR_CLASSES = ['peak', 'flat', 'valley'];

/** Curtailed energy in the statistic by month, basin, zone, hour class (each summing to the total), section and day. */
export function breakDown(ledger: Ledger): CurtailmentBreakdown {
  const {
    case: c,
    outcome: { timeline },
    plants,
  } = ledger;
  const { steps } = timeline;
  const byZone = new Float64Array(c.zones.ids.length * steps);
  const basins = new Float64Array(c.basins.length);
  plants.ids.forEach((_, p) => {
    if (plants.inStatistic[p] === 0) return;
    basins[plants.basin[p]] += ledger.byPlant[p].curtailed;
    for (let t = 0; t < steps; t++)
      byZone[plants.zone[p] * steps + t] += ledger.byStep.curtailed[p * steps + t] * hoursOfStep(timeline, t);
  });
  const byTime = columnSums(byZone, steps);
  const gridZones = c.zones.ids.flatMap((id, z) =>
    c.zones.pocket[z] === 1 ? [] : [{ key: id, mwh: sum(byZone.subarray(z * steps, (z + 1) * steps)) }],
  );
  return {
    byMonth: byMonthOf(ledger, byTime),
    byBasin: c.basins.map((key, b) => ({ key, mwh: basins[b] })),
    byZone: gridZones,
    byHourClass: HOUR_CLASSES.map((key, k) => ({
      key,
      mwh: sum(byTime.filter((_, t) => timeline.hourClass[t] === k)),
    })),
    bySection: bySection(ledger, byZone),
    byDay: byDay(ledger, byTime),
  };
}

/** Energy by local day that is dispatched, or by part of one; every hour of a step gets the same. */
function byDay({ case: c, outcome: { timeline } }: Ledger, byTime: Float64Array): number[] {
  const days = new Array<number>(Math.ceil(c.to / HOURS_A_DAY) - Math.floor(c.from / HOURS_A_DAY)).fill(0);
  timeline.stepOfHour.forEach((step, h) => {
    days[Math.floor((c.from + h) / HOURS_A_DAY) - Math.floor(c.from / HOURS_A_DAY)] +=
      byTime[step] / timeline.hours[step];
  });
  return days;
}

/** Sum over entities in each step of a table `[entity * steps + step]`. */
function columnSums(table: Float64Array, steps: number): Float64Array {
  const sums = new Float64Array(steps);
  for (let at = 0; at < table.length; at++) sums[at % steps] += table[at];
  return sums;
}

/** Energy by month of a table of powers; only months that have a dispatched step. */
export function energyByMonth(ledger: Ledger, powers: Float64Array): KeyedEnergy[] {
  const { timeline } = ledger.outcome;
  return byMonthOf(
    ledger,
    columnSums(powers, timeline.steps).map((mw, t) => mw * hoursOfStep(timeline, t)),
  );
}

function byMonthOf({ case: c, outcome: { timeline } }: Ledger, energy: Float64Array): KeyedEnergy[] {
  const sums = new Map<number, number>();
  energy.forEach((mwh, t) => {
    const month = c.monthOfDay[dayOfStep(timeline, t)];
    sums.set(month, (sums.get(month) ?? 0) + mwh);
  });
  return [...sums].map(([month, mwh]) => ({ key: c.monthKeys[month], mwh }));
}

/**
 * Of the energies of zones, those behind each section whether it is at its limit or not (a zone behind two counts in
 * both), and `none` = behind no section.
 */
export function behindSections({ zones, sections }: Case, byZone: readonly KeyedEnergy[]): KeyedEnergy[] {
  const lies = (zone: string, s: number): boolean =>
    sections.behind[s * zones.ids.length + zones.ids.indexOf(zone)] === 1;
  const total = (keep: (zone: string) => boolean): number =>
    byZone.reduce((mwh, row) => mwh + (keep(row.key) ? row.mwh : 0), 0);
  return [
    ...sections.ids.map((key, s) => ({ key, mwh: total((zone) => lies(zone, s)) })),
    { key: 'none', mwh: total((zone) => !sections.ids.some((_, s) => lies(zone, s))) },
  ];
}

function bySection({ case: c, outcome }: Ledger, byZone: Float64Array): KeyedEnergy[] {
  const { timeline } = outcome;
  const { steps } = timeline;
  const zones = c.zones.ids.length;
  const load = sectionLoad(c, outcome);
  const sums = new Float64Array(c.sections.ids.length);
  let none = 0;
  for (let at = 0; at < byZone.length; at++) {
    const [zone, t] = [Math.floor(at / steps), at % steps];
    let behind = 0;
    for (let s = 0; s < sums.length; s++) {
      if (
        c.sections.behind[s * zones + zone] === 0 ||
        !isAtLimit(c, load[s * steps + t], limitAt(c, timeline, c.sections.limit, s, t))
      )
        continue;
      sums[s] += byZone[at];
      behind++;
    }
    if (behind === 0) none += byZone[at];
  }
  return [...c.sections.ids.map((key, s) => ({ key, mwh: sums[s] })), { key: 'none', mwh: none }];
}
