import { TABLES, type Model, type TableName } from '../../system/model/model.ts';
import { CONFIDENCES } from '../../system/tables/column-kinds.ts';
import { rowKey } from '../../system/model/table-keys.ts';

export interface AssumedFigure {
  readonly table: string;
  readonly key: string;
  readonly source: string;
}
export interface FleetRow {
  readonly key: string;
  readonly capacity_mw: number;
  readonly plants: number;
}

/** What a model holds and what it rests on. Capacities in MW, stations and lumped hydro together. */
export interface ModelSummary {
  readonly id: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly version: string;
  readonly rows_by_table: Readonly<Record<string, number>>;
  /** number of rows by grade of their figures; tables without grades (members, hourly shape) are not counted */
  readonly figures_by_confidence: Readonly<Record<string, number>>;
  readonly assumed: readonly AssumedFigure[];
  readonly hydro_mw: number;
  readonly fleet_by_basin: readonly FleetRow[];
  readonly fleet_by_zone: readonly FleetRow[];
  /** lumped hydro under `lumped` */
  readonly fleet_by_regulation: readonly FleetRow[];
  readonly export_mw: number;
  readonly water_years: readonly string[];
  readonly load_years: readonly number[];
}

export function summariseModel(model: Model): ModelSummary {
  const { tables } = model;
  const graded = gradedRows(model);
  const plants = [
    ...tables.stations.map(({ basin, zone, regulation, capacity_mw }) => ({
      basin,
      zone,
      regulation: regulation,
      capacity_mw,
    })),
    ...tables.lumped_hydro.map(({ basin, zone, capacity_mw }) => ({ basin, zone, regulation: 'lumped', capacity_mw })),
  ];
  return {
    id: model.id,
    title: model.title,
    version: model.version,
    rows_by_table: Object.fromEntries(
      (Object.keys(TABLES) as TableName[]).map((table) => [table, tables[table].length]),
    ),
    figures_by_confidence: Object.fromEntries(
      CONFIDENCES.map((grade) => [grade, graded.filter((row) => row.confidence === grade).length]),
    ),
    assumed: graded
      .filter((row) => row.confidence === 'assumed')
      .map(({ table, key, source }) => ({ table, key, source })),
    hydro_mw: sum(plants.map((plant) => plant.capacity_mw)),
    fleet_by_basin: fleetBy(plants, (plant) => plant.basin),
    fleet_by_zone: fleetBy(plants, (plant) => plant.zone),
    fleet_by_regulation: fleetBy(plants, (plant) => plant.regulation),
    export_mw: sum(tables.exports.map((line) => line.rated_mw)),
    water_years: [...new Set(tables.water_years.map((row) => row.water_year))],
    load_years: [...new Set(tables.load_months.map((row) => row.year))],
  };
}

interface GradedRow extends AssumedFigure {
  readonly confidence: string;
}

function gradedRows({ tables }: Model): GradedRow[] {
  return (Object.keys(TABLES) as TableName[]).flatMap((table) =>
    (tables[table] as readonly object[]).flatMap((row) =>
      'confidence' in row && 'source' in row
        ? [{ table, key: rowKey(table, row), source: String(row.source), confidence: String(row.confidence) }]
        : [],
    ),
  );
}

function fleetBy<P extends { readonly capacity_mw: number }>(
  plants: readonly P[],
  keyOf: (plant: P) => string,
): FleetRow[] {
  const keys = [...new Set(plants.map(keyOf))];
  return keys
    .map((key) => {
      const members = plants.filter((plant) => keyOf(plant) === key);
      return { key, capacity_mw: sum(members.map((plant) => plant.capacity_mw)), plants: members.length };
    })
    .sort((a, b) => b.capacity_mw - a.capacity_mw || (a.key < b.key ? -1 : 1));
}

/** MW to three decimals: sums of printed figures, not of their binary fractions. */
const sum = (values: readonly number[]): number => Number(values.reduce((total, value) => total + value, 0).toFixed(3));
