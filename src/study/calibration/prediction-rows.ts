import type { Ledger } from '../../engine/accounting/ledger.ts';
import { quantileOf } from '../../engine/ensemble/quantile.ts';
import type { Model, Row } from '../../system/model/model.ts';
import { parsePeriod, partsOfYear } from '../../system/words/period.ts';
import { modelledSeries } from '../out-turns/modelled-series.ts';
import { assumedIn, type AssumedPart } from '../out-turns/outside-season.ts';
import type { PredictedRow, PredictedSpread } from '../base/prediction-result.ts';

/** Curtailment of one world by series and month key, GWh, whole months alone. */
export type Said = ReadonlyMap<string, ReadonlyMap<string, number>>;

const seriesOf = ({ tables }: Model): readonly Row<'reported_series'>[] =>
  tables.reported_series.filter((row) => row.quantity === 'curtailment' && row.covers !== 'none');

export const saidOf = (model: Model, ledger: Ledger): Said =>
  new Map(
    seriesOf(model).flatMap((series): [string, ReadonlyMap<string, number>][] => {
      const found = modelledSeries(ledger, series);
      return found ? [[series.series, found.byMonth]] : [];
    }),
  );

/**
 * Year, halves, quarters and modelled months of every series that the model covers, where months outside the season are
 * declared; `assumed` draws the part outside.
 */
export function predictedRows(
  model: Model,
  year: number,
  stated: Said,
  draws: readonly Said[],
  assumed: (draw: number, part: AssumedPart) => number,
): PredictedRow[] {
  return [...stated].flatMap(([series, months]) =>
    [...partsOfYear(year), ...months.keys()].flatMap((period): PredictedRow[] => {
      const { months: asked } = parsePeriod(period)!;
      const outside = asked.filter((month) => !months.has(month));
      const part = outside.length === 0 ? null : assumedIn(model, series, outside);
      if (outside.length > 0 && part === null) return [];
      const inside = (said: Said): number => asked.reduce((sum, month) => sum + (said.get(series)!.get(month) ?? 0), 0);
      const values = draws.map((said, k) => inside(said) + (part ? assumed(k, part) : 0));
      return [
        {
          period,
          series,
          quantity: 'curtailment',
          unit: 'GWh',
          central: inside(stated) + (part?.central ?? 0),
          assumed_gwh: part,
          ...spreadOf(values),
        },
      ];
    }),
  );
}

function spreadOf(values: readonly number[]): PredictedSpread {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => quantileOf(sorted, share);
  return {
    p05: at(0.05),
    p10: at(0.1),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p90: at(0.9),
    p95: at(0.95),
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
  };
}
