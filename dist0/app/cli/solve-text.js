import { small } from "./number-text.js";
/** Status, how well the books close, objective and one line a quantity and id with its least, mean and largest value over the steps; then what a reader should know. */
export function caseTable(id, solved, notes) {
    const rows = Object.entries(solved.result ?? {}).flatMap(([quantity, byId]) => Object.entries(byId).map(([key, values]) => [quantity, key, ...spread(values)]));
    const head = [`case       ${id ?? '(no id)'}`, `status     ${solved.status}${closing(solved)}`, `objective  ${solved.objective}`, ''];
    return [...head, ...aligned([['quantity', 'id', 'least', 'mean', 'largest'], ...rows]), ...notes.map((note) => `note: ${note}`)].join('\n');
}
const closing = ({ balance }) => (balance === null ? '' : `, water closes within ${small(balance.water_residual_hm3)} hm3 and energy within ${small(balance.energy_residual_mwh)} MWh`);
function spread(values) {
    const known = values.filter((v) => v !== null);
    if (known.length === 0)
        return ['-', '-', '-'];
    const [least, largest] = [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))];
    return [least, known.reduce((a, b) => a + b, 0) / known.length, largest].map((v) => String(Number(v.toPrecision(7))));
}
function aligned(rows) {
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
    return rows.map((row) => row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ').trimEnd());
}
