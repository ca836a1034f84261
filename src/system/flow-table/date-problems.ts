import { problem, type Problem } from '../words/problem.ts';
import type { DayFault } from '../written/written-day.ts';
import type { DatedRow } from './flow-row.ts';

const WORDS: Readonly<Record<DayFault, readonly [code: string, message: string, hint: string]>> = {
  'day-or-month': [
    'ambiguous-date',
    'may be read as day first or as month first',
    'write the year first, as 2021-06-01',
  ],
  'short-year': [
    'ambiguous-date',
    'has a year of two digits, so that its parts may be read in several ways',
    'write the year with four digits and first, as 2021-06-01',
  ],
  'no-year': ['inflow-date', 'has no year', 'write the year too, as 2021-06-01'],
  'no-day': ['inflow-date', 'is a month, not a day', 'give one row for every day, as 2021-06-01'],
  'no-such-day': ['inflow-date', 'is no day of the calendar', 'check the number of days of the month'],
  'not-a-date': ['inflow-date', 'is not a date', 'write dates as 2021-06-01'],
};

const onRow = (row: DatedRow, found: Problem): Problem => ({ ...found, line: row.line, column: row.dateColumn });
/** ` (first of 154)` */
const among = (n: number): string => (n > 1 ? ` (the first of ${n})` : '');

/** Dates that cannot be read, one problem a reason; days that stand twice, among the rows that are used. */
export function dateProblems(dated: readonly DatedRow[], used: readonly DatedRow[]): Problem[] {
  const faults = new Map<DayFault, DatedRow[]>();
  for (const row of dated)
    if ('fault' in row.read) faults.set(row.read.fault, [...(faults.get(row.read.fault) ?? []), row]);
  return [...[...faults].map(([fault, rows]) => unread(fault, rows)), ...twice(used)];
}

function unread(fault: DayFault, rows: readonly DatedRow[]): Problem {
  const [code, reason, hint] = WORDS[fault];
  return onRow(
    rows[0],
    problem(code, '', rows[0].date, 'a date as YYYY-MM-DD', `"${rows[0].date}" ${reason}${among(rows.length)}`, hint),
  );
}

function twice(used: readonly DatedRow[]): Problem[] {
  const firsts = new Map<number, DatedRow>();
  const again: { row: DatedRow; first: DatedRow }[] = [];
  for (const row of used) {
    if (!('day' in row.read)) continue;
    const first = firsts.get(row.read.day);
    if (first === undefined) firsts.set(row.read.day, row);
    else again.push({ row, first });
  }
  if (again.length === 0) return [];
  const [{ row, first }] = again;
  if (again.some((one) => minuteOf(one.row) !== minuteOf(one.first))) {
    return [
      onRow(
        row,
        problem(
          'several-times-a-day',
          '',
          `${first.date}, ${row.date}`,
          'one row for every day',
          `the table has several times of one day, such as ${first.date} and ${row.date}`,
          'give the mean flow of each day',
        ),
      ),
    ];
  }
  return [
    onRow(
      row,
      problem(
        'duplicate-date',
        '',
        row.date,
        'each date once',
        `${row.date} stands twice, first on line ${first.line}${among(again.length)}`,
        'keep one of the rows',
      ),
    ),
  ];
}

const minuteOf = ({ read }: DatedRow): number => ('day' in read ? read.minute : 0);
