import { symmetricInverse } from './symmetric-inverse.ts';

export type Point = readonly number[];

/**
 * Sum of squared residuals to be made least within bounds; `evaluate` gives the residuals of several points at once, in
 * their order.
 */
export interface LeastSquares {
  readonly from: Point;
  /** look over the whole range of each parameter first: slopes are blind where a limit makes the response flat */
  readonly scan: boolean;
  /**
   * search by single parameters and pairs from where slopes end; not needed where a prior gives every parameter a
   * slope. True if absent
   */
  readonly search?: boolean;
  /** slopes of a problem much like this one, used throughout instead of differences */
  readonly slopes?: readonly Point[];
  readonly lower: Point;
  readonly upper: Point;
  readonly evaluate: (points: readonly Point[]) => Promise<readonly Point[]>;
}

/**
 * `jacobian[i][k]` is the change of residual k by parameter i at the point; `free` are the parameters that no bound
 * holds.
 */
export interface Fitted {
  readonly point: Point;
  readonly residuals: Point;
  readonly misfit: number;
  readonly jacobian: readonly Point[];
  readonly free: readonly number[];
  readonly iterations: number;
  readonly stopped: 'converged' | 'iterations';
}

const MOST_ITERATIONS = 20;
const MOST_WITH_SLOPES = 3;
/**
 * How closely slopes are followed: finite differences over `step`, a share of the range between bounds, and a step that
 * counts as progress when the misfit falls by the share `progress`.
 */
interface Grain {
  readonly step: number;
  readonly progress: number;
}
/** Wide enough to look past single corners of a linear program. */
const COARSE: Grain = { step: 0.02, progress: 5e-3 };
/**
 * Where a prior gives every parameter a slope the least misfit is one point, at the end of a flat valley: coarse steps
 * stop far from it.
 */
const FINE: Grain = { step: 0.004, progress: 2e-4 };
/**
 * Tried side by side in every iteration, the second set where none of the first helps: the way does not depend on a
 * damping carried along.
 */
const DAMPINGS = [
  [1e-3, 0.1, 1],
  [10, 100, 1000],
] as const;
/**
 * Shares of each range by which the last search moves single parameters: limits that begin or cease to bind make
 * corners on which slopes go astray.
 */
const LAST_STEPS = [0.04, 0.02, 0.01, 0.005] as const;
/** What a round of it must gain. */
const LAST_PROGRESS = 5e-4;
const MOST_ROUNDS = 12;
const MOST_TURNS = 4;
/** Places of the first look within a range. */
const SCAN_SHARES = [1 / 6, 1 / 2, 5 / 6] as const;

export const misfitOf = (residuals: Point): number => residuals.reduce((sum, r) => sum + r * r, 0);
const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
const dot = (a: Point, b: Point): number => a.reduce((sum, value, k) => sum + value * b[k], 0);

/**
 * Levenberg and Marquardt with one-sided differences, bounds and no chance. Where a step from one side's slopes does
 * not help, the other side is asked: at a corner the two differ. Where no damped step lowers the misfit by a
 * two-hundredth any more, or after twenty iterations, single parameters are moved from the best point in ever smaller
 * steps (not where slopes are given).
 */
export async function leastSquares(task: LeastSquares): Promise<Fitted> {
  const guess = task.from.map((value, i) => within(value, task.lower[i], task.upper[i]));
  if (task.slopes) return alongSlopes(task, guess);
  const starts = task.scan ? [guess, await lookedOver(task, guess)] : [guess];
  let best: Fitted | null = null;
  for (const start of starts) {
    const fitted = await alongSlopes(task, start);
    if (best === null || fitted.misfit < best.misfit) best = fitted;
  }
  return task.search === false ? polished(task, best!) : improved(task, best!);
}

/** On from there by finer slopes. */
async function polished(task: LeastSquares, fitted: Fitted): Promise<Fitted> {
  const found = await alongSlopes(task, fitted.point, FINE);
  return { ...found, iterations: fitted.iterations + found.iterations };
}

/** Search by single parameters and along slopes in turn, until neither gains. */
async function improved(task: LeastSquares, fitted: Fitted): Promise<Fitted> {
  let best = fitted;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const found = await searched(task, best);
    if (found.misfit === best.misfit) return best;
    const again = await alongSlopes(task, found.point);
    const iterations = best.iterations + again.iterations;
    if (again.misfit === found.misfit) return { ...again, iterations };
    best = { ...again, iterations };
  }
  return best;
}

/**
 * Compass search: single parameters and pairs of neighbours are moved, the best moves of single parameters all together
 * too; the best of these is the next point.
 */
async function searched(task: LeastSquares, { point, residuals, misfit }: Found): Promise<Found> {
  let best = { point, residuals, misfit };
  for (const share of LAST_STEPS) {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const next = await bestAround(task, best, share);
      if (next.misfit > (1 - LAST_PROGRESS) * best.misfit) break;
      best = next;
    }
  }
  return best;
}

type Found = Pick<Fitted, 'point' | 'residuals' | 'misfit'>;

async function bestAround({ lower, upper, evaluate }: LeastSquares, from: Found, share: number): Promise<Found> {
  const moved = (i: number, side: number): number =>
    within(from.point[i] + side * share * (upper[i] - lower[i]), lower[i], upper[i]);
  const at = async (points: readonly Point[]): Promise<Found[]> =>
    (await evaluate(points)).map((residuals, k) => ({ point: points[k], residuals, misfit: misfitOf(residuals) }));
  const free = from.point.flatMap((_, i) => (lower[i] < upper[i] ? [i] : []));
  const single = free.flatMap((i) => SIDES.map((side) => ({ i, value: moved(i, side) })));
  const alone = await at(single.map(({ i, value }) => moveOne(from.point, i, value)));
  const together = from.point.map(
    (own, i) =>
      single.reduce(
        (best, move, m) =>
          move.i === i && alone[m].misfit < best.misfit ? { value: move.value, misfit: alone[m].misfit } : best,
        { value: own, misfit: from.misfit },
      ).value,
  );
  const pairs = free
    .slice(1)
    .flatMap((i, k) =>
      SIDES.flatMap((side) =>
        SIDES.map((other) => moveOne(moveOne(from.point, free[k], moved(free[k], side)), i, moved(i, other))),
      ),
    );
  return [from, ...alone, ...(await at([together, ...pairs]))].reduce((least, one) =>
    one.misfit < least.misfit ? one : least,
  );
}

const SIDES = [1, -1] as const;
const moveOne = (point: Point, i: number, value: number): Point => point.map((own, k) => (k === i ? value : own));

async function alongSlopes(task: LeastSquares, from: Point, grain: Grain = COARSE): Promise<Fitted> {
  let point = from;
  let [residuals] = await task.evaluate([point]);
  let [side, otherSide]: [1 | -1, readonly Point[] | null] = [1, null];
  for (let iterations = 0; ; iterations++) {
    const jacobian: readonly Point[] = task.slopes ?? (await differences(task, point, residuals, side, grain));
    const free = freeOf(task, point, residuals, jacobian);
    const found = (stopped: Fitted['stopped']): Fitted => ({
      point,
      residuals,
      misfit: misfitOf(residuals),
      jacobian: otherSide ? meanOf(jacobian, otherSide) : jacobian,
      free,
      iterations,
      stopped,
    });
    if (iterations === (task.slopes ? MOST_WITH_SLOPES : MOST_ITERATIONS)) return found('iterations');
    const better = await betterPoint(task, { point, residuals, jacobian, free }, grain);
    if (better) {
      [point, residuals, otherSide] = [better.point, better.residuals, null];
    } else if (otherSide || task.slopes) return found('converged');
    else [otherSide, side] = [jacobian, -side as 1 | -1];
  }
}

/**
 * The best of the point, of those with one parameter elsewhere in its range, and of the one with every move that helps
 * alone.
 */
async function lookedOver({ lower, upper, evaluate }: LeastSquares, point: Point): Promise<Point> {
  const elsewhere = point.flatMap((_, i) =>
    lower[i] === upper[i] ? [] : SCAN_SHARES.map((share) => ({ i, value: lower[i] + share * (upper[i] - lower[i]) })),
  );
  const moved = elsewhere.map(({ i, value }) => point.map((own, k) => (k === i ? value : own)));
  const [here, ...misfits] = (await evaluate([point, ...moved])).map(misfitOf);
  const together = point.map((own, i) => {
    const better = elsewhere.flatMap((one, k) =>
      one.i === i && misfits[k] < here ? [{ value: one.value, misfit: misfits[k] }] : [],
    );
    return better.reduce((best, one) => (one.misfit < best.misfit ? one : best), { value: own, misfit: here }).value;
  });
  const all = [point, ...moved, together];
  const found = [here, ...misfits, misfitOf((await evaluate([together]))[0])];
  return all[found.reduce((least, misfit, i) => (misfit < found[least] ? i : least), 0)];
}

/**
 * Slopes of every residual by each number, to one side over a share of its range; to the other where a bound is in the
 * way.
 */
export async function differences(
  { lower, upper, evaluate }: Pick<LeastSquares, 'lower' | 'upper' | 'evaluate'>,
  point: Point,
  residuals: Point,
  side: 1 | -1,
  { step: share }: Grain = COARSE,
): Promise<Point[]> {
  const steps = point.map((value, i) => {
    const step = side * share * (upper[i] - lower[i]);
    return value + step <= upper[i] && value + step >= lower[i] ? step : -step;
  });
  const moved = await evaluate(steps.map((step, i) => point.map((value, k) => (k === i ? value + step : value))));
  return moved.map((shifted, i) => shifted.map((value, k) => (steps[i] === 0 ? 0 : (value - residuals[k]) / steps[i])));
}

export const meanOf = (a: readonly Point[], b: readonly Point[]): Point[] =>
  a.map((row, i) => row.map((value, k) => (value + b[i][k]) / 2));

/** Parameters with room to move, but for those at a bound that the misfit pushes against. */
function freeOf({ lower, upper }: LeastSquares, point: Point, residuals: Point, jacobian: readonly Point[]): number[] {
  return point.flatMap((value, i) => {
    const slope = dot(jacobian[i], residuals);
    const held = lower[i] === upper[i] || (value <= lower[i] && slope >= 0) || (value >= upper[i] && slope <= 0);
    return held ? [] : [i];
  });
}

interface At {
  readonly point: Point;
  readonly residuals: Point;
  readonly jacobian: readonly Point[];
  readonly free: readonly number[];
}

async function betterPoint(
  task: LeastSquares,
  at: At,
  { progress }: Grain,
): Promise<{ readonly point: Point; readonly residuals: Point } | null> {
  for (const set of DAMPINGS) {
    const tried = set.flatMap((damping) => damped(task, at, damping) ?? []);
    const results = await task.evaluate(tried);
    const best = results.map(misfitOf).reduce((least, misfit, i, all) => (misfit < all[least] ? i : least), 0);
    if (tried.length > 0 && misfitOf(results[best]) <= (1 - progress) * misfitOf(at.residuals))
      return { point: tried[best], residuals: results[best] };
  }
  return null;
}

function damped(
  { lower, upper }: LeastSquares,
  { point, residuals, jacobian, free }: At,
  damping: number,
): Point[] | null {
  const n = free.length;
  const matrix = normalMatrix(jacobian, free);
  for (let i = 0; i < n; i++) matrix[i * n + i] *= 1 + damping;
  const inverse = symmetricInverse(matrix, n);
  if (n === 0 || !inverse) return null;
  const slope = free.map((i) => dot(jacobian[i], residuals));
  const moved = [...point];
  free.forEach((i, row) => {
    moved[i] = within(point[i] - dot([...inverse.subarray(row * n, (row + 1) * n)], slope), lower[i], upper[i]);
  });
  return [moved];
}

/** JᵀJ over some of the parameters. */
export function normalMatrix(jacobian: readonly Point[], free: readonly number[]): Float64Array {
  const n = free.length;
  const matrix = new Float64Array(n * n);
  free.forEach((a, i) =>
    free.forEach((b, k) => {
      matrix[i * n + k] = dot(jacobian[a], jacobian[b]);
    }),
  );
  return matrix;
}
