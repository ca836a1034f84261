import { z } from 'zod';
import { problem } from '../words/problem.ts';
import { bareSchema, resolveSchema } from '../schema/schema-walk.ts';
import { MOST_LISTED } from '../words/problem-list.ts';
import {
  codeOf,
  countedProblemsOf,
  furtherUnknown,
  LEVELS,
  pathText,
  problemsOfIssue,
  standingFor,
  type PlacedProblem,
  type RawIssue,
} from './zod-problems.ts';

export type CheckedInput<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly placed: readonly PlacedProblem[] };

/**
 * An input checked by its schema, or everything that is wrong with it. Of a list or block that holds more than its
 * schema allows no more than that is looked at: the work is bounded, whatever is sent. `most`: so many problems are
 * told one by one, those beyond are counted (`more`); all are told if absent.
 */
export function checkInput<S extends z.ZodType>(schema: S, input: unknown, most = Infinity): CheckedInput<z.output<S>> {
  const found: Found = { tooLong: [], further: [], asked: 0, most, root: { schema, input } };
  const read = shortened(schema, input, [], found);
  const parsed = parsedBy(schema, read);
  if (parsed.issues.length === 0 && found.tooLong.length === 0 && found.further.length === 0)
    return { ok: true, value: parsed.value as z.output<S> };
  return {
    ok: false,
    placed: [...found.tooLong, ...countedProblemsOf(parsed.issues, read, schema, most), ...found.further],
  };
}

/** As `safeParse` reads it, its issues not yet told: that takes many times as long as to find them. */
function parsedBy(schema: z.ZodType, input: unknown): z.core.ParsePayload {
  const parsed = schema._zod.run({ value: input, issues: [] }, { async: false });
  if (parsed instanceof Promise) throw new z.core.$ZodAsyncError();
  return parsed;
}

/**
 * Lists and blocks that are cut; what is wrong beyond those unknown fields and plain values that the schema is asked
 * about, and how many these are.
 */
interface Found {
  readonly tooLong: PlacedProblem[];
  readonly further: PlacedProblem[];
  asked: number;
  readonly most: number;
  readonly root: { readonly schema: z.ZodType; readonly input: unknown };
}

type Path = readonly PropertyKey[];

/**
 * The value with every list and block in it cut to what its schema allows, each cut told; the same value where nothing
 * is cut.
 */
function shortened(schema: z.ZodType, value: unknown, path: Path, found: Found): unknown {
  if (typeof value !== 'object' || value === null || !mayGrow(schema)) return value;
  const at = resolveSchema(optionFor(schema, value), value);
  if (Array.isArray(value)) return at instanceof z.ZodArray ? shortList(at, value, path, found) : value;
  if (at instanceof z.ZodRecord) return shortRecord(at, value as Fields, path, found);
  return at instanceof z.ZodObject ? shortFields(at, value as Fields, path, found) : value;
}

/** Of a union without a discriminator, the option that a list or a block is meant for. */
function optionFor(schema: z.ZodType, value: object): z.ZodType {
  const bare = bareSchema(schema);
  if (!(bare instanceof z.ZodUnion) || bare instanceof z.ZodDiscriminatedUnion) return bare;
  const options = (bare.options as readonly z.ZodType[]).map(bareSchema);
  return (
    options.find((option) =>
      Array.isArray(value)
        ? option instanceof z.ZodArray
        : option instanceof z.ZodRecord || option instanceof z.ZodObject,
    ) ?? bare
  );
}

type Fields = Readonly<Record<string, unknown>>;

function shortList(schema: z.ZodArray, value: readonly unknown[], path: Path, found: Found): readonly unknown[] {
  const { least, most } = lengthsOf(schema);
  const list = most !== undefined && value.length > most ? value.slice(0, most) : value;
  if (list !== value) found.tooLong.push(tooMany(path, value.length, most!));
  const element = schema.element as z.ZodType;
  const short = mayGrow(element) ? list.map((entry, i) => shortened(element, entry, [...path, i], found)) : list;
  return found.most < Infinity && path.length >= LEVELS ? fewWrong(element, short, least ?? 0, path, found) : short;
}

/**
 * A list within an entry of a list up to where more of them are wrong than are told; what is wrong beyond is counted by
 * kind, one entry at a time, as nothing is kept of it.
 */
function fewWrong(
  element: z.ZodType,
  list: readonly unknown[],
  least: number,
  path: Path,
  found: Found,
): readonly unknown[] {
  let end = list.length;
  const kinds = new Map<string, { readonly first: RawIssue; readonly at: number; count: number }>();
  // As many entries as there must be are left to the schema.
  for (let at = least; at < list.length; at++) {
    for (const issue of parsedBy(element, list[at]).issues) {
      if (end === list.length && found.asked++ < found.most) continue;
      end = Math.min(end, at);
      const code = codeOf(issue);
      const kind = kinds.get(code);
      if (kind) kind.count++;
      else kinds.set(code, { first: issue, at, count: 1 });
    }
  }
  for (const { first, at, count } of kinds.values())
    found.further.push(
      ...problemsOfIssue({ ...first, path: [...path, at, ...(first.path ?? [])] }, found.root).map((one) =>
        standingFor(one, count),
      ),
    );
  return list.slice(0, end);
}

function lengthsOf(schema: z.ZodArray): { readonly least?: number; readonly most?: number } {
  const defs = (schema.def.checks ?? []).map(
    (check) => check._zod.def as z.core.$ZodCheckDef & { readonly minimum?: number; readonly maximum?: number },
  );
  return {
    least: defs.find(({ check }) => check === 'min_length')?.minimum,
    most: defs.find(({ check }) => check === 'max_length')?.maximum,
  };
}

function shortRecord(schema: z.ZodRecord, value: Fields, path: Path, found: Found): Fields {
  const most = (schema.meta()?.maxProperties as number | undefined) ?? Infinity;
  const names = Object.keys(value);
  if (names.length > most) found.tooLong.push(tooMany(path, names.length, most));
  const inside = schema.valueType as z.ZodType;
  if (names.length <= most && !mayGrow(inside)) return value;
  return Object.fromEntries(
    names.slice(0, most).map((name) => [name, shortened(inside, value[name], [...path, name], found)]),
  );
}

function shortFields(schema: z.ZodObject, written: Fields, path: Path, found: Found): Fields {
  const value = fewUnknown(schema, written, path, found);
  const fields = Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>).filter(([name]) =>
    Object.hasOwn(value, name),
  );
  const changed = fields
    .map(([name, inside]) => [name, shortened(inside, value[name], [...path, name], found)] as const)
    .filter(([name, read]) => read !== value[name]);
  return changed.length > 0 ? { ...value, ...Object.fromEntries(changed) } : value;
}

/**
 * Of the unknown fields of all blocks the schema is asked about as many as are listed of all problems: asked about tens
 * of thousands, it holds up everything else.
 */
function fewUnknown(schema: z.ZodObject, value: Fields, path: Path, found: Found): Fields {
  if (!(schema.def.catchall instanceof z.ZodNever)) return value;
  const shape = schema.shape as Readonly<Record<string, unknown>>;
  const names = Object.keys(value);
  const unknown = names.filter((name) => !Object.hasOwn(shape, name));
  const asked = unknown.slice(0, Math.max(0, MOST_LISTED - found.asked));
  found.asked += asked.length;
  if (asked.length === unknown.length) return value;
  const further = unknown.slice(asked.length);
  if (found.most === Infinity) for (const one of furtherUnknown(further, path, value, schema)) found.further.push(one);
  else
    found.further.push(
      ...furtherUnknown(further.slice(0, 1), path, value, schema).map((one) => standingFor(one, further.length)),
    );
  return Object.fromEntries(
    [...Object.keys(shape).filter((name) => Object.hasOwn(value, name)), ...asked].map((name) => [name, value[name]]),
  );
}

export const tooMany = (keys: Path, count: number, most: number): PlacedProblem => ({
  keys,
  problem: problem(
    'wrong-length',
    pathText(keys),
    count,
    `<= ${most} entries`,
    `has ${count} entries`,
    `give at most ${most}; entries beyond that are not looked at`,
  ),
});

const known = new WeakMap<z.ZodType, boolean>();

/**
 * Whether what a schema describes may hold, anywhere in it, more than it allows: entries of a list, names of a block,
 * fields that are unknown.
 */
function mayGrow(schema: z.ZodType): boolean {
  const earlier = known.get(schema);
  if (earlier !== undefined) return earlier;
  const bare = bareSchema(schema);
  const holds =
    bare instanceof z.ZodArray ||
    bare instanceof z.ZodRecord ||
    (bare instanceof z.ZodObject &&
      (bare.def.catchall instanceof z.ZodNever || Object.values(bare.shape).some(mayGrow))) ||
    (bare instanceof z.ZodUnion && (bare.options as readonly z.ZodType[]).some(mayGrow));
  known.set(schema, holds);
  return holds;
}
