import type { BarrierForm } from './barrier-form.ts';
import type { BoundSide } from './bound-side.ts';
import { columnActivity, rowActivity } from './form-products.ts';
import type { Vector } from './kernel-space.ts';
import type { NewtonSystem } from './newton-system.ts';
import type { PlacedForm } from './placed-form.ts';

/**
 * Mehrotra's prices are high for programs whose costs are small change next to their penalties: a share of them starts
 * nearer to the path.
 */
const PRICE_SHARE = 0.1;

/**
 * Least squares for x and y, then shifts of gaps and prices into the interior after Mehrotra. Writes x, y and the
 * sides.
 */
export function startPoint(
  { form, space }: PlacedForm,
  system: NewtonSystem,
  sides: readonly BoundSide[],
  x: Vector,
  y: Vector,
): void {
  const { cost, quadratic, lower, upper, rhs } = form;
  const row = space.vector(form.rows);
  const step = space.vector(form.variables);
  const [at, residual, reduced, moved] = [x.list, row.list, system.reduced.list, step.list];
  for (let v = 0; v < at.length; v++) at[v] = Math.min(Math.max(0, lower[v]), upper[v]);
  rowActivity(form, at, residual);
  for (let i = 0; i < residual.length; i++) residual[i] = rhs[i] - residual[i];
  system.factoriseFlat();
  reduced.fill(0);
  system.solve(row, step, y);
  for (let v = 0; v < at.length; v++) at[v] += moved[v];
  for (let v = 0; v < at.length; v++) reduced[v] = cost[v] + quadratic[v] * at[v];
  residual.fill(0);
  system.solve(row, step, y);
  columnActivity(form, y.list, moved);
  for (let v = 0; v < at.length; v++) moved[v] = reduced[v] - moved[v];
  spread(
    form,
    sides.map(({ sign, from, bound, gap, price }) => ({
      sign,
      from,
      bound: bound.list,
      gap: gap.list,
      price: price.list,
    })),
    at,
    moved,
  );
}

/** x and row prices of a form; `closely`: the optimum of a form that differs in a few numbers. */
export interface NearPoint {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly closely?: boolean;
}

/**
 * Product of gaps and prices near a given point: smaller and first steps stop at once at bounds that have moved, larger
 * and what is known is forgotten. Season plans of another size of a load take 30 iterations at 3, 27 at 0.3, 22 at 0.03
 * and 26 at 0.003.
 */
const NEAR_CENTRE = { usual: 3, closely: 0.03 };

/**
 * Begins at a given point: where gap and price have a product below the centre, both are moved away from 0 until it is
 * reached, the smaller one more (they are the roots of d = gap - price, gap * price = centre); larger products stay.
 */
export function startNear(
  { form }: PlacedForm,
  sides: readonly BoundSide[],
  x: Vector,
  y: Vector,
  near: NearPoint,
): void {
  x.list.set(near.x);
  y.list.set(near.y);
  const at = x.list;
  const centre = near.closely ? NEAR_CENTRE.closely : NEAR_CENTRE.usual;
  const { cost, quadratic } = form;
  const reduced = new Float64Array(form.variables);
  columnActivity(form, y.list, reduced);
  for (let v = 0; v < reduced.length; v++) reduced[v] = cost[v] + quadratic[v] * at[v] - reduced[v];
  for (const { sign, from, bound, gap, price } of sides) {
    const [gaps, prices, bounds] = [gap.list, price.list, bound.list];
    for (let k = 0; k < gaps.length; k++) {
      const own = Math.max(0, sign * (at[from + k] - bounds[k]));
      const dual = Math.max(0, sign * reduced[from + k]);
      gaps[k] = own;
      prices[k] = dual;
      if (own * dual >= centre) continue;
      const apart = own - dual;
      const larger = (Math.abs(apart) + Math.sqrt(apart * apart + 4 * centre)) / 2;
      gaps[k] = apart > 0 ? larger : centre / larger;
      prices[k] = apart > 0 ? centre / larger : larger;
    }
  }
}

interface SideLists {
  sign: 1 | -1;
  from: number;
  bound: Float64Array;
  gap: Float64Array;
  price: Float64Array;
}

function spread(form: BarrierForm, sides: readonly SideLists[], x: Float64Array, reduced: Float64Array): void {
  let least = 0;
  let leastPrice = 0;
  for (const { sign, from, bound, gap, price } of sides) {
    for (let k = 0; k < gap.length; k++) {
      const v = from + k;
      const boxed = v >= form.upperFrom && v < form.lowerEnd;
      gap[k] = sign * (x[v] - bound[k]);
      price[k] = boxed ? Math.max(sign * reduced[v], 0) : sign * reduced[v];
      if (gap[k] < least) least = gap[k];
      if (price[k] < leastPrice) leastPrice = price[k];
    }
  }
  shift(sides, -1.5 * least, -1.5 * leastPrice);
  let product = 0,
    gaps = 0,
    prices = 0;
  for (const { gap, price } of sides) {
    for (let k = 0; k < gap.length; k++) {
      product += gap[k] * price[k];
      gaps += gap[k];
      prices += price[k];
    }
  }
  if (product > 0) shift(sides, Math.max(1e-3, (0.5 * product) / prices), Math.max(1e-3, (0.5 * product) / gaps));
  else shift(sides, 1, 1);
  for (const { price } of sides) for (let k = 0; k < price.length; k++) price[k] *= PRICE_SHARE;
}

function shift(sides: readonly SideLists[], gap: number, price: number): void {
  for (const side of sides) {
    for (let k = 0; k < side.gap.length; k++) {
      side.gap[k] += gap;
      side.price[k] += price;
    }
  }
}
