import type { z } from 'zod';
import type { Case } from '../../engine/case/case.ts';
import { statedAssumptions } from '../../system/model/assumptions.ts';
import { DEFINITIONS, TABLE_NAMES, TABLES, type Model, type TableName } from '../../system/model/model.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import { cellKinds } from '../../system/schema/field-kinds.ts';
import { bareSchema } from '../../system/schema/schema-walk.ts';
import { spanOf } from '../../system/tables/dated-rows.ts';
import type { CaseSpan } from '../../system/tables/table.ts';
import { yearOf } from '../../system/words/calendar.ts';

export type RowsByTable = ReadonlyMap<TableName, readonly object[]>;

/** The rows of the model that a case was compiled from: those of its window, its water year and its year of demand. */
export function rowsOfCase(model: Model, scenarios: readonly ResolvedScenario[], c: Case, drawn: boolean): RowsByTable {
  const span = spanOfCase(scenarios, c);
  const tables = { ...model.tables, assumptions: statedAssumptions(model.tables.assumptions) };
  return new Map(
    TABLE_NAMES.filter((table) => DEFINITIONS[table].used === 'case' || (drawn && DEFINITIONS[table].used === 'draws'))
      .map((table): [TableName, readonly object[]] => {
        const rows: readonly object[] = tables[table];
        return [table, rows.filter((row) => isUsed(table, row, span))];
      })
      .filter(([, rows]) => rows.length > 0),
  );
}

function spanOfCase(scenarios: readonly ResolvedScenario[], { start, hours, monthKeys }: Case): CaseSpan {
  const end = start + hours;
  return {
    hours: { start, end },
    months: monthKeys.map((key) => ({ year: Number(key.slice(0, 4)), month: Number(key.slice(5)) })),
    waterYears: new Set(
      scenarios.flatMap(({ water, measures }) => [
        water.water_year,
        ...measures.flatMap((one) => (one.type === 'inflow-year' ? [one.water_year] : [])),
      ]),
    ),
    years: new Set([...scenarios.map(({ demand }) => demand.year), yearOf(start), yearOf(end - 1)]),
  };
}

function isUsed(table: TableName, row: object, span: CaseSpan): boolean {
  const { used, usedRows } = DEFINITIONS[table];
  // Draws are made for every month of a year, whatever span is dispatched.
  if (usedRows === 'all' || used !== 'case') return true;
  return usedRows === 'columns' ? holdsIn(table, row, span) : usedRows(row, span);
}

/** By its columns: a row holds in its month of its year, in its month of every year, from a date on, or always. */
function holdsIn(table: TableName, row: object, { hours: { start, end }, months }: CaseSpan): boolean {
  const { year, month } = row as { readonly year?: number; readonly month?: number };
  if (month !== undefined)
    return months.some((one) => one.month === month && (year === undefined || one.year === year));
  if (!DATED.has(table)) return true;
  const span = spanOf(row as Parameters<typeof spanOf>[0]);
  return span.start < end && span.end > start;
}

/** Tables whose rows hold from an instant, not from a day of every year or from a zone. */
const DATED: ReadonlySet<TableName> = new Set(
  TABLE_NAMES.filter((table) => {
    const { from } = TABLES[table].shape as { readonly from?: z.ZodType };
    return from !== undefined && cellKinds.get(bareSchema(from))?.kind === 'instant';
  }),
);
