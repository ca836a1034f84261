import type { HighsConstants, Model, ModelStatusCode } from 'highs';
import type { LinearProgram, Solution } from '../../engine/solver/program/linear-program.ts';
import { noSolution } from '../../engine/solver/program/status.ts';

/** Reads the finished model, or `undecided` where HiGHS itself leaves open what the answer is. */
export function fromStatus(
  model: Model,
  code: ModelStatusCode,
  codes: HighsConstants['modelStatus'],
): Solution | 'undecided' {
  const iterations = iterationsOf(model);
  switch (code) {
    case codes.optimal: {
      const { colValue, rowDual } = model.getSolution();
      return {
        status: 'optimal',
        message: 'optimal',
        objective: model.getObjectiveValue(),
        x: colValue,
        rowDual,
        iterations,
      };
    }
    case codes.infeasible:
      return noSolution('infeasible', 'no solution satisfies all constraints', iterations);
    case codes.unbounded:
      return noSolution('unbounded', 'the objective can be lowered without limit', iterations);
    case codes.timeLimit:
      return noSolution('limit', 'the time limit was reached before the optimum', iterations, 'time');
    case codes.iterationLimit:
      return noSolution('limit', 'the iteration limit was reached before the optimum', iterations, 'iterations');
    case codes.unboundedOrInfeasible:
    case codes.unknown:
    case codes.solveError:
      return 'undecided';
    default:
      return noSolution('invalid', `HiGHS could not treat the program (model status ${code})`, iterations);
  }
}

/** HiGHS refuses a program without columns; it is feasible exactly if every row allows 0. */
export function withoutColumns(program: LinearProgram): Solution {
  const feasible = program.rowLower.every((lower) => lower <= 0) && program.rowUpper.every((upper) => upper >= 0);
  if (!feasible) return noSolution('infeasible', 'no solution satisfies all constraints');
  return {
    status: 'optimal',
    message: 'optimal',
    objective: program.constant,
    x: new Float64Array(0),
    rowDual: new Float64Array(program.rows),
    iterations: 0,
  };
}

function iterationsOf(model: Model): number {
  const counts = ['simplex_iteration_count', 'ipm_iteration_count', 'crossover_iteration_count', 'qp_iteration_count'];
  return counts.reduce((sum, name) => sum + Math.max(0, Number(model.info.get(name))), 0);
}
