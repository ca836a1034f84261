import { behindEach, sectionMembers } from "../engine/compile-case/behind-sections.js";
import { compileCorridors } from "../engine/compile-case/network.js";
import { lumpParts } from "../engine/compile-case/river.js";
import { STATISTIC } from "../engine/compile-case/water.js";
const NOWHERE = { zones: [] };
export function seriesPlaces(model) {
    const { zones: zoneRows, pockets, sections, exports, thermal } = model.tables;
    const zones = [...zoneRows, ...pockets].map(({ id }) => id);
    const index = new Map(zones.map((id, z) => [id, z]));
    const corridors = compileCorridors(model, index);
    const members = sectionMembers(model, corridors.ids, exports.map(({ id }) => id));
    const behind = behindEach(sections.length, zones.length, members, corridors, Int32Array.from(exports, ({ zone }) => index.get(zone) ?? 0));
    const at = (section) => sections.findIndex(({ id }) => id === section);
    const lines = [...corridors.ids, ...exports.map(({ id }) => id)];
    const plants = plantPlaces(model);
    const byKind = {
        station: plants, zone: new Map(zones.map((id) => [id, { zones: [id] }])), corridor: new Map(corridors.ids.map((id, l) => [id, { zones: [zones[corridors.from[l]], zones[corridors.to[l]]] }])),
        export: inZone(exports), thermal: inZone(thermal),
    };
    return {
        zones, sections: sections.map(({ id }) => id), plants, of: (kind, id) => byKind[kind]?.get(id) ?? NOWHERE,
        behind: (section) => new Set(zones.filter((_, z) => behind[at(section) * zones.length + z] === 1)),
        members: (section) => new Set(members.filter((one) => one.section === at(section)).map(({ line }) => lines[line])),
    };
}
const inZone = (rows) => new Map(rows.map(({ id, zone }) => [id, { zones: [zone] }]));
/** Stations, then lumped hydro with the parts that pockets take, as the books count them. */
function plantPlaces(model) {
    const pockets = new Set(model.tables.pockets.map(({ id }) => id));
    const counts = (inStatistic, inPocket) => (inStatistic ? 'statistic' : inPocket ? 'direct-pocket' : 'small-hydro');
    return new Map([
        ...model.tables.stations.map(({ id, zone, basin, in_series }) => [id, { zones: [zone], basin, counts: counts(in_series === STATISTIC, pockets.has(zone)) }]),
        ...lumpParts(model).map(({ id, zone, pocket, row }) => [id, { zones: [zone], basin: row.basin, counts: counts(row.in_series === STATISTIC && pocket === 0, pocket === 1) }]),
    ]);
}
