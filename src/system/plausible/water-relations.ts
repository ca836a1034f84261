import type { Row, Tables } from '../model/model.ts';
import { rowPath } from '../model/table-keys.ts';
import type { Span } from '../quantities/quantities.ts';
import { betweenFinding, found, relationFinding, type Finding } from './finding.ts';

const MONTHS = 12;
const HM3_PER_M3S_HOUR = 0.0036;
/** Gravity and the density of water, MW per m3/s and metre of head. */
const GRAVITY = 9.81e-3;

/** Storage in hours of rated flow that classes of regulation have. */
const CLASS_HOURS: Readonly<Record<Row<'stations'>['regulation'], Span>> = {
  'run-of-river': [0, 8],
  daily: [0.3, 48],
  weekly: [5, 300],
  seasonal: [24, 2_500],
  annual: [80, 7_000],
  'multi-year': [300, 50_000],
};

/** Figures of rivers and stations that must agree with one another. */
export const waterFindings = (tables: Tables): Finding[] => [
  ...tables.gauges.flatMap((gauge) =>
    gaugeFindings(
      gauge,
      tables.natural_flow.filter((row) => row.gauge === gauge.id),
    ),
  ),
  ...tables.gauges.flatMap((gauge) =>
    atGauge(
      gauge,
      tables.stations.filter((row) => row.gauge === gauge.id),
    ),
  ),
  ...tables.stations.flatMap(stationFindings),
  ...tables.regulation_classes.flatMap(classFindings),
  ...ofStations(tables),
];

function gaugeFindings(gauge: Row<'gauges'>, months: readonly Row<'natural_flow'>[]): Finding[] {
  const flows = new Map(months.map((row) => [row.month, row.natural_flow_m3s]));
  const mean = months.reduce((sum, row) => sum + row.natural_flow_m3s, 0) / months.length;
  const neighbours = found(
    ...months.map((row) => {
      const [before, after] = [flows.get(((row.month + MONTHS - 2) % MONTHS) + 1), flows.get((row.month % MONTHS) + 1)];
      if (before === undefined || after === undefined) return null;
      return betweenFinding({
        path: rowPath('natural_flow', row, 'natural_flow_m3s'),
        value: row.natural_flow_m3s,
        unit: 'm3/s',
        before,
        after,
        times: 3,
        what: 'the month beside it',
        what_zh: '相邻月份',
        zero: false,
      });
    }),
  );
  // Where one month stands out, the month is told, not the gauge.
  const year =
    months.length === MONTHS && mean > 0 && (neighbours.length === 0 || neighbours.length > 3)
      ? [
          relationFinding({
            path: rowPath('gauges', gauge, 'mean_flow_m3s'),
            value: gauge.mean_flow_m3s,
            unit: 'm3/s',
            other: mean,
            what: 'the mean of its twelve months in natural_flow.csv',
            what_zh: ' natural_flow.csv 中十二个月的平均',
            usual: [0.85, 1.18],
            possible: [1 / 9, 9],
          }),
        ]
      : [];
  return [...found(...year), ...neighbours];
}

/** The largest flow of the stations that follow a gauge is of its order: both tables in one unit. */
const atGauge = (gauge: Row<'gauges'>, stations: readonly Row<'stations'>[]): Finding[] =>
  found(
    relationFinding({
      path: rowPath('gauges', gauge, 'mean_flow_m3s'),
      value: gauge.mean_flow_m3s,
      unit: 'm3/s',
      other: Math.max(...stations.map((row) => row.mean_flow_m3s)),
      what: 'the largest mean flow of its stations',
      what_zh: '其各电站平均流量的最大值',
      usual: [0.2, 50],
    }),
  );

function stationFindings(s: Row<'stations'>): Finding[] {
  const at = (column: keyof Row<'stations'> & string): string => rowPath('stations', s, column);
  return found(
    s.head_m === undefined
      ? null
      : relationFinding({
          path: at('head_m'),
          value: s.head_m,
          unit: 'm',
          other: s.production_mw_per_m3s / GRAVITY,
          what: 'the head that the production factor needs without losses, m',
          what_zh: '出力系数在无损失时所需的水头（米）',
          usual: [0.995, 1.6],
        }),
    relationFinding({
      path: at('mean_flow_m3s'),
      value: s.mean_flow_m3s,
      unit: 'm3/s',
      other: s.rated_flow_m3s,
      what: 'the rated flow of the station',
      what_zh: '该站额定流量',
      usual: [0.125, 3.3],
    }),
    relationFinding({
      path: at('min_release_m3s'),
      value: s.min_release_m3s,
      unit: 'm3/s',
      other: s.mean_flow_m3s,
      what: 'the mean flow of the station',
      what_zh: '该站平均流量',
      usual: [0.01, 0.7],
    }),
    relationFinding({
      path: at('usable_storage_hm3'),
      value: s.usable_storage_hm3,
      unit: 'hm3',
      other: s.rated_flow_m3s * HM3_PER_M3S_HOUR,
      what: `an hour of rated flow (${s.regulation} regulation), hm3`,
      what_zh: `额定流量一小时的水量（${s.regulation} 调节）`,
      usual: CLASS_HOURS[s.regulation] ?? [0, Infinity],
    }),
  );
}

const classFindings = (row: Row<'regulation_classes'>): Finding[] =>
  found(
    relationFinding({
      path: rowPath('regulation_classes', row, 'usable_storage_h'),
      value: row.usable_storage_h,
      unit: 'h',
      other: 1,
      what: `hours that ${row.regulation} regulation has, by hour`,
      what_zh: `${row.regulation} 调节的小时数`,
      usual: CLASS_HOURS[row.regulation] ?? [0, Infinity],
    }),
  );

/** Rows that speak of a station by its id. */
function ofStations({
  stations,
  lumped_hydro: lumped,
  availability,
  withdrawals,
  minimum_release: releases,
}: Tables): Finding[] {
  const byId = new Map(stations.map((s) => [s.id, s]));
  const capacity = new Map([...lumped, ...stations].map((s) => [s.id, s.capacity_mw]));
  const flow = (id: string): number => byId.get(id)?.mean_flow_m3s ?? NaN;
  return found(
    ...availability.map((row) =>
      relationFinding({
        path: rowPath('availability', row, 'capacity_mw'),
        value: row.capacity_mw,
        unit: 'MW',
        other: capacity.get(row.station) ?? NaN,
        what: 'the capacity of the station',
        what_zh: '该站装机',
        usual: [0.02, 1],
      }),
    ),
    ...withdrawals.map((row) =>
      relationFinding({
        path: rowPath('withdrawals', row, 'withdrawal_m3s'),
        value: row.withdrawal_m3s,
        unit: 'm3/s',
        other: flow(row.station),
        what: 'the mean flow of the station',
        what_zh: '该站平均流量',
        usual: [0.006, 0.8],
      }),
    ),
    ...releases.map((row) =>
      relationFinding({
        path: rowPath('minimum_release', row, 'min_release_m3s'),
        value: row.min_release_m3s,
        unit: 'm3/s',
        other: flow(row.station),
        what: 'the mean flow of the station',
        what_zh: '该站平均流量',
        usual: [0.01, 1.5],
      }),
    ),
  );
}
