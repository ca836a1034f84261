import type { TableName, Tables } from '../model/model.ts';
import { rowPath } from '../model/table-keys.ts';
import { COLUMN_QUANTITIES } from './columns.ts';
import { found, relationFinding, type Finding } from './finding.ts';
import { QUANTITIES } from '../quantities/quantities.ts';
import type { Unit } from '../quantities/slips.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * Cells of a column that are of one kind (of the same plant, year or series) and seldom further apart than so many
 * times their median, either way; groups of fewer than `least` say nothing.
 */
interface Kin {
  readonly table: TableName;
  readonly column: string;
  readonly by: readonly string[];
  readonly times: number;
  readonly least: number;
  readonly what: string;
  readonly what_zh: string;
}

const kin = (
  table: TableName,
  column: string,
  by: readonly string[],
  times: number,
  what: string,
  whatZh: string,
  least = 3,
): Kin => ({ table, column, by, times, least, what, what_zh: whatZh });

const KIN: readonly Kin[] = [
  kin('zones', 'unserved_yuan_per_mwh', [], 8, 'the median of the zones', '各分区的中位数', 2),
  kin('corridors', 'forward_mw', [], 100, 'the median of the corridors', '各通道的中位数', 4),
  kin('corridors', 'reverse_mw', [], 100, 'the median of the corridors', '各通道的中位数', 4),
  kin('sections', 'limit_mw', [], 100, 'the median of the sections', '各断面的中位数', 4),
  kin('exports', 'rated_mw', [], 100, 'the median of the lines', '各外送通道的中位数', 4),
  kin('exports', 'contract_yuan_per_mwh', [], 20, 'the median of the lines', '各外送通道的中位数'),
  kin('exports', 'surplus_yuan_per_mwh', [], 20, 'the median of the lines', '各外送通道的中位数'),
  kin('export_schedule', 'mean_mw', ['export'], 250, 'the median month of the line', '该通道各月的中位数', 4),
  kin('imports', 'max_mw', ['id'], 150, 'the median month of the line', '该通道各月的中位数', 4),
  kin('imports', 'yuan_per_mwh', [], 20, 'the median month', '各月的中位数'),
  kin('thermal', 'capacity_mw', [], 100, 'the median of the plants', '各电厂的中位数', 4),
  kin('thermal', 'must_run_mw', [], 100, 'the median of the plants', '各电厂的中位数', 4),
  kin('thermal', 'yuan_per_mwh', [], 8, 'the median of the plants', '各电厂的中位数'),
  kin('lumped_hydro', 'capacity_mw', [], 90, 'the median of the rows', '各行的中位数', 5),
  kin('pockets', 'link_to_grid_mw', [], 60, 'the median of the pockets', '各直供区的中位数', 4),
  kin('pockets', 'link_from_grid_mw', [], 60, 'the median of the pockets', '各直供区的中位数', 4),
  kin('withdrawals', 'withdrawal_m3s', ['station'], 5, 'the median month of the station', '该站各月的中位数', 4),
  kin('minimum_release', 'min_release_m3s', ['station'], 8, 'the median month of the station', '该站各月的中位数', 4),
  kin('load_months', 'consumption_gwh', [], 2.5, 'the median month', '各月的中位数', 6),
  kin('load_years', 'consumption_gwh', [], 3, 'the median year', '各年的中位数'),
  kin('load_years', 'max_load_mw', [], 3, 'the median year', '各年的中位数'),
  kin('load_years', 'min_load_mw', [], 4, 'the median year', '各年的中位数'),
  kin('load_shape', 'relative_load', [], 5, 'the median hour', '各小时的中位数', 24),
  kin('renewable_shape', 'weight', ['kind'], 90, 'the median hour of the day', '一天各小时的中位数', 12),
  kin('thermal_floor', 'mean_mw', [], 8, 'the median month', '各月的中位数', 6),
  ...['tibet_gwh', 'direct_gwh', 'losses_gwh'].map((column) =>
    kin('balance_terms', column, [], 50, 'the median month', '各月的中位数', 6),
  ),
  kin('renewable_months', 'generation_gwh', ['kind'], 12, 'the median month', '各月的中位数', 6),
  kin('outside_season', 'central_gwh', ['series'], 60, 'the median month of the series', '该口径各月的中位数', 4),
  kin('outside_season', 'high_gwh', ['series'], 60, 'the median month of the series', '该口径各月的中位数', 4),
  kin('outside_season', 'low_gwh', ['series'], 100, 'the median month of the series', '该口径各月的中位数', 4),
  kin('reported', 'value', ['series', 'quantity', 'period'], 400, 'the median of the series', '该口径的中位数', 4),
  kin('calibration_facts', 'sigma', ['quantity', 'unit'], 30, 'the median of the facts', '同类的中位数', 4),
  kin(
    'water_years',
    'factor',
    ['gauge', 'water_year'],
    6,
    'the median month of the water year',
    '该来水年各月的中位数',
    4,
  ),
  kin('flow_variability', 'cv', ['gauge'], 8, 'the median month of the gauge', '该站各月的中位数', 4),
  kin('daily_variability', 'cv', ['gauge'], 20, 'the median month of the gauge', '该站各月的中位数', 4),
];

/** Columns whose figures vary widely, but each within twice the largest and a third of the smallest of the others. */
const EDGES: ReadonlySet<string> = new Set([
  'reported.value',
  'imports.max_mw',
  'outside_season.central_gwh',
  'outside_season.high_gwh',
]);
const [BELOW, ABOVE, MANY] = [1 / 3, 2, 6];

/** `values` in rising order, `value` among them. */
function edgeFinding({
  path,
  value,
  unit,
  values,
}: {
  readonly path: string;
  readonly value: number;
  readonly unit: Unit;
  readonly values: readonly number[];
}): Finding | null {
  const top = value === values.at(-1);
  if (!top && value !== values[0]) return null;
  const next = top ? values.at(-2)! : values[1];
  return relationFinding({
    path,
    value,
    unit,
    other: next,
    what: `the ${top ? 'largest' : 'smallest'} of the others`,
    what_zh: `其余各数中最${top ? '大' : '小'}者`,
    usual: top ? [0, ABOVE] : [BELOW, Infinity],
  });
}

/** Published series whose months, and whose years, are seldom further apart than this. */
const STEADY: ReadonlyMap<unknown, number> = new Map([
  ['consumption', 4],
  ['hydro_generation', 6],
  ['thermal_generation', 8],
  ['peak_load', 4],
]);

/** Published flows of which a month may hold next to nothing: only what is too much is told. */
const NEXT_TO_NOTHING: ReadonlySet<unknown> = new Set(['import', 'export_south']);

/**
 * Months outside the season may spill next to nothing (`outside_season`), as flows of a must-take import may be. What a
 * balance leaves to one line (`yazhong-own`) is a difference: of a month of it, too, only what is too much is told.
 */
const isDifference = ({ quantity, series }: Row): boolean => quantity === 'export' && String(series).endsWith('-own');

/** Figures that stand far from others of their kind: one cell in another unit among many. */
export const siblingFindings = (tables: Tables): Finding[] =>
  KIN.flatMap((one) =>
    [...groupsOf(one, tables[one.table])].flatMap((rows) => (rows.length < one.least ? [] : oddOnes(one, rows))),
  );

function groupsOf({ by, column }: Kin, rows: readonly object[]): Iterable<Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows as readonly Row[]) {
    if (typeof row[column] !== 'number') continue;
    // Of a period only its length is of a kind: years with years, months with months.
    const key = by.map((name) => (name === 'period' ? String(row[name]).length : row[name])).join(' ');
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups.values();
}

function oddOnes({ table, column, times, what, what_zh: whatZh }: Kin, rows: readonly Row[]): Finding[] {
  const values = rows
    .map((row) => row[column] as number)
    .filter((value) => value > 0)
    .sort((a, b) => a - b);
  const median = values[Math.floor(values.length / 2)];
  const alone = EDGES.has(`${table}.${column}`) && values.length >= MANY;
  const apart = STEADY.get(rows[0].quantity) ?? times;
  return found(
    ...rows.map((row) => {
      const value = row[column] as number;
      if (!alone && value >= median / apart && value <= median * apart) return null;
      if (
        value < median &&
        (NEXT_TO_NOTHING.has(row.quantity) ||
          isDifference(row) ||
          row.kind === 'must-take' ||
          table === 'outside_season')
      )
        return null;
      const quantity = COLUMN_QUANTITIES[table]?.[column];
      const name = typeof quantity === 'function' ? quantity(row) : quantity;
      const beyond = alone
        ? edgeFinding({
            path: rowPath(table, row, column),
            value: row[column] as number,
            unit: name ? QUANTITIES[name].unit : '',
            values,
          })
        : null;
      return (
        beyond ??
        relationFinding({
          path: rowPath(table, row, column),
          value: row[column] as number,
          unit: name ? QUANTITIES[name].unit : '',
          other: median,
          what,
          what_zh: whatZh,
          usual: [1 / apart, apart],
        })
      );
    }),
  );
}
