import type { Ledger } from '../engine/accounting/ledger.ts';
import { CURVE_SHARES, loadCurves } from '../engine/accounting/load-curves.ts';
import type { LoadCurves } from './results.ts';

const tenths = (mw: readonly number[]): number[] => mw.map((value) => Math.round(value * 10) / 10 + 0);

/** Sections and export lines with and without the load. */
export function loadCurvesResult(reference: Ledger, counterfactual: Ledger): LoadCurves {
  const others = loadCurves(counterfactual);
  return {
    hours: counterfactual.hours, share_of_hours: CURVE_SHARES,
    lines: loadCurves(reference).map((kept, at) => {
      const gone = others[at];
      return {
        kind: kept.kind, id: kept.id, limit_mw: kept.limit, hours_at_limit: { reference: kept.hoursAtLimit, counterfactual: gone.hoursAtLimit, delta: gone.hoursAtLimit - kept.hoursAtLimit },
        load_rate: { reference: kept.loadRate, counterfactual: gone.loadRate }, reference_mw: tenths(kept.curve), counterfactual_mw: tenths(gone.curve),
      };
    }),
  };
}
