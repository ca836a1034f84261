import { energyByMonth } from '../../engine/accounting/breakdown.ts';
import type { Ledger, Plants } from '../../engine/accounting/ledger.ts';
import { reportedLoad } from '../../engine/compile-case/demand.ts';
import { byStep } from '../../engine/case/timeline.ts';
import { daysInMonth, midnight } from '../../system/words/calendar.ts';
import type { Model, Row } from '../../system/model/model.ts';
import { gwh } from '../run/run-result.ts';

/** The model's side of one published series in one year. */
export interface ModelledSeries {
  /** GWh by month key, months of which every hour is dispatched */
  readonly byMonth: ReadonlyMap<string, number>;
  /** highest hour of the window, MW, of load as it is asked for: steps of an outcome may be longer than an hour */
  readonly peakMw: number;
}

type Series = Row<'reported_series'>;

/** Null for a series that nothing in the model stands beside. */
export function modelledSeries(ledger: Ledger, series: Series): ModelledSeries | null {
  const powers = powersOf(ledger, series);
  if (!powers) return null;
  const whole = wholeMonths(ledger);
  const rows = energyByMonth(ledger, powers).filter(({ key }) => whole.has(key));
  return {
    byMonth: new Map(rows.map(({ key, mwh }) => [key, gwh(mwh)])),
    peakMw: series.covers === 'grid-load' ? highestHour(ledger) : 0,
  };
}

/** Whether the highest hour of the year's reported load, as the model bends it, lies in the dispatched window. */
export function holdsPeak(model: Model, year: number, { span: { start, hours } }: Ledger): boolean {
  const load = reportedLoad(model, year);
  const highest = midnight(year, 1, 1) + load.indexOf(load.reduce((most, mw) => Math.max(most, mw), 0));
  return highest >= start && highest < start + hours;
}

/** MW `[entity * steps + step]` of what the series covers. */
function powersOf(ledger: Ledger, series: Series): Float64Array | null {
  const { case: c, outcome, byStep } = ledger;
  const { steps } = outcome.timeline;
  const members = new Set(series.members?.split(' '));
  const selected = (table: Float64Array, keep: (entity: number) => boolean): Float64Array =>
    table.map((mw, at) => (keep(Math.floor(at / steps)) ? mw : 0));
  if (series.covers === 'none') return null;
  if (series.covers === 'grid-load') return gridLoad(ledger);
  if (series.covers === 'exports') return selected(outcome.exported, (line) => members.has(c.exports.ids[line]));
  const table = series.quantity === 'curtailment' ? byStep.curtailed : byStep.generated;
  return selected(table, (plant) => isCovered(ledger.plants, plant, series, c.basins, members));
}

const isCovered = (
  plants: Plants,
  plant: number,
  { covers }: Series,
  basins: readonly string[],
  members: ReadonlySet<string>,
): boolean =>
  covers === 'all-hydro' ||
  (plants.inStatistic[plant] === 1 && (covers === 'statistic' || members.has(basins[plants.basin[plant]])));

/**
 * Load met on the grid: firm load of all zones but the direct pockets, then the named load there, less what is not
 * served and less what is no reported consumption.
 */
function gridLoad({ case: c, outcome, inputs }: Ledger): Float64Array {
  const { steps } = outcome.timeline;
  const { pocket, interruptibleZone } = c.zones;
  const firm = inputs.load.map((mw, at) => (pocket[Math.floor(at / steps)] === 0 ? mw - outcome.unserved[at] : 0));
  const named = inputs.interruptible.map((mw, at) =>
    pocket[interruptibleZone[Math.floor(at / steps)]] === 0 ? mw - outcome.interrupted[at] : 0,
  );
  const correction = c.zones.correction
    ? byStep(c, outcome.timeline, c.zones.correction).map((mw) => -mw)
    : new Float64Array(0);
  const all = new Float64Array(firm.length + named.length + correction.length);
  all.set(firm);
  all.set(named, firm.length);
  all.set(correction, firm.length + named.length);
  return all;
}

/** Highest hour of the reported load asked for on the grid, MW. */
function highestHour({ case: c, span }: Ledger): number {
  const { pocket, interruptibleZone, load, interruptibleLoad } = c.zones;
  const total = new Float64Array(span.hours);
  const add = (table: Float64Array, zoneOf: (entity: number) => number): void => {
    for (let entity = 0; entity * c.hours < table.length; entity++) {
      if (pocket[zoneOf(entity)] === 0)
        for (let t = 0; t < span.hours; t++) total[t] += table[entity * c.hours + span.from + t];
    }
  };
  add(load, (zone) => zone);
  add(interruptibleLoad, (slot) => interruptibleZone[slot]);
  const { correction } = c.zones;
  if (correction) for (let t = 0; t < span.hours; t++) total[t] -= correction[span.from + t];
  return total.reduce((most, mw) => Math.max(most, mw), 0);
}

/** Calendar months of which every hour is dispatched. */
export function wholeMonths({ case: c, span }: Ledger): ReadonlySet<string> {
  const hours = new Map<string, number>();
  for (let t = span.from; t < span.to; t++) {
    const key = c.monthKeys[c.monthOfDay[Math.floor(t / 24)]];
    hours.set(key, (hours.get(key) ?? 0) + 1);
  }
  return new Set(
    [...hours]
      .filter(([key, count]) => count === 24 * daysInMonth(Number(key.slice(0, 4)), Number(key.slice(5))))
      .map(([key]) => key),
  );
}
