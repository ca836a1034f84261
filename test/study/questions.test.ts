import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { JOB_KINDS, QUESTIONS, questionOf, type AnyQuestion } from '../../src/study/questions.ts';
import { UNITS } from '../../src/study/base/shape.ts';

type JsonSchema = Readonly<Record<string, unknown>>;
interface Field {
  readonly path: string;
  readonly description: string;
  readonly numeric: boolean;
}

/** Every property of a JSON Schema, however deep, with what it says of itself. */
function fieldsOf(schema: unknown, path = ''): Field[] {
  if (Array.isArray(schema)) return schema.flatMap((one) => fieldsOf(one, path));
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, inner]) =>
    key === 'properties'
      ? Object.entries(inner as Record<string, JsonSchema>).flatMap(([field, property]) => [
          {
            path: `${path}.${field}`,
            description: String(property.description ?? ''),
            numeric: isNumeric(property),
          },
          ...fieldsOf(property, `${path}.${field}`),
        ])
      : fieldsOf(inner, path),
  );
}
const isNumeric = ({ type, anyOf = [] }: JsonSchema): boolean =>
  type === 'number' || type === 'integer' || (anyOf as JsonSchema[]).some((one) => one.type === 'number');

const resultFields = ({ result }: AnyQuestion): Field[] => fieldsOf(z.toJSONSchema(result, { unrepresentable: 'any' }));
const hasUnit = ({ description }: Field): boolean => UNITS.some((unit) => description.endsWith(`[${unit}]`));

it('lists every question once, each with a kind, a collection, a name and a schema of its own', () => {
  for (const of of ['kind', 'collection', 'name', 'schema'] as const)
    expect(new Set(QUESTIONS.map((one) => one[of])).size).toBe(QUESTIONS.length);
  // Names of the outside: kinds of stored jobs, addresses, schemas of the OpenAPI document, documents.
  expect(QUESTIONS.map(({ kind, collection, name, schema }) => [kind, collection, name, schema].join(' '))).toEqual([
    'run runs Run spillway/run@1',
    'comparison comparisons Comparison spillway/comparison@1',
    'sweep sweeps Sweep spillway/sweep@1',
    'backcast backcasts Backcast spillway/backcast@1',
    'decomposition decompositions Decomposition spillway/year-on-year@1',
    'package packages Package spillway/package@1',
    'ensemble ensembles Ensemble spillway/ensemble@1',
    'tornado tornados Tornado spillway/tornado@1',
  ]);
  for (const kind of JOB_KINDS) expect(questionOf(kind).kind).toBe(kind);
});

describe.each(QUESTIONS.map((one) => [one.kind, one] as const))('%s', (_, question) => {
  it('has an example that its request accepts, and refuses it with a field that is unknown', () => {
    expect(question.request.safeParse(question.example).error).toBeUndefined();
    expect(question.request.safeParse({ ...(question.example as object), unheard_of: 1 }).success).toBe(false);
  });

  it('names its result as the document does', () => {
    const { properties } = z.toJSONSchema(question.result, { unrepresentable: 'any' });
    expect(properties?.schema).toMatchObject({ const: question.schema });
  });

  it('says of every field of its result what it means, of every number in which unit', () => {
    const fields = resultFields(question);
    expect(fields.length).toBeGreaterThan(20);
    expect(fields.filter(({ description }) => description === '').map(({ path }) => path)).toEqual([]);
    const odd = fields.filter((field) => field.numeric && !hasUnit(field)).map(({ path }) => path);
    // Values of a field that is varied are numbers or texts, with their unit beside them.
    expect(odd.filter((path) => !/\.(value2?|from|to)$/.test(path))).toEqual([]);
  });

  it('writes the unit of a name into the description too', () => {
    const named = resultFields(question).filter(({ numeric, path }) => numeric && /_(gwh|mwh|mw|gw|kt)$/.test(path));
    const units = { gwh: 'GWh', mwh: 'MWh', mw: 'MW', gw: 'GW', kt: 'kt' } as const;
    const wrong = named.filter(({ path, description }) => {
      const unit = units[path.slice(path.lastIndexOf('_') + 1) as keyof typeof units];
      return !description.includes(unit);
    });
    expect(wrong).toEqual([]);
  });
});
