import type { ChartConfiguration } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { SweepResult } from '../../study/sweep/sweep-result.ts';
import { COLOURS } from './chart-theme.ts';
import { byRow, rowAt } from './chart-tooltip.ts';
import type { FigureSpec } from './figure.ts';
import { energy, energyNumber, energyScale, largest, plain, power, powerNumber, type Scale } from './format.ts';
import { language, t } from './i18n.ts';
import type { QuickSizes } from './quick-sizes.ts';

type Point = SweepResult['points'][number] & { readonly size_gw: number };
type Points = readonly Point[];
interface Curve {
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly colour: string;
  readonly dashed?: boolean;
}
interface Marks {
  readonly sizes: QuickSizes | null;
  readonly labelled: boolean;
}
interface Axis {
  readonly title: string;
  readonly text: (value: number) => string;
}

const MARK_ROW_PX = 18;
const BLANK = '';

/** Response to the size of the load, with lines at the implied and the claimed `sizes`. */
export function responseSpec(sweep: SweepResult, sizes: QuickSizes | null, settings: string): FigureSpec {
  const points = sized(sweep);
  const scale = energyScale(largest(points.map((point) => point.all_spill_delta_gwh)));
  const curves = [
    {
      label: t('response_all'),
      values: points.map((point) => point.all_spill_delta_gwh * scale.factor),
      colour: COLOURS.reference,
    },
    {
      label: t('response_statistic'),
      values: points.map((point) => point.curtailed_delta_gwh * scale.factor),
      colour: COLOURS.counterfactual,
    },
  ];
  const axis = {
    title: t('unit_label', { unit: scale.unit }),
    text: (value: number) => energy(value / scale.factor, scale),
  };
  const title = t('chart_response');
  return {
    id: 'response-curve',
    title,
    note: [settings, sizes ? t('response_marks') : '', bandNote(sweep, scale)].filter(Boolean).join(' '),
    height: 330,
    summary:
      `${title} (${scale.unit}). ` +
      `${points.map((point) => `${power(point.size_gw)}: ${energyNumber(point.curtailed_delta_gwh, scale)}, ` + `${energyNumber(point.all_spill_delta_gwh, scale)}`).join('; ')}`,
    chart: banded(chartOf(points, curves, axis, { sizes, labelled: true }), sweep, scale.factor),
    table: {
      head: [
        t('column_size', { unit: unit() }),
        ...[t('removed_energy'), t('response_statistic'), t('response_all')].map((name) => `${name} (${scale.unit})`),
      ],
      shown: points.map((point) => [
        powerNumber(point.size_gw),
        energyNumber(point.removed_energy_gwh, scale),
        energyNumber(point.curtailed_delta_gwh, scale),
        energyNumber(point.all_spill_delta_gwh, scale),
      ]),
      csvHead: [
        'size_gw',
        'removed_energy_gwh',
        'curtailed_delta_gwh',
        'all_spill_delta_gwh',
        ...FACTORS.map(({ csv }) => csv),
      ],
      raw: points.map((point) => [
        point.size_gw,
        point.removed_energy_gwh,
        point.curtailed_delta_gwh,
        point.all_spill_delta_gwh,
        ...FACTORS.map(({ of }) => of(point) ?? BLANK),
      ]),
    },
  };
}

const FACTORS = [
  {
    word: 'factor_average_statistic',
    csv: 'average_statistic',
    of: (point: Points[number]) => point.average_curtailment_factor.statistic,
    colour: COLOURS.counterfactual,
    dashed: false,
  },
  {
    word: 'factor_marginal_statistic',
    csv: 'marginal_statistic',
    of: (point: Points[number]) => point.marginal_curtailment_factor.statistic,
    colour: COLOURS.counterfactual,
    dashed: true,
  },
  {
    word: 'factor_average_all',
    csv: 'average_all_spill',
    of: (point: Points[number]) => point.average_curtailment_factor.all_spill,
    colour: COLOURS.reference,
    dashed: false,
  },
  {
    word: 'factor_marginal_all',
    csv: 'marginal_all_spill',
    of: (point: Points[number]) => point.marginal_curtailment_factor.all_spill,
    colour: COLOURS.reference,
    dashed: true,
  },
] as const;

export function factorSpec(sweep: SweepResult, sizes: QuickSizes | null): FigureSpec {
  const points = sized(sweep);
  const curves = FACTORS.map(({ word, of, colour, dashed }) => ({
    label: t(word),
    values: points.map(of),
    colour,
    dashed,
  }));
  const title = t('chart_factor');
  return {
    id: 'response-factor',
    title,
    note: t('chart_factor_note'),
    height: 330,
    summary:
      `${title}. ` +
      `${points.map((point) => `${power(point.size_gw)}: ` + `${FACTORS.map(({ word, of }) => `${t(word)} ${plain(of(point), 3)}`).join(', ')}`).join('; ')}`,
    chart: chartOf(
      points,
      curves,
      { title: t('chart_factor_axis'), text: (value) => plain(value, 3) },
      { sizes, labelled: false },
    ),
    table: {
      head: [t('column_size', { unit: unit() }), ...FACTORS.map(({ word }) => t(word))],
      shown: points.map((point) => [powerNumber(point.size_gw), ...FACTORS.map(({ of }) => plain(of(point), 3))]),
      csvHead: ['size_gw', ...FACTORS.map(({ csv }) => csv)],
      raw: points.map((point) => [point.size_gw, ...FACTORS.map(({ of }) => of(point) ?? BLANK)]),
    },
  };
}

/** The page sweeps the size alone, so every point has one. */
const sized = ({ points }: SweepResult): Points => points.filter((point): point is Point => point.size_gw !== null);

const unit = (): string => (language() === 'zh' ? '万千瓦' : 'GW');

/**
 * The curves with the spread of the statistic over the rules for exports behind them, and numbered lines where a range
 * of constant effect ends.
 */
function banded(
  chart: ChartConfiguration<'line'>,
  { rules, ranges }: SweepResult,
  factor: number,
): ChartConfiguration<'line'> {
  const ends = Object.fromEntries(ranges.slice(1).map(({ from }, i) => [`range${i}`, rangeEnd(Number(from), i + 2)]));
  const annotation = {
    annotations: { ...(chart.options?.plugins?.annotation?.annotations as Record<string, AnnotationOptions>), ...ends },
  };
  return {
    ...chart,
    data: { datasets: [...chart.data.datasets, ...bandOf(rules ?? [], factor)] },
    options: { ...chart.options, plugins: { ...chart.options?.plugins, annotation } },
  };
}

/** How wide the band is at most, in words: it may be too narrow to see. */
function bandNote({ rules }: SweepResult, scale: Scale): string {
  if (rules === null || rules.length < 2) return '';
  const widths = rules[0].points.map((_, i) => {
    const deltas = rules.map(({ points }) => points[i].curtailed_delta_gwh);
    return Math.max(...deltas) - Math.min(...deltas);
  });
  return t('response_band', { most: energy(Math.max(...widths), scale) });
}

function bandOf(
  rules: NonNullable<SweepResult['rules']>,
  factor: number,
): ChartConfiguration<'line'>['data']['datasets'] {
  if (rules.length < 2) return [];
  const edge = (of: (...values: number[]) => number) =>
    rules[0].points.map(({ size_gw: x }, i) => ({
      x,
      y: of(...rules.map(({ points }) => points[i].curtailed_delta_gwh)) * factor,
    }));
  const look = {
    borderColor: 'transparent',
    pointRadius: 0,
    borderWidth: 0,
    label: '',
    backgroundColor: 'rgba(15, 110, 132, 0.22)',
  };
  return [
    { ...look, data: edge(Math.max), fill: '+1' },
    { ...look, data: edge(Math.min), fill: false },
  ];
}

const rangeEnd = (at: number, number: number): AnnotationOptions<'line'> => ({
  type: 'line',
  scaleID: 'x',
  value: at,
  borderColor: COLOURS.grid,
  borderWidth: 1,
  drawTime: 'beforeDatasetsDraw',
  label: {
    display: true,
    content: `${number}`,
    position: 'end',
    backgroundColor: 'rgba(255,255,255,0.9)',
    color: COLOURS.text,
    font: { size: 10 },
    padding: 2,
  },
});

function chartOf(points: Points, curves: readonly Curve[], axis: Axis, marks: Marks): ChartConfiguration<'line'> {
  const last = points[points.length - 1].size_gw;
  return {
    type: 'line',
    data: {
      datasets: curves.map(({ label, values, colour, dashed }) => ({
        label,
        data: points.map(({ size_gw: x }, index) => ({ x, y: values[index] as number })),
        borderColor: colour,
        backgroundColor: colour,
        borderWidth: 1.8,
        borderDash: dashed ? [5, 3] : [],
        pointRadius: 2.5,
      })),
    },
    options: {
      interaction: rowAt('x'),
      scales: {
        x: {
          type: 'linear',
          min: points[0].size_gw,
          max: last,
          grid: { display: false },
          title: { display: true, text: t('column_size', { unit: unit() }) },
          ticks: { maxRotation: 0, callback: (value) => powerNumber(Number(value)) },
        },
        // Room above the curves for the labels of the marks.
        y: {
          beginAtZero: true,
          grace: marks.sizes && marks.labelled ? '30%' : '5%',
          title: { display: true, text: axis.title },
        },
      },
      plugins: {
        legend: {
          labels: {
            usePointStyle: true,
            pointStyle: 'line',
            pointStyleWidth: 34,
            filter: ({ datasetIndex }, { datasets }) => datasets[datasetIndex ?? 0].label !== '',
          },
        },
        tooltip: {
          filter: ({ dataset }) => dataset.borderWidth !== 0,
          callbacks: {
            title: byRow((at) => power(points[at].size_gw)),
            label: (item) => ` ${item.dataset.label}: ${axis.text(item.parsed.y ?? 0)}`,
          },
        },
        annotation: { annotations: marks.sizes ? marksUpTo(last, marks.sizes, marks.labelled) : {} },
      },
    },
  };
}

/** Labels stand in rows, one below the other where the lines are close. */
function marksUpTo(
  last: number,
  { implied, claimed }: QuickSizes,
  labelled: boolean,
): Record<string, AnnotationOptions> {
  const marks: readonly SizeMark[] = [
    ...implied.map((gw, row) => ({ gw, row, colour: COLOURS.line, dash: [3, 3] })),
    ...(claimed === null ? [] : [{ gw: claimed, row: 0, colour: COLOURS.mark, dash: [] }]),
  ];
  const shown = marks.filter(({ gw }) => gw <= last);
  return Object.fromEntries([
    ...shown.map((mark) => [`line${mark.gw}`, lineOf(mark)] as const),
    ...(labelled ? shown : []).map((mark) => [`label${mark.gw}`, labelOf(mark)] as const),
  ]);
}

interface SizeMark {
  readonly gw: number;
  readonly row: number;
  readonly colour: string;
  readonly dash: readonly number[];
}

const lineOf = ({ gw, colour, dash }: SizeMark): AnnotationOptions<'line'> => ({
  type: 'line',
  scaleID: 'x',
  value: gw,
  borderColor: colour,
  borderWidth: 1.5,
  borderDash: [...dash],
  drawTime: 'beforeDatasetsDraw',
});

const labelOf = ({ gw, row, colour }: SizeMark): AnnotationOptions<'label'> => ({
  type: 'label',
  xValue: gw,
  yValue: ({ chart }) => chart.scales.y.max,
  position: { x: 'start', y: 'start' },
  xAdjust: 4,
  yAdjust: 2 + row * MARK_ROW_PX,
  content: power(gw),
  color: colour,
  backgroundColor: 'rgba(255,255,255,0.9)',
  font: { size: 11 },
  padding: { x: 3, y: 2 },
});
