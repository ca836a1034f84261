import type { Row, TableName, Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath } from '../model/table-keys.ts';

/** Operation as it is practised: releases that the river can bear. */
export const checkOperation = (tables: Tables, unread: ReadonlySet<TableName>): Problem[] => [
  ...(unread.has('gauges') || unread.has('natural_flow') ? [] : releaseAboveFlow(tables)),
  ...tables.regulation_classes.filter(holdsOtherwise).map(classStorage),
  ...ruleCurves(tables),
];

/** A release that the river does not bring in a normal year can only be met from storage, never month after month. */
function releaseAboveFlow(tables: Tables): Problem[] {
  const stations = new Map(tables.stations.map((station) => [station.id, station]));
  return tables.minimum_release.flatMap((row) => {
    const natural = naturalMean(tables, stations.get(row.station), row.month);
    return !(row.min_release_m3s > natural * (1 + 1e-9))
      ? []
      : [
          problem(
            'min-release-above-flow',
            rowPath('minimum_release', row, 'min_release_m3s'),
            row.min_release_m3s,
            `<= ${Number(natural.toPrecision(4))} m3/s (natural mean of the month)`,
            `"${row.station}" would have to release more than the river brings in month ${row.month}`,
            'lower min_release_m3s, or correct the mean flow of the station or the natural flow of its gauge',
          ),
        ];
  });
}

/** What holds no water from one day to the next cannot follow a curve, and one point is no curve. */
function ruleCurves({ rule_curves, stations }: Tables): Problem[] {
  const regulation = new Map(stations.map((row) => [row.id, row.regulation]));
  return [...new Set(rule_curves.map((row) => row.station))].flatMap((station) => {
    const points = rule_curves.filter((row) => row.station === station);
    const kind = regulation.get(station);
    if (kind === 'run-of-river' || kind === 'daily')
      return [
        problem(
          'rule-curve-station',
          rowPath('rule_curves', points[0], 'station'),
          station,
          'a station of weekly regulation or more',
          `"${station}" has ${kind} regulation: it carries no water from day to day`,
          'remove its points, or correct its regulation in stations.csv',
        ),
      ];
    return points.length > 1
      ? []
      : [
          problem(
            'rule-curve-points',
            rowPath('rule_curves', points[0], 'day'),
            points[0].day,
            'at least two points',
            `the rule curve of "${station}" has a single point`,
            'add the days on which its course changes',
          ),
        ];
  });
}

const holdsOtherwise = ({ regulation, usable_storage_h: hours }: Row<'regulation_classes'>): boolean =>
  regulation === 'run-of-river' ? hours > 0 : hours === 0;

const classStorage = (row: Row<'regulation_classes'>): Problem =>
  problem(
    'class-storage',
    rowPath('regulation_classes', row, 'usable_storage_h'),
    row.usable_storage_h,
    row.regulation === 'run-of-river' ? '0 h' : '> 0 h',
    row.regulation === 'run-of-river'
      ? 'a run-of-river station stores no water'
      : `stations of class ${row.regulation} regulate, and would have no storage`,
    'correct usable_storage_h, in hours of rated flow',
  );

/** m3/s; Infinity where the tables do not tell. */
function naturalMean({ gauges, natural_flow }: Tables, station: Row<'stations'> | undefined, month: number): number {
  const gauge = gauges.find((row) => row.id === station?.gauge);
  const flow = natural_flow.find((row) => row.gauge === gauge?.id && row.month === month);
  return station && gauge && flow ? (station.mean_flow_m3s * flow.natural_flow_m3s) / gauge.mean_flow_m3s : Infinity;
}
