import type { Case } from '../../engine/case/case.ts';
import { DEFINITIONS, TABLE_NAMES, type Tables, type TableName } from '../../system/model/model.ts';
import type { Figure } from './figure-path.ts';

/** Whether a row of a table is among those that a figure adds up, or that bound it. */
export type Touches = (table: TableName, row: object) => boolean;

interface Hydro {
  readonly plants: ReadonlySet<string>;
  readonly gauges: ReadonlySet<string>;
  readonly months: ReadonlySet<number> | null;
}

const LOADS: readonly TableName[] = ['prefectures', 'pockets', 'load_months', 'load_years', 'load_shape'];
const EXPORTS: readonly TableName[] = ['exports', 'export_schedule'];
const SECTIONS: readonly TableName[] = ['sections', 'section_limits', 'section_members', 'corridors'];
/** Whole tables behind a part of a result, beside the plants where it is one of spill. */
const TABLES_OF: Readonly<Record<string, readonly TableName[]>> = {
  removed_energy_gwh: LOADS,
  average_curtailment_factor: LOADS,
  ceilings_gwh: LOADS,
  'disposition.export_gwh': EXPORTS,
  'disposition.thermal_gwh': ['thermal'],
  'disposition.import_gwh': ['imports'],
  'disposition.renewables_gwh': ['renewables', 'renewable_months', 'renewable_shape'],
  'disposition.unserved_gwh': ['zones', ...LOADS],
  'disposition.losses_gwh': ['corridors', 'exports'],
  'causes.sections_gwh': SECTIONS,
  'causes.exports_gwh': EXPORTS,
  'causes.intraday_gwh': ['load_shape', 'hour_classes', 'thermal'],
  'causes.storage_gwh': ['flood_limits', 'rule_curves'],
  ensemble: ['uncertainty', 'structures'],
  by_hour_class: ['hour_classes'],
  export_by_month: EXPORTS,
  thermal_by_month: ['thermal'],
  'energy_gwh.thermal': ['thermal'],
  'energy_gwh.export': EXPORTS,
  'energy_gwh.import': ['imports'],
  'energy_gwh.renewables': ['renewables', 'renewable_months', 'renewable_shape'],
  'energy_gwh.load': LOADS,
  by_section: ['sections', 'section_limits', 'section_members'],
};
/** Parts of a result that no plant is added up in. */
const NO_PLANTS: ReadonlySet<string> = new Set([
  'removed_energy_gwh',
  'balance',
  'optimality',
  'disposition.export_gwh',
  'disposition.thermal_gwh',
  'disposition.import_gwh',
  'disposition.renewables_gwh',
  'disposition.unserved_gwh',
  'disposition.losses_gwh',
  'export_by_month',
  'thermal_by_month',
  'energy_gwh.thermal',
  'energy_gwh.export',
  'energy_gwh.import',
  'energy_gwh.renewables',
  'energy_gwh.load',
  'energy_gwh.losses',
]);

/** `optimality` and `balance` are of the whole: nothing stands out. */
export function touchesOf(figure: Figure, tables: Tables, c: Case): Touches {
  const names = [figure.root, ...figure.parts.map((part) => `${figure.root}.${part}`)];
  const whole = new Set(names.flatMap((name) => TABLES_OF[name] ?? []));
  const hydro = names.some((name) => NO_PLANTS.has(name)) ? null : hydroOf(figure, tables, c);
  const [section, month] = [
    figure.root === 'by_section' ? figure.key : null,
    figure.root.endsWith('by_month') ? figure.key : null,
  ];
  return (table, row) => {
    if (hydro && isHydro(table, row, hydro)) return true;
    if (!whole.has(table)) return false;
    const {
      id,
      section: of,
      year,
      month: at,
    } = row as { readonly id?: string; readonly section?: string; readonly year?: number; readonly month?: number };
    if (section !== null) return section === (table === 'sections' ? id : of);
    return (
      month === null || year === undefined || at === undefined || month === `${year}-${String(at).padStart(2, '0')}`
    );
  };
}

type ByTable = ReadonlyMap<TableName, (typeof DEFINITIONS)[TableName]['references'][number]>;

/** Of every table that cases are compiled from, the column whose cells name a row of `target`. */
const columnsTo = (target: 'stations' | 'gauges'): ByTable =>
  new Map(
    TABLE_NAMES.filter((table) => DEFINITIONS[table].used === 'case' && DEFINITIONS[table].ofPlants).flatMap((table) =>
      DEFINITIONS[table].references
        .filter(({ to }) => to.includes(target))
        .map((reference) => [table, reference] as const),
    ),
  );
const TO_STATIONS = columnsTo('stations');
const TO_GAUGES = columnsTo('gauges');

function isHydro(table: TableName, row: object, { plants, gauges, months }: Hydro): boolean {
  const { id, month } = row as { readonly id?: string; readonly month?: number };
  if (table === 'stations' || table === 'lumped_hydro') return plants.has(id!);
  if (table === 'gauges') return gauges.has(id!);
  if (months !== null && month !== undefined && !months.has(month)) return false;
  const names = (ids: ReadonlySet<string>, column: ByTable): boolean => {
    const reference = column.get(table);
    const cell = reference && (row as Readonly<Record<string, string | undefined>>)[reference.column];
    return cell !== undefined && (cell === reference?.also || ids.has(cell));
  };
  return names(plants, TO_STATIONS) || names(gauges, TO_GAUGES);
}

/** The plants whose water or spill is in the figure, with every station upstream of them: its water passes through. */
function hydroOf(figure: Figure, tables: Tables, c: Case): Hydro {
  const chosen = [...plantsIn(figure, c)];
  const plants = new Set(chosen);
  for (let grown = true; grown;) {
    const above = tables.stations.filter(
      (row) => row.downstream !== undefined && plants.has(row.downstream) && !plants.has(row.id),
    );
    above.forEach((row) => plants.add(row.id));
    grown = above.length > 0;
  }
  const gauges = new Set(
    [...tables.stations, ...tables.lumped_hydro].filter((row) => plants.has(row.id)).map((row) => row.gauge),
  );
  return {
    plants,
    gauges,
    months: figure.root.endsWith('by_month') && figure.key !== null ? new Set([Number(figure.key.slice(5))]) : null,
  };
}

function plantsIn({ root, parts, key }: Figure, { stations, aggregated, zones, basins, sections }: Case): string[] {
  const all =
    root === 'all_hydro' ||
    root === 'forced_spill_gwh' ||
    root === 'available_gwh' ||
    root === 'generated_gwh' ||
    parts.some((part) =>
      ['forced_spill_gwh', 'storage_gwh', 'head_and_routing_gwh', 'hydro', 'all_spill'].includes(part),
    );
  const outside = root === 'outside_statistic_gwh' || parts.includes('spilled_outside_statistic_gwh');
  const pocketOnly = parts.includes('direct_pocket') ? 1 : parts.includes('grid_small_hydro') ? 0 : null;
  const section = root === 'by_section' && key !== null ? sections.ids.indexOf(key) : -1;
  const isIn = (zone: number, basin: number, inStatistic: number, pocket: number): boolean => {
    if (!all && inStatistic !== Number(!outside)) return false;
    if (outside && pocketOnly !== null && pocket !== pocketOnly) return false;
    if (root === 'by_basin') return basins[basin] === key;
    if (root === 'by_zone') return zones.ids[zone] === key;
    return section < 0 || sections.behind[section * zones.ids.length + zone] === 1;
  };
  return [
    ...stations.ids.filter((_, i) =>
      isIn(stations.zone[i], stations.basin[i], stations.inStatistic[i], zones.pocket[stations.zone[i]]),
    ),
    ...aggregated.ids.filter((_, l) =>
      isIn(aggregated.zone[l], aggregated.basin[l], aggregated.inStatistic[l], aggregated.pocket[l]),
    ),
  ];
}
