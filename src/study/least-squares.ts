import { symmetricInverse } from './symmetric-inverse.ts';

export type Point = readonly number[];

/** Sum of squared residuals to be made least within bounds; `evaluate` gives the residuals of several points at once, in their order. */
export interface LeastSquares {
  readonly from: Point;
  readonly lower: Point;
  readonly upper: Point;
  readonly evaluate: (points: readonly Point[]) => Promise<readonly Point[]>;
}

/** `jacobian[i][k]` is the change of residual k by parameter i at the point; `free` are the parameters that no bound holds. */
export interface Fitted {
  readonly point: Point;
  readonly residuals: Point;
  readonly misfit: number;
  readonly jacobian: readonly Point[];
  readonly free: readonly number[];
  readonly iterations: number;
  readonly stopped: 'converged' | 'iterations';
}

const MOST_ITERATIONS = 12;
/** A step counts as progress when the misfit falls by this share. */
const LEAST_PROGRESS = 1e-3;
/** Finite differences over this share of the range between bounds: wide enough to look past single corners of a linear program. */
const STEP_SHARE = 0.02;
/** Tried side by side in every iteration, so that the way does not depend on a damping carried along. */
const DAMPINGS = [1e-4, 3e-2, 0.3, 3] as const;

export const misfitOf = (residuals: Point): number => residuals.reduce((sum, r) => sum + r * r, 0);
const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
const dot = (a: Point, b: Point): number => a.reduce((sum, value, k) => sum + value * b[k], 0);

/** Levenberg and Marquardt with one-sided differences, bounds and no chance: stops where no damped step lowers the misfit by a thousandth, or after twelve iterations. */
export async function leastSquares(task: LeastSquares): Promise<Fitted> {
  let point: Point = task.from.map((value, i) => within(value, task.lower[i], task.upper[i]));
  let [residuals] = await task.evaluate([point]);
  for (let iterations = 0; ; iterations++) {
    const jacobian = await differences(task, point, residuals);
    const free = freeOf(task, point, residuals, jacobian);
    const found = (stopped: Fitted['stopped']): Fitted => ({ point, residuals, misfit: misfitOf(residuals), jacobian, free, iterations, stopped });
    if (iterations === MOST_ITERATIONS) return found('iterations');
    const tried = DAMPINGS.flatMap((damping) => damped(task, { point, residuals, jacobian, free }, damping) ?? []);
    const results = await task.evaluate(tried);
    const best = results.map(misfitOf).reduce((least, misfit, i, all) => (misfit < all[least] ? i : least), 0);
    if (tried.length === 0 || misfitOf(results[best]) > (1 - LEAST_PROGRESS) * misfitOf(residuals)) return found('converged');
    [point, residuals] = [tried[best], results[best]];
  }
}

async function differences({ lower, upper, evaluate }: LeastSquares, point: Point, residuals: Point): Promise<Point[]> {
  const steps = point.map((value, i) => {
    const step = STEP_SHARE * (upper[i] - lower[i]);
    return value + step <= upper[i] ? step : -step;
  });
  const moved = await evaluate(steps.map((step, i) => point.map((value, k) => (k === i ? value + step : value))));
  return moved.map((shifted, i) => shifted.map((value, k) => (steps[i] === 0 ? 0 : (value - residuals[k]) / steps[i])));
}

/** Parameters with room to move, but for those at a bound that the misfit pushes against. */
function freeOf({ lower, upper }: LeastSquares, point: Point, residuals: Point, jacobian: readonly Point[]): number[] {
  return point.flatMap((value, i) => {
    const slope = dot(jacobian[i], residuals);
    const held = lower[i] === upper[i] || (value <= lower[i] && slope >= 0) || (value >= upper[i] && slope <= 0);
    return held ? [] : [i];
  });
}

interface At { readonly point: Point; readonly residuals: Point; readonly jacobian: readonly Point[]; readonly free: readonly number[] }

function damped({ lower, upper }: LeastSquares, { point, residuals, jacobian, free }: At, damping: number): Point[] | null {
  const n = free.length;
  const matrix = normalMatrix(jacobian, free);
  for (let i = 0; i < n; i++) matrix[i * n + i] *= 1 + damping;
  const inverse = symmetricInverse(matrix, n);
  if (n === 0 || !inverse) return null;
  const slope = free.map((i) => dot(jacobian[i], residuals));
  const moved = [...point];
  free.forEach((i, row) => { moved[i] = within(point[i] - dot([...inverse.subarray(row * n, (row + 1) * n)], slope), lower[i], upper[i]); });
  return [moved];
}

/** JᵀJ over some of the parameters. */
export function normalMatrix(jacobian: readonly Point[], free: readonly number[]): Float64Array {
  const n = free.length;
  const matrix = new Float64Array(n * n);
  free.forEach((a, i) => free.forEach((b, k) => { matrix[i * n + k] = dot(jacobian[a], jacobian[b]); }));
  return matrix;
}
