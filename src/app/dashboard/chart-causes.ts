import type { ChartConfiguration } from 'chart.js';
import type { CauseAmounts, CauseRow, Causes } from '../../study/comparison/causes.ts';
import { addedCauses, CAUSE_CODES as CODES } from './added-tables.ts';
import { CAUSE_COLOURS, wrap } from './chart-theme.ts';
import { byRow, rowAt } from './chart-tooltip.ts';
import { hourClassName, keyName, type Context } from './context.ts';
import { h } from './dom.ts';
import type { FigureSpec, Table } from './figure.ts';
import { energy, energyNumber, energyScale, largest, month, plain, type Scale } from './format.ts';
import { named, t, type Word } from './i18n.ts';

/**
 * Curtailment in the statistic by cause: both worlds and the difference in total, or the difference divided by time and
 * place.
 */
export const DIVISIONS = ['total', 'month', 'basin', 'zone', 'section', 'hour_class'] as const;
export type Division = (typeof DIVISIONS)[number];

const WORLDS = ['reference', 'counterfactual', 'delta'] as const;
interface Bar {
  readonly name: string;
  readonly amounts: CauseAmounts;
  readonly signed: boolean;
}

export function causesSpec(
  causes: Causes,
  context: Context,
  division: Division,
  choose: (division: Division) => void,
): FigureSpec {
  const rows = rowsOf(causes, context, division);
  const scale = energyScale(largest(rows.flatMap(({ row }) => WORLDS.map((world) => row[world].total_gwh))));
  const bars =
    division === 'total'
      ? worldBars(causes)
      : rows.map(({ name, row }) => ({ name, amounts: row.delta, signed: true }));
  const drawn =
    division === 'total' ? bars : bars.filter(({ amounts }) => largest(CODES.map((code) => amounts[code])) > 1e-3);
  const title = t('chart_causes');
  const scaled = {
    level: named('level', causes.level),
    reference: plain(causes.scale.reference, 3),
    counterfactual: plain(causes.scale.counterfactual, 3),
  };
  return {
    id: 'causes',
    title,
    note: `${t('chart_causes_note', scaled)}${undividedNote(causes, scale)}${division === 'total' ? '' : ` ${t('chart_causes_difference')}`}${division === 'section' ? ` ${t('chart_causes_sections')}` : ''}`,
    height: 96 + 46 * Math.max(2, drawn.length),
    summary:
      `${title} (${scale.unit}). ` +
      `${drawn.map((bar) => `${bar.name}: ` + `${CODES.map((code) => `${named('cause', code)} ${energyNumber(bar.amounts[code], scale, bar.signed)}`).join(', ')}`).join('; ')}`,
    before: tabs(division, choose),
    table: tableOf(rows, scale, division === 'section'),
    ...(drawn.length > 0 ? { chart: stackedBars(drawn, scale) } : { chart: null, empty: t('empty_rows') }),
  };
}

/** Said where the runs behind the shares curtail next to nothing of a world. */
function undividedNote({ undivided_gwh: { reference, counterfactual } }: Causes, scale: Scale): string {
  return reference === 0 && counterfactual === 0
    ? ''
    : ' ' +
        `${t('chart_causes_undivided', { reference: energy(reference, scale), counterfactual: energy(counterfactual, scale) })}`;
}

interface NamedRow {
  readonly name: string;
  readonly row: CauseRow;
}

function rowsOf(causes: Causes, context: Context, division: Division): readonly NamedRow[] {
  if (division === 'total')
    return [
      {
        name: t('causes_total'),
        row: { key: 'total', reference: causes.reference, counterfactual: causes.counterfactual, delta: causes.delta },
      },
    ];
  const rows = causes[`by_${division}`];
  const nameOf = (key: string): string =>
    division === 'month'
      ? month(key)
      : division === 'hour_class'
        ? hourClassName(key)
        : keyName(context, `${division}s`, key);
  const named = rows.map((row) => ({ name: nameOf(row.key), row }));
  return division === 'basin' || division === 'zone' || division === 'section'
    ? named.sort((a, b) => b.row.delta.total_gwh - a.row.delta.total_gwh)
    : named;
}

const worldBars = (causes: Causes): Bar[] => [
  { name: t('with_load'), amounts: causes.reference, signed: false },
  { name: t('without_load'), amounts: causes.counterfactual, signed: false },
  { name: t('difference'), amounts: causes.delta, signed: true },
];

function tabs(active: Division, choose: (division: Division) => void): HTMLElement {
  return h(
    'div',
    { class: 'tabs', role: 'group', 'aria-label': t('tabs_where') },
    DIVISIONS.map((code) =>
      h(
        'button',
        { type: 'button', id: `causes-${code}`, 'aria-pressed': String(code === active), onclick: () => choose(code) },
        t((code === 'total' ? 'causes_total' : code === 'month' ? 'column_month' : `by_${code}`) satisfies Word),
      ),
    ),
  );
}

function stackedBars(bars: readonly Bar[], scale: Scale): ChartConfiguration<'bar'> {
  return {
    type: 'bar',
    data: {
      labels: bars.map(({ name }) => wrap(name, 18)),
      datasets: CODES.map((code) => ({
        label: named('cause', code),
        data: bars.map(({ amounts }) => (amounts[code] ?? 0) * scale.factor),
        backgroundColor: CAUSE_COLOURS[code],
        stack: 'causes',
        maxBarThickness: 28,
      })),
    },
    options: {
      indexAxis: 'y',
      interaction: rowAt('y'),
      scales: {
        y: { stacked: true, grid: { display: false }, ticks: { autoSkip: false } },
        x: { stacked: true, title: { display: true, text: t('unit_label', { unit: scale.unit }) } },
      },
      plugins: {
        annotation: { annotations: {} },
        tooltip: {
          callbacks: {
            title: byRow((at) => bars[at].name),
            label: (item) =>
              ` ${item.dataset.label}: ` +
              `${energy(bars[item.dataIndex].amounts[CODES[item.datasetIndex]], scale, bars[item.dataIndex].signed)}`,
            footer: byRow(
              (at) => `${t('causes_total')}: ${energy(bars[at].amounts.total_gwh, scale, bars[at].signed)}`,
            ),
          },
        },
      },
    },
  };
}

function tableOf(rows: readonly NamedRow[], scale: Scale, overlapping: boolean): Table {
  const fine = { ...scale, digits: scale.digits + 1 };
  const codes = [...CODES, 'total_gwh'] as const;
  const added = addedCauses(
    rows.map(({ row }) => row),
    overlapping,
    fine,
  );
  const lines = rows.flatMap(({ name, row }, at) =>
    WORLDS.map((world) => ({ name, key: row.key, world, amounts: row[world], printed: added[at][world] })),
  );
  return {
    head: [t('column_key'), t('column_world'), ...codes.map((code) => `${named('cause', code)} (${scale.unit})`)],
    shown: lines.map(({ name, world, printed }) => [
      name,
      t(`world_${world}`),
      ...codes.map((code) => plain(printed[code], fine.digits, world === 'delta')),
    ]),
    csvHead: ['key', 'name', 'world', ...codes],
    raw: lines.map(({ name, key, world, amounts }) => [key, name, world, ...codes.map((code) => amounts[code] ?? '')]),
  };
}
