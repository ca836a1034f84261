import type { ChartConfiguration } from 'chart.js';
import type { MeasureEffect, PackageResult } from '../../study/countermeasures/package-result.ts';
import { COLOURS, wrap } from './chart-theme.ts';
import { byRow, energyLabel, rowAt } from './chart-tooltip.ts';
import type { FigureSpec } from './figure.ts';
import { energyNumber, energyScale, largest, month, plain, type Scale } from './format.ts';
import { pick, t } from './i18n.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly mw: number | null;
  readonly alone: MeasureEffect | null;
  readonly share: MeasureEffect;
}

const rowsOf = (result: PackageResult): Row[] => [
  ...result.measures.map(({ id, title, mw, alone, share }) => ({ id, name: pick(title), mw, alone, share })),
  { id: 'package', name: t('package_whole'), mw: result.package.mw, alone: null, share: result.package },
];

/** Curtailed energy recovered by each measure alone and as its share of the package. */
export function packageSpec(result: PackageResult, settings: string): FigureSpec {
  const rows = rowsOf(result);
  const all = ({ recovered_gwh }: MeasureEffect): number => recovered_gwh.all_spill;
  const scale = energyScale(largest(rows.flatMap(({ alone, share }) => [alone && all(alone), all(share)])));
  const fine = { ...scale, digits: scale.digits + 1 };
  const title = t('chart_package');
  const number = (effect: MeasureEffect | null, of: (effect: MeasureEffect) => number): string =>
    effect ? energyNumber(of(effect), fine, true) : '';
  const columns = [
    ['recovered_statistic_gwh', t('package_statistic'), (e: MeasureEffect) => e.recovered_gwh.statistic],
    ['recovered_all_spill_gwh', t('package_all'), all],
    ['generated_all_hydro_gwh', t('package_generated'), (e: MeasureEffect) => e.generated_gwh.all_hydro],
    ['credited_gwh', t('package_credited'), (e: MeasureEffect) => e.credited_gwh.total],
  ] as const;
  return {
    id: 'package-chart',
    title,
    note: `${settings} ${t('chart_package_note')}`,
    height: 100 + 48 * rows.length,
    summary:
      `${title} (${scale.unit}). ` +
      `${rows.map(({ name, share }) => `${name}: ${energyNumber(all(share), scale, true)}`).join('; ')}`,
    chart: bars(rows, all, scale),
    table: {
      head: [
        t('package_measure'),
        'MW',
        `${t('package_alone')} (${scale.unit})`,
        ...columns.map(([, name]) => `${name} (${scale.unit})`),
        t('package_hours'),
      ],
      shown: rows.map(({ name, mw, alone, share }) => [
        name,
        plain(mw, 0),
        number(alone, all),
        ...columns.map(([, , of]) => number(share, of)),
        plain(share.utilisation_hours.all_spill, 0),
      ]),
      csvHead: [
        'id',
        'name',
        'mw',
        'alone_all_spill_gwh',
        ...columns.map(([code]) => code),
        'utilisation_hours',
        ...result.package.by_month.map(({ key }) => `recovered_${key}_gwh`),
        ...result.package.revenue_million_yuan.map(({ valuation }) => `million_yuan_${valuation}`),
        ...result.package.co2_kt.map(({ valuation }) => `co2_kt_${valuation}`),
      ],
      raw: rows.map(({ id, name, mw, alone, share }) => [
        id,
        name,
        mw ?? '',
        alone ? all(alone) : '',
        ...columns.map(([, , of]) => of(share)),
        share.utilisation_hours.all_spill ?? '',
        ...share.by_month.map(({ recovered_gwh }) => recovered_gwh),
        ...share.revenue_million_yuan.map(({ all_hydro }) => all_hydro),
        ...share.co2_kt.map(({ value }) => value),
      ]),
    },
  };
}

function bars(rows: readonly Row[], of: (effect: MeasureEffect) => number, scale: Scale): ChartConfiguration<'bar'> {
  const bar = { borderRadius: 2, maxBarThickness: 18 };
  const value = (effect: MeasureEffect | null): number | null => (effect ? of(effect) * scale.factor : null);
  return {
    type: 'bar',
    data: {
      labels: rows.map(({ name }) => wrap(name, 22)),
      datasets: [
        {
          ...bar,
          label: t('package_alone'),
          data: rows.map(({ alone }) => value(alone)),
          backgroundColor: COLOURS.reference,
        },
        {
          ...bar,
          label: t('package_share'),
          data: rows.map(({ share }) => value(share)),
          backgroundColor: COLOURS.counterfactual,
        },
      ],
    },
    options: {
      indexAxis: 'y',
      interaction: rowAt('y'),
      scales: {
        y: { grid: { display: false }, ticks: { autoSkip: false } },
        x: { title: { display: true, text: t('unit_label', { unit: scale.unit }) } },
      },
      plugins: {
        annotation: { annotations: {} },
        tooltip: { callbacks: { title: byRow((at) => rows[at].name), label: energyLabel('x', scale) } },
      },
    },
  };
}

/** When the shares come: one line of bars a measure, by month. */
export function packageMonthsSpec(result: PackageResult, colours: readonly string[]): FigureSpec {
  const months = result.package.by_month.map(({ key }) => key);
  const scale = energyScale(
    largest(result.measures.flatMap(({ share }) => share.by_month.map(({ recovered_gwh }) => recovered_gwh))),
  );
  const fine = { ...scale, digits: scale.digits + 1 };
  const title = t('chart_package_months');
  const rows = rowsOf(result);
  return {
    id: 'package-months',
    title,
    height: 330,
    summary:
      `${title} (${scale.unit}). ` +
      `${result.measures.map(({ title: name, share }) => `${pick(name)}: ` + `${share.by_month.map(({ key, recovered_gwh }) => `${month(key)} ${energyNumber(recovered_gwh, scale, true)}`).join(', ')}`).join('; ')}`,
    chart: {
      type: 'bar',
      data: {
        labels: months.map(month),
        datasets: result.measures.map(({ title: name, share }, i) => ({
          label: pick(name),
          data: share.by_month.map(({ recovered_gwh }) => recovered_gwh * scale.factor),
          backgroundColor: colours[i % colours.length],
          stack: 'share',
          maxBarThickness: 54,
        })),
      },
      options: {
        interaction: rowAt('x'),
        scales: {
          x: { stacked: true, grid: { display: false } },
          y: { stacked: true, title: { display: true, text: t('unit_label', { unit: scale.unit }) } },
        },
        plugins: {
          annotation: { annotations: {} },
          tooltip: { callbacks: { title: byRow((at) => month(months[at])), label: energyLabel('y', scale) } },
        },
      },
    },
    table: {
      head: [t('package_measure'), ...months.map((key) => `${month(key)} (${scale.unit})`)],
      shown: rows.map(({ name, share }) => [
        name,
        ...share.by_month.map(({ recovered_gwh }) => energyNumber(recovered_gwh, fine, true)),
      ]),
      csvHead: ['id', 'name', ...months],
      raw: rows.map(({ id, name, share }) => [id, name, ...share.by_month.map(({ recovered_gwh }) => recovered_gwh)]),
    },
  };
}
