import { isNoDataCode } from '../quantities/slips.ts';
import { problem, type Problem } from '../words/problem.ts';
import { marksOf, readNumber } from '../written/written-number.ts';
import type { DatedRow, FlowRow } from './flow-row.ts';

/** What loggers and yearbooks write where nothing was measured. */
const NO_DATA = [99_999, 999_999, 9_999_999];
/** Nines with a sign are no loss of a reach; without one, four of them may be a flood. */
const isNoData = (value: number): boolean => NO_DATA.includes(value) || (value < 0 && isNoDataCode(value));

/** The one problem of a column whose commas or points may be either mark; null where they are plain. */
export function marksProblem(rows: readonly FlowRow[], listSeparator: string | null): Problem[] | null {
  const marks = marksOf(
    rows.map(({ flow }) => flow),
    listSeparator,
  );
  if (marks === 'plain') return null;
  const row = rows.find(({ flow }) => /[,，]/.test(flow)) ?? rows.find(({ flow }) => flow.includes('.')) ?? rows[0];
  const found =
    marks === 'decimal-comma'
      ? problem(
          'decimal-comma',
          '',
          row.flow,
          'numbers with a decimal point',
          `"${row.flow}" has a decimal comma, as others in its column`,
          'write the decimal mark as a point, without thousands separators',
        )
      : problem(
          'ambiguous-number',
          '',
          row.flow,
          'numbers with a decimal point',
          `"${row.flow}" may be read with a decimal mark or with thousands apart`,
          'write plain numbers such as 1105.5, and part the columns by commas',
        );
  return [{ ...found, line: row.line, column: row.flowColumn }];
}

/**
 * Values that are none, or are marks for none: one problem a kind, at its first row. A value below 0 is one: the reach
 * loses more than it gains.
 */
export function flowProblems(used: readonly DatedRow[]): Problem[] {
  const kinds = new Map<string, DatedRow[]>();
  for (const row of used) {
    const kind = kindOf(row);
    if (kind !== null) kinds.set(kind, [...(kinds.get(kind) ?? []), row]);
  }
  return [...kinds.values()].map((rows) => ({
    ...described(rows[0], rows.length),
    line: rows[0].line,
    column: rows[0].flowColumn,
  }));
}

/** Cells of one kind have one cause: the same mark for no value, the same shape of text. */
function kindOf({ flow, value }: DatedRow): string | null {
  if (isNoData(value)) return `code ${value}`;
  if (Number.isFinite(value)) return null;
  if (isNoValue(flow)) return 'no value';
  return flow.replace(/\d+(?:\.\d+)?/g, '9').replace(/[a-z]+/gi, 'a');
}

function isNoValue(flow: string): boolean {
  const read = readNumber(flow);
  return 'fault' in read && read.fault === 'no-value';
}

function described({ date, flow, value }: DatedRow, count: number): Problem {
  const among = count > 1 ? ` (the first of ${count})` : '';
  if (isNoData(value))
    return problem(
      'no-data-code',
      '',
      value,
      'a flow that was measured',
      `the flow of ${date} is ${flow}, a mark for a value that is missing${among}`,
      'fill in the missing days, by interpolation or from another record',
    );
  if (flow === '')
    return problem(
      'not-a-number',
      '',
      flow,
      'a finite number',
      `the flow of ${date} is empty${among}`,
      'write a plain number such as 12.5, in m3/s',
    );
  if (isNoValue(flow))
    return problem(
      'not-a-number',
      '',
      flow,
      'a finite number',
      `the flow of ${date} holds no value: "${flow}"${among}`,
      'fill in the missing days, by interpolation or from another record',
    );
  return problem(
    'not-a-number',
    '',
    flow,
    'a finite number',
    `"${flow}" is not a number${among}`,
    'write a plain number such as 12.5, in m3/s',
  );
}
