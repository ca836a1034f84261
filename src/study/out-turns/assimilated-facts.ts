import type { Model, Row } from '../../system/model/model.ts';
import { parsePeriod, partsOfYear } from '../../system/words/period.ts';
import type { AssimilatedFact } from '../base/sample-result.ts';
import { assumedIn } from './outside-season.ts';

type FactRow = Row<'calibration_facts'>;

const assimilatedId = (period: string): string => `assimilated-${period}`;

/** What a world says of a published figure; energy by month, GWh. */
export const assimilatedFigure = (
  { months, outside_gwh }: AssimilatedFact,
  byMonth: ReadonlyMap<string, number>,
): number => months.reduce((total, month) => total + (byMonth.get(month) ?? 0), outside_gwh);

/** Draws worth fewer of equal weight set no water, and are told with that word. */
export const LEAST_EFFECTIVE = 30;
/** GWh: no figure is published more closely. */
const LEAST_SIGMA = 1;
/** How closely a draw has to meet a published figure, as a share of it. */
const SHARE = 0.05;

/**
 * Published halves and quarters of a year's curtailment, in the statistic that the model counts, as facts that draws
 * are weighed by; a period that holds a shorter one is left out, as is one that lies outside the modelled months.
 */
export function assimilatedFacts(model: Model, year: number): readonly FactRow[] {
  const { reported, reported_series } = model.tables;
  const series = reported_series.find((row) => row.quantity === 'curtailment' && row.covers === 'statistic');
  if (series === undefined) return [];
  const known = new Set<string>();
  return partsOfYear(year)
    .map((period) => ({ period, months: parsePeriod(period)!.months }))
    .filter(({ months }) => months.length < 12)
    .sort((a, b) => a.months.length - b.months.length)
    .flatMap(({ period, months }): FactRow[] => {
      const row = reported.find(
        (one) => one.quantity === 'curtailment' && one.series === series.series && one.period === period,
      );
      const outside = months.filter((month) => assumedIn(model, series.series, [month]) !== null);
      if (row === undefined || outside.length === months.length || months.some((month) => known.has(month))) return [];
      months.forEach((month) => known.add(month));
      const part = assumedIn(model, series.series, outside)?.central;
      return [
        {
          id: assimilatedId(period),
          step: 'infer',
          quantity: 'curtailment',
          series: series.series,
          period,
          unit: 'GWh',
          sigma: Math.max(LEAST_SIGMA, SHARE * row.value),
          source: `assumed: spread that counts as one: ${SHARE * 100} % of the published figure`,
          confidence: 'assumed',
          ...(part !== undefined && { outside_low_gwh: part, outside_gwh: part, outside_high_gwh: part }),
        },
      ];
    });
}

/** As stored with the draws that it weighs. */
export const assimilatedFact = (
  model: Model,
  { series, period, sigma, outside_gwh = 0 }: FactRow,
): AssimilatedFact => ({
  period,
  months: parsePeriod(period)!.months.filter((month) => assumedIn(model, series, [month]) === null),
  outside_gwh,
  sigma_gwh: sigma,
  published_gwh: model.tables.reported.find(
    (one) => one.quantity === 'curtailment' && one.series === series && one.period === period,
  )!.value,
});

/** The model with these facts among those that water of the year is inferred from. */
export const withAssimilated = (model: Model, facts: readonly FactRow[]): Model => ({
  ...model,
  tables: { ...model.tables, calibration_facts: [...model.tables.calibration_facts, ...facts] },
});
