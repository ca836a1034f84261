import { z } from 'zod';

type Key = PropertyKey;

/** The schema beneath `optional`, `default`, `nullable` and the like. */
export function bareSchema(schema: z.ZodType): z.ZodType {
  let at = schema;
  while (
    at instanceof z.ZodOptional ||
    at instanceof z.ZodDefault ||
    at instanceof z.ZodNullable ||
    at instanceof z.ZodReadonly ||
    at instanceof z.ZodPrefault
  ) {
    at = at.unwrap() as z.ZodType;
  }
  return at;
}

/**
 * The schema that governs `path` within `schema`, unions resolved by the discriminator in `input`; null where there is
 * none.
 */
export function schemaAt(schema: z.ZodType, path: readonly Key[], input: unknown): z.ZodType | null {
  let at: z.ZodType | null = resolveSchema(schema, input);
  let value = input;
  for (const key of path) {
    if (at === null) return null;
    value = child(value, key);
    const next = step(at, key);
    at = next === null ? null : resolveSchema(next, value);
  }
  return at;
}

function step(schema: z.ZodType, key: Key): z.ZodType | null {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<Key, z.ZodType>)[key] ?? null;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  return null;
}

/** The schema itself, or of a union the option that `value` names. */
export function resolveSchema(schema: z.ZodType, value: unknown): z.ZodType {
  const bare = bareSchema(schema);
  if (!(bare instanceof z.ZodDiscriminatedUnion)) return bare;
  const name = bare.def.discriminator;
  const options = bare.options as readonly z.ZodType[];
  const named = child(value, name);
  return (
    options.find(
      (option) =>
        option instanceof z.ZodObject &&
        option.shape[name] instanceof z.ZodLiteral &&
        option.shape[name].values.has(named as string),
    ) ?? bare
  );
}

/** The field names that an object schema allows; empty for any other schema. */
export const fieldNames = (schema: z.ZodType | null): string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];

export const child = (value: unknown, key: Key): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<Key, unknown>)[key]
    : undefined;

export const valueAt = (input: unknown, path: readonly Key[]): unknown => path.reduce<unknown>(child, input);
