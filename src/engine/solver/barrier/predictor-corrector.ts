import type { BarrierForm } from './barrier-form.ts';
import { boundSides, type BoundSide } from './bound-side.ts';
import { provesInfeasible, provesUnbounded } from './certificates.ts';
import type { KernelSpace, Vector } from '../memory/kernel-space.ts';
import type { SolveStatus } from '../program/linear-program.ts';
import { NewtonSystem } from './newton-system.ts';
import type { NormalEquations } from './normal-equations.ts';
import { PlacedForm } from './placed-form.ts';
import type { InteriorPointSettings } from '../program/settings.ts';
import { startingPoint, warmStart, type WarmPoint } from './starting-point.ts';
import { largest, largestFinite } from '../program/vectors.ts';

export type BarrierOutcome = Exclude<SolveStatus, 'invalid'>;

/** Relative residuals and duality gap of the scaled problem. */
export interface Accuracy {
  readonly primal: number;
  readonly dual: number;
  readonly gap: number;
}

/** `limit` is always that of iterations. */
export interface BarrierResult {
  readonly outcome: BarrierOutcome;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly accuracy: Accuracy;
  readonly iterations: number;
}

/** Lengths of the step to the boundary along a direction: of x with its slacks, and of y with the duals of bounds. */
interface StepLengths {
  primal: number;
  dual: number;
}

/** The most accurate point so far and the iteration that found it. */
interface Best {
  readonly x: Float64Array;
  readonly y: Float64Array;
  accuracy: Accuracy;
  at: number;
}

/**
 * Mehrotra's predictor-corrector method with weighted centrality correctors after Gondzio; README.md has the equations.
 * Primal and dual steps have lengths of their own, also with a quadratic term: what that leaves in the dual residual
 * shrinks with every step, as it is computed from the point itself.
 */
export class PredictorCorrector {
  private readonly form: BarrierForm;
  private readonly settings: InteriorPointSettings;
  private readonly placed: PlacedForm;
  private readonly sides: readonly BoundSide[];
  private readonly system: NewtonSystem;
  private readonly x: Vector;
  private readonly y: Vector;
  private stepX: Vector;
  private stepY: Vector;
  /** the direction that the next one corrects */
  private previousX: Vector;
  private previousY: Vector;
  private readonly primalResidual: Vector;
  private readonly dualResidual: Vector;
  private readonly weights: Vector;
  /** largest relative falls of slacks and duals along a direction: step lengths are their reciprocals */
  private readonly ratios: Vector;
  private readonly pairs: number;
  private readonly primalSize: number;
  private readonly dualSize: number;
  /** s'z, the sum of the products of slacks and duals */
  private complementarity = 0;

  /** Takes over all memory of the space. */
  constructor(form: BarrierForm, equations: NormalEquations, space: KernelSpace, settings: InteriorPointSettings) {
    space.clear();
    this.form = form;
    this.settings = settings;
    this.placed = new PlacedForm(form, space);
    this.sides = boundSides(this.placed);
    [this.x, this.stepX, this.previousX, this.dualResidual] = Array.from({ length: 4 }, () =>
      space.vector(form.variables),
    );
    [this.y, this.stepY, this.previousY, this.primalResidual] = Array.from({ length: 4 }, () =>
      space.vector(form.rows),
    );
    this.weights = space.vector(Float64Array.from(settings.blendWeights));
    this.ratios = space.vector(2 * settings.blendWeights.length);
    this.pairs = this.sides.reduce((sum, side) => sum + side.slack.length, 0);
    this.primalSize = 1 + Math.max(largest(form.rhs), largestFinite(form.lower), largestFinite(form.upper));
    this.dualSize = 1 + largest(form.cost);
    this.system = new NewtonSystem(this.placed, equations.placeIn(this.placed), this.primalSize, settings);
  }

  /**
   * From Mehrotra's starting point, or near a point that solves a similar problem; ends at the target, a relative
   * accuracy.
   */
  run(
    from: WarmPoint | null = null,
    target = this.settings.targetAccuracy,
    watch: (fraction: number) => void = () => {},
  ): BarrierResult {
    const { settings } = this;
    if (from) warmStart(this.placed, this.sides, this.x, this.y, from, settings);
    else startingPoint(this.placed, this.system, this.sides, this.x, this.y, settings);
    const best: Best = {
      x: this.x.list.slice(),
      y: this.y.list.slice(),
      accuracy: { primal: Infinity, dual: Infinity, gap: Infinity },
      at: 0,
    };
    let reduced = { to: Infinity, at: 0 };
    let checked: Accuracy = { primal: 0, dual: 0, gap: 0 };
    for (let iteration = 0; ; iteration++) {
      const accuracy = this.measure();
      if (this.complementarity < settings.stallReduction * reduced.to)
        reduced = { to: this.complementarity, at: iteration };
      if (worst(accuracy) < worst(best.accuracy)) this.storeBest(best, accuracy, iteration);
      watch(Math.min(1, Math.max(0, Math.log(worst(best.accuracy)) / Math.log(target))));
      const end = (outcome: BarrierOutcome): BarrierResult => ({ ...best, outcome, iterations: iteration });
      if (worst(accuracy) <= target) return end('optimal');
      if (worst(best.accuracy) <= settings.goodAccuracy && iteration - best.at >= settings.goodPatience)
        return end('optimal');
      const stalled =
        iteration - Math.max(best.at, reduced.at) >= settings.stallPatience || !Number.isFinite(worst(accuracy));
      const isCheck = iteration % settings.certificateInterval === 0;
      const certificate = stalled || (iteration > 0 && isCheck) ? this.certificate(accuracy, checked) : null;
      if (isCheck) checked = accuracy;
      if (certificate) return end(certificate);
      if (stalled || iteration >= settings.iterationLimit) return end(this.givenUp(best, stalled));
      this.iterate();
    }
  }

  private storeBest(best: Best, accuracy: Accuracy, iteration: number): void {
    best.x.set(this.x.list);
    best.y.set(this.y.list);
    best.accuracy = accuracy;
    best.at = iteration;
  }

  /** The status of a method that gets no further. */
  private givenUp({ accuracy }: Best, stalled: boolean): BarrierOutcome {
    const { goodAccuracy, acceptableAccuracy } = this.settings;
    if (worst(accuracy) <= goodAccuracy) return 'optimal';
    if (worst(accuracy) <= acceptableAccuracy) return 'almost-optimal';
    return stalled ? 'stalled' : 'limit';
  }

  /** Looks for a proof where residuals have not fallen enough since they were `before`. */
  private certificate(accuracy: Accuracy, before: Accuracy): 'infeasible' | 'unbounded' | null {
    const { form, previousX, previousY, settings } = this;
    const { acceptableAccuracy, certificateReduction } = settings;
    const [x, y, stepX, stepY] = [this.x, this.y, this.stepX, this.stepY].map((vector) => vector.list);
    if (
      accuracy.primal > Math.max(acceptableAccuracy, certificateReduction * before.primal) &&
      [stepY, y].some((proof) => provesInfeasible(form, proof, previousX.list, settings))
    )
      return 'infeasible';
    if (
      accuracy.dual > Math.max(acceptableAccuracy, certificateReduction * before.dual) &&
      [stepX, x].some((proof) => provesUnbounded(form, proof, previousY.list, settings))
    )
      return 'unbounded';
    return null;
  }

  /** Refreshes all residuals and says how far the point is from optimal. */
  private measure(): Accuracy {
    const { placed, form, x, y, primalResidual, dualResidual } = this;
    const { linear, square, dual } = placed.residuals(x, y, dualResidual, primalResidual);
    let dualObjective = dual;
    let most = this.largest(primalResidual);
    this.complementarity = 0;
    for (const side of this.sides) {
      const found = side.measure(x, dualResidual);
      this.complementarity += found.complementarity;
      dualObjective += found.dualObjective;
      most = Math.max(most, found.residual);
    }
    const gap = Math.abs(linear + square - dualObjective) / (1 + Math.abs(linear + 0.5 * square + form.heldCost));
    return { primal: most / this.primalSize, dual: this.largest(dualResidual) / this.dualSize, gap };
  }

  private iterate(): void {
    const { sides, system, settings } = this;
    system.factorise(sides);
    const mu = this.pairs > 0 ? this.complementarity / this.pairs : 0;
    const { primal, dual } = this.pairs > 0 ? this.centredDirection(mu) : this.direction(() => {});
    const fraction = Math.max(settings.stepFraction, 1 - mu);
    this.advance(Math.min(1, fraction * primal), Math.min(1, fraction * dual));
  }

  /** Predictor, corrector and centrality correctors. */
  private centredDirection(mu: number): StepLengths {
    const { centringExponent, correctors, correctorBand } = this.settings;
    const predictor = this.direction((side, reduced) => side.aimAtZero(reduced));
    const sigmaMu = mu * Math.min(1, (this.complementarityAfter(predictor) / this.complementarity) ** centringExponent);
    this.swapDirections();
    let best = this.blended(this.direction((side, reduced) => side.aimAtCentre(sigmaMu, reduced)));
    for (let k = 0; k < correctors && Math.min(best.primal, best.dual) < 1; k++) {
      const { primal, dual } = best;
      this.swapDirections();
      const least = sigmaMu / correctorBand,
        most = sigmaMu * correctorBand;
      const next = this.blended(
        this.direction((side, reduced) => side.aimAtBand(least, most, this.longer(primal), this.longer(dual), reduced)),
      );
      if (bothLengths(next) > bothLengths(best)) best = next;
      else this.swapDirections();
    }
    return best;
  }

  /** The step length that a centrality corrector aims at. */
  private longer(length: number): number {
    return Math.min(1, length + this.settings.correctorReach);
  }

  /** The direction that removes all residuals and gives the complementarity products that the sides aim at. */
  private direction(aim: (side: BoundSide, reduced: Vector) => void): StepLengths {
    const { sides, system, dualResidual, primalResidual, stepX, stepY, ratios } = this;
    system.reduced.list.set(dualResidual.list);
    for (const side of sides) aim(side, system.reduced);
    system.solve(primalResidual, stepX, stepY);
    ratios.list.fill(0);
    for (const side of sides) side.completeDirection(stepX, ratios);
    return { primal: 1 / ratios.list[0], dual: 1 / ratios.list[1] };
  }

  /**
   * Blends the last direction with the previous one, primal and dual apart, where that makes longer steps (Colombo and
   * Gondzio): a full correction can be too much where steps are short.
   */
  private blended(whole: StepLengths): StepLengths {
    if (Math.min(whole.primal, whole.dual) >= 1) return whole;
    const { sides, weights, ratios } = this;
    const { blendWeights } = this.settings;
    ratios.list.fill(0);
    for (const side of sides) side.blendedRatios(weights, ratios);
    let { primal, dual } = whole;
    let primalWeight = 1,
      dualWeight = 1;
    blendWeights.forEach((weight, k) => {
      const [ofPrimal, ofDual] = [1 / ratios.list[k], 1 / ratios.list[blendWeights.length + k]];
      if (Math.min(1, ofPrimal) > primal) [primal, primalWeight] = [ofPrimal, weight];
      if (Math.min(1, ofDual) > dual) [dual, dualWeight] = [ofDual, weight];
    });
    for (const side of sides) side.blend(primalWeight, dualWeight);
    this.mix(this.stepX, primalWeight, this.previousX);
    this.mix(this.stepY, dualWeight, this.previousY);
    return { primal, dual };
  }

  private mix(to: Vector, weight: number, other: Vector): void {
    if (weight !== 1) this.placed.space.kernels.mix(to.at, weight, other.at, to.length);
  }

  private largest(list: Vector): number {
    return this.placed.space.kernels.largest(list.at, list.length);
  }

  private complementarityAfter({ primal, dual }: StepLengths): number {
    return this.sides.reduce((sum, side) => sum + side.complementarityAfter(Math.min(1, primal), Math.min(1, dual)), 0);
  }

  private advance(primal: number, dual: number): void {
    const { kernels } = this.placed.space;
    kernels.addScaled(this.x.at, primal, this.stepX.at, this.x.length);
    kernels.addScaled(this.y.at, dual, this.stepY.at, this.y.length);
    for (const side of this.sides) side.advance(primal, dual);
  }

  /** Makes the last direction the previous one, or takes it back. */
  private swapDirections(): void {
    [this.stepX, this.previousX] = [this.previousX, this.stepX];
    [this.stepY, this.previousY] = [this.previousY, this.stepY];
    for (const side of this.sides) side.swapDirections();
  }
}

const bothLengths = ({ primal, dual }: StepLengths): number => Math.min(1, primal) + Math.min(1, dual);

/** The largest of the three; Infinity where one is not a number. */
export function worst({ primal, dual, gap }: Accuracy): number {
  const most = Math.max(primal, dual, gap);
  return Number.isNaN(most) ? Infinity : most;
}
