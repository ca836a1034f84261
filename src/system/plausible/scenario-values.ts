import { z } from 'zod';
import { fieldKinds } from '../schema/field-kinds.ts';
import { inWords, type ResolvedScenario } from '../scenario/resolved-scenario.ts';
import { scenarioDocument } from '../scenario/scenario.ts';
import { bareSchema } from '../schema/schema-walk.ts';

/**
 * A figure of a scenario: its path, the path of its schema (`measures[].outage.capacity`), its number in the program's
 * units, and the text that was written.
 */
export interface ScenarioValue {
  readonly path: string;
  readonly field: string;
  readonly number: number;
  readonly written: number | string;
}

interface Place {
  readonly schema: z.ZodType;
  readonly field: string;
}

/** Every field of a scenario that holds a number or a quantity, by the path of its schema. */
export const scenarioFields = (): readonly string[] => [...fieldsOf(scenarioDocument, '')];

function* fieldsOf(schema: z.ZodType, field: string): Iterable<string> {
  const bare = bareSchema(schema);
  if (isNumber(bare)) yield field;
  else for (const inner of inside(bare, field)) yield* fieldsOf(inner.schema, inner.field);
}

const isNumber = (bare: z.ZodType): boolean =>
  bare instanceof z.ZodNumber ||
  isQuantity(bare) ||
  (bare instanceof z.ZodUnion &&
    !(bare instanceof z.ZodDiscriminatedUnion) &&
    (bare.options as readonly z.ZodType[]).some((one) => one instanceof z.ZodNumber));
const isQuantity = (bare: z.ZodType): boolean => {
  const kind = fieldKinds.get(bare)?.kind;
  return kind !== undefined && kind !== 'instant';
};

function inside(bare: z.ZodType, field: string): readonly Place[] {
  if (bare instanceof z.ZodDiscriminatedUnion)
    return (bare.options as readonly z.ZodObject[]).map((option) => ({
      schema: option,
      field: `${field}.${String((option.shape.type as z.ZodLiteral).value)}`,
    }));
  if (bare instanceof z.ZodObject)
    return Object.entries(bare.shape as Readonly<Record<string, z.ZodType>>).map(([name, schema]) => ({
      schema,
      field: field === '' ? name : `${field}.${name}`,
    }));
  if (bare instanceof z.ZodArray) return [{ schema: bare.element as z.ZodType, field: `${field}[]` }];
  return bare instanceof z.ZodRecord ? [{ schema: bare.valueType as z.ZodType, field: `${field}.*` }] : [];
}

/** The figures that a scenario states; days of inflow are left to `inflow-findings.ts`. */
export const scenarioValues = (scenario: ResolvedScenario): ScenarioValue[] => [
  ...valuesOf(scenarioDocument, { words: inWords(scenario), numbers: scenario }, '', ''),
];

/** A part of a scenario as it is written, and the same part in numbers. */
interface Part {
  readonly words: unknown;
  readonly numbers: unknown;
}

function* valuesOf(schema: z.ZodType, part: Part, field: string, path: string): Iterable<ScenarioValue> {
  const { words, numbers } = part;
  if (words === undefined || words === null || field === 'inflow') return;
  const bare = bareSchema(schema);
  if (isNumber(bare)) {
    const number = [words, numbers].find((one) => typeof one === 'number');
    if (number !== undefined) yield { path, field, number, written: words as number | string };
  } else yield* within(bare, part, field, path);
}

/** What stands under a name or a position in both forms; a form without such a part has nothing there. */
const partAt = ({ words, numbers }: Part, name: string | number): Part => ({
  words: (words as Readonly<Record<string | number, unknown>>)[name],
  numbers: (numbers as Readonly<Record<string | number, unknown>> | null | undefined)?.[name],
});

function* within(bare: z.ZodType, part: Part, field: string, path: string): Iterable<ScenarioValue> {
  const { words } = part;
  const [first] = bare instanceof z.ZodArray || bare instanceof z.ZodRecord ? inside(bare, field) : [];
  if (bare instanceof z.ZodArray && Array.isArray(words)) {
    for (const i of words.keys()) yield* valuesOf(first.schema, partAt(part, i), first.field, `${path}[${i}]`);
  } else if (bare instanceof z.ZodRecord) {
    for (const name of Object.keys(words as object))
      yield* valuesOf(first.schema, partAt(part, name), first.field, `${path}.${name}`);
  } else if (bare instanceof z.ZodDiscriminatedUnion) {
    const option = inside(bare, field).find((one) => one.field === `${field}.${(words as { type: string }).type}`);
    if (option) yield* valuesOf(option.schema, part, option.field, path);
  } else if (bare instanceof z.ZodObject) {
    for (const { schema, field: own } of inside(bare, field)) {
      const name = own.slice(own.lastIndexOf('.') + 1);
      yield* valuesOf(schema, partAt(part, name), own, path === '' ? name : `${path}.${name}`);
    }
  }
}
