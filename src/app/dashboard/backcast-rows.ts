import type { BackcastResult, BackcastRow } from '../../study/backcast/backcast-result.ts';
import { named, t } from './i18n.ts';

/** Rows in the order of reading: what the model is for first, its own inputs last. */
const ORDER: readonly BackcastRow['quantity'][] = [
  'curtailment',
  'hydro_generation',
  'export',
  'peak_load',
  'consumption',
];
export const inOrder = (rows: readonly BackcastRow[]): readonly BackcastRow[] =>
  [...rows].sort((a, b) => ORDER.indexOf(a.quantity) - ORDER.indexOf(b.quantity));

export const compared = ({ rows }: BackcastResult): readonly BackcastRow[] =>
  inOrder(rows.filter((row) => row.error !== null));
export const notCompared = ({ rows }: BackcastResult): readonly BackcastRow[] =>
  inOrder(rows.filter((row) => row.published !== null && row.error === null));

/**
 * Load is put into the model, so that its agreement says nothing about skill; elsewhere a figure that no fit has used
 * does.
 */
export type Mark = 'fitted' | 'held_out' | 'input';
export const markOf = ({ quantity, fitted }: BackcastRow): Mark =>
  quantity === 'consumption' || quantity === 'peak_load' ? 'input' : fitted ? 'fitted' : 'held_out';

/** What was published, and in whose series. */
export const figureName = ({ quantity, series }: { readonly quantity: string; readonly series: string }): string =>
  t('backcast_figure', { quantity: named('quantity', quantity), series: named('series', series) });
