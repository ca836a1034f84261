import type { SeriesQuantity } from '../../engine/outcome/series.ts';
import { didYouMean } from '../../system/words/nearest.ts';
import { problem, type Checked, type Problem, invalid, valid } from '../../system/words/problem.ts';
import { COUNTS, SERIES_NATURE, tellsApart, type Counts } from './series-nature.ts';
import type { SeriesPlaces } from './series-places.ts';

/** Whether a series of this id is asked for. */
export type SeriesFilter = (id: string) => boolean;
/**
 * `station`, `zone`, `section`: of those named; all where none is. Behind a section lies what its sending side joins;
 * of corridors and sections it keeps its own.
 */
export interface FilterAsked {
  readonly quantity: SeriesQuantity;
  readonly counts: Counts;
  readonly station?: readonly string[];
  readonly zone?: readonly string[];
  readonly section?: readonly string[];
}

const FILTERS = ['station', 'zone', 'section'] as const;
type FilterName = (typeof FILTERS)[number];

/** What is kept of a series with these ids, or every name that is unknown, has no such series, or counts otherwise. */
export function seriesFilter(asked: FilterAsked, ids: readonly string[], places: SeriesPlaces): Checked<SeriesFilter> {
  const { quantity, counts } = asked;
  const problems = [...countProblems(asked), ...FILTERS.flatMap((name) => nameProblems(name, asked, ids, places))];
  if (problems.length > 0) return invalid(problems);
  const { of } = SERIES_NATURE[quantity];
  const named = namedFilter(asked, places);
  const counted: SeriesFilter = (id) => !tellsApart(quantity) || (places.of(of, id).counts ?? 'statistic') === counts;
  const elsewhere =
    FILTERS.some((name) => asked[name]) && !ids.some((id) => named(id) && counted(id)) ? ids.filter(named) : [];
  if (elsewhere.length > 0)
    return invalid([
      countsOtherwise(
        asked,
        elsewhere.map((id) => places.of(of, id).counts ?? 'statistic'),
      ),
    ]);
  return valid((id) => counted(id) && named(id));
}

function namedFilter({ quantity, station, zone, section }: FilterAsked, places: SeriesPlaces): SeriesFilter {
  const { of } = SERIES_NATURE[quantity];
  const inZones = (id: string, zones: ReadonlySet<string>): boolean =>
    places.of(of, id).zones.some((one) => zones.has(one));
  const zones = new Set(zone);
  const behind = new Set(section?.flatMap((one) => [...places.behind(one)]));
  const own = new Set(section?.flatMap((one) => (of === 'section' ? [one] : [...places.members(one)])));
  const ofSection: SeriesFilter = (id) => (of === 'corridor' || of === 'section' ? own.has(id) : inZones(id, behind));
  return (id) => (!station || station.includes(id)) && (!zone || inZones(id, zones)) && (!section || ofSection(id));
}

const countProblems = ({ quantity, counts }: FilterAsked): Problem[] =>
  tellsApart(quantity) || counts === COUNTS[0]
    ? []
    : [
        problem(
          'counts-not-apart',
          'counts',
          counts,
          COUNTS[0],
          `${quantity} is one series of all there is: no ${counts} is told apart`,
          'leave counts out, or ask for a series of hydropower',
        ),
      ];

/** Which of the three filters a quantity can be cut by. */
const filtersOf = (quantity: SeriesQuantity): readonly FilterName[] => {
  const { of } = SERIES_NATURE[quantity];
  return of === 'station' ? FILTERS : of === 'section' ? ['section'] : ['zone', 'section'];
};

function nameProblems(name: FilterName, asked: FilterAsked, ids: readonly string[], places: SeriesPlaces): Problem[] {
  const given = asked[name];
  if (!given) return [];
  const filters = filtersOf(asked.quantity);
  if (!filters.includes(name))
    return [
      problem(
        'filter',
        name,
        given.join(','),
        `one of ${filters.join(', ')}`,
        `${asked.quantity} cannot be cut by ${name}`,
        `use ${filters.join(' or ')}`,
      ),
    ];
  const known = name === 'station' ? [...places.plants.keys()] : name === 'zone' ? places.zones : places.sections;
  const unknown = given
    .filter((one) => !known.includes(one))
    .map((one) =>
      problem(
        `unknown-${name}`,
        name,
        one,
        `one of the ${known.length} known`,
        `there is no ${name} "${one}" in the model`,
        didYouMean(
          one,
          known,
          name === 'station' ? 'name a row of stations.csv or lumped_hydro.csv' : `known are ${known.join(', ')}`,
        ),
      ),
    );
  return name === 'station' ? [...unknown, ...stationProblems(asked, ids, places)] : unknown;
}

/** Stations that the model has and the answer would not: they count otherwise than asked, or have no such series. */
const stationProblems = (
  { quantity, station = [], counts }: FilterAsked,
  ids: readonly string[],
  places: SeriesPlaces,
): Problem[] =>
  station.flatMap((id) => {
    const own = places.plants.get(id)?.counts;
    if (own === undefined) return [];
    if (!ids.includes(id))
      return [
        problem(
          'no-series',
          'station',
          id,
          `a plant with ${quantity}`,
          `"${id}" has no series of ${quantity}`,
          'ask for its power, or name a station of a river',
        ),
      ];
    return own === counts
      ? []
      : [
          problem(
            'counts-otherwise',
            'station',
            id,
            `a station that counts as ${counts}`,
            `station "${id}" counts as ${own}, not as ${counts}`,
            `ask with counts=${own}`,
          ),
        ];
  });

function countsOtherwise({ quantity, counts, ...asked }: FilterAsked, found: readonly Counts[]): Problem {
  const name = FILTERS.find((one) => asked[one]) ?? 'station';
  const others = [...new Set(found)];
  return problem(
    'counts-otherwise',
    name,
    (asked[name] ?? []).join(','),
    `what counts as ${counts}`,
    `${quantity} has nothing there that counts as ${counts}`,
    `ask with ${others.map((one) => `counts=${one}`).join(' or ')}`,
  );
}
