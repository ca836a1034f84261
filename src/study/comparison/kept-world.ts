import { energyByMonth } from '../../engine/accounting/breakdown.ts';
import type { Ledger } from '../../engine/accounting/ledger.ts';
import { daysInMonth } from '../../system/words/calendar.ts';
import type { Model, Row } from '../../system/model/model.ts';
import type { KeptMonth, KeptWorld } from './comparison-answer.ts';
import type { Pair } from '../base/results.ts';
import { gwh } from '../run/run-result.ts';

const WET = [6, 7, 8, 9, 10];
const MWH_PER_GWH = 1000;

/**
 * The kept world beside what has been: thermal output by month with the highest that was ever published, and what gives
 * way for the load. Thermal energy displaced earns credit only up to the larger of that highest month and the month's
 * own published figure: what the kept world burns beyond is not known to be possible.
 */
export function keptWorld({ tables }: Model, year: number, [kept, removed]: readonly [Ledger, Ledger]): KeptWorld {
  const published = tables.reported
    .filter((row) => row.quantity === 'thermal_generation' && /^\d{4}-\d{2}$/.test(row.period))
    .map(({ period, value }) => ({ period, mean_mw: (MWH_PER_GWH * value) / hoursOfMonth(period) }));
  const highest = published
    .filter(({ period }) => Number(period.slice(0, 4)) <= year && WET.includes(Number(period.slice(5))))
    .reduce<KeptWorld['highest']>((most, one) => (most && most.mean_mw >= one.mean_mw ? most : one), null);
  const months = monthsOf(kept);
  const both = (of: (ledger: Ledger) => ReadonlyMap<string, number>): ReadonlyMap<string, Pair> => {
    const [a, b] = [of(kept), of(removed)];
    return new Map(
      months.map((key) => {
        const [reference, counterfactual] = [a.get(key) ?? 0, b.get(key) ?? 0];
        return [key, { reference, counterfactual, delta: counterfactual - reference }];
      }),
    );
  };
  const thermal = both((ledger) => energyOf(ledger, ledger.outcome.thermal));
  const peak = both((ledger) => highestByMonth(ledger, ledger.outcome.thermal));
  const exported = both((ledger) => energyOf(ledger, ledger.outcome.exported));
  const interrupted = both((ledger) => energyOf(ledger, ledger.outcome.interrupted));
  const curtailed = both(curtailedByMonth);
  const hours = hoursDispatched(kept);
  const mean = (pair: Pair, key: string): Pair => scaled(pair, MWH_PER_GWH / hours.get(key)!);
  const by_month = months.map((key): KeptMonth => {
    const own = published.find(({ period }) => period === key)?.mean_mw ?? null;
    const { reference, counterfactual } = thermal.get(key)!;
    const possible = (Math.max(highest?.mean_mw ?? 0, own ?? 0) * hours.get(key)!) / MWH_PER_GWH;
    return {
      key,
      thermal_mean_mw: mean(thermal.get(key)!, key),
      thermal_peak_mw: peak.get(key)!,
      published_mean_mw: own,
      export_gwh: exported.get(key)!,
      interrupted_gwh: interrupted.get(key)!,
      curtailed_gwh: curtailed.get(key)!,
      credited_gwh: possible > 0 ? Math.max(0, Math.min(reference, possible) - counterfactual) : null,
    };
  });
  const credited = highest === null ? null : by_month.reduce((sum, row) => sum + (row.credited_gwh ?? 0), 0);
  const tonnes = (kind: Row<'valuations'>['kind']) =>
    credited === null
      ? []
      : tables.valuations
          .filter((row) => row.kind === kind)
          .map(({ id, value }) => ({ valuation: id, value: credited * value }));
  return { highest, by_month, credited_gwh: credited, co2_kt: tonnes('co2'), coal_kt: tonnes('coal') };
}

const hoursOfMonth = (period: string): number => 24 * daysInMonth(Number(period.slice(0, 4)), Number(period.slice(5)));
const scaled = ({ reference, counterfactual, delta }: Pair, by: number): Pair => ({
  reference: reference * by,
  counterfactual: counterfactual * by,
  delta: delta * by,
});

function hoursDispatched({ case: c }: Ledger): ReadonlyMap<string, number> {
  const hours = new Map<string, number>();
  for (let t = c.from; t < c.to; t++) {
    const key = c.monthKeys[c.monthOfDay[Math.floor(t / 24)]];
    hours.set(key, (hours.get(key) ?? 0) + 1);
  }
  return hours;
}

const monthsOf = (ledger: Ledger): readonly string[] => [...hoursDispatched(ledger).keys()];

const energyOf = (ledger: Ledger, powers: Float64Array): ReadonlyMap<string, number> =>
  new Map(energyByMonth(ledger, powers).map(({ key, mwh }) => [key, gwh(mwh)]));

function curtailedByMonth(ledger: Ledger): ReadonlyMap<string, number> {
  const {
    plants,
    byStep: { curtailed },
    outcome: {
      timeline: { steps },
    },
  } = ledger;
  return energyOf(
    ledger,
    curtailed.map((mw, at) => (plants.inStatistic[Math.floor(at / steps)] === 1 ? mw : 0)),
  );
}

/** MW of all entities of a table `[entity * steps + step]` in the step where they have most together. */
export function highestByMonth(
  { case: c, outcome: { timeline } }: Ledger,
  table: Float64Array,
): ReadonlyMap<string, number> {
  const { steps } = timeline;
  const most = new Map<string, number>();
  for (let step = 0; step < steps; step++) {
    let sum = 0;
    for (let at = step; at < table.length; at += steps) sum += table[at];
    const key = c.monthKeys[c.monthOfDay[Math.floor(timeline.firstHour[step] / 24)]];
    most.set(key, Math.max(most.get(key) ?? 0, sum));
  }
  return most;
}
