import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../src/system/words/formula.ts';
import { orThrow } from '../../src/system/words/problem.ts';

describe('compileFormula', () => {
  test.each([
    ['1.05 ^ (year - 2020)', 2022, 1.1025],
    ['-(-2) * 3 / 4 + year', 0, 1.5],
    ['2 ^ 3 ^ 2', 0, 512],
  ])('%s', (text, year, value) => {
    expect(orThrow(compileFormula(text, ['year']))({ year })).toBeCloseTo(value, 12);
  });

  test.each([
    'import("fs")',
    'year.constructor',
    'x = 3',
    '[1, 2]',
    'f(x) = x',
    '"a"',
    'year!',
    'year > 1 ? 1 : 2',
    'sqrt(4)',
    '3 GW',
    'i',
    '1; 2',
    'year[1]',
    '{a: 1}',
    '1e999',
    'year % 2',
    "year'",
  ])('refuses %s', (text) => {
    const compiled = compileFormula(text, ['year'], 'factor');
    expect(compiled.ok).toBe(false);
    if (!compiled.ok)
      for (const found of compiled.problems)
        expect(found).toMatchObject({ path: 'factor', code: expect.stringMatching(/^formula-/) as unknown });
  });

  test('names every unknown name and suggests the nearest', () => {
    const compiled = compileFormula('yeer + hour', ['year']);
    expect(compiled.ok ? [] : compiled.problems.map((p) => p.code)).toEqual(['formula-name', 'formula-name']);
    expect(compiled.ok ? '' : compiled.problems[0].hint).toContain('did you mean "year"');
  });

  test('refuses a text that is too long before parsing it', () => {
    const compiled = compileFormula('('.repeat(10_000), ['year']);
    expect(compiled.ok ? '' : compiled.problems[0].code).toBe('formula-length');
  });
});
