import type { Row, Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath } from '../model/table-keys.ts';

type Station = Row<'stations'>;

/** Water runs downhill once: no loop, and no reach on which the mean flow falls. */
export const checkCascade = (tables: Tables): Problem[] => [
  ...loops(tables.stations),
  ...negativeLocalInflow(tables.stations),
];

function loops(stations: readonly Station[]): Problem[] {
  const byId = new Map(stations.map((station) => [station.id, station]));
  const settled = new Set<string>();
  const problems: Problem[] = [];
  for (const station of stations) {
    const path: string[] = [];
    for (
      let at: Station | undefined = station;
      at && !settled.has(at.id);
      at = at.downstream === undefined ? undefined : byId.get(at.downstream)
    ) {
      const seen = path.indexOf(at.id);
      if (seen >= 0) {
        problems.push(loopProblem(at, path.slice(seen)));
        break;
      }
      path.push(at.id);
    }
    for (const id of path) settled.add(id);
  }
  return problems;
}

const loopProblem = (station: Station, loop: readonly string[]): Problem =>
  problem(
    'cascade-loop',
    rowPath('stations', station, 'downstream'),
    station.downstream,
    'a chain that leaves the system',
    `water would run in a circle: ${[...loop, loop[0]].join(' -> ')}`,
    'correct "downstream" of one of these stations; leave it empty at the last one',
  );

/** Local inflow = own natural mean - sum of the upstream means, m3/s; it may be zero, never negative. */
function negativeLocalInflow(stations: readonly Station[]): Problem[] {
  const upstream = new Map<string, number>();
  for (const { id, downstream, mean_flow_m3s } of stations) {
    if (downstream !== undefined && downstream !== id)
      upstream.set(downstream, (upstream.get(downstream) ?? 0) + mean_flow_m3s);
  }
  return stations
    .filter((s) => (upstream.get(s.id) ?? 0) > s.mean_flow_m3s * (1 + 1e-9))
    .map((s) =>
      problem(
        'negative-local-inflow',
        rowPath('stations', s, 'mean_flow_m3s'),
        s.mean_flow_m3s,
        `>= ${round(upstream.get(s.id) ?? 0)} m3/s`,
        `the stations directly upstream of "${s.id}" have a mean flow of ${round(upstream.get(s.id) ?? 0)} ` +
          'm3/s together, more than its own',
        'mean_flow_m3s is the natural mean at the site and includes all water from upstream: raise it, or ' +
          'correct "downstream" of a station above',
      ),
    );
}

const round = (value: number): number => Number(value.toFixed(3));
