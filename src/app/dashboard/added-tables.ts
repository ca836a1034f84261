import { addUp, addUpBoth } from '../../study/present/add-up.ts';
import type { CauseAmounts, CauseRow } from '../../study/comparison/causes.ts';
import type { Scale } from './format.ts';

/** Numbers of tables in the unit of a scale, rounded so that what is printed adds exactly. */
export const CAUSE_CODES = ['sections_gwh', 'exports_gwh', 'intraday_gwh', 'storage_gwh', 'surplus_gwh'] as const;
type CauseCode = (typeof CAUSE_CODES)[number];
export type AddedCauses = Readonly<Record<CauseCode, number | null>> & { readonly total_gwh: number };
export interface AddedCauseRow {
  readonly reference: AddedCauses;
  readonly counterfactual: AddedCauses;
  readonly delta: AddedCauses;
}

/**
 * Causes add to the total of each row, rows that do not overlap to the whole, and the difference is that of the figures
 * beside it. A cause not asked for stays absent.
 */
export function addedCauses(rows: readonly CauseRow[], overlapping: boolean, scale: Scale): AddedCauseRow[] {
  const [reference, counterfactual] = (['reference', 'counterfactual'] as const).map((world) =>
    addedWorld(
      rows.map((row) => row[world]),
      overlapping,
      scale,
    ),
  );
  return reference.map((kept, at) => ({
    reference: kept,
    counterfactual: counterfactual[at],
    delta: less(kept, counterfactual[at], scale.digits),
  }));
}

function addedWorld(rows: readonly CauseAmounts[], overlapping: boolean, { factor, digits }: Scale): AddedCauses[] {
  const told = CAUSE_CODES.filter((code) => rows.every((row) => row[code] !== null));
  const values = rows.map((row) => told.map((code) => (row[code] ?? 0) * factor));
  const both = overlapping ? null : addUpBoth(values, digits);
  return values.map((column, at) => {
    const added = both ? { rows: both.columns[at], total: both.columnTotals[at] } : addUp(column, digits);
    return { ...NONE, ...Object.fromEntries(told.map((code, k) => [code, added.rows[k]])), total_gwh: added.total };
  });
}

const NONE = {
  sections_gwh: null,
  exports_gwh: null,
  intraday_gwh: null,
  storage_gwh: null,
  surplus_gwh: null,
} as const;

function less(a: AddedCauses, b: AddedCauses, digits: number): AddedCauses {
  const minus = (x: number, y: number): number => Number((y - x).toFixed(digits)) + 0;
  const share = (code: CauseCode): number | null =>
    a[code] === null || b[code] === null ? null : minus(a[code], b[code]);
  return {
    sections_gwh: share('sections_gwh'),
    exports_gwh: share('exports_gwh'),
    intraday_gwh: share('intraday_gwh'),
    storage_gwh: share('storage_gwh'),
    surplus_gwh: share('surplus_gwh'),
    total_gwh: minus(a.total_gwh, b.total_gwh),
  };
}
