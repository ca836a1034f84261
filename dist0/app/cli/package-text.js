import { addUp } from "../../study/add-up.js";
import { ENERGY, fixed, orDash, signed } from "./number-text.js";
import { settingsLine } from "./run-text.js";
import { textTable } from "./text-table.js";
import { WORDS } from "./words.js";
/** A package of counter-measures: what each recovers alone and as its share, when, and what that is worth. Shares add to the package as printed. */
export function packageText(p, lang) {
    const w = WORDS[lang];
    return [
        `${p.title[lang]}\n${settingsLine(p, lang)}`, recoveredTable(p, lang), w.footnote, monthTable(p, lang), ...(ofKind(p, 'price').length > 0 ? [revenueTable(p, lang)] : []), combinationTable(p, lang),
        [w.restsOn, ...p.valuations.map((v) => `  ${v.name[lang]}: ${v.value} ${v.unit} (${v.source.startsWith(v.confidence) ? '' : `${v.confidence}; `}${v.source})`)].join('\n'),
    ].filter((block) => block !== '').join('\n\n');
}
const ofKind = (p, kind) => p.valuations.filter((v) => v.kind === kind);
function recoveredTable(p, lang) {
    const w = WORDS[lang];
    const { unit, decimals, perUnit } = ENERGY[lang];
    const column = (of) => {
        const { rows, total } = addUp(p.measures.map(({ share }) => of(share) / perUnit), decimals);
        return [...rows, total].map((value) => signed(value, decimals));
    };
    const [statistic, allSpill, generated, credited] = [
        column((e) => e.recovered_gwh.statistic), column((e) => e.recovered_gwh.all_spill),
        column((e) => e.generated_gwh.all_hydro), column((e) => e.credited_gwh.total),
    ];
    const kt = (kind) => {
        const factors = p.package[kind].map((_, at) => addUp(p.measures.map(({ share }) => share[kind][at].value), 1));
        return [...p.measures.map((_, i) => factors.map(({ rows }) => fixed(rows[i], 1))), factors.map(({ total }) => fixed(total, 1))].map((cells) => cells.join(' / ') || '-');
    };
    const [co2, coal] = [kt('co2_kt'), kt('coal_kt')];
    const alone = (energy) => signed(energy / perUnit, decimals);
    const effects = [...p.measures.map(({ id, mw, share, alone: own }) => ({ id, mw, share, own })), { id: w.wholePackage, mw: p.package.mw, share: p.package, own: null }];
    return textTable([
        [`${w.recovered} [${unit}]`, 'MW', `${w.alone}, ${w.statistic}`, `${w.alone}, ${w.allSpill}`, `${w.shareOf}, ${w.statistic}`, `${w.shareOf}, ${w.allSpill}`, w.generatedMore, w.hours, w.credited, 'CO2 [kt]', 'coal [kt]'],
        ...effects.map(({ id, mw, share, own }, i) => [
            id, orDash(mw, (v) => fixed(v, 0)), own ? alone(own.recovered_gwh.statistic) : '', own ? alone(own.recovered_gwh.all_spill) : '', statistic[i], allSpill[i], generated[i],
            orDash(share.utilisation_hours.all_spill, (v) => fixed(v, 0)), credited[i], co2[i], coal[i],
        ]),
    ]);
}
function monthTable(p, lang) {
    const w = WORDS[lang];
    const { unit, decimals, perUnit } = ENERGY[lang];
    const months = p.package.by_month.map(({ key }) => key);
    const columns = months.map((_, m) => addUp(p.measures.map(({ share }) => share.by_month[m].recovered_gwh / perUnit), decimals));
    const row = (name, of) => [name, ...columns.map((column) => signed(of(column), decimals))];
    return textTable([[`${w.shareByMonth} [${unit}]`, ...months], ...p.measures.map(({ id }, i) => row(id, ({ rows }) => rows[i])), row(w.wholePackage, ({ total }) => total)]);
}
/** Prices that nobody published are marked. */
function revenueTable(p, lang) {
    const w = WORDS[lang];
    const head = ofKind(p, 'price').map(({ value, confidence }) => `${fixed(value, 2)}${confidence === 'assumed' ? ` (${w.assumed})` : ''}`);
    const prices = p.package.revenue_million_yuan.map((_, at) => addUp(p.measures.map(({ share }) => share.revenue_million_yuan[at].all_hydro), 1));
    return textTable([
        [w.revenue, ...head], ...p.measures.map(({ id }, i) => [id, ...prices.map(({ rows }) => fixed(rows[i], 1))]), [w.wholePackage, ...prices.map(({ total }) => fixed(total, 1))],
    ]);
}
function combinationTable(p, lang) {
    const w = WORDS[lang];
    const { unit, decimals, perUnit } = ENERGY[lang];
    return textTable([
        [`${w.combination} [${unit}]`, w.statistic, w.allSpill],
        ...p.combinations.map(({ with: names, recovered_gwh: { statistic, all_spill } }) => [names.join(' + '), signed(statistic / perUnit, decimals), signed(all_spill / perUnit, decimals)]),
    ]);
}
