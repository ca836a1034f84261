import { Vector, type Kernels } from './kernel-space.ts';
import type { PlacedForm } from './placed-form.ts';

/** Gap, price, bound, residual, target, reciprocal gap, and gaps and prices of two directions. */
const LISTS = 10;

/**
 * The lower (sign 1) or the upper (sign -1) bounds of the variables `from .. from + gap.length`. Gaps are unknowns of
 * their own: gap - sign (x - bound) = residual, so that a start far outside the bounds does no harm. `price` is the
 * dual of the bound; the target is the change asked of gap * price; the direction put aside (`kept`) is the one that
 * the next one corrects.
 */
export class BoundSide {
  readonly sign: 1 | -1;
  readonly from: number;
  readonly bound: Vector;
  readonly gap: Vector;
  readonly price: Vector;
  private readonly kernels: Kernels;
  private readonly at: number;
  private readonly bytes: number;
  private readonly offset: number;
  private readonly sums: Vector;
  private step: number;
  private kept: number;

  constructor({ space }: PlacedForm, sign: 1 | -1, from: number, bound: Float64Array) {
    const all = space.vector(LISTS * bound.length);
    this.kernels = space.kernels;
    this.sign = sign;
    this.from = from;
    this.at = all.at;
    this.bytes = 8 * bound.length;
    this.offset = 8 * from;
    [this.gap, this.price, this.bound] = [0, 1, 2].map(
      (which) => new Vector(space, all.at + which * this.bytes, bound.length),
    );
    this.bound.list.set(bound);
    [this.step, this.kept] = [6, 8].map((which) => all.at + which * this.bytes);
    this.sums = space.vector(3);
  }

  /** Adds price / gap to the curvature of every variable. */
  addCurvature(curvature: Vector): void {
    this.kernels.addCurvature(this.at, this.bytes, curvature.at + this.offset);
  }

  /**
   * Asks for products of 0, to first order. All three aims take what that means for the costs off the reduced cost
   * residual.
   */
  aimAtZero(reduced: Vector): void {
    this.kernels.aimAtZero(this.at, this.bytes, this.sign, reduced.at + this.offset);
  }

  /** Asks for products of `centre`, less the second-order term of the direction put aside. */
  aimBeyond(centre: number, reduced: Vector): void {
    this.kernels.aimBeyond(this.at, this.bytes, this.sign, this.kept, centre, reduced.at + this.offset);
  }

  /**
   * Pulls products that the direction put aside would take out of [least, most] at the given lengths back to its edge,
   * by at most `most` (Gondzio).
   */
  aimWithin(least: number, most: number, gapLength: number, priceLength: number, reduced: Vector): void {
    this.kernels.aimWithin(
      this.at,
      this.bytes,
      this.sign,
      this.kept,
      least,
      most,
      gapLength,
      priceLength,
      reduced.at + this.offset,
    );
  }

  /**
   * Completes a direction of x; raises `reach[0]` and `reach[1]` to the largest relative falls of a gap and of a price
   * along it.
   */
  follow(stepX: Vector, reach: Vector): void {
    this.kernels.follow(this.at, this.bytes, this.sign, stepX.at + this.offset, this.step, reach.at);
  }

  /**
   * As `follow` for the four blends that give the last direction the weights and the one put aside the rest: four falls
   * of gaps, four of prices.
   */
  blendReach(weights: Vector, reach: Vector): void {
    this.kernels.blendReach(this.at, this.bytes, this.step, this.kept, weights.at, reach.at);
  }

  /** Blends the direction put aside into the last one. */
  blend(gapWeight: number, priceWeight: number): void {
    if (gapWeight !== 1) this.kernels.mix(this.step, gapWeight, this.kept, this.gap.length);
    if (priceWeight !== 1)
      this.kernels.mix(this.step + this.bytes, priceWeight, this.kept + this.bytes, this.gap.length);
  }

  /** Sum of the products of gaps and prices after steps of the last direction. */
  productAfter(gapLength: number, priceLength: number): number {
    return this.kernels.productAfter(this.at, this.bytes, this.step, gapLength, priceLength);
  }

  /** Puts the last direction aside, or takes it back: the two change places. */
  swapSteps(): void {
    [this.step, this.kept] = [this.kept, this.step];
  }

  advance(gapLength: number, priceLength: number): void {
    this.kernels.addScaled(this.gap.at, gapLength, this.step, this.gap.length);
    this.kernels.addScaled(this.price.at, priceLength, this.step + this.bytes, this.gap.length);
  }

  /** Refreshes the residuals and takes the prices off the reduced costs. */
  measure(x: Vector, reduced: Vector): { product: number; worth: number; most: number } {
    this.kernels.measureSide(
      this.at,
      this.bytes,
      this.sign,
      x.at + this.offset,
      reduced.at + this.offset,
      this.sums.at,
    );
    const [product, worth, most] = this.sums.list;
    return { product, worth, most };
  }
}

export function boundSides(placed: PlacedForm): BoundSide[] {
  const { lower, upper, upperFrom, lowerEnd, upperEnd } = placed.form;
  return [
    new BoundSide(placed, 1, 0, lower.slice(0, lowerEnd)),
    new BoundSide(placed, -1, upperFrom, upper.slice(upperFrom, upperEnd)),
  ];
}
