import { energyUnit, fixed, orDash, percent, signed } from "./number-text.js";
import { textTable } from "./text-table.js";
import { WORDS } from "./words.js";
/** The spread of the difference over the draws, and which inputs make it. */
export function ensembleText(e, lang) {
    const w = WORDS[lang];
    const { unit, decimals, perUnit } = energyUnit(lang, e.removed_energy_gwh.p90);
    const energy = (gwh) => signed(gwh / perUnit, decimals);
    const line = (name, s, show = energy, of = unit) => [name, of, ...[s.p025, s.p10, s.p50, s.p90, s.p975, s.mean].map(show), s.ci95_low === undefined ? '' : orDash(s.ci95_low, show), s.ci95_high === undefined ? '' : orDash(s.ci95_high ?? null, show)];
    const factor = (s) => (s ? [line(w.factor, s, (value) => fixed(value, 3), '')] : []);
    const rows = [
        [w.ensemble, w.unit, 'P2.5', 'P10', 'P50', 'P90', 'P97.5', w.mean, `${w.mean} 95 % ${w.low}`, `${w.mean} 95 % ${w.high}`], line(w.curtailed, e.delta_gwh), line(w.allDelta, e.all_spill_delta_gwh), ...factor(e.average_curtailment_factor.statistic),
        ...e.by_month.map((month) => line(month.key, month)),
    ];
    return [`${w.draws}: ${e.draws}${e.draws < e.draws_asked ? ` / ${e.draws_asked}` : ''}    ${w.seed}: ${e.seed}`, textTable(rows, 2), ...apartLine(e, energy, unit, lang), groupTable(e, lang), ...structureTable(e, energy, unit, lang), inputTable(e, lang), ...controlLine(e.control, energy, `${w.corrected} [${unit}]`)].join('\n\n');
}
/** What drawing both worlds together saves. */
function apartLine({ unpaired_ci95: apart, narrowing }, energy, unit, lang) {
    if (!apart || narrowing.whole === null)
        return [];
    const w = WORDS[lang];
    return [`${w.apart} [${unit}]: ${energy(apart.low)} ... ${energy(apart.high)}; ${w.narrower} ${fixed(narrowing.whole, 1)} (${w.pairingAlone} ${orDash(narrowing.pairing, (gain) => fixed(gain, 1))})`];
}
function groupTable({ groups }, lang) {
    const w = WORDS[lang];
    const names = { structure: w.groupStructure, water: w.groupWater, size: w.groupSize, place: w.groupPlace, other: w.groupOther, unexplained: w.groupUnexplained };
    const share = ({ group, inputs, share_of_variance: value }) => (inputs.length > 0 || group === 'unexplained' ? orDash(value, percent) : w.fixedInput);
    return textTable([[w.shareOfSpread, '%'], ...groups.map((one) => [names[one.group], share(one)])], 1);
}
/** What each structure says over its draws, and with every other input as stated: whether the band holds it. */
function structureTable({ by_structure: structures }, energy, unit, lang) {
    if (structures.length === 0)
        return [];
    const w = WORDS[lang];
    const rows = structures.map((s) => [s.name[lang], String(s.draws), ...[s.p10_gwh, s.p50_gwh, s.p90_gwh, s.mean_gwh].map(energy), orDash(s.as_stated_gwh, energy), orDash(s.as_stated_quantile, percent)]);
    return [textTable([[`${w.byStructure} [${unit}]`, w.draws, 'P10', 'P50', 'P90', w.mean, w.asStated, w.lieBelow], ...rows], 1)];
}
function inputTable({ inputs }, lang) {
    const w = WORDS[lang];
    const range = (i) => (i.distribution === 'by-month' ? i.distribution : i.sd !== null ? `sd ${i.sd}` : [i.low, i.mode, i.high].filter((value) => value !== null).join(' - '));
    const share = (i) => (i.drawn ? orDash(i.share_of_variance, percent) : w.fixedInput);
    return textTable([[w.input, w.range, w.varianceShare, w.rankCorrelation], ...inputs.map((i) => [i.input, `${range(i)}${i.unit === '1' ? '' : ` ${i.unit}`}`, share(i), orDash(i.rank_correlation, (value) => signed(value, 2))])], 2);
}
function controlLine(control, energy, name) {
    if (!control)
        return [];
    const interval = control.ci95_low === null || control.ci95_high === null ? '' : ` (${energy(control.ci95_low)} ... ${energy(control.ci95_high)})`;
    return [`${name}: ${energy(control.adjusted_mean_gwh)}${interval}, ${control.draws} x ${control.level}${control.correlation === null ? '' : `, r = ${fixed(control.correlation, 3)}`}`];
}
