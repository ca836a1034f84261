import type { BarrierForm } from './barrier-form.ts';
import { mix } from './vectors.ts';

/** Longest steps along a direction that keep gaps and prices nonnegative. */
export interface SideStep { gapLength: number; priceLength: number }

/**
 * The lower (sign 1) or the upper (sign -1) bounds of the variables `from .. from + gap.length`. Gaps are unknowns of their own: gap - sign (x - bound)
 * = residual, so that a start far outside the bounds does no harm. `price` is the dual of the bound; `target` the change asked of gap * price;
 * `kept` is the direction put aside, which the next one corrects.
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

  /** Asks for products of `centre`, less the second-order term of the direction put aside. */
  aimBeyond(centre: number, reduced: Float64Array): void {
    const { gap, price, target, keptGap, keptPrice, sign, from, residual, inverse } = this;
    for (let k = 0; k < target.length; k++) {
      const wanted = centre - gap[k] * price[k] - keptGap[k] * keptPrice[k];
      target[k] = wanted;
      reduced[from + k] -= sign * (wanted + price[k] * residual[k]) * inverse[k];
    }
  }

  /** Pulls products that the direction put aside would take out of [least, most] at the given lengths back to its edge, by at most `most` (Gondzio). */
  aimWithin(least: number, most: number, gapLength: number, priceLength: number, reduced: Float64Array): void {
    const { gap, price, target, keptGap, keptPrice, sign, from, residual, inverse } = this;
    for (let k = 0; k < target.length; k++) {
      const g = gap[k], z = price[k], dg = keptGap[k], dz = keptPrice[k];
      const product = (g + gapLength * dg) * (z + priceLength * dz);
      let wanted = g * dz + z * dg;
      if (product < least) wanted += least - product;
      else if (product > most) wanted += product > 2 * most ? -most : most - product;
      target[k] = wanted;
      reduced[from + k] -= sign * (wanted + z * residual[k]) * inverse[k];
    }
  }

  /** Completes a direction of x by those of gaps and prices. */
  follow(stepX: Float64Array): SideStep {
    const { sign, from, gap, price, residual, target, inverse, stepGap, stepPrice } = this;
    let gapLength = 1e30, priceLength = 1e30;
    for (let k = 0; k < gap.length; k++) {
      const g = gap[k], z = price[k];
      const dg = sign * stepX[from + k] - residual[k];
      const dz = (target[k] - z * dg) * inverse[k];
      stepGap[k] = dg;
      stepPrice[k] = dz;
      if (-g > gapLength * dg) gapLength = -g / dg;
      if (-z > priceLength * dz) priceLength = -z / dz;
    }
    return { gapLength, priceLength };
  }

  /** Sum of the products of gaps and prices after steps of the last direction. */
  productAfter(gapLength: number, priceLength: number): number {
    const { gap, price, stepGap, stepPrice } = this;
    let sum = 0;
    for (let k = 0; k < gap.length; k++) sum += (gap[k] + gapLength * stepGap[k]) * (price[k] + priceLength * stepPrice[k]);
    return sum;
  }

  /** Shortens `lengths` to the longest steps along the blends of the direction put aside and the last one that give the last one the weights. */
  blendLengths(weights: readonly number[], lengths: SideStep[]): void {
    const { gap, price, stepGap, stepPrice, keptGap, keptPrice } = this;
    weights.forEach((weight, at) => {
      const other = 1 - weight;
      let { gapLength, priceLength } = lengths[at];
      for (let k = 0; k < gap.length; k++) {
        const dg = weight * stepGap[k] + other * keptGap[k];
        const dz = weight * stepPrice[k] + other * keptPrice[k];
        if (-gap[k] > gapLength * dg) gapLength = -gap[k] / dg;
        if (-price[k] > priceLength * dz) priceLength = -price[k] / dz;
      }
      lengths[at] = { gapLength, priceLength };
    });
  }

  /** Blends the direction put aside into the last one. */
  blend(gapWeight: number, priceWeight: number): void {
    mix(this.stepGap, gapWeight, this.keptGap);
    mix(this.stepPrice, priceWeight, this.keptPrice);
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
