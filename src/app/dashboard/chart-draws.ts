import type { ChartConfiguration } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { Ensemble } from '../../study/ensemble/ensemble-result.ts';
import { COLOURS } from './chart-theme.ts';
import { byRow, rowAt } from './chart-tooltip.ts';
import type { FigureSpec } from './figure.ts';
import { energy, energyNumber, energyScale, largest, plain, type Scale } from './format.ts';
import { histogramOf, type Histogram } from './histogram.ts';
import { t } from './i18n.ts';

/** What the study says with nothing drawn, how it is called, and the short mark of its line. */
export interface Undrawn {
  readonly name: string;
  readonly mark: string;
  readonly gwh: number;
}

const HEIGHT_PX = 340;
/** without the axis and its title */
const PLOT_PX = HEIGHT_PX - 70;
const MARK_ROW_PX = 18;
const QUANTILES = [
  ['P10', 'p10', 0],
  ['P50', 'p50', 1],
  ['P90', 'p90', 0],
] as const;
const FIRST_UNDRAWN_ROW = 2;

/**
 * The draws counted by their difference, with quantiles, the range of 95 % of draws and the figures that nothing is
 * drawn for.
 */
export function drawsSpec(ensemble: Ensemble, undrawn: readonly Undrawn[]): FigureSpec {
  const { by_draw_gwh: draws, delta_gwh: delta } = ensemble;
  const scale = energyScale(largest([...draws, ...undrawn.map(({ gwh }) => gwh)]));
  const found = histogramOf(draws.map((gwh) => gwh * scale.factor));
  const title = t('chart_draws');
  const quantiles = QUANTILES.map(([name, key]) => `${name} ${energyNumber(delta[key], scale, true)}`).join(', ');
  const told = `${quantiles}; P2.5 ${energyNumber(delta.p025, scale, true)}, P97.5 ${energyNumber(delta.p975, scale, true)}`;
  return {
    id: 'ensemble-chart',
    title,
    height: HEIGHT_PX,
    note: [t('chart_draws_note'), ...undrawn.map((one) => belowText(one, draws, scale))].join(' '),
    summary:
      `${title} (${scale.unit}). ${told}. ` +
      `${undrawn.map(({ name, gwh }) => `${name}: ${energyNumber(gwh, scale, true)}`).join('; ')}`,
    ...(found
      ? { chart: bars(found, ensemble, undrawn, scale) }
      : { chart: null, empty: t('draws_same', { delta: energy(delta.p50, scale, true) }) }),
    table: {
      head: [`${t('difference')} (${scale.unit})`, t('column_draws'), t('column_up_to')],
      shown: (found?.classes ?? []).map(({ from, to, count, upTo }) => [
        `${edgeText(from, found!)} – ${edgeText(to, found!)}`,
        plain(count, 0),
        plain(upTo, 0),
      ]),
      csvHead: ['draw', 'delta_gwh'],
      raw: draws.map((gwh, draw) => [draw, gwh]),
    },
  };
}

const belowText = ({ name, gwh }: Undrawn, draws: readonly number[], scale: Scale): string =>
  t('draws_below', {
    name,
    delta: energy(gwh, scale, true),
    below: plain(draws.filter((value) => value < gwh).length, 0),
    count: plain(draws.length, 0),
  });

/** As many decimals as tell the edges of classes apart. */
const edgeText = (value: number, { width }: Histogram): string =>
  plain(value, Math.max(0, Math.ceil(-Math.log10(width)) + (`${width}`.includes('25') ? 1 : 0)));

function bars(
  found: Histogram,
  { delta_gwh: delta }: Ensemble,
  undrawn: readonly Undrawn[],
  scale: Scale,
): ChartConfiguration<'bar', { x: number; y: number }[]> {
  const { classes, width } = found;
  const marks = undrawn.map(({ gwh }) => gwh * scale.factor);
  const [first, last] = [
    Math.min(classes[0].from, ...marks.map((x) => x - width)),
    Math.max(classes[classes.length - 1].to, ...marks.map((x) => x + width)),
  ];
  const quantiles = QUANTILES.map(([name, key, row]): Mark => ({
    name,
    x: delta[key] * scale.factor,
    row,
    colour: COLOURS.total,
    dash: key === 'p50' ? [] : [4, 3],
  }));
  const headlines = undrawn.map(({ mark }, i): Mark => ({
    name: mark,
    x: marks[i],
    row: FIRST_UNDRAWN_ROW + i,
    colour: i === 0 ? COLOURS.mark : COLOURS.line,
    dash: [],
  }));
  return {
    type: 'bar',
    data: {
      datasets: [
        {
          label: t('column_draws'),
          data: classes.map(({ from, to, count }) => ({ x: (from + to) / 2, y: count })),
          backgroundColor: COLOURS.counterfactual,
          barPercentage: 1,
          categoryPercentage: 0.94,
          grouped: false,
        },
      ],
    },
    options: {
      interaction: rowAt('x'),
      scales: {
        x: {
          type: 'linear',
          offset: false,
          min: first,
          max: last,
          grid: { display: false, offset: false },
          ticks: { maxRotation: 0, includeBounds: false },
          title: { display: true, text: `${t('difference')} (${scale.unit})` },
        },
        // Room above the bars for the labels of the marks.
        y: {
          beginAtZero: true,
          suggestedMax: Math.max(...classes.map(({ count }) => count)) * roomFor(FIRST_UNDRAWN_ROW + headlines.length),
          ticks: { precision: 0 },
          title: { display: true, text: t('column_draws') },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          callbacks: {
            title: byRow(
              (at) => `${edgeText(classes[at].from, found)} – ${edgeText(classes[at].to, found)} ${scale.unit}`,
            ),
            label: (item) => ` ${t('column_draws')}: ${classes[item.dataIndex].count}`,
          },
        },
        annotation: {
          annotations: {
            band: bandOf(delta.p025 * scale.factor, delta.p975 * scale.factor),
            ...Object.fromEntries(
              [...quantiles, ...headlines].flatMap((mark, i) => [
                [`line${i}`, lineOf(mark)],
                [`label${i}`, labelOf(mark, mark.x > (first + last) / 2)],
              ]),
            ),
          },
        },
      },
    },
  };
}

interface Mark {
  readonly name: string;
  readonly x: number;
  readonly row: number;
  readonly colour: string;
  readonly dash: readonly number[];
}

/** How much higher than the highest bar the axis must reach for rows of labels to stand clear of it. */
const roomFor = (rows: number): number => 1 / (1 - (rows * MARK_ROW_PX) / PLOT_PX);

const bandOf = (xMin: number, xMax: number): AnnotationOptions<'box'> => ({
  type: 'box',
  xMin,
  xMax,
  backgroundColor: 'rgba(15, 110, 132, 0.10)',
  borderWidth: 0,
  drawTime: 'beforeDatasetsDraw',
});
const lineOf = ({ x, colour, dash }: Mark): AnnotationOptions<'line'> => ({
  type: 'line',
  scaleID: 'x',
  value: x,
  borderColor: colour,
  borderWidth: 1.8,
  borderDash: [...dash],
});
/** Labels stand in rows, to the side of their line where there is more room. */
const labelOf = ({ name, x, row, colour }: Mark, leftwards: boolean): AnnotationOptions<'label'> => ({
  type: 'label',
  xValue: x,
  yValue: ({ chart }) => chart.scales.y.max,
  position: { x: leftwards ? 'end' : 'start', y: 'start' },
  xAdjust: leftwards ? -4 : 4,
  yAdjust: 2 + row * MARK_ROW_PX,
  content: name,
  color: colour,
  backgroundColor: 'rgba(255,255,255,0.9)',
  font: { size: 11 },
  padding: { x: 3, y: 2 },
});
