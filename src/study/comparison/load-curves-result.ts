import type { Ledger } from '../../engine/accounting/ledger.ts';
import { CURVE_SHARES, loadCurves } from '../../engine/accounting/load-curves.ts';
import { scaleOf } from '../../engine/cascade/scale.ts';
import type { LoadCurves } from './comparison-answer.ts';

/** Tenths of a MW, of a large system (`Scale.power`). */
const tenths = (mw: readonly number[], scale: number): number[] =>
  mw.map((value) => Number(((Math.round((value / scale) * 10) / 10) * scale).toPrecision(12)) + 0);

/** Sections and export lines with and without the load. */
export function loadCurvesResult(reference: Ledger, counterfactual: Ledger): LoadCurves {
  const scale = scaleOf(reference.case).power;
  const others = loadCurves(counterfactual);
  return {
    hours: counterfactual.span.hours,
    share_of_hours: CURVE_SHARES,
    lines: loadCurves(reference).map((kept, at) => {
      const gone = others[at];
      return {
        kind: kept.kind,
        id: kept.id,
        limit_mw: kept.limit,
        hours_at_limit: {
          reference: kept.hoursAtLimit,
          counterfactual: gone.hoursAtLimit,
          delta: gone.hoursAtLimit - kept.hoursAtLimit,
        },
        load_rate: { reference: kept.loadRate, counterfactual: gone.loadRate },
        reference_mw: tenths(kept.curve, scale),
        counterfactual_mw: tenths(gone.curve, scale),
      };
    }),
  };
}
