import { z } from 'zod';
import type { Tables } from '../model/model.ts';
import type { Quantity } from '../quantities/quantities.ts';
import { id, instant, MOST } from '../schema/scenario-fields.ts';
import { instantOf, untilOf } from '../schema/stated-number.ts';
import type { Window } from '../words/calendar.ts';
import type { Problem } from '../words/problem.ts';

/** Fields of every measure. */
const common = {
  id,
  start: instant.optional().describe('when the measure takes effect; the start of the window if absent'),
  end: instant.optional().describe('when it ceases; never if absent'),
  why: z.string().max(MOST.why).optional(),
  source: z.string().max(MOST.sentence).optional(),
  source_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
};
type MeasureFile<T extends string, F extends z.ZodRawShape> = z.ZodObject<
  { type: z.ZodLiteral<T> } & typeof common & F,
  z.core.$strict
>;
/** A measure as files, the API and the store carry it: quantities and instants are text. */
type Given<T extends string, F extends z.ZodRawShape> = z.output<MeasureFile<T, F>> & Times;
/** The times are named once more: of a type still open the checker does not see the fields. */
interface Times {
  readonly start?: string;
  readonly end?: string;
}

/**
 * The measure `G` in numbers: `N` takes the place of its texts. `start` and `end` are hour indices: from the window's
 * start where the text states none, to Infinity where it states no end. `given` is the text form.
 */
export type InNumbers<G, N> = Omit<G, 'start' | 'end' | keyof N> & Window & N & { readonly given: G };

/** What a measure is judged by: the model and what else its scenario states. */
export interface Surroundings {
  readonly tables: Tables;
  readonly window: Window & { readonly given: { readonly start: string; readonly end: string } };
  readonly demand: { readonly year: number; readonly factor: number };
  readonly loads: readonly { readonly id: string }[];
}

/** A figure of a model, `sections.csv/north.limit_mw`, and the field of a measure that takes its place. */
export interface InsteadOf {
  readonly figure: string;
  readonly field: string;
}

/** What is said of one type of measure, all in one place. */
interface Description<T extends string, F extends z.ZodRawShape, N> {
  readonly type: T;
  /** its own fields, beside those of every measure */
  readonly fields: F;
  /** the quantity of each number, by field (`staged[].share`): its possible and usual range */
  readonly quantities: Readonly<Record<string, Quantity>>;
  /** its texts as numbers, MW, MWh and hours; `span` holds its start and end already */
  readonly resolve: (given: Given<T, F>, span: Window) => N;
  /** what it acts on must be known, and its sizes possible; its times are checked for every type alike */
  readonly problems: (measure: InNumbers<Given<T, F>, N>, path: string, around: Surroundings) => Problem[];
  /** what no two measures may set at once; null for a type whose measures add up */
  readonly sets: ((measure: InNumbers<Given<T, F>, N>) => string) | null;
  /** the figure of a model that it takes the place of, so that a contradiction can name it; null for none */
  readonly insteadOf: ((measure: InNumbers<Given<T, F>, N>) => InsteadOf | null) | null;
}

/**
 * A type of measure whose texts are `G` and whose numbers are `R`. These are methods, whose parameters are compared
 * loosely: a list of all types can then be one of kinds of any measure. A kind is only ever found by the type of the
 * measure that it is given (`measures.ts`).
 */
export interface MeasureKind<S extends z.ZodObject, G, R> {
  readonly type: string;
  readonly file: S;
  readonly quantities: Readonly<Record<string, Quantity>>;
  resolve(given: G, window: Window): R;
  problems(measure: R, path: string, around: Surroundings): Problem[];
  sets(measure: R): string | null;
  insteadOf(measure: R): InsteadOf | null;
}

/** A type of measure; the fields that every measure has are added to its own. */
export function measureKind<const T extends string, F extends z.ZodRawShape, N>(
  said: Description<T, F, N>,
): MeasureKind<MeasureFile<T, F>, Given<T, F>, InNumbers<Given<T, F>, N>> {
  const { type, fields, quantities, problems, sets, insteadOf } = said;
  return {
    type,
    file: z.strictObject({ type: z.literal(type), ...common, ...fields }),
    quantities,
    resolve: (given, window) => {
      const start = given.start === undefined ? window.start : instantOf(given.start);
      const span = { start, end: untilOf(given.end) };
      return inNumbers(given, span, said.resolve(given, span));
    },
    problems,
    sets: (measure) => sets?.(measure) ?? null,
    insteadOf: (measure) => insteadOf?.(measure) ?? null,
  };
}

const inNumbers = <G, N>(given: G, span: Window, numbers: N): InNumbers<G, N> => ({
  ...given,
  ...span,
  ...numbers,
  given,
});
