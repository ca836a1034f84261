import type { LinearProgram, Solution, Solve } from './linear-program.ts';

/**
 * A solver for programs whose quantities are `scale` times those that it is at its best with: it gets the program of
 * the smaller system, and its answer is that of this one. What a solver takes for small is an absolute number, so that
 * without it a system a thousand times as small would be solved a thousand times as loosely.
 */
export function atScale(solve: Solve, scale: number): Solve {
  if (scale === 1) return solve;
  return (program, options) => {
    const warmStart = options?.warmStart && { ...options.warmStart, x: times(options.warmStart.x, 1 / scale) };
    return restored(solve(reduced(program, 1 / scale), { ...options, warmStart }), scale);
  };
}

/**
 * Bounds shrink and curvature grows; costs and entries stay, so that the objective shrinks with the bounds and shadow
 * prices stay.
 */
function reduced(program: LinearProgram, by: number): LinearProgram {
  const { columnLower, columnUpper, rowLower, rowUpper, quadratic, constant } = program;
  return {
    ...program,
    columnLower: times(columnLower, by),
    columnUpper: times(columnUpper, by),
    rowLower: times(rowLower, by),
    rowUpper: times(rowUpper, by),
    constant: constant * by,
    ...(quadratic && { quadratic: times(quadratic, 1 / by) }),
  };
}

const restored = (found: Solution, scale: number): Solution => ({
  ...found,
  objective: found.objective * scale,
  x: times(found.x, scale),
});

const times = (list: Float64Array, by: number): Float64Array => list.map((value) => value * by);
