import type { BarrierForm } from './barrier-form.ts';
import { startNear, startPoint, type NearPoint } from './barrier-start.ts';
import { boundSides, type BoundSide } from './bound-side.ts';
import { provesInfeasible, provesUnbounded } from './certificates.ts';
import type { KernelSpace, Vector } from './kernel-space.ts';
import { NewtonSystem } from './newton-system.ts';
import type { NormalEquations } from './normal-equations.ts';
import { PlacedForm } from './placed-form.ts';
import { largest, largestFinite } from './vectors.ts';

export type BarrierOutcome = 'optimal' | 'infeasible' | 'unbounded' | 'stalled' | 'iteration-limit';

/** Relative residuals of the scaled problem. */
export interface Accuracy {
  readonly primal: number;
  readonly dual: number;
  readonly gap: number;
}

export interface BarrierResult {
  readonly outcome: BarrierOutcome;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly accuracy: Accuracy;
  readonly iterations: number;
}

/**
 * Aimed at unless told otherwise: costs here are billions of yuan, and what is asked of an answer are differences of a
 * few megawatt hours.
 */
const TARGET = 1e-11;
/** Good enough where further iterations no longer help. */
const GOOD = 1e-9;
const LAST_TRIES = 3;
const ACCEPTABLE = 1e-7;
const ITERATION_LIMIT = 200;
/**
 * Iterations after which the method gives up: without a better point, and without products that have shrunk by so much.
 * A gap may be small by chance early on.
 */
const PATIENCE = 15;
const SHRUNK = 0.9;
const CERTIFICATE_EVERY = 4;
/** A solve costs nearly as much as a factorisation here, so that a second corrector no longer pays. */
const CORRECTORS = 1;
/** A corrector aims at steps this much longer and keeps products within this factor of the centre. */
const CORRECTOR_REACH = { factor: 1, more: 0.3 };
const CORRECTOR_BAND = 10;
/**
 * Weights tried for a corrected direction, the rest going to the one it corrects: a full correction can be too much
 * where steps are short.
 */
const WEIGHTS = [0.1, 0.325, 0.55, 0.775];
/** Share of the way to the nearest bound that a step goes at least; it nears 1 as the products vanish. */
const LEAST_SHARE = 0.9;

/** Longest steps of a direction in x and in the prices. */
interface Lengths {
  primal: number;
  dual: number;
}

/**
 * Mehrotra's predictor-corrector method with weighted centrality correctors after Gondzio. x and the prices take steps
 * of their own length, also with a quadratic term: what that leaves in the cost rows shrinks with every step, as it is
 * measured anew.
 */
export class BarrierMethod {
  private readonly form: BarrierForm;
  private readonly placed: PlacedForm;
  private readonly sides: readonly BoundSide[];
  private readonly system: NewtonSystem;
  private readonly x: Vector;
  private readonly y: Vector;
  private stepX: Vector;
  private stepY: Vector;
  private keptX: Vector;
  private keptY: Vector;
  private readonly rowResidual: Vector;
  private readonly costResidual: Vector;
  private readonly weights: Vector;
  private readonly reach: Vector;
  private readonly pairs: number;
  private readonly primalSize: number;
  private readonly dualSize: number;
  /** Sum of the products of gaps and prices. */
  private product = 0;

  /** Takes over all memory of the space. */
  constructor(form: BarrierForm, equations: NormalEquations, space: KernelSpace) {
    space.clear();
    this.form = form;
    this.placed = new PlacedForm(form, space);
    this.sides = boundSides(this.placed);
    [this.x, this.stepX, this.keptX, this.costResidual] = Array.from({ length: 4 }, () => space.vector(form.variables));
    [this.y, this.stepY, this.keptY, this.rowResidual] = Array.from({ length: 4 }, () => space.vector(form.rows));
    this.weights = space.vector(Float64Array.from(WEIGHTS));
    this.reach = space.vector(2 * WEIGHTS.length);
    this.pairs = this.sides.reduce((sum, side) => sum + side.gap.length, 0);
    this.primalSize = 1 + Math.max(largest(form.rhs), largestFinite(form.lower), largestFinite(form.upper));
    this.dualSize = 1 + largest(form.cost);
    this.system = new NewtonSystem(this.placed, equations.placeIn(this.placed), this.primalSize);
  }

  /**
   * From a start of its own, or near a point that solves a similar problem; ends at the target, a relative accuracy.
   */
  run(near: NearPoint | null = null, target = TARGET, watch: (fraction: number) => void = () => {}): BarrierResult {
    if (near) startNear(this.placed, this.sides, this.x, this.y, near);
    else startPoint(this.placed, this.system, this.sides, this.x, this.y);
    const best = {
      x: this.x.list.slice(),
      y: this.y.list.slice(),
      accuracy: { primal: Infinity, dual: Infinity, gap: Infinity },
      at: 0,
    };
    let shrunk = { to: Infinity, at: 0 };
    let checked: Accuracy = { primal: 0, dual: 0, gap: 0 };
    for (let iteration = 0; ; iteration++) {
      const accuracy = this.measure();
      if (this.product < SHRUNK * shrunk.to) shrunk = { to: this.product, at: iteration };
      if (worst(accuracy) < worst(best.accuracy)) {
        best.x.set(this.x.list);
        best.y.set(this.y.list);
        best.accuracy = accuracy;
        best.at = iteration;
      }
      watch(Math.min(1, Math.max(0, Math.log(worst(best.accuracy)) / Math.log(target))));
      const give = (outcome: BarrierOutcome): BarrierResult => ({ ...best, outcome, iterations: iteration });
      if (worst(accuracy) <= target) return give('optimal');
      if (worst(best.accuracy) <= GOOD && iteration - best.at >= LAST_TRIES) return give('optimal');
      const tired = iteration - Math.max(best.at, shrunk.at) >= PATIENCE || !Number.isFinite(worst(accuracy));
      const certificate =
        tired || (iteration > 0 && iteration % CERTIFICATE_EVERY === 0) ? this.certificate(accuracy, checked) : null;
      if (iteration % CERTIFICATE_EVERY === 0) checked = accuracy;
      if (certificate) return give(certificate);
      if (tired || iteration >= ITERATION_LIMIT)
        return give(worst(best.accuracy) <= ACCEPTABLE ? 'optimal' : tired ? 'stalled' : 'iteration-limit');
      this.iterate();
    }
  }

  /** Looks for a proof where residuals have not halved since they were `before`. */
  private certificate(accuracy: Accuracy, before: Accuracy): 'infeasible' | 'unbounded' | null {
    const { form, keptX, keptY } = this;
    const [x, y, stepX, stepY] = [this.x, this.y, this.stepX, this.stepY].map((vector) => vector.list);
    if (
      accuracy.primal > Math.max(ACCEPTABLE, 0.5 * before.primal) &&
      [stepY, y].some((proof) => provesInfeasible(form, proof, keptX.list))
    )
      return 'infeasible';
    if (
      accuracy.dual > Math.max(ACCEPTABLE, 0.5 * before.dual) &&
      [stepX, x].some((proof) => provesUnbounded(form, proof, keptY.list))
    )
      return 'unbounded';
    return null;
  }

  /** Refreshes all residuals and says how far the point is from optimal. */
  private measure(): Accuracy {
    const { placed, form, x, y, rowResidual, costResidual } = this;
    const { linear, square, dual } = placed.residuals(x, y, costResidual, rowResidual);
    let dualObjective = dual;
    let most = this.largest(rowResidual);
    this.product = 0;
    for (const side of this.sides) {
      const found = side.measure(x, costResidual);
      this.product += found.product;
      dualObjective += found.worth;
      most = Math.max(most, found.most);
    }
    const gap = Math.abs(linear + square - dualObjective) / (1 + Math.abs(linear + 0.5 * square + form.heldCost));
    return { primal: most / this.primalSize, dual: this.largest(costResidual) / this.dualSize, gap };
  }

  private iterate(): void {
    const { sides, system } = this;
    system.factorise(sides);
    const mu = this.pairs > 0 ? this.product / this.pairs : 0;
    const { primal, dual } = this.pairs > 0 ? this.centredDirection(mu) : this.direction(() => {});
    const share = Math.max(LEAST_SHARE, 1 - mu);
    this.advance(Math.min(1, share * primal), Math.min(1, share * dual));
  }

  private centredDirection(mu: number): Lengths {
    const predicted = this.direction((side, reduced) => side.aimAtZero(reduced));
    const centre = mu * Math.min(1, (this.productAfter(predicted) / this.product) ** 3);
    this.swapSteps();
    let best = this.blended(this.direction((side, reduced) => side.aimBeyond(centre, reduced)));
    for (let k = 0; k < CORRECTORS && Math.min(best.primal, best.dual) < 1; k++) {
      const { primal, dual } = best;
      this.swapSteps();
      const least = centre / CORRECTOR_BAND,
        most = centre * CORRECTOR_BAND;
      const next = this.blended(
        this.direction((side, reduced) => side.aimWithin(least, most, reach(primal), reach(dual), reduced)),
      );
      if (useful(next) > useful(best)) best = next;
      else this.swapSteps();
    }
    return best;
  }

  /** The direction that removes all residuals and meets the sides' targets. */
  private direction(aim: (side: BoundSide, reduced: Vector) => void): Lengths {
    const { sides, system, costResidual, rowResidual, stepX, stepY, reach: falls } = this;
    system.reduced.list.set(costResidual.list);
    for (const side of sides) aim(side, system.reduced);
    system.solve(rowResidual, stepX, stepY);
    falls.list.fill(0);
    for (const side of sides) side.follow(stepX, falls);
    return { primal: 1 / falls.list[0], dual: 1 / falls.list[1] };
  }

  /**
   * Blends the last direction with the one put aside, apart for x and the prices, where that makes longer steps
   * (Colombo and Gondzio).
   */
  private blended(whole: Lengths): Lengths {
    if (Math.min(whole.primal, whole.dual) >= 1) return whole;
    const { sides, weights, reach: falls } = this;
    falls.list.fill(0);
    for (const side of sides) side.blendReach(weights, falls);
    let { primal, dual } = whole;
    let gapWeight = 1,
      priceWeight = 1;
    WEIGHTS.forEach((weight, k) => {
      const [gapLength, priceLength] = [1 / falls.list[k], 1 / falls.list[WEIGHTS.length + k]];
      if (Math.min(1, gapLength) > primal) [primal, gapWeight] = [gapLength, weight];
      if (Math.min(1, priceLength) > dual) [dual, priceWeight] = [priceLength, weight];
    });
    for (const side of sides) side.blend(gapWeight, priceWeight);
    this.mix(this.stepX, gapWeight, this.keptX);
    this.mix(this.stepY, priceWeight, this.keptY);
    return { primal, dual };
  }

  private mix(to: Vector, weight: number, other: Vector): void {
    if (weight !== 1) this.placed.space.kernels.mix(to.at, weight, other.at, to.length);
  }

  private largest(list: Vector): number {
    return this.placed.space.kernels.largest(list.at, list.length);
  }

  private productAfter({ primal, dual }: Lengths): number {
    return this.sides.reduce((sum, side) => sum + side.productAfter(Math.min(1, primal), Math.min(1, dual)), 0);
  }

  private advance(primal: number, dual: number): void {
    const { kernels } = this.placed.space;
    kernels.addScaled(this.x.at, primal, this.stepX.at, this.x.length);
    kernels.addScaled(this.y.at, dual, this.stepY.at, this.y.length);
    for (const side of this.sides) side.advance(primal, dual);
  }

  /** Puts the last step aside, or takes it back. */
  private swapSteps(): void {
    [this.stepX, this.keptX] = [this.keptX, this.stepX];
    [this.stepY, this.keptY] = [this.keptY, this.stepY];
    for (const side of this.sides) side.swapSteps();
  }
}

const reach = (length: number): number => Math.min(1, CORRECTOR_REACH.factor * length + CORRECTOR_REACH.more);

const useful = ({ primal, dual }: Lengths): number => Math.min(1, primal) + Math.min(1, dual);

export function worst({ primal, dual, gap }: Accuracy): number {
  const most = Math.max(primal, dual, gap);
  return Number.isNaN(most) ? Infinity : most;
}
