import { CONFIDENCES, TABLES } from "../system/model.js";
import { rowKey } from "../system/table-keys.js";
export function summariseModel(model) {
    const { tables } = model;
    const graded = gradedRows(model);
    const plants = [
        ...tables.stations.map(({ basin, zone, regulation, capacity_mw }) => ({ basin, zone, regulation: regulation, capacity_mw })),
        ...tables.lumped_hydro.map(({ basin, zone, capacity_mw }) => ({ basin, zone, regulation: 'lumped', capacity_mw })),
    ];
    return {
        id: model.id, title: model.title, version: model.version,
        rows_by_table: Object.fromEntries(Object.keys(TABLES).map((table) => [table, tables[table].length])),
        figures_by_confidence: Object.fromEntries(CONFIDENCES.map((grade) => [grade, graded.filter((row) => row.confidence === grade).length])),
        assumed: graded.filter((row) => row.confidence === 'assumed').map(({ table, key, source }) => ({ table, key, source })),
        hydro_mw: sum(plants.map((plant) => plant.capacity_mw)),
        fleet_by_basin: fleetBy(plants, (plant) => plant.basin), fleet_by_zone: fleetBy(plants, (plant) => plant.zone),
        fleet_by_regulation: fleetBy(plants, (plant) => plant.regulation),
        export_mw: sum(tables.exports.map((line) => line.rated_mw)),
        water_years: [...new Set(tables.water_years.map((row) => row.water_year))],
        load_years: [...new Set(tables.load_months.map((row) => row.year))],
    };
}
function gradedRows({ tables }) {
    return Object.keys(TABLES).flatMap((table) => tables[table].flatMap((row) => ('confidence' in row && 'source' in row ? [{ table, key: rowKey(table, row), source: String(row.source), confidence: String(row.confidence) }] : [])));
}
function fleetBy(plants, keyOf) {
    const keys = [...new Set(plants.map(keyOf))];
    return keys.map((key) => {
        const members = plants.filter((plant) => keyOf(plant) === key);
        return { key, capacity_mw: sum(members.map((plant) => plant.capacity_mw)), plants: members.length };
    }).sort((a, b) => b.capacity_mw - a.capacity_mw || (a.key < b.key ? -1 : 1));
}
/** MW to three decimals: sums of printed figures, not of their binary fractions. */
const sum = (values) => Number(values.reduce((total, value) => total + value, 0).toFixed(3));
