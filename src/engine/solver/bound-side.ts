import type { BarrierForm } from './barrier-form.ts';

/** What a direction does on one side: the longest steps that keep gaps and prices nonnegative, and the sums that give the products after any step. */
export interface SideStep { gapLength: number; priceLength: number; gapPrice: number; priceGap: number; both: number }

/**
 * The lower (sign 1) or the upper (sign -1) bounds of the variables `from .. from + gap.length`. Gaps are unknowns of their own: gap - sign (x - bound)
 * = residual, so that a start far outside the bounds does no harm. `price` is the dual of the bound; `target` the change asked of gap * price.
 */
export class BoundSide {
  readonly sign: 1 | -1;
  readonly from: number;
  readonly bound: Float64Array;
  readonly gap: Float64Array;
  readonly price: Float64Array;
  private readonly residual: Float64Array;
  private readonly target: Float64Array;
  private stepGap: Float64Array;
  private stepPrice: Float64Array;
  private readonly inverse: Float64Array;
  private keptGap: Float64Array;
  private keptPrice: Float64Array;

  constructor(sign: 1 | -1, from: number, bound: Float64Array) {
    const vector = () => new Float64Array(bound.length);
    this.sign = sign;
    this.from = from;
    this.bound = bound;
    this.gap = vector();
    this.price = vector();
    this.residual = vector();
    this.target = vector();
    this.stepGap = vector();
    this.stepPrice = vector();
    this.inverse = vector();
    this.keptGap = vector();
    this.keptPrice = vector();
  }

  /** Adds price / gap to the curvature of every variable. */
  addCurvature(curvature: Float64Array): void {
    const { gap, price, inverse, from } = this;
    for (let k = 0; k < gap.length; k++) {
      const reciprocal = 1 / gap[k];
      inverse[k] = reciprocal;
      curvature[from + k] += price[k] * reciprocal;
    }
  }

  /** Asks for products of `centre`, to first order. All three aims take what that means for the costs off the reduced cost residual. */
  aimAt(centre: number, reduced: Float64Array): void {
    const { gap, price, target, sign, from, residual, inverse } = this;
    for (let k = 0; k < target.length; k++) {
      const wanted = centre - gap[k] * price[k];
      target[k] = wanted;
      reduced[from + k] -= sign * (wanted + price[k] * residual[k]) * inverse[k];
    }
  }

  /** Asks for products of `centre`, less the second-order term of the last step. */
  aimBeyond(centre: number, reduced: Float64Array): void {
    const { gap, price, target, stepGap, stepPrice, sign, from, residual, inverse } = this;
    for (let k = 0; k < target.length; k++) {
      const wanted = centre - gap[k] * price[k] - stepGap[k] * stepPrice[k];
      target[k] = wanted;
      reduced[from + k] -= sign * (wanted + price[k] * residual[k]) * inverse[k];
    }
  }

  /** Pulls products that the step put aside would take out of [least, most] at the given lengths back to its edge, by at most `most` (Gondzio). */
  aimWithin(least: number, most: number, gapLength: number, priceLength: number, reduced: Float64Array): void {
    const { gap, price, target, keptGap, keptPrice, sign, from, residual, inverse } = this;
    for (let k = 0; k < target.length; k++) {
      const g = gap[k], z = price[k];
      const product = (g + gapLength * keptGap[k]) * (z + priceLength * keptPrice[k]);
      let wanted = target[k];
      if (product < least) target[k] = wanted += least - product;
      else if (product > most) target[k] = wanted += product > 2 * most ? -most : most - product;
      reduced[from + k] -= sign * (wanted + z * residual[k]) * inverse[k];
    }
  }

  /** Completes a direction of x by those of gaps and prices. */
  follow(stepX: Float64Array): SideStep {
    const { sign, from, gap, price, residual, target, inverse, stepGap, stepPrice } = this;
    let gapLength = 1e30, priceLength = 1e30, gapPrice = 0, priceGap = 0, both = 0;
    for (let k = 0; k < gap.length; k++) {
      const g = gap[k], z = price[k];
      const dg = sign * stepX[from + k] - residual[k];
      const dz = (target[k] - z * dg) * inverse[k];
      stepGap[k] = dg;
      stepPrice[k] = dz;
      if (-g > gapLength * dg) gapLength = -g / dg;
      if (-z > priceLength * dz) priceLength = -z / dz;
      gapPrice += dg * z;
      priceGap += g * dz;
      both += dg * dz;
    }
    return { gapLength, priceLength, gapPrice, priceGap, both };
  }

  /** Puts the last step aside, or takes it back: the two change places. */
  swapSteps(): void {
    [this.stepGap, this.keptGap] = [this.keptGap, this.stepGap];
    [this.stepPrice, this.keptPrice] = [this.keptPrice, this.stepPrice];
  }

  advance(gapLength: number, priceLength: number): void {
    const { gap, price, stepGap, stepPrice } = this;
    for (let k = 0; k < gap.length; k++) {
      gap[k] += gapLength * stepGap[k];
      price[k] += priceLength * stepPrice[k];
    }
  }

  /** Refreshes the residuals and takes the prices off the reduced costs. */
  measure(x: Float64Array, reduced: Float64Array): { product: number; worth: number; most: number } {
    const { sign, from, bound, gap, price, residual } = this;
    let product = 0, worth = 0, most = 0;
    for (let k = 0; k < gap.length; k++) {
      const z = sign * price[k];
      const r = (residual[k] = gap[k] - sign * (x[from + k] - bound[k]));
      reduced[from + k] -= z;
      product += gap[k] * price[k];
      worth += z * bound[k];
      const size = Math.abs(r);
      if (!(size <= most)) most = size;
    }
    return { product, worth, most };
  }
}

export function boundSides(form: BarrierForm): [BoundSide, BoundSide] {
  const { lower, upper, upperFrom, lowerEnd, upperEnd } = form;
  return [new BoundSide(1, 0, lower.slice(0, lowerEnd)), new BoundSide(-1, upperFrom, upper.slice(upperFrom, upperEnd))];
}
