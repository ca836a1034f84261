import type { ChartConfiguration } from 'chart.js';
import { addUp } from '../../study/present/add-up.ts';
import type { ComparisonResult } from '../../study/comparison/comparison-answer.ts';
import type { Disposition } from '../../study/base/results.ts';
import { COLOURS, barLabels, wrap } from './chart-theme.ts';
import { byRow, rowAt } from './chart-tooltip.ts';
import type { FigureSpec } from './figure.ts';
import { h } from './dom.ts';
import { energy, energyNumber, energyScale, largest, plain, type Scale } from './format.ts';
import { named, t, type Word } from './i18n.ts';

interface Step {
  readonly code: string;
  readonly name: string;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  readonly colour: string;
}

export const VIEWS = ['total', 'month', 'zone'] as const;
export type View = (typeof VIEWS)[number];

/** Buttons for the whole window, its months, and its zones. */
export const viewTabs = (active: View, choose: (view: View) => void): HTMLElement =>
  h(
    'div',
    { class: 'tabs', role: 'group', 'aria-label': t('tabs_where') },
    VIEWS.map((view) =>
      h(
        'button',
        {
          type: 'button',
          id: `disposition-${view}`,
          'aria-pressed': String(view === active),
          onclick: () => choose(view),
        },
        t((view === 'total' ? 'causes_total' : view === 'month' ? 'column_month' : 'by_zone') satisfies Word),
      ),
    ),
  );

/** The terms that absorb the freed energy, one after another, up to the energy no longer used. */
export function dispositionSpec(result: ComparisonResult, before: HTMLElement): FigureSpec {
  const entries = Object.entries(result.disposition) as [keyof Disposition, number][];
  const scale = energyScale(largest([result.removed_energy_gwh, ...entries.map(([, value]) => value)]));
  const digits = scale.digits + 1;
  const added = addUp(
    entries.map(([, value]) => value * scale.factor),
    digits,
  );
  const steps = stepsOf(entries, result.removed_energy_gwh);
  // Terms too small to see stay in the table.
  const drawn = steps.filter(
    (step) => Math.abs(step.value) > result.removed_energy_gwh * 5e-4 || step.code === 'total',
  );
  const title = t('chart_disposition');
  return {
    id: 'disposition',
    title,
    note: t('chart_disposition_note'),
    before,
    height: 64 + 36 * drawn.length,
    summary: `${title}. ${drawn.map((step) => `${step.name}: ${energy(step.value, scale, true)}`).join('; ')}`,
    chart: waterfall(drawn, scale),
    table: {
      head: [t('column_item'), scale.unit],
      shown: steps.map((step, at) => [
        step.name,
        plain(step.code === 'total' ? added.total : added.rows[at], digits, true),
      ]),
      csvHead: ['term', 'name', 'gwh'],
      raw: steps.map((step) => [step.code === 'total' ? 'removed_energy_gwh' : step.code, step.name, step.value]),
    },
  };
}

function stepsOf(entries: readonly (readonly [string, number])[], removed: number): readonly Step[] {
  let level = 0;
  const steps = entries.map(([code, value]): Step => {
    const from = level;
    level += value;
    return {
      code,
      name: named('absorb', code),
      value,
      from,
      to: level,
      colour: value >= 0 ? COLOURS.absorbs : COLOURS.releases,
    };
  });
  return [
    ...steps,
    { code: 'total', name: t('absorb_total'), value: removed, from: 0, to: removed, colour: COLOURS.total },
  ];
}

function waterfall(steps: readonly Step[], scale: Scale): ChartConfiguration<'bar', [number, number][]> {
  return {
    type: 'bar',
    data: {
      labels: steps.map((step) => wrap(step.name, 18)),
      datasets: [
        {
          data: steps.map((step): [number, number] => [step.from * scale.factor, step.to * scale.factor]),
          backgroundColor: steps.map((step) => step.colour),
          borderSkipped: false,
          borderRadius: 2,
          minBarLength: 2,
          maxBarThickness: 20,
        },
      ],
    },
    options: {
      // Room on the right for the label beyond the longest bar.
      indexAxis: 'y',
      interaction: rowAt('y'),
      layout: { padding: { right: 56 } },
      scales: {
        y: { grid: { display: false }, ticks: { autoSkip: false } },
        x: { title: { display: true, text: t('unit_label', { unit: scale.unit }) } },
      },
      plugins: {
        legend: { display: false },
        annotation: { annotations: {} },
        tooltip: {
          callbacks: {
            title: byRow((at) => steps[at].name),
            label: (item) => ` ${energy(steps[item.dataIndex].value, scale, true)}`,
          },
        },
      },
    },
    plugins: [barLabels(steps.map((step) => energyNumber(step.value, scale, step.code !== 'total')))],
  };
}
