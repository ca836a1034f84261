import { equilibrate, powerOfTwo } from "./equilibrate.js";
import { BOTH, FREE, HELD, LOWER_ONLY, UPPER_ONLY } from "./form-layout.js";
import { upperBoundsNeeded } from "./implied-bounds.js";
import { typicalSize } from "./typical-size.js";
/**
 * Rows with no finite bound are emptied; a column is left out when its bounds are equal or when it meets no row (`settled`: its best value).
 */
export function barrierForm(program, settled, layouts) {
    const { position } = layouts;
    const { rows } = program;
    const used = new Uint8Array(rows);
    for (let i = 0; i < rows; i++)
        used[i] = Number(program.rowLower[i] > -Infinity || program.rowUpper[i] < Infinity);
    const scale = equilibrate(program, used);
    const all = scaledVariables(program, scale, used, settled);
    const rhs = new Float64Array(rows);
    for (let i = 0; i < rows; i++)
        if (program.rowLower[i] === program.rowUpper[i])
            rhs[i] = program.rowLower[i] * scale.row[i];
    const lengthScale = powerOfTwo(typicalSize([rhs, all.lower, all.upper]));
    const costScale = powerOfTwo(typicalSize([all.cost]));
    const heldCost = takeHeldOut(program, scale, used, all, rhs);
    const layout = layouts.layoutOf(groupsByBounds(all));
    priceIdle(all, costScale);
    const { source } = layout;
    const quadratic = picked(all.quadratic, source, lengthScale / costScale);
    return {
        rows, variables: source.length, ...layout, values: packValues(program, scale, used, layout), rhs: placedAt(position, rhs, 1 / lengthScale),
        cost: picked(all.cost, source, 1 / costScale), quadratic, lower: picked(all.lower, source, 1 / lengthScale), upper: picked(all.upper, source, 1 / lengthScale),
        variableScale: picked(all.scale, source, lengthScale), dualScale: placedAt(position, scale.row, costScale),
        heldCost: heldCost / (costScale * lengthScale), isQuadratic: quadratic.some((q) => q > 0),
    };
}
/** Takes what columns that cannot move give to the rows off `rhs`; returns their cost. */
function takeHeldOut({ columns, starts, indices, values }, scale, used, all, rhs) {
    let cost = 0;
    for (let j = 0; j < columns; j++) {
        const x = all.lower[j];
        if (x !== all.upper[j] || x === 0)
            continue;
        cost += (all.cost[j] + 0.5 * all.quadratic[j] * x) * x;
        for (let p = starts[j]; p < starts[j + 1]; p++) {
            const i = indices[p];
            if (used[i])
                rhs[i] -= values[p] * scale.row[i] * scale.column[j] * x;
        }
    }
    return cost;
}
function placedAt(position, list, by) {
    const out = new Float64Array(list.length);
    for (let i = 0; i < list.length; i++)
        out[position[i]] = list[i] * by;
    return out;
}
/** Columns first, then one slack a row, then room for two more; equal bounds mean that it cannot move. */
function scaledVariables(program, { row: rowScale, column: columnScale }, used, settled) {
    const { columns, rows, columnLower, rowLower, rowUpper } = program;
    const columnUpper = upperBoundsNeeded(program);
    const [cost, quadratic, lower, upper, scale] = Array.from({ length: 5 }, () => new Float64Array(columns + rows + 2));
    for (let j = 0; j < columns; j++) {
        const s = columnScale[j];
        scale[j] = s;
        cost[j] = program.cost[j] * s;
        quadratic[j] = program.quadratic ? program.quadratic[j] * s * s : 0;
        lower[j] = columnLower[j] / s;
        upper[j] = columnUpper[j] / s;
    }
    for (const [j, value] of settled)
        lower[j] = upper[j] = value / scale[j];
    for (let i = 0; i < rows; i++) {
        scale[columns + i] = 1 / rowScale[i];
        if (!used[i] || rowLower[i] === rowUpper[i])
            continue;
        lower[columns + i] = rowLower[i] * rowScale[i];
        upper[columns + i] = rowUpper[i] * rowScale[i];
    }
    return { cost, quadratic, lower, upper, scale };
}
/** What may be added to make bounds even: one with a lower, one with an upper bound of 0. */
function priceIdle(all, costScale) {
    const idle = all.cost.length - 2;
    all.cost[idle] = costScale;
    all.cost[idle + 1] = -costScale;
    all.upper[idle] = Infinity;
    all.lower[idle + 1] = -Infinity;
}
function groupsByBounds({ lower, upper }) {
    const groups = new Uint8Array(lower.length);
    for (let v = 0; v < lower.length; v++) {
        const below = lower[v] > -Infinity;
        const above = upper[v] < Infinity;
        groups[v] = lower[v] === upper[v] ? HELD : below ? (above ? BOTH : LOWER_ONLY) : above ? UPPER_ONLY : FREE;
    }
    return groups;
}
function picked(list, source, by) {
    const out = new Float64Array(source.length);
    for (let k = 0; k < source.length; k++)
        out[k] = list[source[k]] * by;
    return out;
}
/** Scaled entries in the order of a form; those of rows that are not used are 0, a slack has -1. */
function packValues(program, scale, used, { source, starts }) {
    const { columns, indices, values } = program;
    const { row, column } = scale;
    const packed = new Float64Array(starts[source.length]).fill(-1);
    for (let k = 0; k < source.length; k++) {
        const j = source[k];
        if (j >= columns)
            continue;
        const by = column[j];
        for (let p = program.starts[j], at = starts[k], end = starts[k + 1]; at < end; p++, at++) {
            const i = indices[p];
            packed[at] = used[i] === 1 ? values[p] * row[i] * by : 0;
        }
    }
    return packed;
}
