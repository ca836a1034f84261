import type { ChartConfiguration } from 'chart.js';
import type { ComparisonResult } from '../../study/comparison/comparison-answer.ts';
import type { KeyedPair } from '../../study/base/results.ts';
import { COLOURS, wrap } from './chart-theme.ts';
import { byRow, energyLabel, rowAt } from './chart-tooltip.ts';
import { hourClassName, keyName, type Context } from './context.ts';
import { h } from './dom.ts';
import type { FigureSpec, Table } from './figure.ts';
import { energy, energyNumber, energyScale, largest, month, type Scale } from './format.ts';
import { t, type Word } from './i18n.ts';

/** Bars of both worlds: by month upright, by place or hour class lying. */
interface Row {
  readonly name: string;
  readonly pair: KeyedPair;
}
type Direction = 'x' | 'y';

export function monthSpec(result: ComparisonResult): FigureSpec {
  const rows = result.by_month.map((pair) => ({ name: month(pair.key), pair }));
  return pairSpec({
    id: 'month',
    title: t('chart_month'),
    rows,
    column: t('column_month'),
    direction: 'x',
    height: 350,
  });
}

export const GROUPS = ['basin', 'zone', 'section', 'hour_class'] as const;
export type Group = (typeof GROUPS)[number];

/**
 * Where and when: one grouping at a time, chosen by the tabs; rows with nothing curtailed in either world stay in the
 * table only.
 */
export function whereSpec(
  result: ComparisonResult,
  context: Context,
  group: Group,
  choose: (group: Group) => void,
): FigureSpec {
  const rows = rowsOf(result, context, group);
  const drawn = rows.filter(({ pair }) => Math.abs(pair.reference_gwh) + Math.abs(pair.counterfactual_gwh) > 1e-3);
  const hidden = rows.length - drawn.length;
  const notes = [
    group === 'section' ? t('chart_where_section_note') : '',
    hidden > 0 && drawn.length > 0 ? t('hidden_rows', { count: hidden }) : '',
  ];
  const spec = pairSpec({
    id: 'where',
    title: t('chart_where'),
    rows: drawn,
    all: rows,
    column: t(`by_${group}`),
    direction: 'y',
    height: 70 + 44 * Math.max(2, drawn.length),
  });
  return {
    ...spec,
    note: notes.filter(Boolean).join(' '),
    before: tabs(group, choose),
    ...(drawn.length === 0 ? { chart: null, empty: t('empty_rows') } : {}),
  };
}

function rowsOf(result: ComparisonResult, context: Context, group: Group): readonly Row[] {
  if (group === 'hour_class') return result.by_hour_class.map((pair) => ({ name: hourClassName(pair.key), pair }));
  const rows = result[`by_${group}`].map((pair) => ({ name: keyName(context, `${group}s`, pair.key), pair }));
  return rows.sort((a, b) => b.pair.counterfactual_gwh - a.pair.counterfactual_gwh);
}

function tabs(active: Group, choose: (group: Group) => void): HTMLElement {
  const list = h('div', { class: 'tabs', role: 'group', 'aria-label': t('tabs_where') });
  for (const group of GROUPS) {
    list.append(
      h(
        'button',
        {
          type: 'button',
          id: `where-${group}`,
          'aria-pressed': String(group === active),
          onclick: () => choose(group),
        },
        t(`by_${group}` satisfies Word),
      ),
    );
  }
  return list;
}

interface Pairs {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly Row[];
  readonly all?: readonly Row[];
  readonly column: string;
  readonly direction: Direction;
  readonly height: number;
}

function pairSpec({ id, title, rows, all = rows, column, direction, height }: Pairs): FigureSpec {
  const scale = energyScale(largest(all.flatMap(({ pair }) => [pair.reference_gwh, pair.counterfactual_gwh])));
  const sentence = rows
    .map(
      ({ name, pair }) =>
        `${name}: ${energyNumber(pair.reference_gwh, scale)} → ${energyNumber(pair.counterfactual_gwh, scale)}`,
    )
    .join('; ');
  return {
    id,
    title,
    height,
    summary: `${title} (${scale.unit}). ${sentence}`,
    chart: barsOf(rows, scale, direction),
    table: tableOf(all, scale, column),
  };
}

function barsOf(rows: readonly Row[], scale: Scale, direction: Direction): ChartConfiguration<'bar'> {
  const value = direction === 'x' ? 'y' : 'x';
  const bar = { borderRadius: 2, maxBarThickness: 26, categoryPercentage: 0.72, barPercentage: 0.9 };
  return {
    type: 'bar',
    data: {
      labels: rows.map(({ name }) => (direction === 'y' ? wrap(name, 18) : name)),
      datasets: [
        {
          ...bar,
          label: t('with_load'),
          data: rows.map(({ pair }) => pair.reference_gwh * scale.factor),
          backgroundColor: COLOURS.reference,
        },
        {
          ...bar,
          label: t('without_load'),
          data: rows.map(({ pair }) => pair.counterfactual_gwh * scale.factor),
          backgroundColor: COLOURS.counterfactual,
        },
      ],
    },
    options: {
      indexAxis: direction,
      interaction: rowAt(direction),
      scales: {
        [direction]: { grid: { display: false }, ticks: { autoSkip: false } },
        [value]: { beginAtZero: true, title: { display: true, text: t('unit_label', { unit: scale.unit }) } },
      },
      plugins: {
        annotation: { annotations: {} },
        tooltip: {
          callbacks: {
            title: byRow((at) => rows[at].name),
            label: energyLabel(value, scale, false),
            footer: byRow((at) => `${t('difference')}: ${energy(rows[at].pair.delta_gwh, scale, true)}`),
          },
        },
      },
    },
  };
}

function tableOf(rows: readonly Row[], scale: Scale, column: string): Table {
  const fine = { ...scale, digits: scale.digits + 1 };
  return {
    head: [column, ...[t('with_load'), t('without_load'), t('difference')].map((name) => `${name} (${scale.unit})`)],
    shown: rows.map(({ name, pair }) => [
      name,
      energyNumber(pair.reference_gwh, fine),
      energyNumber(pair.counterfactual_gwh, fine),
      energyNumber(pair.delta_gwh, fine, true),
    ]),
    csvHead: ['key', 'name', 'reference_gwh', 'counterfactual_gwh', 'delta_gwh'],
    raw: rows.map(({ name, pair }) => [pair.key, name, pair.reference_gwh, pair.counterfactual_gwh, pair.delta_gwh]),
  };
}
