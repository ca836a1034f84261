import type { BarrierForm } from './barrier-form.ts';
import type { BoundSide } from './bound-side.ts';
import { weightedActivity, weightedColumns } from './form-products.ts';
import type { NormalEquations } from './normal-equations.ts';
import { largest } from './vectors.ts';

/** Proximal terms: free variables need one to be invertible, the others a trace of one; rows so that dependent ones do no harm. */
const FREE_PROXIMAL = 1e-7;
const PROXIMAL = 1e-12;
const DUAL_PROXIMAL = 1e-12;
const REFINEMENTS = 3;
/** Row residuals a direction may leave: relative to the residual it removes, and to the largest bound. */
const STEP_ACCURACY = 1e-3;
const ROW_ACCURACY = 1e-10;

/** The Newton equations of one point: A'y - x / theta = reduced, A x = wanted, by the normal equations A theta A' and refinement. */
export class NewtonSystem {
  /** Right side of the cost rows. */
  readonly reduced: Float64Array;
  private readonly theta: Float64Array;
  private readonly form: BarrierForm;
  private readonly equations: NormalEquations;
  private readonly rowWork: Float64Array;
  private readonly rowKeep: Float64Array;
  private readonly floor: number;

  constructor(form: BarrierForm, equations: NormalEquations, primalSize: number) {
    this.form = form;
    this.equations = equations;
    this.floor = ROW_ACCURACY * primalSize;
    this.reduced = new Float64Array(form.variables);
    this.theta = new Float64Array(form.variables);
    this.rowWork = new Float64Array(form.rows);
    this.rowKeep = new Float64Array(form.rows);
  }

  /** Weights of a start's least squares: curvature of the objective plus one. */
  factoriseFlat(): void {
    const { form, theta } = this;
    for (let v = 0; v < theta.length; v++) theta[v] = 1 / (1 + form.quadratic[v]);
    this.equations.factorise(form, theta, DUAL_PROXIMAL);
  }

  factorise(sides: readonly BoundSide[]): void {
    const { form, theta } = this;
    const { quadratic, upperEnd, variables } = form;
    for (let v = 0; v < variables; v++) theta[v] = quadratic[v] + (v < upperEnd ? PROXIMAL : FREE_PROXIMAL);
    for (const side of sides) side.addCurvature(theta);
    for (let v = 0; v < variables; v++) theta[v] = 1 / theta[v];
    this.equations.factorise(form, theta, DUAL_PROXIMAL);
  }

  /** Refines y until the rows hold. */
  solve(wanted: Float64Array, x: Float64Array, y: Float64Array): void {
    const { form, theta, reduced, rowWork, rowKeep } = this;
    weightedActivity(form, theta, reduced, wanted, y);
    this.equations.solve(y);
    weightedColumns(form, theta, reduced, y, x, wanted, rowWork);
    const tolerance = Math.max(STEP_ACCURACY * largest(wanted), this.floor);
    let size = largest(rowWork);
    for (let pass = 0; size > tolerance && pass < REFINEMENTS; pass++) {
      rowKeep.set(y);
      this.equations.solve(rowWork);
      for (let i = 0; i < y.length; i++) y[i] += rowWork[i];
      weightedColumns(form, theta, reduced, y, x, wanted, rowWork);
      const before = size;
      size = largest(rowWork);
      if (size < before) continue;
      y.set(rowKeep);
      weightedColumns(form, theta, reduced, y, x, wanted, rowWork);
      return;
    }
  }
}
