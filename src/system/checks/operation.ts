import type { Row, TableName, Tables } from '../model.ts';
import { problem, type Problem } from '../problem.ts';
import { rowPath } from '../table-keys.ts';

/** Operation as it is practised: releases that the river can bear. */
export const checkOperation = (tables: Tables, unread: ReadonlySet<TableName>): Problem[] => [
  ...(unread.has('gauges') || unread.has('natural_flow') ? [] : releaseAboveFlow(tables)), ...tables.regulation_classes.filter(holdsOtherwise).map(classStorage),
];

/** A release that the river does not bring in a normal year can only be met from storage, never month after month. */
function releaseAboveFlow(tables: Tables): Problem[] {
  const stations = new Map(tables.stations.map((station) => [station.id, station]));
  return tables.minimum_release.flatMap((row) => {
    const natural = naturalMean(tables, stations.get(row.station), row.month);
    return !(row.min_release_m3s > natural * (1 + 1e-9)) ? [] : [problem(
      'min-release-above-flow', rowPath('minimum_release', row, 'min_release_m3s'), row.min_release_m3s, `<= ${Number(natural.toPrecision(4))} m3/s (natural mean of the month)`,
      `"${row.station}" would have to release more than the river brings in month ${row.month}`, 'lower min_release_m3s, or correct the mean flow of the station or the natural flow of its gauge',
    )];
  });
}

const holdsOtherwise = ({ regulation, usable_storage_h: hours }: Row<'regulation_classes'>): boolean => (regulation === 'run-of-river' ? hours > 0 : hours === 0);

const classStorage = (row: Row<'regulation_classes'>): Problem => problem(
  'class-storage', rowPath('regulation_classes', row, 'usable_storage_h'), row.usable_storage_h, row.regulation === 'run-of-river' ? '0 h' : '> 0 h',
  row.regulation === 'run-of-river' ? 'a run-of-river station stores no water' : `stations of class ${row.regulation} regulate, and would have no storage`, 'correct usable_storage_h, in hours of rated flow',
);

/** m3/s; Infinity where the tables do not tell. */
function naturalMean({ gauges, natural_flow }: Tables, station: Row<'stations'> | undefined, month: number): number {
  const gauge = gauges.find((row) => row.id === station?.gauge);
  const flow = natural_flow.find((row) => row.gauge === gauge?.id && row.month === month);
  return station && gauge && flow ? station.mean_flow_m3s * flow.natural_flow_m3s / gauge.mean_flow_m3s : Infinity;
}
