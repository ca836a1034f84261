import { behindEach, sectionMembers } from '../../engine/compile-case/behind-sections.ts';
import { compileCorridors } from '../../engine/compile-case/network.ts';
import { aggregatedParts } from '../../engine/compile-case/river.ts';
import { statisticOf, type Model } from '../../system/model/model.ts';
import type { Counts } from './series-nature.ts';

/**
 * Where something with a series is: its zones (both ends of a corridor), its basin, and what its hydropower counts as.
 */
export interface SeriesPlace {
  readonly zones: readonly string[];
  readonly basin?: string;
  readonly counts?: Counts;
}
export interface SeriesPlaces {
  readonly zones: readonly string[];
  readonly sections: readonly string[];
  readonly plants: ReadonlyMap<string, SeriesPlace>;
  /** stations, aggregated hydro (parts in pockets too), zones, corridors, lines and thermal units by kind and id */
  readonly of: (kind: string, id: string) => SeriesPlace;
  readonly behind: (section: string) => ReadonlySet<string>;
  /** lines that make up a section */
  readonly members: (section: string) => ReadonlySet<string>;
}

const NOWHERE: SeriesPlace = { zones: [] };

export function seriesPlaces(model: Model): SeriesPlaces {
  const { zones: zoneRows, pockets, sections, exports, thermal } = model.tables;
  const zones = [...zoneRows, ...pockets].map(({ id }) => id);
  const index = new Map(zones.map((id, z) => [id, z]));
  const corridors = compileCorridors(model, index);
  const members = sectionMembers(
    model,
    corridors.ids,
    exports.map(({ id }) => id),
  );
  const behind = behindEach(
    sections.length,
    zones.length,
    members,
    corridors,
    Int32Array.from(exports, ({ zone }) => index.get(zone) ?? 0),
  );
  const at = (section: string): number => sections.findIndex(({ id }) => id === section);
  const lines = [...corridors.ids, ...exports.map(({ id }) => id)];
  const plants = plantPlaces(model);
  const byKind: Readonly<Record<string, ReadonlyMap<string, SeriesPlace>>> = {
    station: plants,
    zone: new Map(zones.map((id) => [id, { zones: [id] }])),
    corridor: new Map(
      corridors.ids.map((id, l) => [id, { zones: [zones[corridors.from[l]], zones[corridors.to[l]]] }]),
    ),
    export: inZone(exports),
    thermal: inZone(thermal),
  };
  return {
    zones,
    sections: sections.map(({ id }) => id),
    plants,
    of: (kind, id) => byKind[kind]?.get(id) ?? NOWHERE,
    behind: (section) => new Set(zones.filter((_, z) => behind[at(section) * zones.length + z] === 1)),
    members: (section) => new Set(members.filter((one) => one.section === at(section)).map(({ line }) => lines[line])),
  };
}

const inZone = (rows: readonly { readonly id: string; readonly zone: string }[]): ReadonlyMap<string, SeriesPlace> =>
  new Map(rows.map(({ id, zone }) => [id, { zones: [zone] }]));

/** Stations, then lumped hydro with the parts that pockets take, as the books count them. */
function plantPlaces(model: Model): ReadonlyMap<string, SeriesPlace> {
  const pockets = new Set(model.tables.pockets.map(({ id }) => id));
  const statistic = statisticOf(model);
  const counts = (inStatistic: boolean, inPocket: boolean): Counts =>
    inStatistic ? 'statistic' : inPocket ? 'direct-pocket' : 'small-hydro';
  return new Map([
    ...model.tables.stations.map(({ id, zone, basin, in_series }): [string, SeriesPlace] => [
      id,
      { zones: [zone], basin, counts: counts(in_series === statistic, pockets.has(zone)) },
    ]),
    ...aggregatedParts(model).map(({ id, zone, pocket, row }): [string, SeriesPlace] => [
      id,
      { zones: [zone], basin: row.basin, counts: counts(row.in_series === statistic && pocket === 0, pocket === 1) },
    ]),
  ]);
}
