import type { BarrierForm } from './barrier-form.ts';
import type { BoundSide } from './bound-side.ts';
import { columnActivity, rowActivity } from './form-products.ts';
import type { NewtonSystem } from './newton-system.ts';

/** Mehrotra's prices are high for programs whose costs are small change next to their penalties: a share of them starts nearer to the path. */
const PRICE_SHARE = 0.1;

/** Least squares for x and y, then shifts of gaps and prices into the interior after Mehrotra. Writes x, y and the sides. */
export function startPoint(form: BarrierForm, system: NewtonSystem, sides: readonly BoundSide[], x: Float64Array, y: Float64Array): void {
  const { cost, quadratic, lower, upper, rhs } = form;
  const row = new Float64Array(form.rows);
  const step = new Float64Array(form.variables);
  for (let v = 0; v < x.length; v++) x[v] = Math.min(Math.max(0, lower[v]), upper[v]);
  rowActivity(form, x, row);
  for (let i = 0; i < row.length; i++) row[i] = rhs[i] - row[i];
  system.factoriseFlat();
  system.reduced.fill(0);
  system.solve(row, step, y);
  for (let v = 0; v < x.length; v++) x[v] += step[v];
  for (let v = 0; v < x.length; v++) system.reduced[v] = cost[v] + quadratic[v] * x[v];
  system.solve(row.fill(0), step, y);
  columnActivity(form, y, step);
  for (let v = 0; v < x.length; v++) step[v] = system.reduced[v] - step[v];
  spread(form, sides, x, step);
}

function spread(form: BarrierForm, sides: readonly BoundSide[], x: Float64Array, reduced: Float64Array): void {
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
  let product = 0, gaps = 0, prices = 0;
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

function shift(sides: readonly BoundSide[], gap: number, price: number): void {
  for (const side of sides) {
    for (let k = 0; k < side.gap.length; k++) {
      side.gap[k] += gap;
      side.price[k] += price;
    }
  }
}
