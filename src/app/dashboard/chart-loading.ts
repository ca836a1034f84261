import type { ChartConfiguration } from 'chart.js';
import type { ComparisonResult, LineLoading } from '../../study/comparison/comparison-answer.ts';
import { COLOURS } from './chart-theme.ts';
import { byRow, rowAt } from './chart-tooltip.ts';
import { keyName, type Context } from './context.ts';
import { h } from './dom.ts';
import type { FigureSpec } from './figure.ts';
import { percent, plain } from './format.ts';
import { t } from './i18n.ts';

/**
 * Load-duration curves of one section or export line, with and without the load, chosen from a list; the table holds
 * every line.
 */
export const lineKey = ({ kind, id }: LineLoading): string => `${kind}/${id}`;
const lineName = (context: Context, { kind, id }: LineLoading): string => keyName(context, `${kind}s`, id);

/** The section that is at its limit most, or else the first line. */
export const busiest = ({ load_curves: { lines } }: ComparisonResult): string =>
  lineKey(
    lines.reduce(
      (most, line) =>
        line.kind === 'section' && line.hours_at_limit.counterfactual > most.hours_at_limit.counterfactual
          ? line
          : most,
      lines[0],
    ),
  );

export function loadingSpec(
  result: ComparisonResult,
  context: Context,
  chosen: string,
  choose: (key: string) => void,
): FigureSpec {
  const { lines, hours, share_of_hours: shares } = result.load_curves;
  const line = lines.find((one) => lineKey(one) === chosen) ?? lines[0];
  const title = t('chart_loading');
  const of = ({ hours_at_limit: at, load_rate: rate }: LineLoading): Record<string, string> => ({
    kept: plain(at.reference, 0),
    removed: plain(at.counterfactual, 0),
    hours: plain(hours, 0),
    kept_rate: percent(rate.reference),
    removed_rate: percent(rate.counterfactual),
  });
  const mw = (value: number): string => plain(value, 0);
  return {
    id: 'loading',
    title,
    note: t('chart_loading_note', of(line)),
    height: 330,
    summary: `${title}, ${lineName(context, line)} (MW). ${t('chart_loading_note', of(line))}`,
    before: chooser(lines, context, lineKey(line), choose),
    chart: curves(line, shares),
    table: {
      head: [
        t('column_line'),
        t('column_limit'),
        `${t('column_hours_full')} · ${t('with_load')}`,
        `${t('column_hours_full')} · ${t('without_load')}`,
        `${t('column_load_rate')} · ${t('with_load')}`,
        `${t('column_load_rate')} · ${t('without_load')}`,
      ],
      shown: lines.map((one) => [
        lineName(context, one),
        mw(one.limit_mw),
        mw(one.hours_at_limit.reference),
        mw(one.hours_at_limit.counterfactual),
        percent(one.load_rate.reference),
        percent(one.load_rate.counterfactual),
      ]),
      csvHead: [
        'kind',
        'id',
        'name',
        'limit_mw',
        'world',
        'hours_at_limit',
        'load_rate',
        ...shares.map((share) => `mw_at_${share}`),
      ],
      raw: lines.flatMap((one) =>
        (['reference', 'counterfactual'] as const).map((world) => [
          one.kind,
          one.id,
          lineName(context, one),
          one.limit_mw,
          world,
          one.hours_at_limit[world],
          one.load_rate[world] ?? '',
          ...one[`${world}_mw`],
        ]),
      ),
    },
  };
}

function chooser(
  lines: readonly LineLoading[],
  context: Context,
  chosen: string,
  choose: (key: string) => void,
): HTMLElement {
  const group = (kind: LineLoading['kind'], label: string): HTMLElement =>
    h(
      'optgroup',
      { label },
      lines
        .filter((line) => line.kind === kind && line.limit_mw > 0)
        .map((line) =>
          h('option', { value: lineKey(line), selected: lineKey(line) === chosen }, lineName(context, line)),
        ),
    );
  return h(
    'label',
    { class: 'chooser' },
    t('choose_line'),
    ' ',
    h(
      'select',
      { id: 'loading-line', onchange: (event) => choose((event.target as HTMLSelectElement).value) },
      group('section', t('by_section')),
      group('export', t('cause_exports_gwh')),
    ),
  );
}

function curves(line: LineLoading, shares: readonly number[]): ChartConfiguration<'line'> {
  const dataset = (label: string, values: readonly number[], colour: string) => ({
    label,
    data: shares.map((share, i) => ({ x: share * 100, y: values[i] })),
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 2,
    pointRadius: 0,
    stepped: 'after' as const,
  });
  return {
    type: 'line',
    data: {
      datasets: [
        dataset(t('with_load'), line.reference_mw, COLOURS.reference),
        dataset(t('without_load'), line.counterfactual_mw, COLOURS.counterfactual),
      ],
    },
    options: {
      interaction: rowAt('x'),
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: 100,
          grid: { display: false },
          title: { display: true, text: t('axis_share_of_hours') },
        },
        y: { title: { display: true, text: 'MW' }, suggestedMax: line.limit_mw * 1.05, suggestedMin: 0 },
      },
      plugins: {
        legend: { labels: { usePointStyle: true, pointStyle: 'line', pointStyleWidth: 34 } },
        tooltip: {
          callbacks: {
            title: byRow((at) => `${plain(shares[at] * 100, 1)}%`),
            label: (item) => ` ${item.dataset.label}: ${plain(item.parsed.y ?? 0, 0)} MW`,
          },
        },
        annotation: {
          annotations: {
            limit: {
              type: 'line',
              scaleID: 'y',
              value: line.limit_mw,
              borderColor: COLOURS.mark,
              borderWidth: 1.5,
              borderDash: [5, 3],
              label: {
                display: true,
                content: t('limit_of', { mw: plain(line.limit_mw, 0) }),
                position: 'end',
                backgroundColor: 'rgba(255,255,255,0.9)',
                color: COLOURS.mark,
                font: { size: 11 },
                padding: 2,
              },
            },
          },
        },
      },
    },
  };
}
