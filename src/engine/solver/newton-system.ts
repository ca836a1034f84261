import type { BoundSide } from './bound-side.ts';
import type { Kernels, Vector } from './kernel-space.ts';
import type { PlacedEquations } from './normal-equations.ts';
import type { PlacedForm } from './placed-form.ts';

/**
 * Proximal terms: free variables need one to be invertible, the others a trace of one; rows so that dependent ones do
 * no harm.
 */
const FREE_PROXIMAL = 1e-7;
const PROXIMAL = 1e-12;
const DUAL_PROXIMAL = 1e-12;
const REFINEMENTS = 3;
/** Row residuals a direction may leave: relative to the residual it removes, and to the largest bound. */
const STEP_ACCURACY = 1e-3;
const ROW_ACCURACY = 1e-10;

/**
 * The Newton equations of one point: A'y - x / theta = reduced, A x = wanted, by the normal equations A theta A' and
 * refinement.
 */
export class NewtonSystem {
  /** Right side of the cost rows. */
  readonly reduced: Vector;
  private readonly theta: Vector;
  /** Curvature of the objective and the proximal terms. */
  private readonly proximal: Vector;
  private readonly placed: PlacedForm;
  private readonly kernels: Kernels;
  private readonly equations: PlacedEquations;
  private readonly rowWork: Vector;
  private readonly rowKeep: Vector;
  private readonly floor: number;

  constructor(placed: PlacedForm, equations: PlacedEquations, primalSize: number) {
    const { form, space } = placed;
    this.placed = placed;
    this.kernels = space.kernels;
    this.equations = equations;
    this.floor = ROW_ACCURACY * primalSize;
    this.reduced = space.vector(form.variables);
    this.theta = space.vector(form.variables);
    this.proximal = space.vector(form.quadratic);
    const proximal = this.proximal.list;
    for (let v = 0; v < proximal.length; v++) proximal[v] += v < form.upperEnd ? PROXIMAL : FREE_PROXIMAL;
    this.rowWork = space.vector(form.rows);
    this.rowKeep = space.vector(form.rows);
  }

  /** Weights of a start's least squares: curvature of the objective plus one. */
  factoriseFlat(): void {
    const {
      form: { quadratic },
    } = this.placed;
    const theta = this.theta.list;
    for (let v = 0; v < theta.length; v++) theta[v] = 1 / (1 + quadratic[v]);
    this.equations.factorise(this.theta, DUAL_PROXIMAL);
  }

  factorise(sides: readonly BoundSide[]): void {
    const { theta } = this;
    theta.list.set(this.proximal.list);
    for (const side of sides) side.addCurvature(theta);
    this.kernels.invert(theta.at, theta.length);
    this.equations.factorise(theta, DUAL_PROXIMAL);
  }

  /** Refines y until the rows hold. */
  solve(wanted: Vector, x: Vector, y: Vector): void {
    const { placed, theta, reduced, rowWork, rowKeep, kernels } = this;
    placed.weightedActivity(theta, reduced, wanted, y);
    this.equations.solve(y);
    placed.weightedColumns(theta, reduced, y, x, wanted, rowWork);
    const tolerance = Math.max(STEP_ACCURACY * kernels.largest(wanted.at, wanted.length), this.floor);
    let size = kernels.largest(rowWork.at, rowWork.length);
    for (let pass = 0; size > tolerance && pass < REFINEMENTS; pass++) {
      rowKeep.list.set(y.list);
      this.equations.solve(rowWork);
      kernels.addScaled(y.at, 1, rowWork.at, y.length);
      placed.weightedColumns(theta, reduced, y, x, wanted, rowWork);
      const before = size;
      size = kernels.largest(rowWork.at, rowWork.length);
      if (size < before) continue;
      y.list.set(rowKeep.list);
      placed.weightedColumns(theta, reduced, y, x, wanted, rowWork);
      return;
    }
  }
}
