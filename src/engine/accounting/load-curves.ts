import { energyOf, hoursOfStep, limitAt, type Timeline } from '../case/timeline.ts';
import { hoursAtLimit } from './hours-at-limit.ts';
import type { Ledger } from './ledger.ts';
import { sectionLoad } from './section-load.ts';

/** Points of a load-duration curve: shares of the dispatched hours, from the highest loading to the lowest. */
export const CURVE_SHARES: readonly number[] = Array.from({ length: 41 }, (_, i) => i / 40);

/** How a section or an export line was loaded over the dispatched days, MW. */
export interface LoadCurve {
  readonly kind: 'section' | 'export';
  readonly id: string;
  /** largest of the span; of an export what the receiver accepts */
  readonly limit: number;
  readonly hoursAtLimit: number;
  /** energy carried over the energy that the limits would let through; null where they let nothing through */
  readonly loadRate: number | null;
  /** the loading reached or passed in each of `CURVE_SHARES` of the hours */
  readonly curve: readonly number[];
}

export function loadCurves(ledger: Ledger): LoadCurve[] {
  const { case: c, outcome: o, inputs } = ledger;
  const { timeline } = o;
  const limits = new Float64Array(c.sections.ids.length * timeline.steps).map((_, at) =>
    limitAt(c, timeline, c.sections.limit, Math.floor(at / timeline.steps), at % timeline.steps),
  );
  const hours = new Map(hoursAtLimit(ledger).map((line) => [`${line.kind} ${line.id}`, line.hours]));
  const curvesOf = (
    kind: LoadCurve['kind'],
    ids: readonly string[],
    load: Float64Array,
    limit: Float64Array,
  ): LoadCurve[] =>
    ids.map((id, e) => {
      const [own, most] = [load, limit].map((table) => table.subarray(e * timeline.steps, (e + 1) * timeline.steps));
      const allowed = energyOf(timeline, most);
      return {
        kind,
        id,
        limit: Math.max(...most),
        hoursAtLimit: hours.get(`${kind} ${id}`) ?? 0,
        loadRate: allowed > 0 ? energyOf(timeline, own) / allowed : null,
        curve: durationCurve(timeline, own),
      };
    });
  return [
    ...curvesOf('section', c.sections.ids, sectionLoad(c, o), limits),
    ...curvesOf('export', c.exports.ids, o.exported, inputs.most),
  ];
}

/** Loadings from the highest on, each step as wide as its hours, read at `CURVE_SHARES`. */
function durationCurve(timeline: Timeline, loading: Float64Array): number[] {
  const falling = Array.from(loading, (mw, t) => ({ mw, hours: hoursOfStep(timeline, t) })).sort((a, b) => b.mw - a.mw);
  const whole = falling.reduce((sum, { hours }) => sum + hours, 0);
  let at = 0;
  let passed = falling[0].hours;
  return CURVE_SHARES.map((share) => {
    while (at < falling.length - 1 && passed < share * whole - 1e-9) passed += falling[++at].hours;
    return falling[at].mw;
  });
}
