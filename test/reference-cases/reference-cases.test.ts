import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { solveDispatchCase, type SolvedCase } from '../../src/engine/dispatch-case/solve-dispatch-case.ts';
import { checkDispatchCase } from '../../src/system/dispatch-case/dispatch-case-checks.ts';
import { dispatchCase } from '../../src/system/dispatch-case/dispatch-case.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const solve = await loadHighs();

type Tree = number | null | readonly Tree[] | { readonly [key: string]: Tree };
interface Expectation {
  readonly values: { readonly [key: string]: Tree };
  readonly tolerance: { readonly abs: number; readonly rel: number };
}

describe('published reference cases', () => {
  it('finds the cases', () => expect(files.length).toBe(11));

  it.each(files)('%s gives the published numbers', (name) => {
    const document = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as {
      expected: Record<string, Expectation>;
    };
    const read = dispatchCase.parse(document);
    expect(checkDispatchCase(read)).toEqual([]);
    const solved = solveDispatchCase(read, solve);
    expect({ status: solved.status, message: solved.message }).toEqual({ status: 'optimal', message: 'optimal' });
    const wrong = Object.entries(document.expected).flatMap(([kind, expectation]) =>
      differences(expectation, solved).map((text) => `${kind}: ${text}`),
    );
    expect(wrong).toEqual([]);
  });
});

function differences({ values, tolerance }: Expectation, solved: SolvedCase): string[] {
  const { sum, ...direct } = values;
  const actual = { objective: solved.objective, ...solved.result } as unknown as Tree;
  const check = (path: string, expected: number, got: number): string[] =>
    Math.abs(got - expected) <= tolerance.abs + tolerance.rel * Math.abs(expected)
      ? []
      : [`${path} is ${got}, published ${expected}`];
  const compare = (path: string, expected: Tree, got: Tree): string[] => {
    if (expected === null) return [];
    if (typeof expected === 'number') return check(path, expected, total(got));
    return Object.entries(expected).flatMap(([key, value]) =>
      compare(`${path}.${key}`, value, (got as Record<string, Tree>)[key]),
    );
  };
  return [...compare('', direct, actual), ...(sum === undefined ? [] : compare('sum', sum, actual))];
}

/** A number, or the sum of a list over steps; NaN for a value that is missing. */
const total = (value: Tree | undefined): number =>
  Array.isArray(value)
    ? (value as readonly number[]).reduce((a, b) => a + b, 0)
    : typeof value === 'number'
      ? value
      : NaN;
