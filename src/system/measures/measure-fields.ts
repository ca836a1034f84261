import { z } from 'zod';
import { fieldKinds } from '../schema/field-kinds.ts';
import { measureFile, type Measure } from './measures.ts';
import { bareSchema } from '../schema/schema-walk.ts';
import type { Kind } from '../schema/units.ts';

/** A field that has a size: a quantity with a unit, a plain number, or an instant. */
export type FieldKind = Kind | 'number' | 'instant';

/** The fields of a type of measure: null for those that hold a text, a list or a name. */
export function measureFields(type: Measure['type']): ReadonlyMap<string, FieldKind | null> {
  const option = measureFile.options.find((candidate) => candidate.shape.type.value === type);
  return new Map(Object.entries(option?.shape ?? {}).map(([field, schema]) => [field, kindOf(schema as z.ZodType)]));
}

function kindOf(schema: z.ZodType): FieldKind | null {
  const bare = bareSchema(schema);
  if (bare instanceof z.ZodUnion)
    return (bare.options as readonly z.ZodType[]).map(kindOf).find((kind) => kind !== null) ?? null;
  return bare instanceof z.ZodNumber ? 'number' : (fieldKinds.get(bare)?.kind ?? null);
}
