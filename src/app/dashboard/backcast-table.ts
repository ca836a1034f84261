import type { BackcastResult, BackcastRow } from '../../study/backcast/backcast-result.ts';
import { compared, figureName, markOf } from './backcast-rows.ts';
import type { FigureSpec } from './figure.ts';
import { energy, energyScale, plain } from './format.ts';
import { language, named, t } from './i18n.ts';

const BLANK = '';

/** Published and modelled side by side. */
export function comparedSpec(result: BackcastResult, settings: string): FigureSpec {
  const rows = compared(result);
  const title = t('backcast_table');
  const heldOut = rows.filter((row) => markOf(row) === 'held_out').length;
  return {
    id: 'backcast-table',
    title,
    note: `${t('backcast_table_note', { count: rows.length, held_out: heldOut })} ${settings}`,
    summary: title,
    height: 0,
    chart: null,
    tableOnly: true,
    table: {
      head: [
        t('column_figure'),
        t('column_period'),
        t('column_published'),
        t('column_model'),
        t('column_error'),
        t('column_mark'),
        t('column_confidence'),
      ],
      shown: rows.map((row) => [
        figureName(row),
        row.period,
        amount(row.published, row.unit),
        amount(row.model, row.unit),
        errorText(row.error),
        t(`mark_${markOf(row)}`),
        row.confidence ? named('confidence', row.confidence) : '—',
      ]),
      csvHead: [...COLUMNS, 'error', 'mark', 'confidence', 'note'],
      raw: rows.map((row) => [
        ...figureCells(row),
        row.error ?? BLANK,
        markOf(row),
        row.confidence ?? BLANK,
        reasonOf(row),
      ]),
    },
  };
}

export function notComparedSpec(rows: readonly BackcastRow[]): FigureSpec {
  const title = t('backcast_left_all');
  return {
    id: 'backcast-left-table',
    title,
    summary: title,
    height: 0,
    chart: null,
    tableOnly: true,
    table: {
      head: [t('column_figure'), t('column_period'), t('column_published'), t('column_model'), t('column_reason')],
      shown: rows.map((row) => [
        figureName(row),
        row.period,
        amount(row.published, row.unit),
        amount(row.model, row.unit),
        reasonOf(row),
      ]),
      csvHead: [...COLUMNS, 'reason'],
      raw: rows.map((row) => [...figureCells(row), reasonOf(row)]),
    },
  };
}

/** What names a figure in every CSV of the backcast, and its two values. */
export const COLUMNS = ['quantity', 'series', 'period', 'unit', 'published', 'model'];
export const figureCells = (row: BackcastRow): (string | number)[] => [
  row.quantity,
  row.series,
  row.period,
  row.unit,
  row.published ?? BLANK,
  row.model ?? BLANK,
];
const reasonOf = (row: BackcastRow): string =>
  (language() === 'zh' ? (row.reason_zh ?? row.reason) : row.reason) ?? BLANK;

/** Energies of one size share their decimals, so that a column can be read down. */
export function amount(value: number | null, unit: string): string {
  if (value === null) return '—';
  if (unit === 'GWh') return energy(value, energyScale(1000));
  if (unit === 'MW') return language() === 'zh' ? `${plain(value / 10, 0)} 万千瓦` : `${plain(value, 0)} MW`;
  return `${plain(value, 1)} ${unit}`;
}

export const errorText = (error: number | null): string => (error === null ? '—' : `${plain(error * 100, 1, true)}%`);
