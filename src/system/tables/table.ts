import { z } from 'zod';
import type { Quantity } from '../quantities/quantities.ts';
import type { Window } from '../words/calendar.ts';

/** Columns by name, each with the schema of its cells. */
type Columns = Readonly<Record<string, z.ZodType>>;
type RowSchema<C extends Columns> = z.ZodObject<C, z.core.$strict>;
/** Names of the columns whose cells are of a type, where they are there. */
type ColumnsOf<C extends Columns, Cell> = {
  [K in keyof C & string]: z.output<C[K]> extends Cell | undefined ? K : never;
}[keyof C & string];

/** A column holds one quantity, or one that another cell of the row tells. */
export type ColumnQuantity = Quantity | ((row: Readonly<Record<string, unknown>>) => Quantity | null);

/** A column whose unit stands in the row: the quantity of each unit. */
export const byUnit =
  (units: Readonly<Record<string, Quantity>>): ColumnQuantity =>
  ({ unit }) =>
    units[String(unit)] ?? null;

/**
 * Where the ids that a cell may name stand: tables, or these with a word that is none of them (`also`) and a code of
 * its own for the problem.
 */
type Target = readonly string[] | { readonly to: readonly string[]; readonly also?: string; readonly code?: string };
type Targets = Readonly<Record<string, Target>>;
type Named<R extends Targets> = {
  [K in keyof R]: R[K] extends readonly (infer T)[]
    ? T
    : R[K] extends { readonly to: readonly (infer T)[] }
      ? T
      : never;
}[keyof R] &
  string;

/** Cells of a column that name a row of other tables, `T`. */
export interface Reference<T extends string> {
  readonly column: string;
  readonly to: readonly T[];
  readonly also?: string;
  readonly code?: string;
}

/** What a case was compiled for: its span, and the years that its scenarios take water and demand from. */
export interface CaseSpan {
  /** hour indices */
  readonly hours: Window;
  readonly months: readonly { readonly year: number; readonly month: number }[];
  readonly waterYears: ReadonlySet<string>;
  /** years of demand, and those that the span begins and ends in */
  readonly years: ReadonlySet<number>;
}

/**
 * What a table is used for: every `case` is compiled from it; an ensemble makes `draws` from it; or it stands `beside`
 * the model, for what is published and what studies are asked with.
 */
type Used = 'case' | 'draws' | 'beside';

/**
 * Which rows a case uses: those that its columns say (`columns`: a year and month, a month, a date from which they
 * hold), all of them, or what a rule of the table's own says.
 */
type UsedRows = 'columns' | 'all' | ((row: object, span: CaseSpan) => boolean);

/** What a table says about itself beside the schema of its rows; `T` are the tables that its cells name. */
export interface Definition<T extends string> {
  readonly optional: boolean;
  /** columns that tell a row from others in paths and in order */
  readonly key: readonly string[];
  /** whether no two rows may share a key */
  readonly unique: boolean;
  readonly references: readonly Reference<T>[];
  readonly quantities: Readonly<Record<string, ColumnQuantity>>;
  readonly dates: readonly string[];
  readonly used: Used;
  readonly usedRows: UsedRows;
  readonly ofPlants: boolean;
}

interface Table<C extends Columns, T extends string> extends Definition<T> {
  readonly row: RowSchema<C>;
}

interface Stated<C extends Columns, R extends Targets> {
  /** the columns in the order of the file, figures with their unit in the name */
  readonly columns: C;
  /** whether a model may leave the table out */
  readonly optional?: true;
  /** cells that name a row of another table by its id */
  readonly references?: R & Readonly<Record<Exclude<keyof R, ColumnsOf<NoInfer<C>, string>>, never>>;
  /** columns that hold a period or a date as free text, judged by its year */
  readonly dates?: readonly ColumnsOf<NoInfer<C>, string>[];
  readonly used: Used;
  /** left out, the columns say it */
  readonly usedRows?: 'all' | ((row: z.output<RowSchema<NoInfer<C>>>, span: CaseSpan) => boolean);
  /** false where rows that name a station are not among those that its spill rests on */
  readonly ofPlants?: false;
}

/** Columns that together name a row; null where several rows may say the same from different sources, `named` alike. */
type Key<C extends Columns> =
  | { readonly key: readonly (keyof C & string)[]; readonly named?: undefined }
  | { readonly key: null; readonly named: readonly (keyof C & string)[] };

/** Every column of numbers has a quantity, and no other column has. */
type Quantities<C extends Columns> = [ColumnsOf<C, number>] extends [never]
  ? { readonly quantities?: undefined }
  : { readonly quantities: { readonly [K in ColumnsOf<C, number>]: ColumnQuantity } };

/** A table of a model: all that is known of it, so that a new one is stated in one place. */
export function table<C extends Columns, const R extends Targets = Record<never, never>>(
  stated: Stated<C, R> & Key<NoInfer<C>> & Quantities<NoInfer<C>>,
): Table<C, Named<R>> {
  const { columns, key, named, references, usedRows = 'columns' } = stated;
  return {
    row: z.strictObject(columns),
    optional: stated.optional ?? false,
    key: key ?? named ?? [],
    unique: key !== null,
    references: Object.entries<Target>(references ?? {}).map(([column, target]) => ({
      column,
      ...(isList(target) ? { to: target } : target),
    })) as Reference<Named<R>>[],
    quantities: stated.quantities ?? {},
    dates: stated.dates ?? [],
    used: stated.used,
    // Rows are handed over by the name of their table, which says what they are.
    usedRows: usedRows as UsedRows,
    ofPlants: stated.ofPlants ?? true,
  };
}

const isList = (target: Target): target is readonly string[] => Array.isArray(target);
