import type { Model } from '../../system/model/model.ts';
import { InvalidInput, problem, type Problem } from '../../system/words/problem.ts';
import { MOST_DRAWS } from '../ensemble/draw-setup.ts';

interface Asked {
  readonly year: { readonly year: number };
  readonly draws: number;
  readonly seed: number;
}

/**
 * Throws `InvalidInput` with everything that stands in the way of a prediction: a year to which curtailment was fitted
 * is none.
 */
export function refusePrediction(
  model: Model,
  { year: { year }, draws, seed }: Asked,
  asked: 'predict' | 'sample' = 'predict',
): void {
  const whole = (path: string, value: number, low: number, high: number): Problem[] =>
    Number.isInteger(value) && value >= low && value <= high
      ? []
      : [
          problem(
            'range',
            path,
            value,
            `a whole number from ${low} to ${high}`,
            `${value} is not a whole number from ${low} to ${high}`,
            'correct the number',
          ),
        ];
  const fitted = model.tables.calibration_facts.filter(
    (row) => row.quantity === 'curtailment' && row.period.startsWith(String(year)),
  );
  const problems = [...whole('draws', draws, 2, MOST_DRAWS), ...whole('seed', seed, 0, Number.MAX_SAFE_INTEGER)];
  if (fitted.length > 0) {
    problems.push(
      problem(
        'not-held-out',
        asked,
        year,
        'a year whose curtailment is not fitted',
        `the calibration uses ${fitted.length} curtailment figures of ${year}, so it says nothing new there`,
        'name a year that the fit has not seen',
      ),
    );
  }
  if (!model.tables.reported_series.some((row) => row.quantity === 'curtailment' && row.covers !== 'none')) {
    problems.push(
      problem(
        'no-series',
        'reported_series.csv',
        model.id,
        'a series of curtailment that the model covers',
        'no series says what curtailment is to be predicted',
        'add a series to reported_series.csv',
      ),
    );
  }
  if (problems.length > 0) throw new InvalidInput(problems);
}
