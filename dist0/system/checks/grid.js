import { parseInstant } from "../calendar.js";
import { problem } from "../problem.js";
import { rowPath } from "../table-keys.js";
/** Lines, sections and exports that cannot be what they say. */
export const checkGrid = (tables, unread) => [
    ...tables.corridors.filter((r) => r.from !== undefined && r.from === r.to).map(corridorToItself),
    ...(unread.has('corridors') ? [] : disconnectedZones(tables)),
    ...(unread.has('section_members') ? [] : emptySections(tables)),
    ...tables.section_limits.filter((r) => notAfter(r.to, r.from)).map((r) => reversed('section_limits', r, 'to', r.to, r.from)),
    ...tables.exports.filter((r) => notAfter(r.retired, r.commissioned)).map((r) => reversed('exports', r, 'retired', r.retired, r.commissioned)),
    ...schedulesAboveRating(tables),
];
const corridorToItself = (r) => problem('corridor-to-itself', rowPath('corridors', r, 'to'), r.to, 'a zone other than "from"', `corridor "${r.id}" starts and ends in "${r.from}"`, 'give it the zone at its other end');
function disconnectedZones({ zones, corridors }) {
    // A zone without its id is reported as that; what it is joined to cannot be told.
    if (zones.length < 2 || zones.some((zone) => zone.id === undefined))
        return [];
    const reached = new Set([zones[0].id]);
    for (let before = 0; before !== reached.size;) {
        before = reached.size;
        for (const { from, to } of corridors) {
            if (reached.has(from))
                reached.add(to);
            else if (reached.has(to))
                reached.add(from);
        }
    }
    return zones.filter((zone) => !reached.has(zone.id)).map((zone) => problem('zone-disconnected', rowPath('zones', zone, 'id'), zone.id, 'joined to every other zone by corridors', `no chain of corridors joins "${zone.id}" to "${zones[0].id}"`, 'add the corridor to corridors.csv (0 MW if it is out of use), or drop the zone'));
}
function emptySections({ sections, section_members }) {
    const used = new Set(section_members.map((member) => member.section));
    return sections.filter((section) => section.id !== undefined && !used.has(section.id)).map((section) => problem('section-empty', rowPath('sections', section, 'id'), section.id, 'at least one member', `section "${section.id}" limits nothing: it has no members`, 'list its corridors or exports in section_members.csv, or drop the section'));
}
function schedulesAboveRating({ exports, export_schedule }) {
    const rating = new Map(exports.map((line) => [line.id, line.rated_mw]));
    return export_schedule.filter((r) => r.mean_mw > (rating.get(r.export) ?? Infinity)).map((r) => problem('schedule-above-rating', rowPath('export_schedule', r, 'mean_mw'), r.mean_mw, `<= ${rating.get(r.export)} MW (rating)`, `the mean schedule of "${r.export}" exceeds what the line can carry`, 'lower mean_mw here or correct rated_mw in exports.csv'));
}
function notAfter(later, earlier) {
    if (later === undefined || earlier === undefined)
        return false;
    const [to, from] = [parseInstant(later), parseInstant(earlier)];
    return to !== null && from !== null && to <= from;
}
const reversed = (table, row, column, value, start) => problem('range-reversed', rowPath(table, row, column), value, `later than ${start}`, 'the range ends before it starts', 'exchange or correct the two dates');
