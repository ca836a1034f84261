import type { LinearProgram, Solution } from './linear-program.ts';
import { UNITS } from './settings.ts';
import { typicalSize } from './typical-size.ts';

/** A program in other units, and the way back for its solution. */
export interface SizedProgram {
  /** a unit of its limits, in those of the program it was made from */
  readonly length: number;
  readonly program: LinearProgram;
  back(solution: Solution): Solution;
}

/**
 * The same program with limits and costs of usual size. A solver's tolerances are absolute: the same system a thousand
 * times larger or smaller, or priced in another currency, would be solved more or less exactly, and its ties settled
 * otherwise. Numbers come back rounded in their last digit.
 */
export function toUsualSize(program: LinearProgram): SizedProgram {
  const length =
    typicalSize([program.rowLower, program.rowUpper, program.columnLower, program.columnUpper]) /
    UNITS.limitSize.default;
  const price = typicalSize([program.cost]) / UNITS.costSize.default;
  const by = (list: Float64Array, unit: number): Float64Array => list.map((value) => value / unit);
  const { quadratic } = program;
  return {
    length,
    program: {
      ...program,
      cost: by(program.cost, price),
      constant: program.constant / (length * price),
      rowLower: by(program.rowLower, length),
      rowUpper: by(program.rowUpper, length),
      columnLower: by(program.columnLower, length),
      columnUpper: by(program.columnUpper, length),
      ...(quadratic ? { quadratic: by(quadratic, price / length) } : {}),
    },
    back: (solution) => ({
      ...solution,
      objective: solution.objective * length * price,
      x: by(solution.x, 1 / length),
      rowDual: by(solution.rowDual, 1 / price),
    }),
  };
}
