import { withFittedValues } from './calibrated-model.ts';
import type { Model } from './model.ts';
import { NEIGHBOUR, TIBET, withMoreSupplied } from './supply-beside.ts';

/** Names of what a draw of one year gives beside numbers of the table `calibration`. */
export const SECTION_LIMIT = 'section_limit:';
export const SUPPLIED = 'supplied:';
export const EXPORTS = 'export_acceptance';

/**
 * The model as a draw of a year has it; `values` by name: a number of the table `calibration` has its unit;
 * `section_limit:ID` and `export_acceptance` are factors, the latter on what published lines are scheduled to carry in
 * that year; `supplied:MONTH` (1-12) is what is supplied in the month beside the modelled lines, GWh more than stated.
 * Both worlds of a pair come from this one model.
 */
export function drawnModel(model: Model, year: number, values: ReadonlyMap<string, number>): Model {
  const fitted = withFittedValues(model, values);
  const { tables } = fitted;
  const section = (id: string): number => values.get(`${SECTION_LIMIT}${id}`) ?? 1;
  const accepted = values.get(EXPORTS) ?? 1;
  const schedule = tables.export_schedule.map((row) =>
    row.year === year && row.export !== NEIGHBOUR && row.export !== TIBET
      ? { ...row, mean_mw: row.mean_mw * accepted }
      : row,
  );
  const more = new Map(
    [...values].flatMap(([name, gwh]) =>
      name.startsWith(SUPPLIED) ? [[Number(name.slice(SUPPLIED.length)), gwh] as const] : [],
    ),
  );
  return {
    ...fitted,
    tables: {
      ...tables,
      sections: tables.sections.map((row) => ({ ...row, limit_mw: row.limit_mw * section(row.id) })),
      section_limits: tables.section_limits.map((row) => ({ ...row, limit_mw: row.limit_mw * section(row.section) })),
      ...withMoreSupplied({ ...tables, export_schedule: schedule }, year, more),
    },
  };
}
