import { denseCholesky } from '../../system/model/dense-cholesky.ts';

/**
 * How far a figure misses what it is held to, in standard deviations, as a function of a point: side * s softplus((b0 +
 * b x) / s), which is 0 on one side of an edge, straight on the other and round between; or straight throughout where
 * `side` is 0.
 */
export interface SoftHinge {
  readonly side: -1 | 0 | 1;
  readonly softness: number;
  readonly slopes: Float64Array;
  readonly constant: number;
}

const SOFTNESS = [0.1, 0.3, 1, 3] as const;
const MOST_ITERATIONS = 60;
/** Slopes are held at 0 as if by an observation with this weight: inputs without effect stay without. */
const HELD = 0.02;
/** Misses beyond this many standard deviations matter ever less: no draw of weight lies there. */
const FAR = 4;
/** A figure that misses by no more than this anywhere is met everywhere. */
const NOTHING = 1e-3;

/**
 * The hinge that comes nearest to misses seen at points, by weighted least squares (Levenberg and Marquardt, several
 * roundings tried). Misses of both signs make it straight.
 */
export function fitSoftHinge(points: readonly Float64Array[], misses: readonly number[]): SoftHinge {
  const [least, most] = [Math.min(...misses), Math.max(...misses)];
  const n = points[0].length;
  if (most < NOTHING && least > -NOTHING) return { side: 0, softness: 1, slopes: new Float64Array(n), constant: 0 };
  if (most > NOTHING && least < -NOTHING) return fitted(points, misses, 0, 1).hinge;
  const side = most > NOTHING ? 1 : -1;
  return SOFTNESS.map((softness) => fitted(points, misses, side, softness)).reduce((best, one) =>
    one.loss < best.loss ? one : best,
  ).hinge;
}

export function softHingeAt({ side, softness, slopes, constant }: SoftHinge, point: Float64Array): number {
  let u = constant;
  for (let i = 0; i < slopes.length; i++) u += slopes[i] * point[i];
  return side === 0 ? u : side * softness * softplus(u / softness);
}

const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

function fitted(
  points: readonly Float64Array[],
  misses: readonly number[],
  side: SoftHinge['side'],
  softness: number,
): { readonly hinge: SoftHinge; readonly loss: number } {
  const n = points[0].length;
  const weights = misses.map((miss) => 1 / (1 + (miss / FAR) ** 2));
  let at = new Float64Array(n + 1);
  const hingeOf = (b: Float64Array): SoftHinge => ({ side, softness, slopes: b.slice(0, n), constant: b[n] });
  const lossOf = (b: Float64Array): number => {
    const hinge = hingeOf(b);
    return points.reduce(
      (sum, point, k) => sum + weights[k] * (misses[k] - softHingeAt(hinge, point)) ** 2,
      HELD * b.subarray(0, n).reduce((sum, slope) => sum + slope * slope, 0),
    );
  };
  let loss = lossOf(at);
  let damping = 1e-3;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const { matrix, gradient } = normalEquations(points, misses, weights, hingeOf(at));
    let better: Float64Array<ArrayBuffer> | null = null;
    for (; better === null && damping < 1e8; damping *= 10) {
      const step = solved(matrix, gradient, damping);
      const next = step && at.map((value, i) => value + step[i]);
      if (next && lossOf(next) < loss) better = next;
    }
    if (better === null) break;
    const now = lossOf(better);
    const gained = loss - now;
    [at, loss, damping] = [better, now, Math.max(damping / 100, 1e-9)];
    if (gained < 1e-7 * (1 + loss)) break;
  }
  return { hinge: hingeOf(at), loss };
}

function normalEquations(
  points: readonly Float64Array[],
  misses: readonly number[],
  weights: readonly number[],
  hinge: SoftHinge,
): { readonly matrix: Float64Array; readonly gradient: Float64Array } {
  const { side, softness, slopes, constant } = hinge;
  const n = slopes.length + 1;
  const [matrix, gradient] = [new Float64Array(n * n), new Float64Array(n)];
  for (let i = 0; i < n - 1; i++) {
    matrix[i * n + i] = HELD;
    gradient[i] = -HELD * slopes[i];
  }
  const row = new Float64Array(n);
  points.forEach((point, k) => {
    let u = constant;
    for (let i = 0; i < n - 1; i++) u += slopes[i] * point[i];
    const slope = side === 0 ? 1 : side * logistic(u / softness);
    for (let i = 0; i < n; i++) row[i] = slope * (i < n - 1 ? point[i] : 1);
    const off = misses[k] - (side === 0 ? u : side * softness * softplus(u / softness));
    for (let i = 0; i < n; i++) {
      gradient[i] += weights[k] * row[i] * off;
      for (let j = 0; j <= i; j++) matrix[i * n + j] += weights[k] * row[i] * row[j];
    }
  });
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) matrix[i * n + j] = matrix[j * n + i];
  return { matrix, gradient };
}

/** Solves (A + damping diag(A)) x = b. */
function solved(matrix: Float64Array, b: Float64Array, damping: number): Float64Array | null {
  const n = b.length;
  const damped = matrix.slice();
  for (let i = 0; i < n; i++) damped[i * n + i] += damping * matrix[i * n + i] + 1e-12;
  const factor = denseCholesky(damped, n);
  if (!factor) return null;
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= factor[i * n + k] * x[k];
    x[i] /= factor[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= factor[k * n + i] * x[k];
    x[i] /= factor[i * n + i];
  }
  return x;
}
