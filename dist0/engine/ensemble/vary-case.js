import { contentHash } from "../compile-case/hash.js";
/**
 * The case with drawn section limits, export acceptance and demand. Acceptance moves what a receiver takes and the contract in it together, never above the rating; demand is the firm load, named
 * loads keep their size; a forced outage takes its share of a station's capacity all season. Two worlds that share `commonHash` still share it with the same draw.
 */
export function varyCase(c, drawn) {
    const { sectionLimit, exportAcceptance, demand, forcedOutage } = drawn;
    const isOut = forcedOutage.some((share) => share > 0);
    const content = { sectionLimit, exportAcceptance, demand, ...(isOut && { forcedOutage }) };
    return Object.freeze({
        ...c, hash: contentHash([c.hash, content]), commonHash: contentHash([c.commonHash, content]),
        sections: { ...c.sections, limit: c.sections.limit.map((mw, at) => mw * sectionLimit[Math.floor(at / c.hours)]) },
        exports: accepted(c, exportAcceptance), zones: { ...c.zones, load: c.zones.load.map((mw) => mw * demand) },
        ...(isOut && { stations: { ...c.stations, capacity: c.stations.capacity.map((mw, at) => mw * (1 - forcedOutage[Math.floor(at / c.hours)])) } }),
    });
}
function accepted({ exports, hours }, factor) {
    const [most, contract] = [exports.most.slice(), exports.contract.slice()];
    for (let at = 0; at < most.length; at++) {
        most[at] = Math.min(most[at] * factor, Math.max(most[at], exports.rated[Math.floor(at / hours)]));
        contract[at] = Math.min(contract[at] * factor, most[at]);
    }
    return { ...exports, most, contract };
}
