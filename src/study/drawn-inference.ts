import { normalMatrix, type Point } from './least-squares.ts';
import { symmetricInverse } from './symmetric-inverse.ts';

/** Water inferred anew in one draw. */
export interface Inferred<Said> {
  readonly point: Point;
  readonly misfit: number;
  readonly converged: boolean;
  readonly runs: number;
  readonly said: Said;
}

const MOST_RUNS = 10;
/** Ended when the misfit is so near the least that straight lines promise. */
const NEAR = 0.2;
const LEAST_STEP = 1 / 8;

interface Task<Said> {
  readonly from: Point;
  readonly lower: Point;
  readonly upper: Point;
  /** `[parameter][residual]` */
  readonly slopes: readonly Point[];
  readonly run: (point: Point) => Promise<Said>;
  readonly residuals: (said: Said, point: Point) => Point;
}

/**
 * Gauss and Newton with slopes that are given, from a point: each run is one world. A step that makes the misfit larger is halved. At most ten runs; `converged` says whether the misfit came within 0.2 of the least that straight
 * lines from the best point promise.
 */
export async function inferAlongSlopes<Said>({ from, lower, upper, slopes, run, residuals }: Task<Said>): Promise<Inferred<Said>> {
  const within = (point: Point): Point => point.map((value, i) => Math.min(upper[i], Math.max(lower[i], value)));
  const at = async (point: Point) => { const said = await run(point); const missed = residuals(said, point); return { point, said, missed, misfit: missed.reduce((sum, r) => sum + r * r, 0) }; };
  let best = await at(within(from));
  let [runs, length] = [1, 1];
  for (;;) {
    const { step, least } = newton(slopes, best);
    const converged = best.misfit - least <= NEAR;
    if (converged || runs >= MOST_RUNS || length < LEAST_STEP) return { point: best.point, misfit: best.misfit, converged, runs, said: best.said };
    const tried = await at(within(best.point.map((value, i) => value + length * step[i])));
    runs++;
    if (tried.misfit < best.misfit) [best, length] = [tried, 1];
    else length /= 2;
  }

  /** The step to where straight lines have their least misfit within the bounds, and that misfit; parameters pushed against a bound stay. */
  function newton(jacobian: readonly Point[], { point, missed, misfit }: { readonly point: Point; readonly missed: Point; readonly misfit: number }): { readonly step: Point; readonly least: number } {
    const gradient = jacobian.map((row) => row.reduce((sum, slope, k) => sum + slope * missed[k], 0));
    const free = point.flatMap((value, i) => (lower[i] === upper[i] || (value <= lower[i] && gradient[i] >= 0) || (value >= upper[i] && gradient[i] <= 0) ? [] : [i]));
    const inverse = symmetricInverse(normalMatrix(jacobian, free), free.length);
    const step = point.map(() => 0);
    if (!inverse) return { step, least: misfit };
    let gain = 0;
    free.forEach((i, row) => {
      step[i] = -free.reduce((sum, k, column) => sum + inverse[row * free.length + column] * gradient[k], 0);
      gain -= step[i] * gradient[i];
    });
    return { step, least: misfit - gain };
  }
}
