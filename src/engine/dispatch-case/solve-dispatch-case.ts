import type { DispatchCase } from '../../system/dispatch-case/dispatch-case.ts';
import { rounded } from '../../system/words/dust.ts';
import { absoluteCost, objectiveOf } from '../solver/program/evaluate.ts';
import type { LinearProgram, Solution, Solve, SolveStatus } from '../solver/program/linear-program.ts';
import { isLarge } from '../solver/answers/quickest-solver.ts';
import { isSolved } from '../solver/program/status.ts';
import { toUsualSize } from '../solver/program/usual-size.ts';
import { caseBalance, type CaseBalance } from './case-balance.ts';
import { buildDispatchProgram, type DispatchCaseResult, type DispatchProgram } from './dispatch-program.ts';
import { heldToCheapest, pricedAsCheapest, SPILL_PRICES } from './latest-spill.ts';
import { withoutDust } from './without-dust.ts';

export interface SolvedCase {
  readonly status: SolveStatus;
  readonly message: string;
  /** currency; null unless there is an optimum, or almost one */
  readonly objective: number | null;
  /** null unless there is an optimum, or almost one */
  readonly result: DispatchCaseResult | null;
  /** null unless there is an optimum, or almost one */
  readonly balance: CaseBalance | null;
}

/**
 * Least cost first; among the schedules of that cost, the one that spills least and latest, as a reservoir does that
 * overflows only when full. Objective and prices are those of the first stage. Throws where water or energy of the
 * answer does not close.
 */
export function solveDispatchCase(dispatch: DispatchCase, solve: Solve): SolvedCase {
  const built = buildDispatchProgram(dispatch);
  const sized = toUsualSize(built.program);
  const cheapest = solve(sized.program, { want: 'vertex' });
  if (!isSolved(cheapest))
    return { status: cheapest.status, message: cheapest.message, objective: null, result: null, balance: null };
  const { objective, x, rowDual } = sized.back({ ...cheapest, x: leastSpill(built, sized.program, cheapest, solve) });
  const result = built.read(x, rowDual);
  const balance = caseBalance(dispatch, built.steps, result);
  return {
    status: cheapest.status,
    message: cheapest.message,
    objective: rounded(objective, Math.abs(objective)),
    result: withoutDust(dispatch, built.steps, result),
    balance,
  };
}

/** The cheapest schedule that spills least and latest; the one given where no solver finds it. */
function leastSpill(built: DispatchProgram, program: LinearProgram, cheapest: Solution, solve: Solve): Float64Array {
  const stages = isLarge(program)
    ? SPILL_PRICES.map((price) => () => pricedAsCheapest(built, program, cheapest, price))
    : [() => heldToCheapest(built, program, cheapest)];
  for (const stage of stages) {
    const found = solve(stage(), { want: 'vertex' });
    if (isSolved(found) && asCheap(program, found.x, cheapest.x)) return found.x;
  }
  return cheapest.x;
}

/** What the second stage may cost more, as a share of all costs: rounding. */
const SAME_COST = 1e-9;

const asCheap = (program: LinearProgram, x: Float64Array, than: Float64Array): boolean =>
  objectiveOf(program, x) - objectiveOf(program, than) <= SAME_COST * absoluteCost(program, than);
