import { problem, type Problem } from '../words/problem.ts';
import { note, type Note } from '../words/note.ts';
import { rowText, type CellRow } from './cell-row.ts';
import { factorToFlow, isOtherUnit } from './other-units.ts';
import { columnName, isFlowUnit, isLostUnit, type ColumnName } from './column-name.ts';

/**
 * Where the date, perhaps the time of day, and the flow of each row stand, and how many columns have a name. A date may
 * stand in three columns.
 */
export interface FlowColumns {
  readonly date: readonly number[];
  readonly time: number | null;
  readonly flow: number;
  readonly width: number;
  readonly notes: readonly Note[];
}

const DATES = [
  'date',
  '日期',
  'datetime',
  '日期时间',
  '时间',
  '数据时间',
  '观测时间',
  '观测日期',
  '监测时间',
  '监测日期',
  '统计日期',
  '年月日',
  'time',
  'timestamp',
  'tm',
  '时刻',
];
const TIMES = ['时间', 'time', '时刻', '时', 'hour'];
const PARTS = [
  ['年', 'year', '年份'],
  ['月', 'month', '月份'],
  ['日', 'day'],
];
/** Names of the water that comes to a station, before those of any flow. */
const INFLOWS = [
  '入库流量',
  '日均入库流量',
  '日平均入库流量',
  '平均入库流量',
  '入库',
  '来水流量',
  '来流量',
  '来流',
  '来水',
  '入流',
  '入流量',
  '天然流量',
  '天然来水',
  '区间流量',
  '区间入流',
  '区间来水',
  'inflow',
  'naturalflow',
  'inq',
  'qin',
];
const FLOWS = [
  'flow',
  '流量',
  '日流量',
  '日均流量',
  '日平均流量',
  '平均流量',
  '逐日流量',
  '逐日平均流量',
  '实测流量',
  '流量值',
  '流量q',
  'discharge',
  'streamflow',
  'meanflow',
  'q',
];
/** Flows that are not the water that comes in. */
const OTHER = /出库|下泄|发电|弃水|泄|引|生态|最大|最小|警戒|保证|outflow|turbine|spill|release|max|min/;

/** Water that comes, perhaps as a volume or a depth: what its unit says is told, so that nobody renames it alone. */
const WATER = /来水|来流|来量|入库|入流|径流|流量|水量|区间|flow|discharge|runoff|^q/;
/** Water that stands, or that is no river's. */
const STANDING = /蓄|库容|用水|耗水|供水|取水|降水|雨|蒸发|storage|stored|rain|precip|evap|capacity/;

const dateColumn = (names: readonly ColumnName[]): number[] => {
  const one = DATES.map((date) => names.findIndex(({ name }) => name === date)).find((index) => index >= 0);
  const parts = PARTS.map((part) => names.findIndex(({ name }) => part.includes(name)));
  if (parts.every((index) => index >= 0)) return parts;
  return one === undefined ? [] : [one];
};

/** Columns that may hold the flow; those of the first kind that has any. */
function flowColumns(names: readonly ColumnName[]): number[] {
  const indices = (wanted: (one: ColumnName) => boolean): number[] =>
    names.flatMap((one, i) => (wanted(one) ? [i] : []));
  const kinds = [
    indices(({ name, unit }) => name === 'flow' && unit === 'm3s'),
    indices(({ name }) => INFLOWS.includes(name)),
    indices(({ name }) => FLOWS.includes(name)),
    indices(
      ({ name, unit }) =>
        !OTHER.test(name) && (name.endsWith('流量') || (unit !== null && isFlowUnit(unit) && !isLostUnit(unit))),
    ),
  ];
  return kinds.find((kind) => kind.length > 0) ?? otherWater(names);
}

/** The first column of water in a unit that is none of flow, where there is no other. */
function otherWater(names: readonly ColumnName[]): number[] {
  const first = names.findIndex(
    ({ name, unit }) =>
      unit !== null && isOtherUnit(unit) && WATER.test(name) && !OTHER.test(name) && !STANDING.test(name),
  );
  return first < 0 ? [] : [first];
}

/** Whether a row is the head of a table of dated flow. */
export function isFlowHeader(cells: readonly string[]): boolean {
  const names = cells.map(columnName);
  return dateColumn(names).length > 0 && flowColumns(names).length > 0;
}

/** The columns of a head, or the one reason why they cannot be told. */
export function readFlowHeader(row: CellRow): FlowColumns | Problem {
  const names = row.cells.map(columnName);
  const [date, flows] = [dateColumn(names), flowColumns(names)];
  if (date.length === 0 || flows.length === 0) return missingColumns(row);
  if (flows.length > 1) return ambiguous(row, flows);
  const [flow] = flows;
  const unit = names[flow].unit;
  if (unit !== null && !isFlowUnit(unit)) return wrongUnit(unit, row.line, row.starts[flow]);
  const time = date.length === 1 ? names.findIndex(({ name }, i) => i !== date[0] && TIMES.includes(name)) : -1;
  return {
    date,
    time: time < 0 ? null : time,
    flow,
    width: row.cells.findLastIndex((cell) => cell.trim() !== '') + 1,
    notes: [...assumedUnit(row, flow, unit), ...unread(row, [...date, time, flow])],
  };
}

export function missingColumns(row: CellRow): Problem {
  const missing = problem(
    'missing-column',
    '',
    rowText(row).slice(0, 120),
    'columns date, flow_m3s (or 日期, 流量)',
    'no line names the columns date and flow_m3s',
    'write the header: date,flow_m3s, over daily means in m3/s',
  );
  return { ...missing, line: row.line, column: 1 };
}

const ambiguous = (row: CellRow, flows: readonly number[]): Problem => ({
  ...problem(
    'ambiguous-column',
    '',
    flows.map((i) => row.cells[i].trim()).join(', '),
    'one column of flow',
    `${flows.length} columns may hold the flow`,
    'keep one of them, or name the one meant flow_m3s',
  ),
  line: row.line,
  column: row.starts[flows[1]] ?? 1,
});

export const wrongUnit = (unit: string, line: number, column: number | undefined): Problem => ({
  ...problem('flow-unit', '', unit, 'm3/s', `the flow is given in "${unit}"`, conversion(unit)),
  line,
  column: column ?? 1,
});

function conversion(unit: string): string {
  const factor = factorToFlow(unit);
  return factor === null
    ? 'convert the values to m3/s and name the unit in the header'
    : `multiply the values by ${factor} to get m3/s, and name the unit in the header`;
}

const assumedUnit = (row: CellRow, flow: number, unit: string | null): Note[] =>
  unit === null
    ? [
        note(
          'unit-assumed',
          `"${row.cells[flow].trim()}" states no unit and is read as m3/s`,
          `“${row.cells[flow].trim()}”未写单位，按 m³/s 读取`,
        ),
      ]
    : [];

function unread(row: CellRow, used: readonly number[]): Note[] {
  const names = row.cells.filter((cell, i) => !used.includes(i) && cell.trim() !== '').map((cell) => cell.trim());
  return names.length === 0
    ? []
    : [
        note(
          'columns-skipped',
          `columns that are not read: ${names.slice(0, 8).join(', ')}`,
          `未读取的列：${names.slice(0, 8).join('、')}`,
        ),
      ];
}
