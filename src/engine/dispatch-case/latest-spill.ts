import { activityOf, reducedCosts } from '../solver/program/evaluate.ts';
import type { LinearProgram, Solution } from '../solver/program/linear-program.ts';
import type { DispatchProgram } from './dispatch-program.ts';

/**
 * A column or row counts as priced if its dual exceeds this share of the largest cost; below it the cost moves by less
 * than rounding.
 */
const PRICED = 1e-9;
/**
 * Prices of spill beside costs of usual size (tens), and how much more it is at the first step than at the last: the
 * next is for cases in which the one before is no small change.
 */
export const SPILL_PRICES = [1e-3, 1e-6];

/** Spill of every plant by hours and by steps left in its block: the earliest costs most. */
function spillCost(
  { steps, columns }: DispatchProgram,
  program: LinearProgram,
  weight: (step: number) => number,
): Float64Array {
  const cost = new Float64Array(program.columns);
  for (const spill of columns.spill)
    spill.forEach((column, t) => {
      cost[column] = steps.hours[t] * weight(t);
    });
  return cost;
}

/**
 * The program held on the optimal face of a vertex solution (priced columns and rows stay at the bound that is priced),
 * now minimising spill, the earliest most.
 */
export function heldToCheapest(
  built: DispatchProgram,
  program: LinearProgram,
  { x, rowDual }: Solution,
): LinearProgram {
  const threshold = thresholdOf(program);
  const [columnLower, columnUpper] = held(
    program.columnLower,
    program.columnUpper,
    reducedCosts(program, x, rowDual),
    threshold,
  );
  const [rowLower, rowUpper] = held(program.rowLower, program.rowUpper, rowDual, threshold);
  return {
    ...program,
    cost: spillCost(built, program, (t) => built.steps.left[t]),
    constant: 0,
    columnLower,
    columnUpper,
    rowLower,
    rowUpper,
  };
}

const thresholdOf = ({ cost }: LinearProgram): number =>
  PRICED * cost.reduce((most, c) => Math.max(most, Math.abs(c)), 0);

function held(
  lower: Float64Array,
  upper: Float64Array,
  dual: Float64Array,
  threshold: number,
): [Float64Array, Float64Array] {
  const [low, high] = [Float64Array.from(lower), Float64Array.from(upper)];
  dual.forEach((price, i) => {
    if (price > threshold && Number.isFinite(lower[i])) high[i] = lower[i];
    if (price < -threshold && Number.isFinite(upper[i])) low[i] = upper[i];
  });
  return [low, high];
}

/**
 * The same where the cheapest solution is an interior one, whose face has no clear edge: what is priced costs its
 * price, and spill a little. Equations are paid at their duals first, so that costs that cancel are gone, and what lies
 * further from its bound than it is priced costs nothing.
 */
export function pricedAsCheapest(
  built: DispatchProgram,
  program: LinearProgram,
  solution: Solution,
  spill: number,
): LinearProgram {
  const { x } = solution;
  const rowDual = solution.rowDual.map((price, i) => (program.rowLower[i] === program.rowUpper[i] ? 0 : price));
  const activity = activityOf(program, x);
  const priced = rowDual.map((price, i) =>
    isPriced(price, activity[i], program.rowLower[i], program.rowUpper[i]) ? price : 0,
  );
  const reduced = reducedCosts(program, x, solution.rowDual).map((price, j) =>
    isPriced(price, x[j], program.columnLower[j], program.columnUpper[j]) ? price : 0,
  );
  const longest = built.steps.left.reduce((most, left) => Math.max(most, left), 1);
  const cost = spillCost(built, program, (t) => spill * (1 + built.steps.left[t] / longest));
  for (let j = 0; j < program.columns; j++) {
    cost[j] += reduced[j];
    for (let e = program.starts[j]; e < program.starts[j + 1]; e++)
      cost[j] += program.values[e] * priced[program.indices[e]];
  }
  return { ...program, cost, constant: 0 };
}

const isPriced = (price: number, value: number, lower: number, upper: number): boolean =>
  price > value - lower || -price > upper - value;
