import { isBounded } from '../../system/model/bounded-year.ts';
import type { Model, Row } from '../../system/model/model.ts';
import { parsePeriod, partsOfYear, type Period } from '../../system/words/period.ts';
import type { BackcastRow } from './backcast-result.ts';
import { predictedStanding } from './predicted-standing.ts';
import { assumedIn, type AssumedPart } from '../out-turns/outside-season.ts';
import type { PredictedSpread, PredictionResult } from '../base/prediction-result.ts';
import { backcastReasons, joined, type Reason } from './backcast-reasons.ts';
import type { ModelledSeries } from '../out-turns/modelled-series.ts';

type Series = Row<'reported_series'>;

/** What one year's run says, asked for by series; null for a series that the model has nothing to set beside. */
export interface ModelledYear {
  readonly year: number;
  /** first and last month of the window, whole or not */
  readonly window: readonly [string, string];
  readonly holdsPeak: boolean;
  readonly of: (series: Series) => ModelledSeries | null;
}

interface Published {
  readonly value: number;
  readonly confidence: string;
  readonly summed: boolean;
}
interface Beside {
  readonly value: number | null;
  readonly assumed: AssumedPart | null;
  readonly reasons: readonly Reason[];
  readonly open?: boolean;
}

/**
 * Every published year and, for every year with a scenario, its halves and quarters; months only of the years asked
 * for. A period longer than a month that has no figure of its own takes the sum of its months, or of its quarters,
 * where all are published.
 */
export function backcastRows(
  model: Model,
  years: readonly number[],
  modelled: readonly ModelledYear[],
  predictions: readonly PredictionResult[],
): BackcastRow[] {
  return model.tables.reported_series.flatMap((series) =>
    periodsOf(model, series, years).flatMap((period) => {
      const figures = publishedIn(model, series, period);
      const beside = besideOf(model, series, period, years, modelled);
      return (figures.length === 0 ? [null] : figures).map((published) =>
        rowOf(series, period, published, beside, predictedFor(predictions, series, period)),
      );
    }),
  );
}

function periodsOf(
  { tables }: Model,
  { quantity, series, covers }: Series,
  years: readonly number[],
): readonly Period[] {
  const published = tables.reported
    .filter((row) => row.quantity === quantity && row.series === series)
    .map((row) => row.period);
  // A peak has no halves and quarters that anyone publishes, and a series without a counterpart only its own periods.
  const parts =
    quantity === 'peak_load' || covers === 'none' ? [] : tables.backcast_years.flatMap((row) => partsOfYear(row.year));
  const periods = [...new Set([...published, ...parts])].flatMap((text) => parsePeriod(text) ?? []);
  return periods.filter((period) => period.months.length > 1 || years.includes(period.year)).sort(inTime);
}

/** By first month, longer periods first. */
const inTime = (a: Period, b: Period): number =>
  a.months[0] < b.months[0] ? -1 : a.months[0] > b.months[0] ? 1 : b.months.length - a.months.length;

function publishedIn({ tables }: Model, { quantity, series }: Series, period: Period): readonly Published[] {
  const rows = tables.reported.filter((row) => row.quantity === quantity && row.series === series);
  const own = rows
    .filter((row) => row.period === period.text)
    .map(({ value, confidence }) => ({ value, confidence, summed: false }));
  if (own.length > 0 || quantity === 'peak_load' || period.months.length === 1) return own;
  const parts = [period.months, quartersOf(period)]
    .map((texts) => texts.map((text) => rows.find((row) => row.period === text)))
    .find((found) => found.every((row) => row !== undefined));
  if (!parts) return [];
  const confidence = parts.some((row) => row.confidence === 'assumed') ? 'assumed' : 'derived';
  return [{ value: Number(parts.reduce((sum, row) => sum + row.value, 0).toFixed(6)), confidence, summed: true }];
}

const quartersOf = ({ year, months }: Period): readonly string[] =>
  months.filter((_, i) => i % 3 === 0).map((month) => `${year}Q${Math.ceil(Number(month.slice(5)) / 3)}`);

function besideOf(
  model: Model,
  series: Series,
  period: Period,
  years: readonly number[],
  modelled: readonly ModelledYear[],
): Beside {
  const none = (reason: Reason): Beside => ({ value: null, assumed: null, reasons: [reason] });
  if (series.covers === 'none') return none(backcastReasons.noCounterpart(series));
  if (!model.tables.backcast_years.some((row) => row.year === period.year))
    return none(backcastReasons.notInModel(period.year));
  const run = modelled.find(({ year }) => year === period.year);
  if (!run || !years.includes(period.year)) return none(backcastReasons.notAsked(period.year));
  const side = run.of(series);
  if (!side) return none(backcastReasons.noCounterpart(series));
  if (series.quantity === 'curtailment' && !isBounded(model.tables.calibration, period.year))
    return { ...none(backcastReasons.notBounded(period.year)), open: true };
  if (series.quantity === 'peak_load')
    return run.holdsPeak
      ? { value: side.peakMw, assumed: null, reasons: [] }
      : none(backcastReasons.peakOutside(run.window, side.peakMw));
  const inside = period.months.filter((month) => side.byMonth.has(month));
  const energy = inside.reduce((sum, month) => sum + side.byMonth.get(month)!, 0);
  if (inside.length === period.months.length) return { value: energy, assumed: null, reasons: [] };
  const outside = period.months.filter((month) => !side.byMonth.has(month));
  const assumed = series.quantity === 'curtailment' ? assumedIn(model, series.series, outside) : null;
  return assumed
    ? { value: energy + assumed.central, assumed, reasons: [backcastReasons.partlyAssumed(outside, assumed)] }
    : none(backcastReasons.outsideWindow(run.window, inside, energy, series.quantity));
}

function predictedFor(
  predictions: readonly PredictionResult[],
  { quantity, series }: Series,
  { year, text }: Period,
): PredictedSpread | null {
  const found = predictions
    .find((one) => one.year === year)
    ?.rows.find((row) => row.quantity === quantity && row.series === series && row.period === text);
  if (found === undefined) return null;
  const { p05, p10, p25, p50, p75, p90, p95, mean } = found;
  return { p05, p10, ...(p25 !== undefined && { p25 }), p50, ...(p75 !== undefined && { p75 }), p90, p95, mean };
}

function rowOf(
  series: Series,
  { text, year }: Period,
  published: Published | null,
  { value, assumed, reasons, open = false }: Beside,
  predicted: PredictedSpread | null,
): BackcastRow {
  const alike = series.comparable === 'yes';
  const error = published && value !== null && alike && published.value !== 0 ? value / published.value - 1 : null;
  const said = [
    ...(published ? [] : [backcastReasons.notPublished]),
    ...(published?.summed ? [backcastReasons.summed] : []),
    ...reasons,
    ...(published && value !== null && !alike ? [backcastReasons.otherCoverage(series)] : []),
  ];
  return {
    period: text,
    series: series.series,
    quantity: series.quantity,
    unit: series.quantity === 'peak_load' ? 'MW' : 'GWh',
    published: published?.value ?? null,
    model: value,
    error,
    model_low: assumed && value! - assumed.central + assumed.low,
    model_high: assumed && value! - assumed.central + assumed.high,
    assumed_gwh: assumed?.central ?? null,
    bounded: !open,
    predicted,
    predicted_standing: predicted && predictedStanding(published?.value ?? null, predicted),
    confidence: published?.confidence ?? null,
    fitted: published !== null && (series.fitted_years?.split(' ').includes(String(year)) ?? false),
    ...joined(said),
  };
}
