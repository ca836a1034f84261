import { formatDate, HOURS_PER_DAY, startOfDay, type Window } from '../words/calendar.ts';
import { dateProblems } from '../flow-table/date-problems.ts';
import type { DatedRow, FlowRow } from '../flow-table/flow-row.ts';
import { flowProblems, marksProblem } from '../flow-table/value-problems.ts';
import { note, type Note } from '../words/note.ts';
import { problem, type Problem } from '../words/problem.ts';
import { dayOrder, yearFirst, type DayOrder } from '../written/day-order.ts';
import { plainText } from '../written/plain-text.ts';
import { readDay } from '../written/written-day.ts';
import { readNumber } from '../written/written-number.ts';

/** Daily values without gaps from the midnight of `start` on, m3/s. */
export interface DailyFlow {
  readonly start: number;
  readonly values: readonly number[];
  /** where each value stands in its table, 1-based */
  readonly places: readonly { readonly line: number; readonly column: number }[];
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
}

type ByDay = ReadonlyMap<number, DatedRow>;

/**
 * The values of a table of daily flow on the days of the window, or everything that is wrong with them in the order of
 * their lines; one cause is one problem, however many cells it spoils. Days outside the window are left aside. `path`
 * is where the scenario names the table; `listSeparator` is what stands between its cells (null: a workbook). Without a
 * window (a scenario that is itself invalid) the table is judged alone.
 */
export function readDailyFlow(
  rows: readonly FlowRow[],
  path: string,
  window: Window | null,
  listSeparator: string | null = ',',
): DailyFlow {
  const order = dayOrder(rows.map(({ date }) => date));
  const dated = rows.map((row): DatedRow => ({
    ...row,
    read: readDay(yearFirst(row.date, order)),
    value: valueOf(row.flow),
  }));
  const span = window === null ? null : { start: startOfDay(window.start), end: window.end };
  const used = dated.filter(
    ({ read }) => 'day' in read && (span === null || (read.day >= span.start && read.day < span.end)),
  );
  const byDay = new Map<number, DatedRow>();
  for (const row of used) if ('day' in row.read && !byDay.has(row.read.day)) byDay.set(row.read.day, row);
  const days = [...byDay.keys()].sort((a, b) => a - b);
  const undated = dated.filter(({ read }) => 'fault' in read);
  const beside = span !== null && days.length === 0 && undated.length < dated.length;
  const problems = [
    ...dateProblems(dated, used),
    ...(beside ? [outside(dated, span)] : []),
    ...(marksProblem(rows, listSeparator) ?? flowProblems(used)),
    ...(beside ? [] : gapProblems(missingDays(days, span), days, byDay, undated.length)),
  ];
  const inOrder = problems.map((found) => ({ ...found, path })).sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return {
    start: days[0] ?? 0,
    values: days.map((day) => byDay.get(day)?.value ?? NaN),
    places: days.map((day) => ({ line: byDay.get(day)?.line ?? 1, column: byDay.get(day)?.flowColumn ?? 1 })),
    problems: inOrder,
    notes: [...usedPart(days, dated, span), ...readInOrder(order, rows[0]?.date), ...readAs(used)],
  };
}

const FLOW_UNIT = /(?<=[\d.])\s*(?:m\^?3\/s|立方米\/秒|立方米每秒|cms)$/i;
const LONGEST_GAP_DAYS = 366;
/** More gaps than this are one habit of the table (a value a week, working days alone), not so many slips. */
const MOST_GAPS = 5;

/** NaN where a cell holds no number. */
function valueOf(cell: string): number {
  const read = readNumber(plainText(cell).replace(FLOW_UNIT, ''));
  return 'value' in read ? read.value : NaN;
}

function usedPart(days: readonly number[], dated: readonly DatedRow[], span: Window | null): Note[] {
  if (span === null || days.length === 0 || days.length >= dated.length) return [];
  const [from, to] = [formatDate(days[0]), formatDate(days[days.length - 1])];
  return [
    note(
      'part-used',
      `${days.length} of ${dated.length} rows are used: ${from} to ${to}, the days of the window`,
      `使用 ${dated.length} 行中的 ${days.length} 行：${from} 至 ${to}（情景时段内）`,
    ),
  ];
}

function readInOrder(order: DayOrder | null, first: string): Note[] {
  if (order === null) return [];
  const day = yearFirst(first, order);
  return [
    order === 'day-first'
      ? note(
          'day-order',
          `dates are read with the day first: "${first}" is ${day}`,
          `日期按“日-月-年”读取：“${first}”为 ${day}`,
        )
      : note(
          'day-order',
          `dates are read with the month first: "${first}" is ${day}`,
          `日期按“月-日-年”读取：“${first}”为 ${day}`,
        ),
  ];
}

function readAs(used: readonly DatedRow[]): Note[] {
  const reads = used.flatMap(({ read }) => ('day' in read ? [read] : []));
  const minutes = [...new Set(reads.map(({ minute }) => minute))];
  const clock = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  return [
    ...(reads.some(({ serial }) => serial)
      ? [
          note(
            'serial-dates',
            'dates are read as serial numbers of a spreadsheet (44348 is 2021-06-01)',
            '日期按电子表格序列号读取（44348 为 2021-06-01）',
          ),
        ]
      : []),
    ...(minutes.length === 1 && minutes[0] > 0
      ? [
          note(
            'time-of-day',
            `every value stands at ${clock(minutes[0])} and is read as the mean of the day named`,
            `各值均标为 ${clock(minutes[0])}，按所示日期的日均值读取`,
          ),
        ]
      : []),
  ];
}

/**
 * Days absent between those of the table, and days of the window absent from it. A year between two rows is a mistyped
 * date, not a gap.
 */
function missingDays(days: readonly number[], span: Window | null): number[] {
  const present = new Set(days);
  const between = days
    .slice(1)
    .flatMap((day, i) => (day - days[i] <= LONGEST_GAP_DAYS * HOURS_PER_DAY ? daysFrom(days[i], day) : []));
  const wanted = span === null ? [] : daysFrom(span.start, span.end);
  return [...new Set([...between, ...wanted])].filter((day) => !present.has(day)).sort((a, b) => a - b);
}

const daysFrom = (from: number, to: number): number[] =>
  Array.from({ length: Math.ceil((to - from) / HOURS_PER_DAY) }, (_, d) => from + d * HOURS_PER_DAY);

/** Days that follow one another, together. */
function runs(days: readonly number[]): number[][] {
  const all: number[][] = [];
  for (const day of days) {
    const last = all.at(-1);
    if (last !== undefined && day === last[last.length - 1] + HOURS_PER_DAY) last.push(day);
    else all.push([day]);
  }
  return all;
}

/** Days that lack, unless rows whose dates cannot be read may well be they. */
function gapProblems(missing: readonly number[], days: readonly number[], byDay: ByDay, undated: number): Problem[] {
  if (missing.length <= undated) return [];
  const gaps = runs(missing);
  if (gaps.length <= MOST_GAPS) return gaps.map((run) => gap(run, days, byDay));
  const first = gap(gaps[0], days, byDay);
  return [
    {
      ...first,
      value: missing.length,
      message: `${missing.length} days are missing in ${gaps.length} gaps, the first at ${formatDate(missing[0])}`,
    },
  ];
}

/** The line is that of the next day in the table, or of its last day. */
function gap(run: readonly number[], days: readonly number[], byDay: ByDay): Problem {
  const names =
    run.length <= 8 ? run.map(formatDate).join(', ') : `${formatDate(run[0])} to ${formatDate(run[run.length - 1])}`;
  const next = days.find((day) => day > run[run.length - 1]);
  const line = byDay.get(next ?? days[days.length - 1])?.line ?? 1;
  const where = next === undefined ? `after line ${line}` : `before line ${line}`;
  return {
    ...problem(
      'missing-date',
      '',
      names,
      'one row for every day',
      run.length === 1 ? `${names} is missing (${where})` : `${run.length} days are missing (${where}): ${names}`,
      'add a row for each missing day',
    ),
    line,
    column: 1,
  };
}

/** Days between the two calendars of spreadsheets: serial numbers count from 1900, or on a Mac of old from 1904. */
const DAYS_1904 = 1462;

/** Dates that four years and a day would put into the window were counted from 1904. */
function epoch(days: readonly number[], span: Window): string {
  const shifted = days.filter(
    (day) => day + DAYS_1904 * HOURS_PER_DAY >= span.start && day + DAYS_1904 * HOURS_PER_DAY < span.end,
  );
  return shifted.length > days.length / 2
    ? `the dates are ${DAYS_1904} days early, as serial numbers of Excel's 1904 calendar are when they are read ` +
        `by the usual one: save the dates as text, or add ${DAYS_1904} days; otherwise `
    : '';
}

function outside(dated: readonly DatedRow[], span: Window): Problem {
  const all = dated
    .flatMap(({ read, line }) => ('day' in read ? [{ day: read.day, line }] : []))
    .sort((a, b) => a.day - b.day);
  const [from, to] = [formatDate(all[0].day), formatDate(all[all.length - 1].day)];
  const wanted = `${formatDate(span.start)} to ${formatDate(span.end - 1)}`;
  const message =
    from === to ? `${from} lies outside the window` : `all ${all.length} days lie outside the window: ${from} to ${to}`;
  return {
    ...problem(
      'outside-window',
      '',
      from === to ? from : `${from} to ${to}`,
      wanted,
      message,
      `${epoch(
        all.map(({ day }) => day),
        span,
      )}give the days from ${wanted}`,
    ),
    line: Math.min(...all.map(({ line }) => line)),
    column: 1,
  };
}
