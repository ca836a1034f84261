import type { Row, TableName, Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath } from '../model/table-keys.ts';

/**
 * How far production factor * rated flow may lie from capacity: rated heads and full-storage heads differ, wrong units
 * differ more.
 */
const PRODUCTION_TOLERANCE = 0.3;

/** Figures of one plant that contradict one another. */
export const checkPlants = (tables: Tables, unread: ReadonlySet<TableName>): Problem[] => [
  ...tables.stations.flatMap(stationProblems),
  ...availabilityAboveCapacity(tables),
  ...tables.flood_limits.filter((r) => r.from > r.to).map(floodRangeReversed),
  ...tables.maintenance.filter((r) => r.from > r.to).map(maintenanceReversed),
  ...overhauledTwice(tables),
  ...tables.thermal.filter((r) => r.must_run_mw > r.capacity_mw).map(mustRunAboveCapacity),
  ...(unread.has('lumped_hydro') ? [] : pocketsWithoutHydro(tables)),
];

function stationProblems(s: Row<'stations'>): Problem[] {
  const problems: Problem[] = [];
  const ratio = (s.production_mw_per_m3s * s.rated_flow_m3s) / s.capacity_mw;
  if (Math.abs(ratio - 1) > PRODUCTION_TOLERANCE)
    problems.push(
      problem(
        'production-factor',
        rowPath('stations', s, 'production_mw_per_m3s'),
        s.production_mw_per_m3s,
        `within 30 % of ${round(s.capacity_mw / s.rated_flow_m3s)} MW per m3/s`,
        `production factor * rated flow gives ${round(ratio * s.capacity_mw)} MW where the capacity is ` +
          `${s.capacity_mw} MW`,
        'check the units of production_mw_per_m3s, rated_flow_m3s and capacity_mw; about 0.00883 MW per m3/s ' +
          'for each metre of head',
      ),
    );
  if (s.min_release_m3s > s.rated_flow_m3s)
    problems.push(
      problem(
        'min-release-above-rated',
        rowPath('stations', s, 'min_release_m3s'),
        s.min_release_m3s,
        `<= ${s.rated_flow_m3s} m3/s (rated flow)`,
        `"${s.id}" would always have to spill: its minimum release exceeds its rated flow`,
        'lower min_release_m3s or correct rated_flow_m3s',
      ),
    );
  if (s.regulation !== undefined && s.regulation !== 'run-of-river' && s.usable_storage_hm3 === 0)
    problems.push(
      problem(
        'storage-missing',
        rowPath('stations', s, 'usable_storage_hm3'),
        s.usable_storage_hm3,
        '> 0 hm3 for a regulating station',
        `"${s.id}" has ${s.regulation} regulation but no usable storage`,
        'give usable_storage_hm3, or set regulation to run-of-river',
      ),
    );
  return problems;
}

function availabilityAboveCapacity({ availability, stations, lumped_hydro }: Tables): Problem[] {
  const capacity = new Map([...lumped_hydro, ...stations].map((s) => [s.id, s.capacity_mw]));
  return availability
    .filter((r) => r.capacity_mw > (capacity.get(r.station) ?? Infinity))
    .map((r) =>
      problem(
        'availability-above-capacity',
        rowPath('availability', r, 'capacity_mw'),
        r.capacity_mw,
        `<= ${capacity.get(r.station)} MW`,
        `more capacity on line than "${r.station}" has`,
        'lower capacity_mw here or raise it in stations.csv',
      ),
    );
}

const floodRangeReversed = (r: Row<'flood_limits'>): Problem =>
  problem(
    'flood-limit-reversed',
    rowPath('flood_limits', r, 'to'),
    r.to,
    `>= ${r.from}`,
    `the range runs from ${r.from} to ${r.to}, which is backwards within a year`,
    'exchange the two days; split a range over the new year into two rows',
  );

const maintenanceReversed = (r: Row<'maintenance'>): Problem =>
  problem(
    'maintenance-reversed',
    rowPath('maintenance', r, 'to'),
    r.to,
    `>= ${r.from}`,
    `the range runs from ${r.from} to ${r.to}, which is backwards within a year`,
    'exchange the two days; split a range over the new year into two rows',
  );

/** Overlapping overhauls that would take out more than there is. */
const overhauledTwice = ({ maintenance }: Tables): Problem[] =>
  maintenance.flatMap((row) => {
    const together = maintenance
      .filter((one) => one.station === row.station && one.from <= row.from && one.to >= row.from)
      .reduce((sum, one) => sum + one.share_out, 0);
    return row.station === undefined || !(together > 1 + 1e-9)
      ? []
      : [
          problem(
            'maintenance-above-capacity',
            rowPath('maintenance', row, 'share_out'),
            row.share_out,
            'at most 1 with all ranges that overlap',
            `overhauls take ${round(together)} of the capacity of "${row.station}" out on ${row.from}`,
            'lower share_out, or move the range',
          ),
        ];
  });

const mustRunAboveCapacity = (r: Row<'thermal'>): Problem =>
  problem(
    'must-run-above-capacity',
    rowPath('thermal', r, 'must_run_mw'),
    r.must_run_mw,
    `<= ${r.capacity_mw} MW (capacity)`,
    `"${r.id}" must run at more than it can`,
    'lower must_run_mw or raise capacity_mw',
  );

function pocketsWithoutHydro({ pockets, lumped_hydro, prefectures }: Tables): Problem[] {
  const known = new Set(prefectures.map((p) => p.id));
  const supplied = new Set(lumped_hydro.map((h) => h.prefecture));
  return pockets
    .filter((p) => known.has(p.prefecture) && !supplied.has(p.prefecture))
    .map((p) =>
      problem(
        'pocket-without-hydro',
        rowPath('pockets', p, 'prefecture'),
        p.prefecture,
        'a prefecture with small hydro in lumped_hydro.csv',
        `pocket "${p.id}" is fed by the small hydro of "${p.prefecture}", which has none`,
        'add the small hydro of that prefecture to lumped_hydro.csv, or drop the pocket',
      ),
    );
}

const round = (value: number): number => Number(value.toPrecision(4));
