import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { scenarioFile } from '../../src/system/scenario/scenario.ts';
import { measureFile } from '../../src/system/measures/measures.ts';
import { problemsOf } from '../../src/system/reading/zod-problems.ts';

const problems = (schema: z.ZodType, input: unknown) => {
  const parsed = schema.safeParse(input);
  return parsed.success ? [] : problemsOf(parsed.error, input, schema);
};

describe('problemsOf', () => {
  const one = (schema: z.ZodType, value: unknown) => problems(z.strictObject({ a: schema }), { a: value })[0];

  test.each([
    [z.number(), 'x', 'wrong-type', 'a number'],
    [z.number(), NaN, 'not-a-number', 'a finite number'],
    [z.number(), Infinity, 'not-a-number', 'a finite number'],
    [z.number(), undefined, 'missing', 'a number'],
    [z.number().min(1), 0, 'out-of-range', '>= 1'],
    [z.number().positive(), 0, 'out-of-range', '> 0'],
    [z.number().max(1), 2, 'out-of-range', '<= 1'],
    [z.number().int(), 1.5, 'wrong-type', 'a whole number'],
    [z.string().min(1), '', 'wrong-length', 'length >= 1'],
    [z.array(z.number()).min(1), [], 'wrong-length', '>= 1 entries'],
    [z.enum(['on', 'off']), 'onn', 'unknown-value', 'one of on, off'],
    [z.string().regex(/^a$/), 'b', 'invalid-format', '/^a$/'],
    [z.union([z.number(), z.string()]), true, 'wrong-type', 'a number or a text'],
    [z.union([z.number().positive(), z.string()]), -1, 'out-of-range', '> 0'],
    [z.number().multipleOf(5), 7, 'out-of-range', 'a multiple of 5'],
  ])('%#: value, limit and hint are filled in', (schema, value, code, limit) => {
    const found = one(schema, value);
    expect(found).toMatchObject({ code, limit, path: 'a' });
    expect(found.hint).not.toBe('');
    expect(found.message).not.toContain('Invalid');
    expect(() => JSON.stringify(found)).not.toThrow();
  });

  const numbers = z.union([z.number(), z.array(z.number().min(0)).min(1)]);
  test.each([
    [[10, null], 'a[1]', null, 'wrong-type', 'a number'],
    [['10', 20], 'a[0]', '10', 'wrong-type', 'a number'],
    [[10, 20, Infinity], 'a[2]', 'Infinity', 'not-a-number', 'a finite number'],
    [[10, [20]], 'a[1]', [20], 'wrong-type', 'a number'],
    [[10, -1], 'a[1]', -1, 'out-of-range', '>= 0'],
    [[], 'a', [], 'wrong-length', '>= 1 entries'],
    [Infinity, 'a', 'Infinity', 'not-a-number', 'a finite number'],
    ['10', 'a', '10', 'wrong-type', 'a number or a list'],
  ])('%j for a number or a list of them: the bad entry is named', (value, path, found, code, limit) => {
    const all = problems(z.strictObject({ a: numbers }), { a: value });
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ path, value: found, code, limit });
  });

  test('each bad entry of a list is named; many of one kind are one problem', () => {
    expect(problems(z.strictObject({ a: numbers }), { a: [null, 1, 'x'] }).map(({ path }) => path)).toEqual([
      'a[0]',
      'a[2]',
    ]);
    const many = problems(z.strictObject({ a: numbers }), { a: [1, ...Array.from({ length: 8759 }, () => null)] });
    expect(many.map(({ path, message }) => [path, message])).toEqual([
      ['a[1]', 'null is not a number (the first of 8759)'],
    ]);
  });

  test('own rules keep their name, limit and hint', () => {
    const schema = z
      .string()
      .refine(() => false, { message: 'is not so', params: { rule: 'so', limit: 'this', hint: 'do that' } });
    expect(one(schema, 'x')).toEqual({
      code: 'so',
      path: 'a',
      value: 'x',
      limit: 'this',
      message: 'is not so',
      hint: 'do that',
    });
  });

  test('unknown fields are looked up in the measure type at hand', () => {
    const found = problems(measureFile, { type: 'outage', id: 'a', station: 's', capacity: '1 MW', capcity: '2 MW' });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code: 'unknown-field', path: 'capcity', value: '2 MW' });
    expect(found[0].hint).toContain('did you mean "capacity"');
  });

  test('paths and values reach into lists', () => {
    const found = problems(scenarioFile, {
      schema: 'spillway/scenario@1',
      id: 'a',
      measures: [
        { type: 'remove-laod', id: 'm' },
        { type: 'remove-load', id: 'n', load: 'l', size: '3 cats' },
      ],
    });
    expect(found.map((p) => [p.path, p.value, p.code])).toEqual([
      ['measures[0].type', 'remove-laod', 'unknown-value'],
      ['measures[1].size', '3 cats', 'unit'],
    ]);
  });
});
