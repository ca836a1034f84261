import type { BarrierForm } from './barrier-form.ts';
import { startPoint } from './barrier-start.ts';
import { boundSides, type BoundSide } from './bound-side.ts';
import { provesInfeasible, provesUnbounded } from './certificates.ts';
import { bothActivities } from './form-products.ts';
import { NewtonSystem } from './newton-system.ts';
import type { NormalEquations } from './normal-equations.ts';
import { addScaled, largest, largestFinite, mix } from './vectors.ts';

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

/** Aimed at: costs here are billions of yuan, and what is asked of an answer are differences of a few megawatt hours. */
const TARGET = 1e-11;
/** Good enough where further iterations no longer help. */
const GOOD = 1e-9;
const LAST_TRIES = 3;
const ACCEPTABLE = 1e-7;
const ITERATION_LIMIT = 200;
/** Iterations without a better point after which the method gives up. */
const PATIENCE = 15;
const CERTIFICATE_EVERY = 4;
/** A solve costs nearly as much as a factorisation here, so that a second corrector no longer pays. */
const CORRECTORS = 1;
/** A corrector aims at steps this much longer and keeps products within this factor of the centre. */
const CORRECTOR_REACH = { factor: 1, more: 0.3 };
const CORRECTOR_BAND = 10;
/** Weights tried for a corrected direction, the rest going to the one it corrects: a full correction can be too much where steps are short. */
const WEIGHTS = [0.1, 0.325, 0.55, 0.775];
/** Share of the way to the nearest bound that a step goes at least; it nears 1 as the products vanish. */
const LEAST_SHARE = 0.9;

/** Longest steps of a direction in x and in the prices. */
interface Lengths { primal: number; dual: number }

/**
 * Mehrotra's predictor-corrector method with weighted centrality correctors after Gondzio. x and the prices take steps of their own length, also with a quadratic
 * term: what that leaves in the cost rows shrinks with every step, as it is measured anew.
 */
export class BarrierMethod {
  private readonly form: BarrierForm;
  private readonly sides: readonly BoundSide[];
  private readonly system: NewtonSystem;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private stepX: Float64Array;
  private stepY: Float64Array;
  private keptX: Float64Array;
  private keptY: Float64Array;
  private readonly rowResidual: Float64Array;
  private readonly costResidual: Float64Array;
  private readonly pairs: number;
  private readonly primalSize: number;
  private readonly dualSize: number;
  /** Sum of the products of gaps and prices. */
  private product = 0;

  constructor(form: BarrierForm, equations: NormalEquations) {
    this.form = form;
    this.sides = boundSides(form);
    [this.x, this.stepX, this.keptX, this.costResidual] = Array.from({ length: 4 }, () => new Float64Array(form.variables));
    [this.y, this.stepY, this.keptY, this.rowResidual] = Array.from({ length: 4 }, () => new Float64Array(form.rows));
    this.pairs = this.sides.reduce((sum, side) => sum + side.gap.length, 0);
    this.primalSize = 1 + Math.max(largest(form.rhs), largestFinite(form.lower), largestFinite(form.upper));
    this.dualSize = 1 + largest(form.cost);
    this.system = new NewtonSystem(form, equations, this.primalSize);
  }

  run(): BarrierResult {
    startPoint(this.form, this.system, this.sides, this.x, this.y);
    const best = { x: this.x.slice(), y: this.y.slice(), accuracy: { primal: Infinity, dual: Infinity, gap: Infinity }, at: 0 };
    for (let iteration = 0; ; iteration++) {
      const accuracy = this.measure();
      if (worst(accuracy) < worst(best.accuracy)) {
        best.x.set(this.x);
        best.y.set(this.y);
        best.accuracy = accuracy;
        best.at = iteration;
      }
      const give = (outcome: BarrierOutcome): BarrierResult => ({ ...best, outcome, iterations: iteration });
      if (worst(accuracy) <= TARGET) return give('optimal');
      if (worst(best.accuracy) <= GOOD && iteration - best.at >= LAST_TRIES) return give('optimal');
      const tired = iteration - best.at >= PATIENCE || !Number.isFinite(worst(accuracy));
      const certificate = tired || (iteration > 0 && iteration % CERTIFICATE_EVERY === 0) ? this.certificate(accuracy) : null;
      if (certificate) return give(certificate);
      if (tired || iteration >= ITERATION_LIMIT) return give(worst(best.accuracy) <= ACCEPTABLE ? 'optimal' : tired ? 'stalled' : 'iteration-limit');
      this.iterate();
    }
  }

  private certificate(accuracy: Accuracy): 'infeasible' | 'unbounded' | null {
    const { form, x, y, stepX, stepY } = this;
    if (accuracy.primal > ACCEPTABLE && (provesInfeasible(form, stepY, this.keptX) || provesInfeasible(form, y, this.keptX))) return 'infeasible';
    if (accuracy.dual > ACCEPTABLE && (provesUnbounded(form, stepX, this.keptY) || provesUnbounded(form, x, this.keptY))) return 'unbounded';
    return null;
  }

  /** Refreshes all residuals and says how far the point is from optimal. */
  private measure(): Accuracy {
    const { form, x, y, rowResidual, costResidual } = this;
    const { cost, quadratic, rhs } = form;
    bothActivities(form, x, y, rowResidual, costResidual);
    let dualObjective = 0, linear = 0, square = 0;
    for (let i = 0; i < rhs.length; i++) {
      rowResidual[i] = rhs[i] - rowResidual[i];
      dualObjective += rhs[i] * y[i];
    }
    for (let v = 0; v < x.length; v++) {
      const curved = quadratic[v] * x[v];
      costResidual[v] = cost[v] + curved - costResidual[v];
      linear += cost[v] * x[v];
      square += curved * x[v];
    }
    let most = largest(rowResidual);
    this.product = 0;
    for (const side of this.sides) {
      const found = side.measure(x, costResidual);
      this.product += found.product;
      dualObjective += found.worth;
      most = Math.max(most, found.most);
    }
    const gap = Math.abs(linear + square - dualObjective) / (1 + Math.abs(linear + 0.5 * square + form.heldCost));
    return { primal: most / this.primalSize, dual: largest(costResidual) / this.dualSize, gap };
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
    const predicted = this.direction((side, reduced) => side.aimAt(0, reduced));
    const centre = mu * Math.min(1, (this.productAfter(predicted) / this.product) ** 3);
    this.swapSteps();
    let best = this.blended(this.direction((side, reduced) => side.aimBeyond(centre, reduced)));
    for (let k = 0; k < CORRECTORS && Math.min(best.primal, best.dual) < 1; k++) {
      const { primal, dual } = best;
      this.swapSteps();
      const least = centre / CORRECTOR_BAND, most = centre * CORRECTOR_BAND;
      const next = this.blended(this.direction((side, reduced) => side.aimWithin(least, most, reach(primal), reach(dual), reduced)));
      if (useful(next) > useful(best)) best = next;
      else this.swapSteps();
    }
    return best;
  }

  /** The direction that removes all residuals and meets the sides' targets. */
  private direction(aim: (side: BoundSide, reduced: Float64Array) => void): Lengths {
    const { sides, system, costResidual, rowResidual, stepX, stepY } = this;
    system.reduced.set(costResidual);
    for (const side of sides) aim(side, system.reduced);
    system.solve(rowResidual, stepX, stepY);
    const [lower, upper] = sides.map((side) => side.follow(stepX));
    return { primal: Math.min(lower.gapLength, upper.gapLength), dual: Math.min(lower.priceLength, upper.priceLength) };
  }

  /** Blends the last direction with the one put aside, apart for x and the prices, where that makes longer steps (Colombo and Gondzio). */
  private blended(whole: Lengths): Lengths {
    if (Math.min(whole.primal, whole.dual) >= 1) return whole;
    const lengths = WEIGHTS.map(() => ({ gapLength: 1e30, priceLength: 1e30 }));
    for (const side of this.sides) side.blendLengths(WEIGHTS, lengths);
    let { primal, dual } = whole;
    let gapWeight = 1, priceWeight = 1;
    lengths.forEach(({ gapLength, priceLength }, k) => {
      if (Math.min(1, gapLength) > primal) [primal, gapWeight] = [gapLength, WEIGHTS[k]];
      if (Math.min(1, priceLength) > dual) [dual, priceWeight] = [priceLength, WEIGHTS[k]];
    });
    for (const side of this.sides) side.blend(gapWeight, priceWeight);
    mix(this.stepX, gapWeight, this.keptX);
    mix(this.stepY, priceWeight, this.keptY);
    return { primal, dual };
  }

  private productAfter({ primal, dual }: Lengths): number {
    return this.sides.reduce((sum, side) => sum + side.productAfter(Math.min(1, primal), Math.min(1, dual)), 0);
  }

  private advance(primal: number, dual: number): void {
    addScaled(this.x, primal, this.stepX);
    addScaled(this.y, dual, this.stepY);
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

function worst({ primal, dual, gap }: Accuracy): number {
  const most = Math.max(primal, dual, gap);
  return Number.isNaN(most) ? Infinity : most;
}
