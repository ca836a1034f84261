import { energyUnit, fixed, signed } from "./number-text.js";
import { settingsLine } from "./run-text.js";
import { textTable } from "./text-table.js";
import { WORDS } from "./words.js";
const WIDTH = 41;
/** How far each uncertain input alone moves the difference, most first: the figures, and a bar from the lower to the higher difference around the base (`|`). */
export function tornadoText(result, lang) {
    const w = WORDS[lang];
    const energy = energyUnit(lang, result.base.removed_energy_gwh);
    const shown = (gwh) => signed(gwh / energy.perUnit, energy.decimals);
    const head = [w.input, w.low, w.high, `${w.delta} ${w.low} [${energy.unit}]`, `${w.high} [${energy.unit}]`, `${w.swing} [${energy.unit}]`, w.confidence];
    const bars = barsOf(result);
    const rows = result.rows.map((row) => [
        row.input, endText(row.low, row), endText(row.high, row), shown(row.low.delta_gwh), shown(row.high.delta_gwh), fixed(row.swing_gwh / energy.perUnit, energy.decimals), confidenceOf(row, lang),
    ]);
    return [
        `${w.tornado}\n${result.title[lang]}\n${w.with}: ${result.reference.id}    ${w.without}: ${result.counterfactual.id}\n${settingsLine(result, lang)}`,
        `${w.baseDelta}: ${shown(result.base.delta_gwh)} ${energy.unit}`,
        withBars(textTable([head, ...rows], 3), bars), scaleLine(result, energy, lang), [w.tornadoNote, ...result.rows.map((row) => `  ${row.input}: ${row.source}`)].join('\n'),
    ].join('\n\n');
}
const confidenceOf = ({ confidence }, lang) => (confidence in WORDS[lang] ? WORDS[lang][confidence] : confidence);
function endText({ value }, { ends, unit }) {
    if (typeof value === 'string')
        return value;
    return `${unit === '1' ? fixed(value, 3) : `${fixed(value, 0)} ${unit}`}${ends === 'p10-p90' ? ` (${value < 1 ? 'P10' : 'P90'})` : ''}`;
}
const spanOf = ({ rows, base }) => {
    const deltas = [base.delta_gwh, ...rows.flatMap(({ low, high }) => [low.delta_gwh, high.delta_gwh])];
    return { from: Math.min(...deltas), to: Math.max(...deltas) };
};
/** A line of characters a row: `#` between the two ends and the base, `|` at the base. */
function barsOf(result) {
    const { from, to } = spanOf(result);
    const at = (gwh) => (to > from ? Math.round(((gwh - from) / (to - from)) * (WIDTH - 1)) : 0);
    const base = at(result.base.delta_gwh);
    return result.rows.map(({ low, high }) => {
        const places = [at(low.delta_gwh), at(high.delta_gwh), base];
        const [first, last] = [Math.min(...places), Math.max(...places)];
        return Array.from({ length: WIDTH }, (_, i) => (i === base ? '|' : i >= first && i <= last ? '#' : ' ')).join('').trimEnd();
    });
}
const withBars = (table, bars) => {
    const lines = table.split('\n');
    return lines.map((line, i) => (i === 0 ? line : `${line}  ${bars[i - 1]}`.trimEnd())).join('\n');
};
const scaleLine = (result, { decimals, perUnit, unit }, lang) => {
    const { from, to } = spanOf(result);
    return `${WORDS[lang].barFrom} ${signed(from / perUnit, decimals)} ${WORDS[lang].to} ${signed(to / perUnit, decimals)} ${unit}`;
};
