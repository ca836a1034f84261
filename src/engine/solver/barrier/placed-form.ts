import type { BarrierForm } from './barrier-form.ts';
import type { KernelSpace, Vector } from '../memory/kernel-space.ts';

/** A barrier form in kernel memory, and the passes over its matrix. */
export class PlacedForm {
  readonly form: BarrierForm;
  readonly space: KernelSpace;
  private readonly quadratic: Vector;
  private readonly rhs: Vector;
  private readonly cost: Vector;
  private readonly runs: number;
  private readonly runCount: number;
  private readonly indices: number;
  private readonly values: number;
  private readonly sums: Vector;

  constructor(form: BarrierForm, space: KernelSpace) {
    this.form = form;
    this.space = space;
    this.cost = space.vector(form.cost);
    this.quadratic = space.vector(form.quadratic);
    this.rhs = space.vector(form.rhs);
    this.runs = space.integers(form.runs);
    this.runCount = form.runs.length / 2;
    this.indices = space.integers(form.rowBytes);
    this.values = space.vector(form.values).at;
    this.sums = space.vector(3);
  }

  /** out = b + A (theta r). */
  weightedActivity(theta: Vector, r: Vector, b: Vector, out: Vector): void {
    this.space.kernels.weightedActivity(
      this.runs,
      this.runCount,
      this.indices,
      this.values,
      theta.at,
      r.at,
      b.at,
      out.at,
      this.form.rows,
    );
  }

  /** x = theta (A'y - r) and out = b - A x. */
  weightedColumns(theta: Vector, r: Vector, y: Vector, x: Vector, b: Vector, out: Vector): void {
    this.space.kernels.weightedColumns(
      this.runs,
      this.runCount,
      this.indices,
      this.values,
      theta.at,
      r.at,
      y.at,
      x.at,
      b.at,
      out.at,
      this.form.rows,
    );
  }

  /** costs = cost + Q x - A'y and left = rhs - A x; returns cost'x, x'Qx and rhs'y. */
  residuals(x: Vector, y: Vector, costs: Vector, left: Vector): { linear: number; square: number; dual: number } {
    const {
      cost,
      quadratic,
      rhs,
      sums,
      form: { rows },
    } = this;
    this.space.kernels.residuals(
      this.runs,
      this.runCount,
      this.indices,
      this.values,
      cost.at,
      quadratic.at,
      rhs.at,
      rows,
      x.at,
      y.at,
      costs.at,
      left.at,
      sums.at,
    );
    const [linear, square, dual] = sums.list;
    return { linear, square, dual };
  }

  /** Adds A theta A' to panels; `places` has a byte offset for each pair of entries of a variable. */
  addWeightedProducts(theta: Vector, places: number, panels: Vector): void {
    this.space.kernels.addWeightedProducts(this.runs, this.runCount, this.values, theta.at, places, panels.at);
  }
}
