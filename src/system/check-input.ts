import { z } from 'zod';
import { problem } from './problem.ts';
import { bareSchema, resolveSchema } from './schema-walk.ts';
import { MOST_LISTED } from './problem-list.ts';
import { furtherUnknown, pathText, placedProblemsOf, type PlacedProblem } from './zod-problems.ts';

export type CheckedInput<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly placed: readonly PlacedProblem[] };

/** An input checked by its schema, or everything that is wrong with it. Of a list or block that holds more than its schema allows no more than that is looked at: the work is bounded, whatever is sent. */
export function checkInput<S extends z.ZodType>(schema: S, input: unknown): CheckedInput<z.output<S>> {
  const found: Found = { tooLong: [], further: [] };
  const read = shortened(schema, input, [], found);
  const parsed = schema.safeParse(read);
  if (parsed.success && found.tooLong.length === 0) return { ok: true, value: parsed.data };
  return { ok: false, placed: [...found.tooLong, ...(parsed.success ? [] : placedProblemsOf(parsed.error, read, schema)), ...found.further] };
}

/** Lists and blocks that are cut; unknown fields of a block beyond those that the schema is asked about. */
interface Found { readonly tooLong: PlacedProblem[]; readonly further: PlacedProblem[] }

type Path = readonly PropertyKey[];

/** The value with every list and block in it cut to what its schema allows, each cut told; the same value where nothing is cut. */
function shortened(schema: z.ZodType, value: unknown, path: Path, found: Found): unknown {
  if (typeof value !== 'object' || value === null || !holdsLists(schema)) return value;
  const at = resolveSchema(schema, value);
  if (at instanceof z.ZodArray && Array.isArray(value)) return shortList(at, value, path, found);
  if (at instanceof z.ZodRecord) return shortRecord(at, value as Fields, path, found);
  return at instanceof z.ZodObject ? shortFields(at, value as Fields, path, found) : value;
}

type Fields = Readonly<Record<string, unknown>>;

function shortList(schema: z.ZodArray, value: readonly unknown[], path: Path, found: Found): readonly unknown[] {
  const most = mostOf(schema);
  const list = most !== undefined && value.length > most ? value.slice(0, most) : value;
  if (list !== value) found.tooLong.push(tooMany(path, value.length, most!));
  const element = schema.element as z.ZodType;
  return holdsLists(element) ? list.map((entry, i) => shortened(element, entry, [...path, i], found)) : list;
}

function mostOf(schema: z.ZodArray): number | undefined {
  const defs = (schema.def.checks ?? []).map((check) => check._zod.def as z.core.$ZodCheckDef & { readonly maximum?: number });
  return defs.find(({ check }) => check === 'max_length')?.maximum;
}

function shortRecord(schema: z.ZodRecord, value: Fields, path: Path, found: Found): Fields {
  const most = (schema.meta()?.maxProperties as number | undefined) ?? Infinity;
  const names = Object.keys(value);
  if (names.length > most) found.tooLong.push(tooMany(path, names.length, most));
  const inside = schema.valueType as z.ZodType;
  return Object.fromEntries(names.slice(0, most).map((name) => [name, shortened(inside, value[name], [...path, name], found)]));
}

function shortFields(schema: z.ZodObject, written: Fields, path: Path, found: Found): Fields {
  const value = fewUnknown(schema, written, path, found);
  const fields = Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>).filter(([name]) => Object.hasOwn(value, name));
  const changed = fields.map(([name, inside]) => [name, shortened(inside, value[name], [...path, name], found)] as const).filter(([name, read]) => read !== value[name]);
  return changed.length > 0 ? { ...value, ...Object.fromEntries(changed) } : value;
}

/** A block with more unknown fields than are listed of all problems is read with that many of them: a schema, asked about tens of thousands, holds up everything else. */
function fewUnknown(schema: z.ZodObject, value: Fields, path: Path, found: Found): Fields {
  if (!(schema.def.catchall instanceof z.ZodNever)) return value;
  const names = Object.keys(value);
  const known = new Set(Object.keys(schema.shape));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length <= MOST_LISTED) return value;
  for (const one of furtherUnknown(unknown.slice(MOST_LISTED), path, value, schema)) found.further.push(one);
  const asked = new Set(unknown.slice(0, MOST_LISTED));
  return Object.fromEntries(names.filter((name) => known.has(name) || asked.has(name)).map((name) => [name, value[name]]));
}

export const tooMany = (keys: Path, count: number, most: number): PlacedProblem => ({
  keys, problem: problem('wrong-length', pathText(keys), count, `<= ${most} entries`, `has ${count} entries`, `give at most ${most}; entries beyond that are not looked at`),
});

const known = new WeakMap<z.ZodType, boolean>();

/** Whether a list or a block of free names may stand anywhere in what a schema describes. */
function holdsLists(schema: z.ZodType): boolean {
  const earlier = known.get(schema);
  if (earlier !== undefined) return earlier;
  const bare = bareSchema(schema);
  const holds = bare instanceof z.ZodArray || bare instanceof z.ZodRecord
    || (bare instanceof z.ZodObject && Object.values(bare.shape as Readonly<Record<string, z.ZodType>>).some(holdsLists))
    || (bare instanceof z.ZodDiscriminatedUnion && (bare.options as readonly z.ZodType[]).some(holdsLists));
  known.set(schema, holds);
  return holds;
}
