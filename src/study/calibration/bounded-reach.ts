import { symmetricInverse } from './symmetric-inverse.ts';
import type { Point } from './least-squares.ts';

/**
 * What bounds leave of a linear interval: `information` is JᵀJ of numbers that lie at `point`, a figure rises by
 * `slope` with them.
 */
export interface Reach {
  readonly information: Float64Array;
  readonly slope: Point;
  readonly point: Point;
  readonly lower: Point;
  readonly upper: Point;
}

/**
 * The move of all numbers by which a figure with these slopes rises most (side 1) or falls most (side -1), among moves
 * that cost at most `radius` squared in the sum of squares d'JᵀJd and stay within the bounds. Without bounds it is
 * radius (JᵀJ)⁻¹g / sqrt(g'(JᵀJ)⁻¹g). A number that would leave its bounds is held there, the worst first, and the
 * others move with what is left.
 */
export function boundedReach({ information, slope, point, lower, upper }: Reach, radius: number, side: 1 | -1): Point {
  const n = point.length;
  const held = new Map<number, number>();
  for (;;) {
    const free = point.flatMap((_, i) => (held.has(i) ? [] : [i]));
    const inverse = symmetricInverse(
      Float64Array.from(
        { length: free.length ** 2 },
        (_, at) => information[free[Math.floor(at / free.length)] * n + free[at % free.length]],
      ),
      free.length,
    );
    const move = point.map((_, i) => held.get(i) ?? 0);
    if (free.length === 0 || inverse === null) return move;
    const solve = (b: Point): Point =>
      free.map((_, row) => b.reduce((sum, value, column) => sum + inverse[row * free.length + column] * value, 0));
    // Where those that are held leave the others cheapest, and what is left of the radius there.
    const pull = free.map((i) => [...held].reduce((sum, [k, by]) => sum + information[i * n + k] * by, 0));
    const base = solve(pull).map((value) => -value);
    free.forEach((i, row) => {
      move[i] = base[row];
    });
    const left = radius ** 2 - quadratic(information, move);
    const g = free.map((i) => slope[i]);
    const rise = solve(g);
    const length = Math.sqrt(
      Math.max(
        0,
        rise.reduce((sum, value, row) => sum + value * g[row], 0),
      ),
    );
    if (left > 0 && length > 0)
      free.forEach((i, row) => {
        move[i] += (side * Math.sqrt(left) * rise[row]) / length;
      });
    const beyond = free
      .map((i) => ({ i, room: move[i] > 0 ? upper[i] - point[i] : lower[i] - point[i] }))
      .map((one) => ({ ...one, over: Math.abs(move[one.i]) - Math.abs(one.room) }))
      .filter(({ i, over }) => over > 1e-9 * (upper[i] - lower[i]));
    if (beyond.length === 0) return move;
    const shareOver = ({ i, over }: { readonly i: number; readonly over: number }): number =>
      over / (upper[i] - lower[i]);
    const worst = beyond.reduce((most, one) => (shareOver(one) > shareOver(most) ? one : most));
    held.set(worst.i, worst.room);
  }
}

function quadratic(matrix: Float64Array, d: Point): number {
  return d.reduce((sum, a, i) => sum + a * d.reduce((row, b, k) => row + matrix[i * d.length + k] * b, 0), 0);
}
