import type { ChartConfiguration } from 'chart.js';
import { addUpBoth } from '../../study/present/add-up.ts';
import type { ComparisonResult } from '../../study/comparison/comparison-answer.ts';
import type { ZoneDispositionRow } from '../../study/base/disposition-rows.ts';
import type { Disposition } from '../../study/base/results.ts';
import { TERM_COLOURS, wrap } from './chart-theme.ts';
import { byRow, energyLabel, rowAt } from './chart-tooltip.ts';
import { keyName, type Context } from './context.ts';
import type { FigureSpec } from './figure.ts';
import { energy, energyNumber, energyScale, largest, month, plain, type Scale } from './format.ts';
import { named, t } from './i18n.ts';

/**
 * Where the freed energy goes, month by month or zone by zone: stacked bars, absorbing to the right (up), releasing to
 * the left (down).
 */
type Term = keyof Disposition | 'exchange_gwh' | 'arriving_water_gwh';
interface Part {
  readonly key: string;
  readonly name: string;
  readonly removed: number;
  readonly values: Readonly<Partial<Record<Term, number>>>;
}

const TERMS = [
  'curtailed_in_statistic_gwh',
  'spilled_outside_statistic_gwh',
  'forced_spill_gwh',
  'storage_gwh',
  'head_and_routing_gwh',
  'export_gwh',
  'thermal_gwh',
  'renewables_gwh',
  'import_gwh',
  'unserved_gwh',
  'losses_gwh',
  'residual_gwh',
] as const;
const BETWEEN = ['exchange_gwh', 'arriving_water_gwh'] as const;
const LEAST_SHARE = 5e-4;

export function monthPartsSpec(result: ComparisonResult, before: HTMLElement): FigureSpec {
  const parts = result.disposition_by_month.map((row) => ({
    key: row.key,
    name: month(row.key),
    removed: row.removed_energy_gwh,
    values: row,
  }));
  return partsSpec(result, parts, TERMS, {
    before,
    column: t('column_month'),
    direction: 'x',
    note: t('chart_disposition_months'),
  });
}

export function zonePartsSpec(result: ComparisonResult, context: Context, before: HTMLElement): FigureSpec {
  const zones = [...new Set(result.disposition_by_zone.map(({ zone }) => zone))];
  const parts = zones.map((zone) =>
    zoneOf(
      zone,
      context,
      result.disposition_by_zone.filter((row) => row.zone === zone),
    ),
  );
  return partsSpec(result, parts, [...TERMS, ...BETWEEN], {
    before,
    column: t('by_zone'),
    direction: 'y',
    note: t('chart_disposition_zones'),
  });
}

function zoneOf(zone: string, context: Context, rows: readonly ZoneDispositionRow[]): Part {
  const sum = (of: (row: ZoneDispositionRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    key: zone,
    name: keyName(context, 'zones', zone),
    removed: sum((row) => row.removed_energy_gwh),
    values: Object.fromEntries([...TERMS, ...BETWEEN].map((term) => [term, sum((row) => row[term])])),
  };
}

interface Look {
  readonly before: HTMLElement;
  readonly column: string;
  readonly direction: 'x' | 'y';
  readonly note: string;
}

function partsSpec(
  result: ComparisonResult,
  parts: readonly Part[],
  terms: readonly Term[],
  { before, column, direction, note }: Look,
): FigureSpec {
  const scale = energyScale(
    largest(
      parts.flatMap(({ removed, values }) => [
        removed,
        ...Object.values(values).filter((value) => typeof value === 'number'),
      ]),
    ),
  );
  const matters = (value: number | undefined): boolean =>
    Math.abs(value ?? 0) > result.removed_energy_gwh * LEAST_SHARE;
  const drawn = parts.filter(({ values }) => terms.some((term) => matters(values[term])));
  const used = terms.filter((term) => drawn.some(({ values }) => matters(values[term])));
  const title = t('chart_disposition');
  const digits = scale.digits + 1;
  const added = addUpBoth(
    parts.map(({ values }) => terms.map((term) => (values[term] ?? 0) * scale.factor)),
    digits,
  );
  return {
    id: 'disposition',
    title,
    note,
    before,
    height: direction === 'x' ? 420 : 130 + 42 * Math.max(2, drawn.length),
    summary: `${title} (${scale.unit}). ${drawn
      .map(
        ({ name, values }) =>
          `${name}: ${used
            .filter((term) => matters(values[term]))
            .map((term) => `${named('absorb', term)} ${energyNumber(values[term] ?? 0, scale, true)}`)
            .join(', ')}`,
      )
      .join('; ')}`,
    ...(drawn.length > 0 ? { chart: stacked(drawn, used, scale, direction) } : { chart: null, empty: t('empty_rows') }),
    table: {
      head: [column, ...terms.map((term) => named('absorb', term)), t('absorb_total')].map((name, i) =>
        i === 0 ? name : `${name} (${scale.unit})`,
      ),
      shown: parts.map(({ name }, at) => [
        name,
        ...added.columns[at].map((value) => plain(value, digits, true)),
        plain(added.columnTotals[at], digits),
      ]),
      csvHead: ['key', 'name', ...terms, 'removed_energy_gwh'],
      raw: parts.map(({ key, name, removed, values }) => [
        key,
        name,
        ...terms.map((term) => values[term] ?? 0),
        removed,
      ]),
    },
  };
}

function stacked(
  parts: readonly Part[],
  terms: readonly Term[],
  scale: Scale,
  direction: 'x' | 'y',
): ChartConfiguration<'bar'> {
  const value = direction === 'x' ? 'y' : 'x';
  return {
    type: 'bar',
    data: {
      labels: parts.map(({ name }) => (direction === 'y' ? wrap(name, 18) : name)),
      datasets: terms.map((term) => ({
        label: named('absorb', term),
        data: parts.map(({ values }) => (values[term] ?? 0) * scale.factor),
        backgroundColor: TERM_COLOURS[term],
        stack: 'parts',
        maxBarThickness: direction === 'x' ? 54 : 20,
      })),
    },
    options: {
      indexAxis: direction,
      interaction: rowAt(direction),
      scales: {
        [direction]: { stacked: true, grid: { display: false }, ticks: { autoSkip: false } },
        [value]: { stacked: true, title: { display: true, text: t('unit_label', { unit: scale.unit }) } },
      },
      plugins: {
        annotation: { annotations: {} },
        tooltip: {
          callbacks: {
            title: byRow((at) => parts[at].name),
            label: energyLabel(value, scale),
            footer: byRow((at) => `${t('absorb_total')}: ${energy(parts[at].removed, scale)}`),
          },
        },
      },
    },
  };
}
