import { describe, expect, it } from 'vitest';
import { cut, echoed, MOST_ECHOED } from '../../src/system/words/echo.ts';
import { problemList } from '../../src/system/words/problem-list.ts';
import { InvalidInput, problem } from '../../src/system/words/problem.ts';

const MEGABYTE = 1_000_000;
const long = 'x'.repeat(MEGABYTE);

describe('what a reader wrote is shown cut', () => {
  it('at 80 characters, with an ellipsis, never within a character', () => {
    expect(cut('a'.repeat(MOST_ECHOED))).toBe('a'.repeat(MOST_ECHOED));
    expect(cut('a'.repeat(MOST_ECHOED + 1))).toBe(`${'a'.repeat(MOST_ECHOED - 1)}…`);
    expect(cut(`${'a'.repeat(MOST_ECHOED - 2)}😀😀`)).toBe(`${'a'.repeat(MOST_ECHOED - 2)}…`);
  });

  it('lists and blocks as the beginning of their JSON, however deep or endless', () => {
    const ring: unknown[] = [];
    ring.push(ring);
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(echoed([1, { a: 'b' }])).toEqual([1, { a: 'b' }]);
    for (const value of [ring, deep, Array.from({ length: 50_000 }, () => 'a'), { [long]: 1 }, [long]]) {
      expect(String(echoed(value)).length).toBeLessThanOrEqual(MOST_ECHOED);
      expect(String(echoed(value)).endsWith('…')).toBe(true);
    }
    expect([echoed(NaN), echoed(-Infinity), echoed(undefined), echoed(0)]).toEqual(['NaN', '-Infinity', null, 0]);
  });

  it('wherever a problem quotes it', () => {
    const found = problem(
      'unknown-zone',
      `zones.${long}`,
      long,
      `"${long}"`,
      `there is no zone "${long}" in zones.csv, and "${long}" is long`,
      `remove "${long}"`,
    );
    const shown = cut(long);
    expect(found).toEqual({
      code: 'unknown-zone',
      path: `zones.${shown}`,
      value: shown,
      limit: `"${shown}"`,
      message: `there is no zone "${shown}" in zones.csv, and "${shown}" is long`,
      hint: `remove "${shown}"`,
    });
    expect(problem('a', long, 1, long, long, long).message.length).toBeLessThanOrEqual(1000);
  });
});

it('a list of problems holds 200 and counts all', () => {
  const many = Array.from({ length: 500 }, (_, i) =>
    problem(i % 5 === 0 ? 'one' : 'other', `f${i}`, i, null, 'is wrong', 'mend it'),
  );
  const list = problemList(many);
  expect(list.problems).toEqual(many.slice(0, 200));
  expect([list.total, list.by_code]).toEqual([500, { one: 100, other: 400 }]);
  expect(problemList(many, Infinity).problems).toHaveLength(500);
  expect(new InvalidInput(many).message.split('\n')).toHaveLength(21);
});
