import type { BarrierForm } from './barrier-form.ts';
import type { BoundSide } from './bound-side.ts';
import { columnActivity, rowActivity } from './form-products.ts';
import type { Vector } from '../memory/kernel-space.ts';
import type { NewtonSystem } from './newton-system.ts';
import type { PlacedForm } from './placed-form.ts';
import type { InteriorPointSettings } from '../program/settings.ts';

/**
 * Least squares for x and y, then shifts of slacks and duals into the interior (Mehrotra). Writes x, y and the sides.
 */
export function startingPoint(
  { form, space }: PlacedForm,
  system: NewtonSystem,
  sides: readonly BoundSide[],
  x: Vector,
  y: Vector,
  settings: InteriorPointSettings,
): void {
  const { cost, quadratic, lower, upper, rhs } = form;
  const row = space.vector(form.rows);
  const step = space.vector(form.variables);
  const [at, residual, reduced, moved] = [x.list, row.list, system.reduced.list, step.list];
  for (let v = 0; v < at.length; v++) at[v] = Math.min(Math.max(0, lower[v]), upper[v]);
  rowActivity(form, at, residual);
  for (let i = 0; i < residual.length; i++) residual[i] = rhs[i] - residual[i];
  system.factoriseLeastSquares();
  reduced.fill(0);
  system.solve(row, step, y);
  for (let v = 0; v < at.length; v++) at[v] += moved[v];
  for (let v = 0; v < at.length; v++) reduced[v] = cost[v] + quadratic[v] * at[v];
  residual.fill(0);
  system.solve(row, step, y);
  columnActivity(form, y.list, moved);
  for (let v = 0; v < at.length; v++) moved[v] = reduced[v] - moved[v];
  moveInside(
    form,
    sides.map(({ sign, from, bound, slack, dual }) => ({
      sign,
      from,
      bound: bound.list,
      slack: slack.list,
      dual: dual.list,
    })),
    at,
    moved,
    settings,
  );
}

/** x and row duals of a form; `closely`: the optimum of a form that differs in a few numbers. */
export interface WarmPoint {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly closely?: boolean;
}

/**
 * Begins at a given point. Where slack times dual is below the least product, both move away from 0 until it is
 * reached, the smaller one more (they are the roots of d = slack - dual, slack * dual = least); larger products stay.
 * With smaller products first steps stop at once at bounds that have moved; with larger ones the point is lost.
 */
export function warmStart(
  { form }: PlacedForm,
  sides: readonly BoundSide[],
  x: Vector,
  y: Vector,
  point: WarmPoint,
  { closeCentring, warmCentring }: InteriorPointSettings,
): void {
  x.list.set(point.x);
  y.list.set(point.y);
  const at = x.list;
  const least = point.closely ? closeCentring : warmCentring;
  const { cost, quadratic } = form;
  const reduced = new Float64Array(form.variables);
  columnActivity(form, y.list, reduced);
  for (let v = 0; v < reduced.length; v++) reduced[v] = cost[v] + quadratic[v] * at[v] - reduced[v];
  for (const { sign, from, bound, slack, dual } of sides) {
    const [slacks, duals, bounds] = [slack.list, dual.list, bound.list];
    for (let k = 0; k < slacks.length; k++) {
      const s = Math.max(0, sign * (at[from + k] - bounds[k]));
      const z = Math.max(0, sign * reduced[from + k]);
      slacks[k] = s;
      duals[k] = z;
      if (s * z >= least) continue;
      const apart = s - z;
      const larger = (Math.abs(apart) + Math.sqrt(apart * apart + 4 * least)) / 2;
      slacks[k] = apart > 0 ? larger : least / larger;
      duals[k] = apart > 0 ? least / larger : larger;
    }
  }
}

interface SideLists {
  sign: 1 | -1;
  from: number;
  bound: Float64Array;
  slack: Float64Array;
  dual: Float64Array;
}

function moveInside(
  form: BarrierForm,
  sides: readonly SideLists[],
  x: Float64Array,
  reduced: Float64Array,
  settings: InteriorPointSettings,
): void {
  const { startShift, startCentring, startLeastShift, startDualShare } = settings;
  let leastSlack = 0;
  let leastDual = 0;
  for (const { sign, from, bound, slack, dual } of sides) {
    for (let k = 0; k < slack.length; k++) {
      const v = from + k;
      const boxed = v >= form.upperFrom && v < form.lowerEnd;
      slack[k] = sign * (x[v] - bound[k]);
      dual[k] = boxed ? Math.max(sign * reduced[v], 0) : sign * reduced[v];
      if (slack[k] < leastSlack) leastSlack = slack[k];
      if (dual[k] < leastDual) leastDual = dual[k];
    }
  }
  shift(sides, -startShift * leastSlack, -startShift * leastDual);
  let complementarity = 0,
    slacks = 0,
    duals = 0;
  for (const { slack, dual } of sides) {
    for (let k = 0; k < slack.length; k++) {
      complementarity += slack[k] * dual[k];
      slacks += slack[k];
      duals += dual[k];
    }
  }
  if (complementarity > 0)
    shift(
      sides,
      Math.max(startLeastShift, (startCentring * complementarity) / duals),
      Math.max(startLeastShift, (startCentring * complementarity) / slacks),
    );
  else shift(sides, 1, 1);
  for (const { dual } of sides) for (let k = 0; k < dual.length; k++) dual[k] *= startDualShare;
}

function shift(sides: readonly SideLists[], ofSlack: number, ofDual: number): void {
  for (const side of sides) {
    for (let k = 0; k < side.slack.length; k++) {
      side.slack[k] += ofSlack;
      side.dual[k] += ofDual;
    }
  }
}
