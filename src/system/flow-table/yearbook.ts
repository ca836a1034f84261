import { daysInMonth } from '../words/calendar.ts';
import { note, type Note } from '../words/note.ts';
import { problem, type Problem } from '../words/problem.ts';
import { plainText } from '../written/plain-text.ts';
import { readNumber } from '../written/written-number.ts';
import type { CellRow } from './cell-row.ts';
import { wrongUnit } from './flow-columns.ts';
import type { FlowRow } from './flow-row.ts';
import { skippedLines, statedUnit, statedYear, titleText } from './title-lines.ts';
import { isYearbookHead, takeApart, type DayCell, type YearbookCells } from './yearbook-cells.ts';

/** What yearbooks print in the same form and is no flow. */
const OTHER_TABLE = /水位|含沙|输沙|降水|降雨|雨量|水温|蒸发|冰|stage|water level|rain|sediment/i;
const FLOW_TABLE = /流量|discharge|flow|m3\/s/i;
const MEAN = /^(?:月)?(?:平\s*均|均\s*值|mean)/i;
/** A printed mean has three figures or so. */
const MEAN_TOLERANCE = 0.02;

/** Reads a yearbook's table of daily means, days by months; the year stands in its title. */
export function readYearbook(
  titles: readonly CellRow[],
  table: readonly CellRow[],
): { readonly rows: readonly FlowRow[]; readonly notes: readonly Note[] } | Problem {
  const [head] = table;
  const text = titleText([...titles, head]);
  const unit = statedUnit(titles);
  if (OTHER_TABLE.test(text) && !FLOW_TABLE.test(text))
    return at(
      problem(
        'not-flow',
        '',
        OTHER_TABLE.exec(text)?.[0] ?? '',
        'a table of daily flow',
        'the title says that the table holds something else than flow',
        'give the table of daily mean flow (逐日平均流量表)',
      ),
      titles[0] ?? head,
    );
  if (unit !== null) return wrongUnit(unit.unit, unit.line, 1);
  const year = statedYear([...titles, { ...head, cells: head.cells.slice(0, 1) }]);
  if (year === null)
    return at(
      problem(
        'yearbook-year',
        '',
        null,
        'one year above the table',
        'the lines above the table do not name one year',
        'write the year in a line above the table, such as 年份：2021',
      ),
      head,
    );
  const cells = takeApart(table);
  return (
    structureProblem(cells, head, year) ?? {
      rows: flowRows(cells.days, year),
      notes: notesOf(titles, cells.others, year, text),
    }
  );
}

const at = (found: Problem, row: CellRow): Problem => ({ ...found, line: row.line, column: 1 });

function structureProblem({ days, others, months }: YearbookCells, head: CellRow, year: number): Problem | null {
  const second = others.find(({ cells }) => isYearbookHead(cells));
  if (second)
    return at(
      problem(
        'several-tables',
        '',
        second.line,
        'one table',
        `a second table begins on line ${second.line}`,
        'keep the table of one station and year in the file',
      ),
      second,
    );
  if (days.length === 0)
    return at(
      problem(
        'empty-table',
        '',
        0,
        'one row for every day',
        'the table has no row of a day',
        'add the rows of the days 1 to 31',
      ),
      head,
    );
  const named = months.filter((month) => month !== null);
  if (named.some((month, i) => i > 0 && month < named[i - 1]))
    return at(
      problem(
        'yearbook-months',
        '',
        named.join(', '),
        'months of one calendar year in order',
        'the months run over the end of a year or are not in order',
        'give the months of one calendar year, from the first to the last',
      ),
      head,
    );
  return impossibleDay(days, year) ?? meanProblem(days, others, months, year);
}

function impossibleDay(days: readonly DayCell[], year: number): Problem | null {
  const wrong = days.filter(({ month, day, text }) => day > daysInMonth(year, month) && !isEmpty(text));
  if (wrong.length === 0) return null;
  const [{ month, day, text, line, column }] = wrong;
  const message =
    `${year}-${month}-${day} is no day and has the value ` +
    `${text}${wrong.length > 1 ? ` (and ${wrong.length - 1} more such values)` : ''}`;
  return {
    ...problem(
      'no-such-day',
      '',
      text,
      'empty cells where a month has no such day',
      message,
      'check the year, and whether a column or row has slipped',
    ),
    line,
    column,
  };
}

/** A printed monthly mean that its own days do not give: a slip in a cell, or values of something else. */
function meanProblem(
  days: readonly DayCell[],
  others: readonly CellRow[],
  months: readonly (number | null)[],
  year: number,
): Problem | null {
  const means = others.find(({ cells }) => MEAN.test(plainText(cells[0])));
  if (means === undefined) return null;
  for (const [i, month] of months.entries()) {
    const printed = numberOf(means.cells[i + 1] ?? '');
    const values = days
      .filter((one) => one.month === month && one.day <= daysInMonth(year, one.month))
      .map(({ text }) => numberOf(text));
    if (
      month === null ||
      printed === null ||
      values.length < daysInMonth(year, month) ||
      values.some((value) => value === null)
    )
      continue;
    const mean = values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length;
    if (Math.abs(mean - printed) > MEAN_TOLERANCE * Math.max(Math.abs(mean), Math.abs(printed)) + 0.01)
      return {
        ...problem(
          'mean-disagrees',
          '',
          printed,
          `the mean of its days, ${mean.toPrecision(4)}`,
          `the mean of month ${month} is printed as ${printed} and its days give ${mean.toPrecision(4)}`,
          'look for a mistyped value in the month',
        ),
        line: means.line,
        column: means.starts[i + 1] ?? 1,
      };
  }
  return null;
}

function numberOf(cell: string): number | null {
  const read = readNumber(cell);
  return 'value' in read ? read.value : null;
}

const isEmpty = (text: string): boolean => {
  const read = readNumber(text);
  return 'fault' in read && read.fault === 'no-value';
};

const two = (value: number): string => String(value).padStart(2, '0');
const flowRows = (days: readonly DayCell[], year: number): FlowRow[] =>
  days
    .filter(({ month, day }) => day <= daysInMonth(year, month))
    .sort((a, b) => a.month - b.month || a.day - b.day)
    .map(({ month, day, text, line, column }) => ({
      line,
      date: `${year}-${two(month)}-${two(day)}`,
      flow: text,
      dateColumn: 1,
      flowColumn: column,
    }));

function notesOf(titles: readonly CellRow[], others: readonly CellRow[], year: number, text: string): Note[] {
  return [
    note('yearbook', `read as a table of days by months of ${year}`, `按 ${year} 年逐日（日×月）表读取`),
    ...skippedLines(titles),
    ...skippedLines(others),
    ...(/m3\/s|立方米|m\?\/s/i.test(text)
      ? []
      : [note('unit-assumed', 'the table states no unit and is read as m3/s', '表中未写单位，按 m³/s 读取')]),
  ];
}
