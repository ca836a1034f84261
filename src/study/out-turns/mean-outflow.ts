import type { Ledger } from '../../engine/accounting/ledger.ts';
import { hoursOfStep } from '../../engine/case/timeline.ts';
import { daysInMonth } from '../../system/words/calendar.ts';
import type { Model } from '../../system/model/model.ts';
import { wholeMonths } from './modelled-series.ts';

/**
 * Mean release of a station over months, m3/s; months that are not dispatched have its natural flow of the climatology.
 * Null where none is dispatched, or the station is unknown.
 */
export function meanOutflow(
  { tables }: Model,
  ledger: Ledger,
  station: string,
  months: readonly string[],
): number | null {
  const { case: c } = ledger;
  const i = c.stations.ids.indexOf(station);
  const row = tables.stations.find(({ id }) => id === station);
  const gauge = tables.gauges.find(({ id }) => id === row?.gauge);
  const whole = wholeMonths(ledger);
  if (i < 0 || !row || !gauge || !months.some((month) => whole.has(month))) return null;
  const released = releasedByMonth(ledger, i);
  let [volume, hours] = [0, 0];
  for (const month of months) {
    const length = 24 * daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
    const natural =
      tables.natural_flow.find((one) => one.gauge === gauge.id && one.month === Number(month.slice(5)))
        ?.natural_flow_m3s ?? 0;
    volume += whole.has(month) ? released.get(month)! : (length * row.mean_flow_m3s * natural) / gauge.mean_flow_m3s;
    hours += length;
  }
  return volume / hours;
}

/** m3/s times hours, by month; a step that two months share counts by its hours in each. */
function releasedByMonth({ case: c, outcome: o }: Ledger, i: number): ReadonlyMap<string, number> {
  const { timeline } = o;
  const sums = new Map<string, number>();
  for (let step = 0; step < timeline.steps; step++) {
    const at = i * timeline.steps + step;
    const flow = o.turbined[at] + o.turbinableSpill[at] + o.forcedSpill[at];
    const period = timeline.period[step];
    const [from, to] = [timeline.hoursFrom[period], timeline.hoursFrom[period + 1]];
    const share = hoursOfStep(timeline, step) / (to - from);
    for (let hour = from; hour < to; hour++) {
      const key = c.monthKeys[c.monthOfDay[Math.floor(hour / 24)]];
      sums.set(key, (sums.get(key) ?? 0) + flow * share);
    }
  }
  return sums;
}
