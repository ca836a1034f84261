import { ENGINE_VERSION } from '../../engine/tables.ts';
import type { Model } from '../../system/model/model.ts';
import { orThrow } from '../../system/words/problem.ts';
import { resolvedYears, type BackcastYear } from '../out-turns/backcast-years.ts';
import { boundedReach } from './bounded-reach.ts';
import { calibrationYears } from './calibrate.ts';
import { factsOf, type Fact } from './calibration-facts.ts';
import { stepResult } from './calibration-report.ts';
import { calibrationRuns, refuseScenarios, type CalibrationRuns } from './calibration-runs.ts';
import { solveStep, type SolvedStep } from './calibration-step.ts';
import { differences, meanOf, misfitOf, normalMatrix, type Point } from './least-squares.ts';
import { factsToLeaveOut, keptBeside } from './left-out-checks.ts';
import type { LeftOutFact, LeftOutResult } from './left-out-result.ts';
import { begin } from '../base/phases.ts';
import type { StudyDeps, Watch } from '../base/ports.ts';
import { runCount } from '../base/run-count.ts';
import { withoutSizes } from './sized-water.ts';
import { symmetricInverse } from './symmetric-inverse.ts';

export interface LeaveOut {
  /** id of the model */
  readonly model: string;
  /** a scenario for every year that a fact belongs to */
  readonly scenarios: readonly BackcastYear[];
  /** ids of facts of step fit, apart by commas */
  readonly facts: string;
}

/** Rough number of runs, for the time left alone: those of the Sichuan model, rounded. */
const EXPECTED_RUNS = 780;
/** Standard errors that hold 90 % of a normal law. */
const NINETY = 1.6449;

/**
 * The step `fit` without some facts, and what it then says of them. Nothing is inferred and nothing is stored. The same
 * model gives the same bits.
 */
export async function leaveOut(
  deps: StudyDeps,
  { model: id, scenarios: years, facts: text }: LeaveOut,
  watch: Watch,
): Promise<LeftOutResult> {
  const entered = deps.clock.now();
  begin(watch, 'compile');
  const model = orThrow(await deps.models.model(id));
  calibrationYears(model);
  const ids = factsToLeaveOut(model, text);
  const scenarios = resolvedYears(years);
  refuseScenarios(model, scenarios);
  const begun = deps.clock.now();
  const runs = calibrationRuns(deps, scenarios, runCount(EXPECTED_RUNS, watch));
  const base = { model: withoutSizes(model), sharing: 1 };
  const solved = (await solveStep(runs, base, 'fit', null, undefined, new Set(ids)))!;
  const out = ids.map((one) => factsOf(model, 'fit').find(({ row }) => row.id === one)!);
  const said = async (points: readonly Point[]) => runs.facts(points.map(solved.at), out, 'left out');
  const [stored] = await runs.facts([base], out, 'left out');
  const predicted = await predictions(solved, out, said);
  const fit = await stepResult(solved);
  return {
    schema: 'spillway/left-out@1',
    model: { id: model.id, version: model.version },
    settings: { level: 'screen', foresight: 'perfect', engine_version: ENGINE_VERSION },
    scenarios: scenarios.map(({ year, scenario }) => ({ year, scenario: scenario.id })),
    left_out: predicted.map((one, k) => ({ ...one, stored: stored[k] === null ? null : stored[k] + out[k].outside })),
    kept_beside: keptBeside(model, ids),
    fit,
    shipped: shippedOf(model),
    runs: runs.count(),
    timing_ms: { startup: 0, load: begun - entered, total: deps.clock.now() - begun },
  };
}

const shippedOf = ({ tables }: Model): LeftOutResult['shipped'] =>
  tables.calibration.filter((row) => row.step === 'fit').map(({ parameter, value }) => ({ parameter, value }));

type Said = Awaited<ReturnType<CalibrationRuns['facts']>>;

/**
 * What the numbers of a fit say of figures that it did not use, with 90 %. First by straight lines: slopes at the
 * solution, to both sides, and the inverse of JᵀJ, facts and first guesses in it, times the mean squared residual where
 * that is more than 1; bounds hold (`boundedReach`). Slopes do not see limits that lie further off, so the model is run
 * along the way to either end: the end is where its own misfit has risen by as much as 90 % allow, or the end of the
 * straight line where it has not. The figure's own spread is added as an independent error.
 */
async function predictions(
  solved: SolvedStep,
  out: readonly Fact[],
  said: (points: readonly Point[]) => Promise<Said>,
): Promise<Omit<LeftOutFact, 'stored'>[]> {
  const { parameters, fitted, point } = solved;
  const [lower, upper] = [parameters.map((row) => row.lower), parameters.map((row) => row.upper)];
  const open = parameters.flatMap((row, i) => (row.lower < row.upper ? [i] : []));
  // What no run says is 0 everywhere, and has no slope.
  const evaluate = async (points: readonly Point[]): Promise<Point[]> =>
    (await said(points)).map((row) => row.map((value) => value ?? 0));
  const [here, at] = await said([point, fitted.point]);
  const from = at.map((value) => value ?? 0);
  const slopes = meanOf(
    await differences({ lower, upper, evaluate }, fitted.point, from, 1),
    await differences({ lower, upper, evaluate }, fitted.point, from, -1),
  );
  const error = Math.max(
    1,
    Math.sqrt(misfitOf(fitted.residuals) / Math.max(1, fitted.residuals.length - fitted.free.length)),
  );
  const pick = (all: Point): Point => open.map((i) => all[i]);
  const information = normalMatrix(fitted.jacobian, open);
  const covariance = symmetricInverse(information, open.length);
  const along = (move: Point, share: number): Point =>
    fitted.point.map((value, i) => value + (open.includes(i) ? share * move[open.indexOf(i)] : 0));
  const found: Omit<LeftOutFact, 'stored'>[] = [];
  for (const [k, fact] of out.entries()) {
    const slope = open.map((i) => slopes[i][k]);
    const ends = ([-1, 1] as const).map((side) =>
      boundedReach(
        { information, slope, point: pick(fitted.point), lower: pick(lower), upper: pick(upper) },
        NINETY * error,
        side,
      ),
    );
    const runs: (number | null)[] = [];
    for (const move of ends) {
      const share = await allowedShare(
        async (part) => (await solved.misfits([along(move, part)]))[0] - fitted.misfit,
        (NINETY * error) ** 2,
      );
      runs.push((await said([along(move, share)]))[0][k]);
    }
    found.push(
      told(fact, here[k], {
        open: open.map((i) => parameters[i].parameter),
        slope,
        ends,
        runs,
        covariance,
        noise: NINETY * error * fact.spread,
      }),
    );
  }
  return found;
}

const HALVINGS = 6;
/**
 * A misfit may rise by so much more than is allowed: runs end at the accuracy of a solver, and numbers at four digits.
 */
const SLACK = 0.02;

/**
 * The largest share of the way, to a sixty-fourth, by which the misfit rises by no more than is allowed; all of it
 * where it does not.
 */
async function allowedShare(rise: (share: number) => Promise<number>, allowed: number): Promise<number> {
  if ((await rise(1)) <= (1 + SLACK) * allowed) return 1;
  let [low, high] = [0, 1];
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    if ((await rise(middle)) <= (1 + SLACK) * allowed) low = middle;
    else high = middle;
  }
  return low;
}

interface Open {
  readonly open: readonly string[];
  readonly slope: Point;
  readonly ends: readonly Point[];
  readonly runs: readonly (number | null)[];
  readonly covariance: Float64Array | null;
  readonly noise: number;
}

function told(
  { row, published, spread, outside }: Fact,
  modelled: number | null,
  { open, slope, ends, runs, covariance, noise }: Open,
): Omit<LeftOutFact, 'stored'> {
  const series = row.of === undefined ? row.series : `${row.series} / ${row.of}`;
  const named = { fact: row.id, period: row.period, quantity: row.quantity, series, unit: row.unit, published, spread };
  if (modelled === null)
    return {
      ...named,
      predicted: null,
      p05: null,
      p95: null,
      inside: null,
      error: null,
      numbers_low: null,
      numbers_high: null,
      straight_low: null,
      straight_high: null,
      from: [],
    };
  const predicted = modelled + outside;
  const [down, up] = ends.map((move) => move.reduce((sum, by, i) => sum + by * slope[i], 0));
  // Where a limit begins to bind on the way, the run downward may raise the figure.
  const reached = runs.map((value) => (value ?? modelled) - modelled);
  const [low, high] = [Math.min(0, ...reached), Math.max(0, ...reached)];
  const [p05, p95] = [predicted - Math.hypot(low, noise), predicted + Math.hypot(high, noise)];
  return {
    ...named,
    predicted,
    p05,
    p95,
    inside: p05 <= published && published <= p95,
    error: published === 0 ? null : predicted / published - 1,
    numbers_low: predicted + low,
    numbers_high: predicted + high,
    straight_low: predicted + down,
    straight_high: predicted + up,
    from: sharesOf(open, slope, covariance),
  };
}

/** g_i (Cg)_i over g'Cg: they sum to 1. */
function sharesOf(names: readonly string[], slope: Point, covariance: Float64Array | null): LeftOutFact['from'] {
  if (covariance === null) return [];
  const parts = slope.map(
    (g, i) => g * slope.reduce((sum, other, k) => sum + covariance[i * slope.length + k] * other, 0),
  );
  const all = parts.reduce((sum, one) => sum + one, 0);
  return all <= 0
    ? []
    : names
        .map((parameter, i) => ({ parameter, share: parts[i] / all }))
        .sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
}
