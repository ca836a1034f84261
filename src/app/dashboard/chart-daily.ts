import type { ChartConfiguration } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { ComparisonResult } from '../../study/comparison/comparison-answer.ts';
import { COLOURS } from './chart-theme.ts';
import { byRow, energyLabel, rowAt } from './chart-tooltip.ts';
import { linesWithin, type Context } from './context.ts';
import type { FigureSpec, Table } from './figure.ts';
import { date, dayAfter, energy, energyNumber, energyScale, largest, month, type Scale } from './format.ts';
import { pick, t } from './i18n.ts';

const MARK_ROW_PX = 19;
/** Where a day curtails less without the load than with it. */
const TAKEN_AWAY = 'rgba(61, 90, 152, 0.28)';

interface Days {
  readonly keys: readonly string[];
  readonly reference: readonly number[];
  readonly counterfactual: readonly number[];
}
interface Mark {
  readonly day: string;
  readonly text: string;
  readonly colour: string;
}

/**
 * Curtailed energy of both worlds in the statistic by day, with the removal and the lines that enter service marked.
 * `removedFrom` is a `YYYY-MM-DD` day.
 */
export function dailySpec(result: ComparisonResult, context: Context, removedFrom: string): FigureSpec {
  const { start, reference, counterfactual } = result.curtailed_by_day_gwh;
  const days: Days = { keys: reference.map((_, index) => dayAfter(start, index)), reference, counterfactual };
  const scale = energyScale(largest([...reference, ...counterfactual]));
  const total = energyScale(largest([result.curtailed_gwh.reference, result.curtailed_gwh.counterfactual]));
  const title = t('chart_daily');
  return {
    id: 'daily',
    title,
    note: [t('chart_daily_note'), ...(result.settings.level === 'screen' ? [t('chart_daily_blocks')] : [])].join(' '),
    height: 300,
    summary: t('chart_summary', {
      title,
      reference: energy(result.curtailed_gwh.reference, total),
      counterfactual: energy(result.curtailed_gwh.counterfactual, total),
      delta: energy(result.curtailed_gwh.delta, total, true),
    }),
    chart: chartOf(days, scale, marksOf(days, context, removedFrom)),
    table: tableOf(days, scale),
  };
}

function marksOf(days: Days, context: Context, removedFrom: string): readonly Mark[] {
  const marks = linesWithin(context, days.keys[0], days.keys[days.keys.length - 1]).map((line) => ({
    day: line.date.slice(0, 10),
    text: t('line_in_service', { name: pick(line.name), date: date(line.date, 'short') }),
    colour: COLOURS.line,
  }));
  return [
    { day: removedFrom, text: t('shutdown', { date: date(removedFrom, 'short') }), colour: COLOURS.mark },
    ...marks,
  ].filter((mark) => days.keys.includes(mark.day));
}

function chartOf(days: Days, scale: Scale, marks: readonly Mark[]): ChartConfiguration<'line'> {
  const scaled = (values: readonly number[]): number[] => values.map((value) => value * scale.factor);
  const line = { borderWidth: 1.8, pointRadius: 0, pointHitRadius: 8, tension: 0 };
  return {
    type: 'line',
    data: {
      labels: [...days.keys],
      datasets: [
        {
          ...line,
          label: t('with_load'),
          data: scaled(days.reference),
          borderColor: COLOURS.reference,
          backgroundColor: COLOURS.reference,
          borderDash: [5, 3],
        },
        {
          ...line,
          label: t('without_load'),
          data: scaled(days.counterfactual),
          borderColor: COLOURS.counterfactual,
          backgroundColor: COLOURS.added,
          fill: { target: '-1', above: COLOURS.added, below: TAKEN_AWAY },
        },
      ],
    },
    options: {
      interaction: rowAt('x'),
      scales: {
        x: {
          grid: { display: false },
          ticks: { autoSkip: false, maxRotation: 0, callback: (_, index) => dayTick(days.keys, index) },
        },
        // Room above the curves for the labels of the marks.
        y: {
          beginAtZero: true,
          grace: marks.length > 0 ? '28%' : '5%',
          title: { display: true, text: t('unit_label', { unit: scale.unit }) },
        },
      },
      plugins: {
        tooltip: { callbacks: { title: byRow((at) => date(days.keys[at])), label: energyLabel('y', scale, false) } },
        annotation: { annotations: annotationsOf(marks, days) },
      },
    },
  };
}

/** Months in a season, every fifth day in a window of up to two months. */
function dayTick(keys: readonly string[], index: number): string | null {
  const [, , day] = keys[index].split('-').map(Number);
  if (day === 1) return month(keys[index].slice(0, 7));
  return keys.length <= 62 && (day % 10 === 0 || keys.length <= 12) ? date(keys[index], 'short') : null;
}

const annotationsOf = (marks: readonly Mark[], days: Days): Record<string, AnnotationOptions> =>
  Object.fromEntries(
    marks.flatMap((mark, index) => [
      [`line${index}`, lineOf(mark, index)],
      [`label${index}`, labelOf(mark, index, days)],
    ]),
  );

const lineOf = (mark: Mark, index: number): AnnotationOptions<'line'> => ({
  type: 'line',
  scaleID: 'x',
  value: mark.day,
  borderColor: mark.colour,
  borderWidth: 1.5,
  borderDash: index === 0 ? [] : [3, 3],
});

/** Beside its line, one row below the label before it; to the left of lines in the later part of the window. */
function labelOf(mark: Mark, index: number, days: Days): AnnotationOptions<'label'> {
  const late = days.keys.indexOf(mark.day) > days.keys.length * 0.55;
  return {
    type: 'label',
    xValue: mark.day,
    yValue: ({ chart }) => chart.scales.y.max,
    position: { x: late ? 'end' : 'start', y: 'start' },
    xAdjust: late ? -5 : 5,
    yAdjust: 2 + index * MARK_ROW_PX,
    content: mark.text,
    color: mark.colour,
    backgroundColor: 'rgba(255,255,255,0.9)',
    font: { size: 11 },
    padding: { x: 3, y: 2 },
  };
}

function tableOf(days: Days, scale: Scale): Table {
  const rows = days.keys.map((key, index) => ({ key, a: days.reference[index], b: days.counterfactual[index] }));
  const fine = { ...scale, digits: scale.digits + 1 };
  return {
    head: [
      t('column_day'),
      ...[t('with_load'), t('without_load'), t('difference')].map((name) => `${name} (${scale.unit})`),
    ],
    shown: rows.map(({ key, a, b }) => [
      key,
      energyNumber(a, fine),
      energyNumber(b, fine),
      energyNumber(b - a, fine, true),
    ]),
    csvHead: ['day', 'reference_gwh', 'counterfactual_gwh', 'delta_gwh'],
    raw: rows.map(({ key, a, b }) => [key, a, b, b - a]),
  };
}
