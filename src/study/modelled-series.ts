import { columnSums, sumByMonth } from '../engine/accounting/breakdown.ts';
import type { Ledger, Plants } from '../engine/accounting/ledger.ts';
import { reportedLoad } from '../engine/compile-case/demand.ts';
import { daysInMonth, midnight } from '../system/calendar.ts';
import type { Model, Row } from '../system/model.ts';
import { gwh } from './run-result.ts';

/** The model's side of one published series in one year. */
export interface ModelledSeries {
  /** GWh by month key, months of which every hour is dispatched */
  readonly byMonth: ReadonlyMap<string, number>;
  /** highest hour of the window, MW */
  readonly peakMw: number;
}

type Series = Row<'reported_series'>;

/** Null for a series that nothing in the model stands beside. */
export function modelledSeries(ledger: Ledger, series: Series): ModelledSeries | null {
  const byHour = hourly(ledger, series);
  if (!byHour) return null;
  const whole = wholeMonths(ledger);
  const rows = sumByMonth(ledger.case, byHour).filter(({ key }) => whole.has(key));
  return { byMonth: new Map(rows.map(({ key, mwh }) => [key, gwh(mwh)])), peakMw: byHour.reduce((most, mw) => Math.max(most, mw), 0) };
}

/** Whether the highest hour of the year's reported load, as the model bends it, lies in the dispatched window. */
export function holdsPeak(model: Model, year: number, { start, hours }: Ledger): boolean {
  const load = reportedLoad(model, year);
  const highest = midnight(year, 1, 1) + load.indexOf(load.reduce((most, mw) => Math.max(most, mw), 0));
  return highest >= start && highest < start + hours;
}

/** MW by dispatched hour. */
function hourly(ledger: Ledger, series: Series): Float64Array | null {
  const { case: c, outcome, hours, byHour } = ledger;
  const members = new Set(series.members?.split(' '));
  if (series.covers === 'none') return null;
  if (series.covers === 'grid-load') return gridLoad(ledger);
  if (series.covers === 'exports') return selected(outcome.exported, hours, (line) => members.has(c.exports.ids[line]));
  const table = series.quantity === 'curtailment' ? byHour.curtailed : byHour.generated;
  return selected(table, hours, (plant) => isCovered(ledger.plants, plant, series, c.basins, members));
}

const isCovered = (plants: Plants, plant: number, { covers }: Series, basins: readonly string[], members: ReadonlySet<string>): boolean =>
  covers === 'all-hydro' || (plants.inStatistic[plant] === 1 && (covers === 'statistic' || members.has(basins[plants.basin[plant]])));

function selected(table: Float64Array, hours: number, keep: (entity: number) => boolean): Float64Array {
  return columnSums(table.map((mw, at) => (keep(Math.floor(at / hours)) ? mw : 0)), hours);
}

/** Load met on the grid: firm and metered named load of all zones but the direct pockets. */
function gridLoad({ case: c, outcome, hours }: Ledger): Float64Array {
  const { zones } = c;
  const first = c.firstDay * 24;
  const load = new Float64Array(hours);
  zones.ids.forEach((_, zone) => {
    if (zones.pocket[zone] === 0) for (let t = 0; t < hours; t++) load[t] += zones.load[zone * c.hours + first + t] - outcome.unserved[zone * hours + t];
  });
  zones.slotZone.forEach((zone, slot) => {
    if (zones.pocket[zone] === 0) for (let t = 0; t < hours; t++) load[t] += zones.slotLoad[slot * c.hours + first + t] - outcome.interrupted[slot * hours + t];
  });
  return load;
}

function wholeMonths({ case: c }: Ledger): ReadonlySet<string> {
  const days = new Map<string, number>();
  for (let day = c.firstDay; day < c.endDay; day++) {
    const key = c.monthKeys[c.monthOfDay[day]];
    days.set(key, (days.get(key) ?? 0) + 1);
  }
  return new Set([...days].filter(([key, count]) => count === daysInMonth(Number(key.slice(0, 4)), Number(key.slice(5)))).map(([key]) => key));
}
