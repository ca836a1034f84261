import type { ChartConfiguration } from 'chart.js';
import type { TornadoEnd, TornadoResult, TornadoRow } from '../../study/tornado/tornado-result.ts';
import { COLOURS, wrap } from './chart-theme.ts';
import { byRow, rowAt } from './chart-tooltip.ts';
import type { Context } from './context.ts';
import type { FigureSpec } from './figure.ts';
import { energy, energyNumber, energyScale, largest, plain, type Scale } from './format.ts';
import { named, t } from './i18n.ts';
import { inputName } from './input-name.ts';

/**
 * Floating bars from the effect at the low end of each input to that at the high end, around the base; most swing on
 * top.
 */
export function tornadoSpec(result: TornadoResult, context: Context, settings: string): FigureSpec {
  const { rows, base } = result;
  const scale = energyScale(
    largest([base.delta_gwh, ...rows.flatMap(({ low, high }) => [low.delta_gwh, high.delta_gwh])]),
  );
  const drawn = rows.filter(({ swing_gwh }) => swing_gwh > Math.abs(base.delta_gwh) * 1e-4);
  const title = t('chart_tornado');
  const fine = { ...scale, digits: scale.digits + 1 };
  const name = (row: TornadoRow): string => inputName(context, row.input);
  return {
    id: 'tornado-chart',
    title,
    height: 110 + 34 * Math.max(2, drawn.length),
    note:
      `${settings} ` +
      `${t('chart_tornado_note', { base: energy(base.delta_gwh, scale, true), hidden: rows.length - drawn.length })}`,
    summary:
      `${title} (${scale.unit}). ` +
      `${rows.map((row) => `${name(row)}: ${endName(row, row.low)} ${energyNumber(row.low.delta_gwh, scale, true)}, ` + `${endName(row, row.high)} ${energyNumber(row.high.delta_gwh, scale, true)}`).join('; ')}`,
    ...(drawn.length > 0
      ? { chart: bars(drawn, drawn.map(name), base.delta_gwh, scale) }
      : { chart: null, empty: t('tornado_none') }),
    table: {
      head: [
        t('column_input'),
        t('column_low'),
        t('column_high'),
        `${t('difference')}, ${t('column_low')} (${scale.unit})`,
        `${t('difference')}, ${t('column_high')} (${scale.unit})`,
        `${t('column_swing')} (${scale.unit})`,
        t('column_confidence'),
      ],
      shown: rows.map((row) => [
        name(row),
        endName(row, row.low),
        endName(row, row.high),
        energyNumber(row.low.delta_gwh, fine, true),
        energyNumber(row.high.delta_gwh, fine, true),
        energyNumber(row.swing_gwh, fine),
        named('confidence', row.confidence),
      ]),
      csvHead: [
        'input',
        'ends',
        'unit',
        'low',
        'high',
        'low_delta_gwh',
        'high_delta_gwh',
        'swing_gwh',
        'confidence',
        'source',
      ],
      raw: rows.map((row) => [
        row.input,
        row.ends,
        row.unit ?? '',
        row.low.value,
        row.high.value,
        row.low.delta_gwh,
        row.high.delta_gwh,
        row.swing_gwh,
        row.confidence,
        row.source,
      ]),
    },
  };
}

/** `0.9`, `2400 MW`, `0.97 (P10)`, or the name of an alternative. */
function endName({ input, ends, unit, low }: TornadoRow, end: TornadoEnd): string {
  if (typeof end.value === 'string') return input === 'export_rule' ? named('export_rule', end.value) : end.value;
  const value = unit === '1' ? `× ${plain(end.value, 3)}` : `${plain(end.value, 0)} ${unit}`;
  return ends === 'p10-p90' ? `${value} (${end === low ? 'P10' : 'P90'})` : value;
}

function bars(
  rows: readonly TornadoRow[],
  names: readonly string[],
  base: number,
  scale: Scale,
): ChartConfiguration<'bar', [number, number][]> {
  const half = (which: 'low' | 'high', colour: string) => ({
    label: t(`column_${which}`),
    backgroundColor: colour,
    borderSkipped: false as const,
    borderRadius: 2,
    maxBarThickness: 20,
    grouped: false,
    minBarLength: 2,
    data: rows.map((row): [number, number] => [base * scale.factor, row[which].delta_gwh * scale.factor]),
  });
  return {
    type: 'bar',
    data: {
      labels: names.map((name) => wrap(name, 20)),
      datasets: [half('low', COLOURS.releases), half('high', COLOURS.absorbs)],
    },
    options: {
      indexAxis: 'y',
      interaction: rowAt('y'),
      scales: {
        y: { stacked: false, grid: { display: false }, ticks: { autoSkip: false } },
        x: { beginAtZero: false, grace: '6%', title: { display: true, text: `${t('effect_title')} (${scale.unit})` } },
      },
      plugins: {
        tooltip: {
          callbacks: {
            title: byRow((at) => names[at]),
            label: (item) => {
              const row = rows[item.dataIndex];
              const end = item.datasetIndex === 0 ? row.low : row.high;
              return ` ${endName(row, end)}: ${energy(end.delta_gwh, scale, true)}`;
            },
          },
        },
        annotation: {
          annotations: {
            base: {
              type: 'line',
              scaleID: 'x',
              value: base * scale.factor,
              borderColor: COLOURS.total,
              borderWidth: 1.5,
            },
          },
        },
      },
    },
  };
}
