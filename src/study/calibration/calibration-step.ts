import { withFittedValues } from '../../system/model/calibrated-model.ts';
import type { Row } from '../../system/model/model.ts';
import type { Fact } from './calibration-facts.ts';
import { factsOf } from './calibration-facts.ts';
import type { CalibrationRuns, Structured } from './calibration-runs.ts';
import { leastSquares, misfitOf, type Fitted, type Point } from './least-squares.ts';
import { waterPrior } from './water-prior.ts';

type Parameter = Row<'calibration'>;

/**
 * One step of a calibration solved: `fitted.residuals` are those of the facts that the model can say, then those of the
 * first guesses.
 */
export interface SolvedStep {
  readonly step: Parameter['step'];
  readonly parameters: readonly Parameter[];
  /** first guesses and how far one may be missed at the price of one spread */
  readonly guesses: readonly { readonly centre: number; readonly spread: number }[];
  readonly facts: readonly Fact[];
  /** by fact, at the rounded point */
  readonly modelled: readonly (number | null)[];
  /** at the point that was found; `point` is it, rounded to what is stored */
  readonly fitted: Fitted;
  readonly point: Point;
  readonly misfit: number;
  readonly factsMisfit: number;
  readonly structured: Structured;
  /** the model with a point's numbers */
  readonly at: (point: Point) => Structured;
  /** misfits of further points */
  readonly misfits: (points: readonly Point[]) => Promise<readonly number[]>;
}

/**
 * How far a first guess may be missed at the price of one spread: as its row says, else half of the range between the
 * bounds.
 */
export const guessSpread = ({
  lower,
  upper,
  guess_spread = (upper - lower) / 2,
}: Pick<Parameter, 'lower' | 'upper' | 'guess_spread'>): number => Math.max(guess_spread, 1e-9);

/**
 * Fits the numbers of one step, first guesses weakly held (water of groups of gauges: by what its rivers are known to
 * do, see `waterPrior`), from the first guess, or from the solution of the same step under another structure, with its
 * slopes; null where the model has none. Facts that are `leaving` are not used.
 */
export async function solveStep(
  runs: CalibrationRuns,
  structured: Structured,
  step: Parameter['step'],
  known: SolvedStep | null = null,
  from?: Point,
  leaving: ReadonlySet<string> = new Set(),
): Promise<SolvedStep | null> {
  const { model, sharing } = structured;
  const parameters = model.tables.calibration.filter((row) => row.step === step);
  const published = factsOf(model, step).filter(({ row }) => !leaving.has(row.id));
  if (parameters.length === 0 || published.length === 0) return null;
  const prior = step === 'infer' ? waterPrior(model, parameters) : null;
  const at = (point: Point): Structured => ({
    model: withFittedValues(model, new Map(parameters.map((row, i) => [row.parameter, point[i]]))),
    sharing,
  });
  const said = async (points: readonly Point[]) => runs.facts(points.map(at), published, step);
  const facts = prior
    ? withinReach(published, (await said([parameters.map((row) => Math.min(PLENTIFUL, row.upper))]))[0])
    : published;
  const guesses = parameters.map((row, i) =>
    prior
      ? { centre: prior.centre[i], spread: prior.spread[i] * prior.centre[i] }
      : { centre: row.start, spread: guessSpread(row) },
  );
  const residuals = (modelled: readonly (number | null)[], point: Point): Point => [
    ...factResiduals(facts, modelled),
    ...(prior ? prior.residuals(point) : guesses.map(({ centre, spread }, i) => (point[i] - centre) / spread)),
  ];
  const evaluate = async (points: readonly Point[]): Promise<Point[]> =>
    (await said(points)).map((modelled, i) => residuals(modelled, points[i]));
  const fitted = await leastSquares({
    from: known ? known.point : (from ?? guesses.map(({ centre }) => centre)),
    slopes: known?.fitted.jacobian,
    lower: parameters.map((row) => row.lower),
    upper: parameters.map((row) => row.upper),
    scan: known === null && prior === null,
    search: prior === null,
    evaluate,
  });
  const point = fitted.point.map(rounded);
  const [modelled] = await said([point]);
  return {
    step,
    parameters,
    guesses,
    facts,
    modelled,
    fitted,
    point,
    misfit: misfitOf(residuals(modelled, point)),
    factsMisfit: misfitOf(factResiduals(facts, modelled)),
    structured: at(point),
    at,
    misfits: async (points) => (await evaluate(points)).map(misfitOf),
  };
}

/** Water so plentiful that more of it would sell nothing further. */
export const PLENTIFUL = 2;
/** Figures that water can only meet from below, exports, or from above, thermal output. */
const FROM_BELOW: ReadonlySet<string> = new Set(['export']);
const FROM_ABOVE: ReadonlySet<string> = new Set(['thermal_generation']);

/**
 * Where plentiful water does not reach a published figure, what it reaches stands in its place: the rest is the misfit
 * of the sections, and no water mends it.
 */
export const withinReach = (facts: readonly Fact[], plentiful: readonly (number | null)[]): readonly Fact[] =>
  facts.map((fact, k) => {
    const reach = plentiful[k];
    const { quantity } = fact.row;
    const short =
      reach !== null &&
      ((FROM_BELOW.has(quantity) && reach < fact.published) || (FROM_ABOVE.has(quantity) && reach > fact.published));
    return short ? { ...fact, reach } : fact;
  });

/** Four digits: more than any published figure tells. */
const rounded = (value: number): number => Number(value.toPrecision(4));

export const residualOf = ({ published, outside, spread, reach }: Fact, modelled: number): number =>
  (modelled + outside - (reach ?? published)) / spread;

/**
 * Facts of which the model says nothing are left out: whether it does depends on the season alone, so every point has
 * the same.
 */
const factResiduals = (facts: readonly Fact[], modelled: readonly (number | null)[]): Point =>
  facts.flatMap((fact, k) => (modelled[k] === null ? [] : [residualOf(fact, modelled[k])]));

export const valuesOf = ({ parameters, point }: SolvedStep): ReadonlyMap<string, number> =>
  new Map(parameters.map((row, i) => [row.parameter, point[i]]));
