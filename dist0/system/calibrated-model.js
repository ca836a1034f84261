import { quantityOf, sizedLoads } from "./measure.js";
/**
 * The model with its fitted numbers in the place of base figures: every case is compiled from this one, inferred water being that for the size of its scenario's loads. Other tables, and the
 * model itself where nothing is fitted, stay as they are.
 */
export function calibratedModel(model, scenario) {
    const calibration = sizedWater(model.tables, scenario);
    if (calibration.length === 0)
        return model;
    const of = (kind) => calibration.filter((row) => row.kind === kind);
    const { tables } = model;
    return {
        ...model,
        tables: { ...tables, ...withSections(tables, of('section-limit'), of('section-scale')[0]), water_years: withWater(tables.water_years, of('water-factor')), thermal: withFloor(tables.thermal, of('must-run')[0]) },
    };
}
/** Fitted numbers, those of inferred water moved by what the table says of the size of the loads. */
function sizedWater({ calibration, water_by_size: rows }, scenario) {
    if (rows.length === 0)
        return calibration;
    const loads = sizedLoads(scenario);
    const sizeOf = (id) => { const load = loads.find((one) => one.id === id); return load ? quantityOf(load.size, 'power') : 0; };
    return calibration.map((row) => {
        const own = rows.filter(({ parameter }) => parameter === row.parameter);
        const shift = [...new Set(own.map(({ load }) => load))].reduce((sum, load) => sum + shiftAt(own.filter((one) => one.load === load), sizeOf(load)), 0);
        return { ...row, value: row.value + shift };
    });
}
/** On straight lines between the sizes listed, MW; that of the nearest beyond them. */
function shiftAt(rows, size) {
    const bySize = [...rows].sort((a, b) => a.size_mw - b.size_mw);
    const after = bySize.find(({ size_mw }) => size_mw >= size) ?? bySize[bySize.length - 1];
    const before = bySize.findLast(({ size_mw }) => size_mw <= size) ?? bySize[0];
    const share = after.size_mw === before.size_mw ? 0 : (size - before.size_mw) / (after.size_mw - before.size_mw);
    return before.shift + share * (after.shift - before.shift);
}
/** The model with other values for the fitted numbers named. */
export function withFittedValues(model, values) {
    const calibration = model.tables.calibration.map((row) => ({ ...row, value: values.get(row.parameter) ?? row.value }));
    return { ...model, tables: { ...model.tables, calibration } };
}
/** `2020:6` as water year and month; null for any other text. */
export function waterTarget(target) {
    const m = /^([a-z0-9-]{1,32}):(1[0-2]|[1-9])$/.exec(target);
    return m ? { waterYear: m[1], month: Number(m[2]) } : null;
}
/** Months from the first knot of a water year to its last, on straight lines between knots; rows of single gauges keep their own figure. */
function withWater(rows, knots) {
    const placed = knots.flatMap((row) => { const at = waterTarget(row.target); return at ? [{ ...at, row }] : []; }).sort((a, b) => a.month - b.month);
    const fitted = [...new Set(placed.map((knot) => knot.waterYear))].flatMap((year) => monthsOf(year, placed.filter((knot) => knot.waterYear === year)));
    const isFitted = (row) => row.gauge === 'all' && fitted.some((one) => one.water_year === row.water_year && one.month === row.month);
    return [...rows.filter((row) => !isFitted(row)), ...fitted];
}
function monthsOf(waterYear, knots) {
    const rows = [];
    for (let month = knots[0].month; month <= knots[knots.length - 1].month; month++) {
        const before = knots.findLast((knot) => knot.month <= month) ?? knots[0];
        const after = knots.find((knot) => knot.month >= month) ?? before;
        const share = after.month === before.month ? 0 : (month - before.month) / (after.month - before.month);
        const factor = before.row.value + share * (after.row.value - before.row.value);
        rows.push({ water_year: waterYear, gauge: 'all', month, factor, source: before.row.source, confidence: before.row.confidence });
    }
    return rows;
}
function withSections({ sections, section_limits }, own, scale) {
    const factor = (section) => {
        const base = sections.find((row) => row.id === section)?.limit_mw ?? 0;
        const fitted = own.find((row) => row.target === section);
        return fitted ? (base > 0 ? fitted.value / base : 1) : scale?.value ?? 1;
    };
    return {
        sections: sections.map((row) => ({ ...row, limit_mw: own.find((one) => one.target === row.id)?.value ?? row.limit_mw * factor(row.id) })),
        section_limits: section_limits.map((row) => ({ ...row, limit_mw: row.limit_mw * factor(row.section) })),
    };
}
function withFloor(units, floor) {
    const total = units.reduce((sum, unit) => sum + unit.must_run_mw, 0);
    if (!floor || total === 0)
        return units;
    return units.map((unit) => ({ ...unit, must_run_mw: unit.must_run_mw * floor.value / total }));
}
