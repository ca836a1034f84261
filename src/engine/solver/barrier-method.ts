import { columnActivity, rowActivity, type BarrierForm } from './barrier-form.ts';
import { provesInfeasible, provesUnbounded } from './certificates.ts';
import type { NormalEquations } from './normal-equations.ts';

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

const TARGET = 1e-9;
const ACCEPTABLE = 1e-7;
const ITERATION_LIMIT = 200;
/** Iterations without a better point after which the method gives up. */
const PATIENCE = 15;
/** Proximal terms: free columns need one to be invertible, the others a trace of one. */
const FREE_PROXIMAL = 1e-7;
const PROXIMAL = 1e-12;
const DUAL_PROXIMAL = 1e-10;
const REFINEMENTS = 3;
/** Row residuals a direction may leave: relative to the residual it removes, and to the largest bound. */
const PREDICTOR_ACCURACY = 1e-1;
const STEP_ACCURACY = 1e-3;
const ROW_ACCURACY = 1e-11;
const CERTIFICATE_FROM = 4;

interface Direction {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly gapLower: Float64Array;
  readonly gapUpper: Float64Array;
  readonly zLower: Float64Array;
  readonly zUpper: Float64Array;
}

/**
 * Mehrotra's predictor-corrector method; further correctors save a fifth of the iterations here and cost as much as they save. The distances to the bounds are unknowns of their own (x - gapLower = lower,
 * x + gapUpper = upper), so that a start far outside the bounds does no harm.
 */
export class BarrierMethod {
  private readonly form: BarrierForm;
  private readonly equations: NormalEquations;
  private readonly hasLower: Uint8Array;
  private readonly hasUpper: Uint8Array;
  private readonly point: Direction;
  private predictor: Direction;
  private step: Direction;
  private readonly theta: Float64Array;
  private readonly extra: Float64Array;
  private readonly residual: { row: Float64Array; lower: Float64Array; upper: Float64Array; cost: Float64Array };
  private readonly target: { lower: Float64Array; upper: Float64Array; reduced: Float64Array };
  private readonly variableWork: Float64Array;
  private readonly rowWork: Float64Array;
  private readonly rowKeep: Float64Array;
  private readonly pairs: number;
  private readonly primalSize: number;
  private readonly dualSize: number;

  constructor(form: BarrierForm, equations: NormalEquations) {
    this.form = form;
    this.equations = equations;
    const total = form.columns + form.rows;
    const vector = () => new Float64Array(total);
    const rowVector = () => new Float64Array(form.rows);
    const direction = (): Direction => ({ x: vector(), y: rowVector(), gapLower: vector(), gapUpper: vector(), zLower: vector(), zUpper: vector() });
    this.hasLower = Uint8Array.from(form.lower, (bound, v) => Number(!form.held[v] && Number.isFinite(bound)));
    this.hasUpper = Uint8Array.from(form.upper, (bound, v) => Number(!form.held[v] && Number.isFinite(bound)));
    this.point = direction();
    this.predictor = direction();
    this.step = direction();
    this.theta = vector();
    this.extra = rowVector();
    this.residual = { row: rowVector(), lower: vector(), upper: vector(), cost: vector() };
    this.target = { lower: vector(), upper: vector(), reduced: vector() };
    this.variableWork = vector();
    this.rowWork = rowVector();
    this.rowKeep = rowVector();
    this.pairs = this.hasLower.reduce((sum, flag) => sum + flag, 0) + this.hasUpper.reduce((sum, flag) => sum + flag, 0);
    this.primalSize = 1 + Math.max(largest(form.rhs), largestFinite(form.lower), largestFinite(form.upper));
    this.dualSize = 1 + largest(form.cost);
  }

  run(): BarrierResult {
    this.start();
    let best = { x: this.point.x.slice(), y: this.point.y.slice(), accuracy: { primal: Infinity, dual: Infinity, gap: Infinity }, at: 0 };
    for (let iteration = 0; ; iteration++) {
      const accuracy = this.measure();
      if (worst(accuracy) < worst(best.accuracy)) best = { x: this.point.x.slice(), y: this.point.y.slice(), accuracy, at: iteration };
      const give = (outcome: BarrierOutcome): BarrierResult => ({ ...best, outcome, iterations: iteration });
      if (worst(accuracy) <= TARGET) return give('optimal');
      const certificate = iteration >= CERTIFICATE_FROM ? this.certificate(accuracy) : null;
      if (certificate) return give(certificate);
      const tired = iteration - best.at >= PATIENCE || !Number.isFinite(worst(accuracy));
      if (tired || iteration >= ITERATION_LIMIT) return give(worst(best.accuracy) <= ACCEPTABLE ? 'optimal' : tired ? 'stalled' : 'iteration-limit');
      this.iterate();
    }
  }

  private certificate(accuracy: Accuracy): 'infeasible' | 'unbounded' | null {
    const { form, point, step, variableWork, rowWork } = this;
    if (accuracy.primal > ACCEPTABLE && (provesInfeasible(form, step.y, variableWork) || provesInfeasible(form, point.y, variableWork))) return 'infeasible';
    if (accuracy.dual > ACCEPTABLE && (provesUnbounded(form, step.x, rowWork) || provesUnbounded(form, point.x, rowWork))) return 'unbounded';
    return null;
  }

  /** Least squares for x and y, then shifts into the interior after Mehrotra. */
  private start(): void {
    const { form, point, theta, extra, target } = this;
    for (let v = 0; v < theta.length; v++) {
      theta[v] = form.held[v] ? 0 : 1 / (1 + form.quadratic[v]);
      point.x[v] = Math.min(Math.max(0, form.lower[v]), form.upper[v]);
    }
    for (let i = 0; i < form.rows; i++) extra[i] = theta[form.columns + i] + DUAL_PROXIMAL;
    this.equations.factorise(form.values, theta, extra);
    this.refreshRowResidual();
    target.reduced.fill(0);
    this.solveReduced(this.residual.row, this.step, STEP_ACCURACY);
    for (let v = 0; v < theta.length; v++) point.x[v] += this.step.x[v];
    for (let v = 0; v < theta.length; v++) target.reduced[v] = form.cost[v] + form.quadratic[v] * point.x[v];
    this.solveReduced(new Float64Array(form.rows), this.step, STEP_ACCURACY);
    point.y.set(this.step.y);
    columnActivity(form, point.y, this.variableWork);
    this.spread();
  }

  private spread(): void {
    const { form, point, hasLower, hasUpper, variableWork, target } = this;
    let least = 0;
    let leastDual = 0;
    for (let v = 0; v < point.x.length; v++) {
      const reduced = target.reduced[v] - variableWork[v];
      if (hasLower[v]) {
        point.gapLower[v] = point.x[v] - form.lower[v];
        least = Math.min(least, point.gapLower[v]);
        point.zLower[v] = hasUpper[v] ? Math.max(reduced, 0) : reduced;
        leastDual = Math.min(leastDual, point.zLower[v]);
      }
      if (hasUpper[v]) {
        point.gapUpper[v] = form.upper[v] - point.x[v];
        least = Math.min(least, point.gapUpper[v]);
        point.zUpper[v] = hasLower[v] ? Math.max(-reduced, 0) : -reduced;
        leastDual = Math.min(leastDual, point.zUpper[v]);
      }
    }
    this.shift(-1.5 * least, -1.5 * leastDual);
    const sums = this.sums();
    if (sums.product > 0) this.shift(Math.max(1e-3, (0.5 * sums.product) / sums.dual), Math.max(1e-3, (0.5 * sums.product) / sums.gap));
    else this.shift(1, 1);
  }

  private shift(gap: number, dual: number): void {
    const { point, hasLower, hasUpper } = this;
    for (let v = 0; v < point.x.length; v++) {
      if (hasLower[v]) { point.gapLower[v] += gap; point.zLower[v] += dual; }
      if (hasUpper[v]) { point.gapUpper[v] += gap; point.zUpper[v] += dual; }
    }
  }

  private sums() {
    const { gapLower, gapUpper, zLower, zUpper } = this.point;
    let product = 0, gap = 0, dual = 0;
    for (let v = 0; v < gapLower.length; v++) {
      product += gapLower[v] * zLower[v] + gapUpper[v] * zUpper[v];
      gap += gapLower[v] + gapUpper[v];
      dual += zLower[v] + zUpper[v];
    }
    return { product, gap, dual };
  }

  private refreshRowResidual(): void {
    const { form, residual, point } = this;
    rowActivity(form, point.x, residual.row);
    for (let i = 0; i < form.rows; i++) residual.row[i] = form.rhs[i] - residual.row[i];
  }

  /** Refreshes all residuals and says how far the point is from optimal. */
  private measure(): Accuracy {
    const { form, point, residual, hasLower, hasUpper, variableWork } = this;
    const { x, y, gapLower, gapUpper, zLower, zUpper } = point;
    this.refreshRowResidual();
    columnActivity(form, y, variableWork);
    let primalObjective = 0, quadratic = 0, dualObjective = 0, most = 0, mostDual = 0;
    for (let v = 0; v < x.length; v++) {
      const gradient = form.cost[v] + form.quadratic[v] * x[v] - variableWork[v];
      primalObjective += form.cost[v] * x[v];
      quadratic += 0.5 * form.quadratic[v] * x[v] * x[v];
      if (form.held[v]) { dualObjective += gradient * x[v]; continue; }
      residual.cost[v] = gradient - zLower[v] + zUpper[v];
      mostDual = Math.max(mostDual, Math.abs(residual.cost[v]));
      if (hasLower[v]) {
        residual.lower[v] = form.lower[v] - x[v] + gapLower[v];
        most = Math.max(most, Math.abs(residual.lower[v]));
        dualObjective += form.lower[v] * zLower[v];
      }
      if (hasUpper[v]) {
        residual.upper[v] = form.upper[v] - x[v] - gapUpper[v];
        most = Math.max(most, Math.abs(residual.upper[v]));
        dualObjective -= form.upper[v] * zUpper[v];
      }
    }
    for (let i = 0; i < form.rows; i++) dualObjective += form.rhs[i] * y[i];
    const objective = primalObjective + quadratic;
    return {
      primal: Math.max(most, largest(residual.row)) / this.primalSize,
      dual: mostDual / this.dualSize,
      gap: Math.abs(objective - dualObjective + quadratic) / (1 + Math.abs(objective)),
    };
  }

  private iterate(): void {
    this.factorise();
    const mu = this.pairs > 0 ? this.sums().product / this.pairs : 0;
    this.aimAt(0, null);
    this.solveDirection(this.predictor, PREDICTOR_ACCURACY);
    if (this.pairs > 0) {
      const [primal, dual] = this.stepLengths(this.predictor);
      const centring = (this.productAfter(this.predictor, primal, dual) / this.pairs / mu) ** 3;
      this.aimAt(Math.min(1, centring) * mu, this.predictor);
      this.solveDirection(this.step, STEP_ACCURACY);
    } else [this.step, this.predictor] = [this.predictor, this.step];
    const [primal, dual] = this.stepLengths(this.step);
    const share = Math.max(0.995, 1 - mu);
    this.advance(Math.min(1, share * primal), Math.min(1, share * dual));
  }

  private factorise(): void {
    const { form, theta, extra, point, hasLower, hasUpper } = this;
    for (let v = 0; v < theta.length; v++) {
      if (form.held[v]) { theta[v] = 0; continue; }
      let inverse = form.quadratic[v] + (hasLower[v] || hasUpper[v] ? PROXIMAL : FREE_PROXIMAL);
      if (hasLower[v]) inverse += point.zLower[v] / point.gapLower[v];
      if (hasUpper[v]) inverse += point.zUpper[v] / point.gapUpper[v];
      theta[v] = 1 / inverse;
    }
    for (let i = 0; i < form.rows; i++) extra[i] = theta[form.columns + i] + DUAL_PROXIMAL;
    this.equations.factorise(form.values, theta, extra);
  }

  /** Complementarity products to reach: `centre`, less the second-order term of a predictor. */
  private aimAt(centre: number, predictor: Direction | null): void {
    const { target, residual, point, hasLower, hasUpper } = this;
    for (let v = 0; v < this.theta.length; v++) {
      let reduced = residual.cost[v];
      if (hasLower[v]) {
        const secondOrder = predictor ? predictor.gapLower[v] * predictor.zLower[v] : 0;
        const wanted = (target.lower[v] = centre - point.gapLower[v] * point.zLower[v] - secondOrder);
        reduced -= (wanted + point.zLower[v] * residual.lower[v]) / point.gapLower[v];
      }
      if (hasUpper[v]) {
        const secondOrder = predictor ? predictor.gapUpper[v] * predictor.zUpper[v] : 0;
        const wanted = (target.upper[v] = centre - point.gapUpper[v] * point.zUpper[v] - secondOrder);
        reduced += (wanted - point.zUpper[v] * residual.upper[v]) / point.gapUpper[v];
      }
      target.reduced[v] = reduced;
    }
  }

  private solveDirection(out: Direction, accuracy: number): void {
    const { point, residual, target, hasLower, hasUpper } = this;
    this.solveReduced(residual.row, out, accuracy);
    for (let v = 0; v < out.x.length; v++) {
      if (hasLower[v]) {
        out.gapLower[v] = out.x[v] - residual.lower[v];
        out.zLower[v] = (target.lower[v] - point.zLower[v] * out.gapLower[v]) / point.gapLower[v];
      }
      if (hasUpper[v]) {
        out.gapUpper[v] = residual.upper[v] - out.x[v];
        out.zUpper[v] = (target.upper[v] - point.zUpper[v] * out.gapUpper[v]) / point.gapUpper[v];
      }
    }
  }

  /** Solves A'y - x / theta = reduced target, A x = wanted, refining y until the rows hold. */
  private solveReduced(wanted: Float64Array, out: Direction, accuracy: number): void {
    const { form, theta, target, variableWork, rowWork, rowKeep } = this;
    for (let v = 0; v < theta.length; v++) variableWork[v] = theta[v] * target.reduced[v];
    rowActivity(form, variableWork, rowWork);
    for (let i = 0; i < form.rows; i++) out.y[i] = wanted[i] + rowWork[i];
    this.equations.solve(out.y);
    const tolerance = Math.max(accuracy * largest(wanted), ROW_ACCURACY * this.primalSize);
    let before = Infinity;
    for (let pass = 0; ; pass++) {
      this.variablesFrom(out);
      rowActivity(form, out.x, rowWork);
      for (let i = 0; i < form.rows; i++) rowWork[i] = wanted[i] - rowWork[i];
      const size = largest(rowWork);
      if (!(size < before)) {
        out.y.set(rowKeep);
        this.variablesFrom(out);
        return;
      }
      if (size <= tolerance || pass === REFINEMENTS) return;
      before = size;
      rowKeep.set(out.y);
      this.equations.solve(rowWork);
      for (let i = 0; i < form.rows; i++) out.y[i] += rowWork[i];
    }
  }

  private variablesFrom(out: Direction): void {
    const { theta, target, variableWork } = this;
    columnActivity(this.form, out.y, variableWork);
    for (let v = 0; v < theta.length; v++) out.x[v] = theta[v] * (variableWork[v] - target.reduced[v]);
  }

  /** Longest steps that keep the gaps (first) and the duals (second) nonnegative; one common length with a quadratic term. */
  private stepLengths(direction: Direction): [number, number] {
    const { point } = this;
    const primal = Math.min(1e30, longest(point.gapLower, direction.gapLower), longest(point.gapUpper, direction.gapUpper));
    const dual = Math.min(1e30, longest(point.zLower, direction.zLower), longest(point.zUpper, direction.zUpper));
    const common = Math.min(primal, dual);
    return this.form.isQuadratic ? [common, common] : [primal, dual];
  }

  private productAfter(direction: Direction, primalLength: number, dualLength: number): number {
    const { point } = this;
    const primal = Math.min(1, primalLength);
    const dual = Math.min(1, dualLength);
    let product = 0;
    for (let v = 0; v < point.x.length; v++) {
      product += (point.gapLower[v] + primal * direction.gapLower[v]) * (point.zLower[v] + dual * direction.zLower[v]);
      product += (point.gapUpper[v] + primal * direction.gapUpper[v]) * (point.zUpper[v] + dual * direction.zUpper[v]);
    }
    return product;
  }

  private advance(primal: number, dual: number): void {
    const { point, step } = this;
    addScaled(point.x, step.x, primal);
    addScaled(point.gapLower, step.gapLower, primal);
    addScaled(point.gapUpper, step.gapUpper, primal);
    addScaled(point.y, step.y, dual);
    addScaled(point.zLower, step.zLower, dual);
    addScaled(point.zUpper, step.zUpper, dual);
  }
}

export const worst = (accuracy: Accuracy) => Math.max(accuracy.primal, accuracy.dual, accuracy.gap);

function addScaled(to: Float64Array, from: Float64Array, factor: number): void {
  for (let k = 0; k < to.length; k++) to[k] += factor * from[k];
}

function longest(value: Float64Array, change: Float64Array): number {
  let length = Infinity;
  for (let k = 0; k < value.length; k++) if (change[k] < 0 && -value[k] > length * change[k]) length = -value[k] / change[k];
  return length;
}

function largest(list: Float64Array): number {
  let most = 0;
  for (let k = 0; k < list.length; k++) if (!(Math.abs(list[k]) <= most)) most = Math.abs(list[k]);
  return most;
}

function largestFinite(list: Float64Array): number {
  let most = 0;
  for (let k = 0; k < list.length; k++) if (Number.isFinite(list[k]) && Math.abs(list[k]) > most) most = Math.abs(list[k]);
  return most;
}
