import { ENERGY, fixed, orDash, signed } from "./number-text.js";
import { settingsLine } from "./run-text.js";
import { textTable } from "./text-table.js";
import { WORDS } from "./words.js";
/** Dose and response: one line a point, then where the response holds; under each rule for exports where asked for. */
export function sweepText(s, lang) {
    const w = WORDS[lang];
    const answers = s.rules === null ? [answerText(s, s, lang)] : s.rules.map((answer) => `${w.exportRule}: ${answer.export_rule}\n${answerText(s, answer, lang)}`);
    return [`${s.scenario}, ${s.measure}.${s.field}${s.measure2 === null ? '' : `, ${s.measure2}.${s.field2}`}\n${settingsLine(s, lang)}`, ...answers].join('\n\n');
}
function answerText(s, { points, monotone, turns, ranges }, lang) {
    const w = WORDS[lang];
    const { unit } = ENERGY[lang];
    const of = (name, measured) => (measured === null ? name ?? '' : `${name} [${measured}]`);
    const first = points.every((point) => point.value === undefined) ? `${w.size} [GW]` : of(s.field, s.unit);
    const second = s.field2 === null ? [] : [of(s.field2, s.unit2)];
    const head = [first, ...second, `${w.removedShort} [${unit}]`, `${w.delta} [${unit}]`, `${w.allDelta} [${unit}]`, w.average, w.marginal];
    const note = monotone ? w.monotone : w.notMonotone;
    const within = ranges.length === 0 ? '' : ` ${w.within} ${distance(Math.max(...ranges.map((range) => range.tolerance_gwh)), lang)}`;
    const turned = turns.map((turn) => `\n${w.turns}: ${lang === 'zh' ? turn.message_zh : turn.message_en}`).join('');
    return `${textTable([head, ...points.map((point) => pointRow(point, lang))], 0)}\n\n${w.holds}${within} ${note}\n${rangeTable(ranges, s, lang)}${turned}`;
}
function pointRow(p, lang) {
    const { decimals, perUnit } = ENERGY[lang];
    const factor = (value) => orDash(value, (v) => fixed(v, 3));
    return [
        p.value === undefined ? fixed(p.size_gw, 3) : shown(p.value), ...(p.value2 === undefined ? [] : [shown(p.value2)]),
        fixed(p.removed_energy_gwh / perUnit, decimals), signed(p.curtailed_delta_gwh / perUnit, decimals), signed(p.all_spill_delta_gwh / perUnit, decimals),
        factor(p.average_curtailment_factor.statistic), factor(p.marginal_curtailment_factor.statistic),
    ];
}
const shown = (value) => (typeof value === 'string' ? value : fixed(value, 3));
/** What changes state stands behind the columns: its length varies. */
function rangeTable(ranges, s, lang) {
    const rows = ranges.map((range) => rangeRow(range, s, lang));
    return textTable(rows.map((row) => row.slice(0, -1))).split('\n').map((line, i) => `${line}  ${rows[i].at(-1)}`.trimEnd()).join('\n');
}
/** A small energy with two digits more where it would be printed as 0. */
function distance(gwh, lang) {
    const { decimals, perUnit, unit } = ENERGY[lang];
    const value = gwh / perUnit;
    return `${fixed(value, value < 10 ** -decimals ? decimals + 2 : decimals)} ${unit}`;
}
function rangeRow({ from, to, value2, marginal_curtailment_factor: marginal, slope, off_gwh, ends, changes, channel }, s, lang) {
    const w = WORDS[lang];
    const at = value2 === undefined ? '' : ` (${s.field2} ${shown(value2)})`;
    const then = [...(changes ? [changeText(changes, lang)] : []), ...(channel ? [channelText(channel, lang)] : [])].join('; ');
    return [
        `${shown(from)} .. ${shown(to)}${at}`, orDash(marginal.statistic, (v) => fixed(v, 3)), `${fixed(slope.statistic, 1)} ${s.slope_unit}`, `${w.offAtMost} ${distance(off_gwh, lang)}`,
        ...(ends ? [ends.holds ? w.checkedEnds : w.uncheckedEnds] : []), then === '' ? '' : `${w.then} ${then}`,
    ];
}
function changeText({ kind, name, pocket, world, hours_at_limit: hours }, lang) {
    const w = WORDS[lang];
    const what = { section: w.aSection, export: w.anExport, corridor: pocket === null ? w.aCorridor : w.aPocketLink }[kind];
    return `${what} ${name[lang]} ${hours.map((h) => fixed(h, 0)).join(' -> ')} ${w.hoursFull} (${world === 'reference' ? w.with : w.without})`;
}
const CHANNEL_WORDS = {
    spilled_outside_statistic: 'toOutside', forced_spill: 'toForced', storage: 'toStorage', head_and_routing: 'toHead', export: 'toExport', thermal: 'toThermal',
    renewables: 'toRenewables', import: 'toImport', unserved: 'toUnserved', losses: 'toLosses',
};
const channelText = ({ channel, share }, lang) => `${WORDS[lang][CHANNEL_WORDS[channel]]} ${share.map((part) => fixed(part, 2)).join(' -> ')} ${WORDS[lang].ofEach}`;
