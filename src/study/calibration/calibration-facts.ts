import type { Ledger } from '../../engine/accounting/ledger.ts';
import { energyByMonth } from '../../engine/accounting/breakdown.ts';
import type { Model, Row } from '../../system/model/model.ts';
import { parsePeriod } from '../../system/words/period.ts';
import { waterTarget } from '../../system/tables/water-target.ts';
import { holdsPeak, modelledSeries, wholeMonths } from '../out-turns/modelled-series.ts';
import { meanOutflow } from '../out-turns/mean-outflow.ts';
import { gwh } from '../run/run-result.ts';

type FactRow = Row<'calibration_facts'>;

/**
 * A published figure with what the model says of it. Units as the row's; `spread` is sigma widened by a quarter of the
 * range of the part outside the season.
 */
export interface Fact {
  readonly row: FactRow;
  readonly year: number;
  readonly months: readonly string[];
  readonly published: number;
  readonly outside: number;
  readonly spread: number;
  /** what plentiful water reaches, where that falls short of the published figure: then it stands in its place */
  readonly reach?: number;
}

/** Facts of one step of the calibration; the model has been checked, so each has its figure. */
export const factsOf = (model: Model, step: FactRow['step']): readonly Fact[] =>
  model.tables.calibration_facts
    .filter((row) => row.step === step)
    .map((row) => {
      const period = parsePeriod(row.period)!;
      const figure = (series: string): number =>
        model.tables.reported.find(
          (one) => one.quantity === row.quantity && one.series === series && one.period === row.period,
        )!.value;
      const stated = row.of === undefined ? figure(row.series) : figure(row.series) / figure(row.of);
      const published = row.quantity === 'water_ratio' ? Math.log(stated) : stated;
      const reach = ((row.outside_high_gwh ?? 0) - (row.outside_low_gwh ?? 0)) / 4;
      return {
        row,
        year: period.year,
        months: period.months,
        published,
        outside: row.outside_gwh ?? 0,
        spread: Math.hypot(row.sigma, reach),
      };
    });

/** What a year's run says of a fact, the part outside the season not counted; null where the run cannot say it. */
export function modelledFact(model: Model, ledger: Ledger, { row, year, months }: Fact): number | null {
  if (row.quantity === 'peak_load') {
    const series = seriesOf(model, row, row.series);
    return series && holdsPeak(model, year, ledger) ? (modelledSeries(ledger, series)?.peakMw ?? null) : null;
  }
  if (row.quantity === 'outflow') return meanOutflow(model, ledger, row.series, months);
  if (row.quantity === 'water_ratio') return logRatio(model, row.series, months[0]);
  const part = energyIn(model, ledger, row, row.series, months);
  if (part === null || row.of === undefined) return part;
  const whole = energyIn(model, ledger, row, row.of, months);
  return whole === null || whole <= 0 ? null : part / whole;
}

/**
 * Logarithm of the factor of one group of gauges over that of another in a month, by the numbers inferred for them;
 * null where there are none.
 */
function logRatio({ tables }: Model, series: string, month: string): number | null {
  const [one, other] = series.split(':').map((group) =>
    tables.calibration.find((row) => {
      const target = row.kind === 'water-factor' ? waterTarget(row.target) : null;
      return (
        target !== null &&
        target.waterYear === month.slice(0, 4) &&
        target.month === Number(month.slice(5)) &&
        target.groups.includes(group)
      );
    }),
  );
  return one && other ? Math.log(one.value / other.value) : null;
}

const seriesOf = ({ tables }: Model, { quantity }: FactRow, name: string) =>
  tables.reported_series.find((one) => one.quantity === quantity && one.series === name);

/** GWh over the months that lie inside the season. */
function energyIn(model: Model, ledger: Ledger, row: FactRow, name: string, months: readonly string[]): number | null {
  const byMonth =
    row.quantity === 'thermal_generation' ? thermalByMonth(ledger) : seriesByMonth(model, ledger, row, name);
  const inside = months.filter((month) => byMonth?.has(month));
  // A period that reaches outside the season says nothing unless the part outside is declared; a share is taken to hold
  // inside as for the whole.
  if (inside.length === 0 || (inside.length < months.length && row.outside_gwh === undefined && row.of === undefined))
    return null;
  return inside.reduce((sum, month) => sum + byMonth!.get(month)!, 0);
}

function seriesByMonth(model: Model, ledger: Ledger, row: FactRow, name: string): ReadonlyMap<string, number> | null {
  const series = seriesOf(model, row, name);
  return series ? (modelledSeries(ledger, series)?.byMonth ?? null) : null;
}

/** GWh of all thermal units by whole month. */
export function thermalByMonth(ledger: Ledger): ReadonlyMap<string, number> {
  const whole = wholeMonths(ledger);
  return new Map(
    energyByMonth(ledger, ledger.outcome.thermal)
      .filter(({ key }) => whole.has(key))
      .map(({ key, mwh }) => [key, gwh(mwh)]),
  );
}
