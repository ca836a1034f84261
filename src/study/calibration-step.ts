import { withFittedValues } from '../system/calibrated-model.ts';
import type { Row } from '../system/model.ts';
import type { Fact } from './calibration-facts.ts';
import { factsOf } from './calibration-facts.ts';
import type { CalibrationRuns, Structured } from './calibration-runs.ts';
import { leastSquares, misfitOf, type Fitted, type Point } from './least-squares.ts';

type Parameter = Row<'calibration'>;

/** One step of a calibration solved: `fitted.residuals` are those of the facts that the model can say, then those of the first guesses. */
export interface SolvedStep {
  readonly step: Parameter['step'];
  readonly parameters: readonly Parameter[];
  readonly facts: readonly Fact[];
  /** by fact, at the rounded point */
  readonly modelled: readonly (number | null)[];
  /** at the point that was found; `point` is it, rounded to what is stored */
  readonly fitted: Fitted;
  readonly point: Point;
  readonly misfit: number;
  readonly factsMisfit: number;
  readonly structured: Structured;
  /** misfits of further points */
  readonly misfits: (points: readonly Point[]) => Promise<readonly number[]>;
}

/** How far a first guess may be missed at the price of one spread: as its row says, else half of the range between the bounds. */
export const guessSpread = ({ lower, upper, guess_spread = (upper - lower) / 2 }: Pick<Parameter, 'lower' | 'upper' | 'guess_spread'>): number => Math.max(guess_spread, 1e-9);

/** Fits the numbers of one step, first guesses weakly held, from the first guess, or from the solution of the same step under another structure, with its slopes; null where the model has none. */
export async function solveStep(runs: CalibrationRuns, structured: Structured, step: Parameter['step'], like: SolvedStep | null = null): Promise<SolvedStep | null> {
  const { model, sharing } = structured;
  const parameters = model.tables.calibration.filter((row) => row.step === step);
  const facts = factsOf(model, step);
  if (parameters.length === 0 || facts.length === 0) return null;
  const at = (point: Point): Structured => ({ model: withFittedValues(model, new Map(parameters.map((row, i) => [row.parameter, point[i]]))), sharing });
  const said = async (points: readonly Point[]) => runs.facts(points.map(at), facts, step);
  const residuals = (modelled: readonly (number | null)[], point: Point): Point => [...factResiduals(facts, modelled), ...parameters.map((row, i) => (point[i] - row.start) / guessSpread(row))];
  const evaluate = async (points: readonly Point[]): Promise<Point[]> => (await said(points)).map((modelled, i) => residuals(modelled, points[i]));
  const fitted = await leastSquares({
    from: like ? like.point : parameters.map((row) => row.start), slopes: like?.fitted.jacobian, lower: parameters.map((row) => row.lower), upper: parameters.map((row) => row.upper), scan: like === null, evaluate,
  });
  const point = fitted.point.map(rounded);
  const [modelled] = await said([point]);
  return {
    step, parameters, facts, modelled, fitted, point, misfit: misfitOf(residuals(modelled, point)), factsMisfit: misfitOf(factResiduals(facts, modelled)), structured: at(point),
    misfits: async (points) => (await evaluate(points)).map(misfitOf),
  };
}

/** Four digits: more than any published figure tells. */
const rounded = (value: number): number => Number(value.toPrecision(4));

export const residualOf = ({ published, outside, spread }: Fact, modelled: number): number => (modelled + outside - published) / spread;

/** Facts of which the model says nothing are left out: whether it does depends on the season alone, so every point has the same. */
const factResiduals = (facts: readonly Fact[], modelled: readonly (number | null)[]): Point =>
  facts.flatMap((fact, k) => (modelled[k] === null ? [] : [residualOf(fact, modelled[k])]));

export const valuesOf = ({ parameters, point }: SolvedStep): ReadonlyMap<string, number> => new Map(parameters.map((row, i) => [row.parameter, point[i]]));
