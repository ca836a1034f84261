import type { Row, Tables } from '../model/model.ts';
import { rowPath } from '../model/table-keys.ts';
import { found, relationFinding, type Finding, type Relation } from './finding.ts';
import { systemSize, type SystemSize } from './system-size.ts';

/** Figures of plants and lines that must agree with the system that they belong to. */
export function powerFindings(tables: Tables): Finding[] {
  const size = systemSize(tables);
  return [
    ...plants(tables, size),
    ...lines(tables, size),
    ...sections(tables),
    ...exportLines(tables),
    ...fitted(tables, size),
  ];
}

const inMw = (relation: Omit<Relation, 'unit'>): Finding | null => relationFinding({ unit: 'MW', ...relation });

function plants(
  { stations, lumped_hydro: lumped, thermal, pockets, load_years: years }: Tables,
  { use, whole, peak }: SystemSize,
): Finding[] {
  const most = {
    other: use,
    what: 'the peak load with all export lines, MW',
    what_zh: '最大负荷与全部外送之和（兆瓦）',
    usual: [0, 5],
  } as const;
  return found(
    ...years.map((row) =>
      inMw({
        path: rowPath('load_years', row, 'max_load_mw'),
        value: row.max_load_mw,
        other: whole - peak,
        what: 'all plants together, MW',
        what_zh: '全部装机（兆瓦）',
        usual: [0.01, 10],
      }),
    ),
    ...stations.map((row) => inMw({ path: rowPath('stations', row, 'capacity_mw'), value: row.capacity_mw, ...most })),
    ...lumped.map((row) =>
      inMw({ path: rowPath('lumped_hydro', row, 'capacity_mw'), value: row.capacity_mw, ...most }),
    ),
    ...thermal.map((row) => inMw({ path: rowPath('thermal', row, 'capacity_mw'), value: row.capacity_mw, ...most })),
    ...thermal.map((row) =>
      inMw({
        path: rowPath('thermal', row, 'must_run_mw'),
        value: row.must_run_mw,
        other: row.capacity_mw,
        what: 'the capacity of the plant, MW',
        what_zh: '该厂装机（兆瓦）',
        usual: [0.01, 1],
      }),
    ),
    ...pockets.flatMap((row) => {
      const hydro =
        row.hydro_share *
        lumped.filter((one) => one.prefecture === row.prefecture).reduce((sum, one) => sum + one.capacity_mw, 0);
      const link = (column: 'link_to_grid_mw' | 'link_from_grid_mw') =>
        inMw({
          path: rowPath('pockets', row, column),
          value: row[column],
          other: hydro,
          what: 'the small hydro of the pocket, MW',
          what_zh: '直供区的小水电（兆瓦）',
          usual: [0.002, 20],
        });
      return [link('link_to_grid_mw'), link('link_from_grid_mw')];
    }),
  );
}

function lines({ corridors, imports }: Tables, { zone, whole, use }: SystemSize): Finding[] {
  return found(
    ...corridors.flatMap((row) =>
      (['forward_mw', 'reverse_mw'] as const).flatMap((column) => [
        inMw({
          path: rowPath('corridors', row, column),
          value: row[column],
          other: whole,
          what: 'all plants and the peak load together, MW',
          what_zh: '全部装机与最大负荷之和（兆瓦）',
          usual: [0, 2],
        }),
        inMw({
          path: rowPath('corridors', row, column),
          value: row[column],
          other: Math.min(zone(row.from), zone(row.to)),
          what: 'plants and peak load of the smaller of its two zones, MW',
          what_zh: '两端较小分区的装机与负荷之和（兆瓦）',
          usual: [0.004, Infinity],
        }),
      ]),
    ),
    ...imports.map((row) =>
      inMw({
        path: rowPath('imports', row, 'max_mw'),
        value: row.max_mw,
        other: use,
        what: 'the peak load with all export lines, MW',
        what_zh: '最大负荷与全部外送之和（兆瓦）',
        usual: [row.kind === 'must-take' ? 0 : 0.0001, 2],
      }),
    ),
  );
}

/** What the members of a section carry together, each by its coefficient. */
export function membersMw({ section_members: members, corridors, exports }: Tables, section: string): number {
  const limit = new Map([
    ...corridors.map((row) => [row.id, row.forward_mw] as const),
    ...exports.map((row) => [row.id, row.rated_mw] as const),
  ]);
  return members
    .filter((row) => row.section === section)
    .reduce((sum, row) => sum + Math.abs(row.coefficient) * (limit.get(row.corridor) ?? NaN), 0);
}

const sections = (tables: Tables): Finding[] => {
  const judged = (path: string, value: number, section: string) =>
    inMw({
      path,
      value,
      other: membersMw(tables, section),
      what: 'what its lines carry together, MW',
      what_zh: '其各线路合计（兆瓦）',
      usual: [0.02, 3],
    });
  return found(
    ...tables.sections.map((row) => judged(rowPath('sections', row, 'limit_mw'), row.limit_mw, row.id)),
    ...tables.section_limits.map((row) =>
      judged(rowPath('section_limits', row, 'limit_mw'), row.limit_mw, row.section),
    ),
  );
};

const exportLines = ({ exports, export_schedule: schedule }: Tables): Finding[] => {
  const rated = new Map(exports.map((row) => [row.id, row.rated_mw]));
  return found(
    ...exports.map((row) =>
      inMw({
        path: rowPath('exports', row, 'ramp_mw_per_h'),
        value: row.ramp_mw_per_h,
        other: row.rated_mw,
        what: 'the rating of the line, MW',
        what_zh: '该通道额定容量（兆瓦）',
        usual: [0.01, 4],
      }),
    ),
    ...schedule.map((row) =>
      inMw({
        path: rowPath('export_schedule', row, 'mean_mw'),
        value: row.mean_mw,
        other: rated.get(row.export) ?? NaN,
        what: 'the rating of the line, MW',
        what_zh: '该通道额定容量（兆瓦）',
        usual: [0.003, 1],
      }),
    ),
  );
};

/** Fitted, drawn and estimated numbers beside what they stand for. */
function fitted(tables: Tables, { peak }: SystemSize): Finding[] {
  const load = { other: peak, what: 'the peak load, MW', what_zh: '最大负荷（兆瓦）', usual: [0.0005, 1] } as const;
  return [
    ...calibrated(tables),
    ...drawn(tables, load),
    ...found(
      ...tables.evidence.map((row) =>
        row.unit === 'MW' && row.value !== undefined
          ? inMw({ path: rowPath('evidence', row, 'value'), value: row.value, ...load })
          : null,
      ),
    ),
    ...memberCoefficients(tables),
    ...found(
      ...tables.water_by_size.map((row) =>
        inMw({ path: rowPath('water_by_size', row, 'size_mw'), value: row.size_mw, ...load }),
      ),
    ),
  ];
}

/** Fitted numbers beside the figure of the model that each stands for, and the spread of each first guess. */
function calibrated({ calibration, sections: rows, thermal }: Tables): Finding[] {
  const limit = new Map(rows.map((row) => [row.id, row.limit_mw]));
  const floor = thermal.reduce((sum, row) => sum + row.must_run_mw, 0);
  const stands = (row: Row<'calibration'>): number =>
    row.kind === 'section-limit' ? (limit.get(row.target) ?? NaN) : row.kind === 'must-run' ? floor : NaN;
  return found(
    ...calibration.flatMap((row) =>
      (['start', 'lower', 'upper', 'value'] as const).map((column) =>
        inMw({
          path: rowPath('calibration', row, column),
          value: row[column],
          other: stands(row),
          what: 'the figure of the model that it stands for, MW',
          what_zh: '模型中对应的数（兆瓦）',
          usual: [0.1, 10],
        }),
      ),
    ),
    ...calibration.map((row) =>
      row.guess_spread === undefined
        ? null
        : relationFinding({
            path: rowPath('calibration', row, 'guess_spread'),
            value: row.guess_spread,
            unit: row.unit,
            other: row.start,
            what: 'the first guess',
            what_zh: '初值',
            usual: [0.003, 3],
          }),
    ),
  );
}

/** Ranges that are drawn from: in MW beside the peak load, and each beside its own high end. */
const drawn = ({ uncertainty }: Tables, load: Omit<Relation, 'path' | 'value' | 'unit'>): Finding[] =>
  found(
    ...uncertainty.flatMap((row) =>
      row.unit === 'MW'
        ? (['low', 'mode', 'high'] as const).map((column) =>
            row[column] === undefined
              ? null
              : inMw({ path: rowPath('uncertainty', row, column), value: row[column], ...load }),
          )
        : [],
    ),
    ...uncertainty.map((row) =>
      row.low === undefined || row.high === undefined
        ? null
        : relationFinding({
            path: rowPath('uncertainty', row, 'low'),
            value: row.low,
            unit: row.unit,
            other: row.high,
            what: 'the high end of the range',
            what_zh: '上限',
            usual: [0.02, 1],
          }),
    ),
  );

const memberCoefficients = ({ section_members: members }: Tables): Finding[] =>
  found(
    ...members.map((row) =>
      relationFinding({
        path: rowPath('section_members', row, 'coefficient'),
        value: Math.abs(row.coefficient),
        unit: '1',
        other: 1,
        what: 'the whole flow of its line',
        what_zh: '线路全部潮流',
        usual: [0.05, 1],
      }),
    ),
  );
