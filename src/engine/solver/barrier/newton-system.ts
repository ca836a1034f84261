import type { BoundSide } from './bound-side.ts';
import type { Kernels, Vector } from '../memory/kernel-space.ts';
import type { PlacedEquations } from './normal-equations.ts';
import type { PlacedForm } from './placed-form.ts';
import type { InteriorPointSettings } from '../program/settings.ts';

/**
 * The Newton equations of one point: A'y - x / theta = reduced, A x = wanted, by the normal equations A theta A' and
 * iterative refinement. Regularisation of the primal makes free variables invertible, that of the dual keeps dependent
 * rows from doing harm.
 */
export class NewtonSystem {
  /** Right side of the cost rows. */
  readonly reduced: Vector;
  private readonly theta: Vector;
  /** Curvature of the objective and the primal regularisation. */
  private readonly curvature: Vector;
  private readonly placed: PlacedForm;
  private readonly kernels: Kernels;
  private readonly equations: PlacedEquations;
  private readonly rowWork: Vector;
  private readonly rowBefore: Vector;
  private readonly settings: InteriorPointSettings;
  private readonly floor: number;

  constructor(placed: PlacedForm, equations: PlacedEquations, primalSize: number, settings: InteriorPointSettings) {
    const { form, space } = placed;
    this.placed = placed;
    this.kernels = space.kernels;
    this.equations = equations;
    this.settings = settings;
    this.floor = settings.refinementFloor * primalSize;
    this.reduced = space.vector(form.variables);
    this.theta = space.vector(form.variables);
    this.curvature = space.vector(form.quadratic);
    const curvature = this.curvature.list;
    const { primalRegularisation, freeRegularisation } = settings;
    for (let v = 0; v < curvature.length; v++)
      curvature[v] += v < form.upperEnd ? primalRegularisation : freeRegularisation;
    this.rowWork = space.vector(form.rows);
    this.rowBefore = space.vector(form.rows);
  }

  /** Weights of a start's least squares: curvature of the objective plus one. */
  factoriseLeastSquares(): void {
    const {
      form: { quadratic },
    } = this.placed;
    const theta = this.theta.list;
    for (let v = 0; v < theta.length; v++) theta[v] = 1 / (1 + quadratic[v]);
    this.equations.factorise(this.theta, this.settings.dualRegularisation);
  }

  factorise(sides: readonly BoundSide[]): void {
    const { theta } = this;
    theta.list.set(this.curvature.list);
    for (const side of sides) side.addDiagonal(theta);
    this.kernels.invert(theta.at, theta.length);
    this.equations.factorise(theta, this.settings.dualRegularisation);
  }

  /** Refines y until the rows hold. */
  solve(wanted: Vector, x: Vector, y: Vector): void {
    const { placed, theta, reduced, rowWork, rowBefore, kernels, settings } = this;
    placed.weightedActivity(theta, reduced, wanted, y);
    this.equations.solve(y);
    placed.weightedColumns(theta, reduced, y, x, wanted, rowWork);
    const tolerance = Math.max(settings.refinementReduction * kernels.largest(wanted.at, wanted.length), this.floor);
    let size = kernels.largest(rowWork.at, rowWork.length);
    for (let pass = 0; size > tolerance && pass < settings.refinements; pass++) {
      rowBefore.list.set(y.list);
      this.equations.solve(rowWork);
      kernels.addScaled(y.at, 1, rowWork.at, y.length);
      placed.weightedColumns(theta, reduced, y, x, wanted, rowWork);
      const before = size;
      size = kernels.largest(rowWork.at, rowWork.length);
      if (size < before) continue;
      y.list.set(rowBefore.list);
      placed.weightedColumns(theta, reduced, y, x, wanted, rowWork);
      return;
    }
  }
}
