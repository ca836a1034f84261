import { Vector, type Kernels } from '../memory/kernel-space.ts';
import type { PlacedForm } from './placed-form.ts';

/** Slack, dual, bound, residual, target, reciprocal slack, and slacks and duals of two directions. */
const LISTS = 10;

/**
 * The lower (sign 1) or the upper (sign -1) bounds of the variables `from .. from + slack.length`. Slacks are unknowns
 * of their own: slack - sign (x - bound) = residual, so that a start far outside the bounds does no harm. `dual` is
 * that of the bound; the target is the change aimed at of slack * dual; the previous direction is the one that the
 * next one corrects.
 */
export class BoundSide {
  readonly sign: 1 | -1;
  readonly from: number;
  readonly bound: Vector;
  readonly slack: Vector;
  readonly dual: Vector;
  private readonly kernels: Kernels;
  private readonly at: number;
  private readonly bytes: number;
  private readonly offset: number;
  private readonly sums: Vector;
  private step: number;
  private previous: number;

  constructor({ space }: PlacedForm, sign: 1 | -1, from: number, bound: Float64Array) {
    const all = space.vector(LISTS * bound.length);
    this.kernels = space.kernels;
    this.sign = sign;
    this.from = from;
    this.at = all.at;
    this.bytes = 8 * bound.length;
    this.offset = 8 * from;
    [this.slack, this.dual, this.bound] = [0, 1, 2].map(
      (which) => new Vector(space, all.at + which * this.bytes, bound.length),
    );
    this.bound.list.set(bound);
    [this.step, this.previous] = [6, 8].map((which) => all.at + which * this.bytes);
    this.sums = space.vector(3);
  }

  /** Adds dual / slack to the diagonal of every variable. */
  addDiagonal(diagonal: Vector): void {
    this.kernels.addCurvature(this.at, this.bytes, diagonal.at + this.offset);
  }

  /**
   * Predictor: aims at products slack * dual of 0, to first order. All three aims take what that means for the dual
   * residual off it.
   */
  aimAtZero(reduced: Vector): void {
    this.kernels.aimAtZero(this.at, this.bytes, this.sign, reduced.at + this.offset);
  }

  /** Corrector: aims at products of `centre`, less the second-order term of the previous direction. */
  aimAtCentre(centre: number, reduced: Vector): void {
    this.kernels.aimBeyond(this.at, this.bytes, this.sign, this.previous, centre, reduced.at + this.offset);
  }

  /**
   * Centrality corrector (Gondzio): products that the previous direction would take out of [least, most] at the given
   * step lengths are brought back to its edge, by at most `most`.
   */
  aimAtBand(least: number, most: number, primalLength: number, dualLength: number, reduced: Vector): void {
    this.kernels.aimWithin(
      this.at,
      this.bytes,
      this.sign,
      this.previous,
      least,
      most,
      primalLength,
      dualLength,
      reduced.at + this.offset,
    );
  }

  /**
   * Completes a direction of x by those of slacks and duals. Raises `ratios[0]` and `ratios[1]` to the largest relative
   * falls of a slack and of a dual along it.
   */
  completeDirection(stepX: Vector, ratios: Vector): void {
    this.kernels.follow(this.at, this.bytes, this.sign, stepX.at + this.offset, this.step, ratios.at);
  }

  /**
   * As `completeDirection` for the four blends that give the last direction the weights and the previous one the rest:
   * four falls of slacks, four of duals.
   */
  blendedRatios(weights: Vector, ratios: Vector): void {
    this.kernels.blendReach(this.at, this.bytes, this.step, this.previous, weights.at, ratios.at);
  }

  /** Blends the previous direction into the last one. */
  blend(primalWeight: number, dualWeight: number): void {
    if (primalWeight !== 1) this.kernels.mix(this.step, primalWeight, this.previous, this.slack.length);
    if (dualWeight !== 1)
      this.kernels.mix(this.step + this.bytes, dualWeight, this.previous + this.bytes, this.slack.length);
  }

  /** Sum of the products of slacks and duals after steps of the last direction. */
  complementarityAfter(primalLength: number, dualLength: number): number {
    return this.kernels.productAfter(this.at, this.bytes, this.step, primalLength, dualLength);
  }

  /** Makes the last direction the previous one, or takes it back: the two change places. */
  swapDirections(): void {
    [this.step, this.previous] = [this.previous, this.step];
  }

  advance(primalLength: number, dualLength: number): void {
    this.kernels.addScaled(this.slack.at, primalLength, this.step, this.slack.length);
    this.kernels.addScaled(this.dual.at, dualLength, this.step + this.bytes, this.slack.length);
  }

  /**
   * Refreshes the residuals and takes the duals off the dual residual of the columns. Returns slack'dual, the bounds'
   * part of the dual objective and the largest residual.
   */
  measure(x: Vector, reduced: Vector): { complementarity: number; dualObjective: number; residual: number } {
    this.kernels.measureSide(
      this.at,
      this.bytes,
      this.sign,
      x.at + this.offset,
      reduced.at + this.offset,
      this.sums.at,
    );
    const [complementarity, dualObjective, residual] = this.sums.list;
    return { complementarity, dualObjective, residual };
  }
}

export function boundSides(placed: PlacedForm): BoundSide[] {
  const { lower, upper, upperFrom, lowerEnd, upperEnd } = placed.form;
  return [
    new BoundSide(placed, 1, 0, lower.slice(0, lowerEnd)),
    new BoundSide(placed, -1, upperFrom, upper.slice(upperFrom, upperEnd)),
  ];
}
