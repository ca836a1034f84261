import { formatDate, HOURS_PER_DAY, parseInstant, type Window } from './calendar.ts';
import { plainNumber } from './plain-number.ts';
import { problem, type Problem } from './problem.ts';

/** One row of a table of daily flow as it was written; `line` is 1-based. */
export interface FlowRow { readonly line: number; readonly date: string; readonly flow: string }

/** Daily values without gaps from the midnight of `start` on, m3/s. */
export interface DailyFlow { readonly start: number; readonly values: readonly number[]; readonly problems: readonly Problem[] }

interface DatedRow extends FlowRow { readonly day: number | null; readonly value: number }
type ByDay = ReadonlyMap<number, DatedRow>;

/**
 * The values of a table of daily flow, or everything that is wrong with it in the order of its lines: cells, dates that stand twice, missing dates, dates outside the window.
 * `path` is where the scenario names the table; without a window (a scenario that is itself invalid) the table is judged alone.
 */
export function readDailyFlow(rows: readonly FlowRow[], path: string, window: Window | null): DailyFlow {
  const dated = rows.map((row): DatedRow => ({ ...row, day: DATE.test(row.date) ? parseInstant(row.date) : null, value: plainNumber(row.flow) }));
  const byDay = new Map<number, DatedRow>();
  for (const row of dated) if (row.day !== null && !byDay.has(row.day)) byDay.set(row.day, row);
  const days = [...byDay.keys()].sort((a, b) => a - b);
  const problems = [
    ...dated.flatMap((row) => [...dateProblems(row, byDay), ...flowProblems(row)]),
    ...runs(missingDays(days, window)).map((run) => missing(run, days, byDay)),
    ...(window === null ? [] : [days.filter((day) => day < window.start), days.filter((day) => day >= window.end)].filter((run) => run.length > 0).map((run) => outside(run, byDay, window))),
  ];
  const inOrder = problems.map((found) => ({ ...found, path })).sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { start: days[0] ?? 0, values: days.map((day) => byDay.get(day)?.value ?? NaN), problems: inOrder };
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST_GAP_DAYS = 366;

const onLine = (line: number, column: number, found: Problem): Problem => ({ ...found, line, column });

function dateProblems(row: DatedRow, byDay: ByDay): Problem[] {
  if (row.day === null) return [onLine(row.line, 1, problem('inflow-date', '', row.date, 'a date as YYYY-MM-DD', `"${row.date}" is not a date`, 'write dates as 2021-06-01'))];
  const first = byDay.get(row.day);
  if (first === undefined || first === row) return [];
  return [onLine(row.line, 1, problem('duplicate-date', '', row.date, 'each date once', `${row.date} stands twice, first on line ${first.line}`, 'keep one of the rows'))];
}

function flowProblems({ date, flow, value, line }: DatedRow): Problem[] {
  const column = date.length + 2;
  if (!Number.isFinite(value)) return [onLine(line, column, problem('not-a-number', '', flow, 'a finite number', flow === '' ? `the flow of ${date} is empty` : `"${flow}" is not a number`, 'write a plain number such as 12.5, in m3/s'))];
  if (value >= 0) return [];
  return [onLine(line, column, problem('negative-inflow', '', value, '>= 0 m3/s', `the flow of ${date} is negative: ${flow} m3/s`, 'inflow is never negative; give it net of withdrawals, at least 0'))];
}

/** Days absent between those of the table, and days of the window absent from it. A year between two rows is a mistyped date, not a gap. */
function missingDays(days: readonly number[], window: Window | null): number[] {
  const present = new Set(days);
  const between = days.slice(1).flatMap((day, i) => (day - days[i] <= LONGEST_GAP_DAYS * HOURS_PER_DAY ? daysFrom(days[i], day) : []));
  const wanted = window === null ? [] : daysFrom(window.start, window.end);
  return [...new Set([...between, ...wanted])].filter((day) => !present.has(day)).sort((a, b) => a - b);
}

const daysFrom = (from: number, to: number): number[] => Array.from({ length: Math.ceil((to - from) / HOURS_PER_DAY) }, (_, d) => from + d * HOURS_PER_DAY);

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

/** The line is that of the next day in the table, or of its last day. */
function missing(run: readonly number[], days: readonly number[], byDay: ByDay): Problem {
  const names = run.map(formatDate).join(', ');
  const next = days.find((day) => day > run[run.length - 1]);
  const line = byDay.get(next ?? days[days.length - 1])?.line ?? 1;
  const where = next === undefined ? `after line ${line}` : `before line ${line}`;
  return onLine(line, 1, problem('missing-date', '', names, 'one row for every day', run.length === 1 ? `${names} is missing (${where})` : `${run.length} days are missing (${where}): ${names}`, 'add a row for each missing day'));
}

function outside(run: readonly number[], byDay: ByDay, window: Window): Problem {
  const [first, last] = [run[0], run[run.length - 1]];
  const [from, to] = [byDay.get(first)?.line ?? 1, byDay.get(last)?.line ?? 1];
  const span = `${formatDate(window.start)} to ${formatDate(window.end - 1)}`;
  const message = first === last ? `${formatDate(first)} lies outside the window` : `${run.length} days lie outside the window: ${formatDate(first)} (line ${from}) to ${formatDate(last)} (line ${to})`;
  return onLine(from, 1, problem('outside-window', '', first === last ? formatDate(first) : `${formatDate(first)} to ${formatDate(last)}`, span, message, `keep the days from ${span}`));
}
