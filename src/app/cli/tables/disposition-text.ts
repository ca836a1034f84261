import { addUpBoth } from '../../../study/present/add-up.ts';
import type { ComparisonResult } from '../../../study/comparison/comparison-answer.ts';
import type { ZoneDispositionRow } from '../../../study/base/disposition-rows.ts';
import type { Disposition } from '../../../study/base/results.ts';
import { energyUnit, fixed } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import { WORDS, type Lang } from '../text/words.ts';

type Words = (typeof WORDS)[Lang];
const TERMS = [
  ['toCurtailed', 'curtailed_in_statistic_gwh'],
  ['toOutside', 'spilled_outside_statistic_gwh'],
  ['toForced', 'forced_spill_gwh'],
  ['toStorage', 'storage_gwh'],
  ['toHead', 'head_and_routing_gwh'],
  ['toExport', 'export_gwh'],
  ['toThermal', 'thermal_gwh'],
  ['toRenewables', 'renewables_gwh'],
  ['toImport', 'import_gwh'],
  ['toUnserved', 'unserved_gwh'],
  ['toLosses', 'losses_gwh'],
  ['residual', 'residual_gwh'],
] as const satisfies readonly (readonly [keyof Words, keyof Disposition])[];

/** Where the removed energy went, by month: rows add over the months, columns to the energy removed. */
export function dispositionText(
  { disposition_by_month: months, removed_energy_gwh }: ComparisonResult,
  lang: Lang,
): string {
  const w = WORDS[lang];
  const { unit, decimals, perUnit } = energyUnit(lang, removed_energy_gwh);
  const shown = addUpBoth(
    months.map((month) => TERMS.map(([, term]) => month[term] / perUnit)),
    decimals,
  );
  const several = months.length > 1;
  const row = (name: string, cells: readonly number[], total: number): string[] => [
    name,
    unit,
    ...(several ? cells : []).map((value) => fixed(value, decimals)),
    fixed(total, decimals),
  ];
  return textTable(
    [
      [w.disposition, w.unit, ...(several ? months.map(({ key }) => key) : []), w.total],
      ...TERMS.map(([name], at) =>
        row(
          w[name],
          shown.columns.map((column) => column[at]),
          shown.rowTotals[at],
        ),
      ),
      row(w.removed, shown.columnTotals, shown.total),
    ],
    2,
  );
}

const rest = (row: ZoneDispositionRow): number =>
  row.renewables_gwh + row.import_gwh + row.unserved_gwh + row.losses_gwh + row.residual_gwh;
const COLUMNS = [
  ['zoneCurtailed', (row) => row.curtailed_in_statistic_gwh],
  ['zoneOutside', (row) => row.spilled_outside_statistic_gwh],
  ['zoneWater', (row) => row.forced_spill_gwh + row.storage_gwh + row.head_and_routing_gwh],
  ['zoneExport', (row) => row.export_gwh],
  ['zoneThermal', (row) => row.thermal_gwh],
  ['zoneRest', rest],
  ['zoneExchange', (row) => row.exchange_gwh],
  ['zoneArriving', (row) => row.arriving_water_gwh],
] as const satisfies readonly (readonly [keyof Words, (row: ZoneDispositionRow) => number])[];
const LEAST_SHOWN_GWH = 1e-6;

/**
 * The same by zone over the whole window, with what zones hand to one another; rows add to the energy removed there,
 * columns to the whole. Zones in which nothing changes are left out.
 */
export function zoneText({ disposition_by_zone, removed_energy_gwh }: ComparisonResult, lang: Lang): string {
  const w = WORDS[lang];
  const { unit, decimals, perUnit } = energyUnit(lang, removed_energy_gwh);
  const zones = [...new Set(disposition_by_zone.map(({ zone }) => zone))]
    .map((zone) => ({
      zone,
      cells: COLUMNS.map(
        ([, of]) =>
          disposition_by_zone.filter((row) => row.zone === zone).reduce((sum, row) => sum + of(row), 0) / perUnit,
      ),
    }))
    .filter(({ cells }) => cells.some((value) => Math.abs(value) > LEAST_SHOWN_GWH));
  const shown = addUpBoth(
    zones.map(({ cells }) => cells),
    decimals,
  );
  const row = (name: string, cells: readonly number[], total: number): string[] => [
    name,
    ...cells.map((value) => fixed(value, decimals)),
    fixed(total, decimals),
  ];
  return textTable([
    [`${w.byZone} [${unit}]`, ...COLUMNS.map(([name]) => w[name]), w.removedShort],
    ...zones.map(({ zone }, at) => row(zone, shown.columns[at], shown.columnTotals[at])),
    row(w.total, shown.rowTotals, shown.total),
  ]);
}
