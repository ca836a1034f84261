import type { BarrierForm } from './barrier-form.ts';
import { columnActivity, rowActivity } from './form-products.ts';
import type { InteriorPointSettings } from '../program/settings.ts';
import { largest } from '../program/vectors.ts';

/**
 * Farkas: no point of the box reaches y'A x = y'b. Components with no bound must vanish, relative to the largest of y.
 */
export function provesInfeasible(
  form: BarrierForm,
  y: Float64Array,
  work: Float64Array,
  { certificateZero, certificateMargin, farkasMargin }: InteriorPointSettings,
): boolean {
  const most = largest(y);
  if (!(most > 0) || !Number.isFinite(most)) return false;
  columnActivity(form, y, work);
  let reach = 0;
  let size = 0;
  for (let v = 0; v < work.length; v++) {
    const t = work[v] / most;
    if (t === 0) continue;
    const bound = t > 0 ? form.upper[v] : form.lower[v];
    if (!Number.isFinite(bound)) {
      if (Math.abs(t) > certificateZero) return false;
      continue;
    }
    reach += t * bound;
    size += Math.abs(t * bound);
  }
  let wanted = 0;
  for (let i = 0; i < form.rows; i++) {
    wanted += (y[i] / most) * form.rhs[i];
    size += Math.abs((y[i] / most) * form.rhs[i]);
  }
  return wanted - reach > certificateMargin * size + farkasMargin;
}

/** A direction d inside every bound and row along which the objective falls without end. */
export function provesUnbounded(
  form: BarrierForm,
  d: Float64Array,
  work: Float64Array,
  { certificateZero, certificateMargin, rayMargin }: InteriorPointSettings,
): boolean {
  const most = largest(d);
  if (!(most > 0) || !Number.isFinite(most)) return false;
  let slope = 0;
  let costs = 0;
  for (let v = 0; v < d.length; v++) {
    const t = d[v] / most;
    if (t < -certificateZero && Number.isFinite(form.lower[v])) return false;
    if (t > certificateZero && Number.isFinite(form.upper[v])) return false;
    if (form.quadratic[v] * Math.abs(t) > certificateZero) return false;
    slope += form.cost[v] * t;
    costs += Math.abs(form.cost[v] * t);
  }
  if (!(slope < -certificateMargin * costs - rayMargin)) return false;
  rowActivity(form, d, work);
  return largest(work) <= certificateZero * most;
}
