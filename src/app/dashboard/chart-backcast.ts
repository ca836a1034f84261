import type { ChartConfiguration } from 'chart.js';
import type { BackcastResult, BackcastRow } from '../../study/backcast/backcast-result.ts';
import { compared, figureName, markOf } from './backcast-rows.ts';
import { errorText } from './backcast-table.ts';
import { SERIES_COLOURS } from './chart-theme.ts';
import { byRow, rowAt } from './chart-tooltip.ts';
import type { FigureSpec } from './figure.ts';
import { t } from './i18n.ts';

/** Where a fit may have used the figure its bar is pale. */
const PALE = '59';
const BLANK = '';

/** Errors by period, one colour a series; the model's own inputs are left out. Null where nothing is left. */
export function errorsSpec(result: BackcastResult): FigureSpec | null {
  const rows = compared(result).filter((row) => markOf(row) !== 'input' && row.error !== null);
  if (rows.length === 0) return null;
  const periods = [...new Set(rows.map(({ period }) => period))].sort(inTime);
  const series = [...new Map(rows.map((row) => [seriesKey(row), row])).values()];
  const at = (one: BackcastRow, period: string): BackcastRow | undefined =>
    rows.find((row) => seriesKey(row) === seriesKey(one) && row.period === period);
  const title = t('chart_errors');
  return {
    id: 'backcast-errors',
    title,
    note: t('chart_errors_note'),
    height: 280,
    summary: `${title}. ${series
      .map(
        (one) =>
          `${figureName(one)}: ${periods
            .map((period) => at(one, period))
            .filter((row) => row !== undefined)
            .map((row) => `${row.period} ${errorText(row.error)}`)
            .join(', ')}`,
      )
      .join('; ')}`,
    chart: chartOf(series, periods, at),
    table: {
      head: [t('column_period'), ...series.map(figureName)],
      shown: periods.map((period) => [
        period,
        ...series.map((one) => {
          const row = at(one, period);
          return row ? `${errorText(row.error)} (${t(`mark_${markOf(row)}`)})` : BLANK;
        }),
      ]),
      csvHead: ['period', ...series.map(({ quantity, series: name }) => `${quantity} ${name}`)],
      raw: periods.map((period) => [period, ...series.map((one) => at(one, period)?.error ?? BLANK)]),
    },
  };
}

const seriesKey = (row: BackcastRow): string => `${row.quantity} ${row.series}`;

/** `2020Q3` after the month it ends with. */
const sortable = (period: string): string =>
  period.replace(/Q(\d)$/, (_, quarter: string) => `-${String(Number(quarter) * 3).padStart(2, '0')}~`);
const inTime = (a: string, b: string): number => (sortable(a) < sortable(b) ? -1 : 1);

function chartOf(
  series: readonly BackcastRow[],
  periods: readonly string[],
  at: (one: BackcastRow, period: string) => BackcastRow | undefined,
): ChartConfiguration<'bar'> {
  return {
    type: 'bar',
    data: {
      labels: [...periods],
      datasets: series.map((one, index) => {
        const colour = SERIES_COLOURS[index % SERIES_COLOURS.length];
        const own = periods.map((period) => at(one, period));
        return {
          label: figureName(one),
          data: own.map((row) => (row?.error ?? null) as number),
          borderColor: colour,
          borderWidth: 1,
          categoryPercentage: 0.8,
          barPercentage: 1,
          skipNull: true,
          backgroundColor: own.map((row) => (row && markOf(row) === 'fitted' ? `${colour}${PALE}` : colour)),
        };
      }),
    },
    options: {
      interaction: rowAt('x'),
      scales: {
        x: { grid: { display: false }, ticks: { maxRotation: 90, font: { size: 11 } } },
        y: {
          ticks: { callback: (value) => errorText(Number(value)) },
          title: { display: true, text: t('column_error') },
        },
      },
      plugins: {
        legend: {
          labels: {
            generateLabels: (chart) =>
              chart.data.datasets.map((set, index) => ({
                text: set.label ?? '',
                fillStyle: set.borderColor as string,
                strokeStyle: set.borderColor as string,
                hidden: !chart.isDatasetVisible(index),
                datasetIndex: index,
              })),
          },
        },
        annotation: { annotations: {} },
        tooltip: {
          callbacks: {
            title: byRow((at) => periods[at]),
            label: (item) =>
              ` ${item.dataset.label}: ${errorText(item.parsed.y)} ` +
              `(${markText(at(series[item.datasetIndex], periods[item.dataIndex]))})`,
          },
        },
      },
    },
  };
}

const markText = (row: BackcastRow | undefined): string => (row ? t(`mark_${markOf(row)}`) : BLANK);
