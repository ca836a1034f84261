import { expect, it } from 'vitest';
import { counted } from '../../tools/count-tests.js';

const file = (status: string, ...tests: readonly string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});
const report = (passed: number, failed = 0, skipped = 0, files = [file('passed', 'passed')]) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: skipped,
  numTodoTests: 0,
  testResults: files,
});
const last = (...given: Parameters<typeof counted>): readonly [string | undefined, boolean] => {
  const { lines, good } = counted(...given);
  return [lines.at(-1), good];
};

it('counts the tests of a run in its last line', () => {
  expect(last(report(5), '', 0)).toEqual(['5 passed, 0 failed', true]);
  expect(last(report(4, 1, 0, [file('failed', 'failed')]), '', 1)).toEqual(['4 passed, 1 failed', false]);
});

it('fails by a skipped test, and says how many', () => {
  expect(counted(report(3, 0, 2), '', 0)).toEqual({
    lines: [expect.stringContaining('skipped tests: 2'), '3 passed, 2 failed'],
    good: false,
  });
  expect(last({ ...report(3), numTodoTests: 1 }, '', 0)).toEqual(['3 passed, 1 failed', false]);
});

it('fails by a file that does not load, a step before, a status without a cause, no report and no test', () => {
  expect(last(report(5, 0, 0, [file('failed')]), '', 1)).toEqual(['5 passed, 1 failed', false]);
  expect(counted(report(5), 'check', 0)).toEqual({ lines: ['failed step: check', '5 passed, 1 failed'], good: false });
  expect(last(report(5), '', 137)).toEqual(['5 passed, 1 failed', false]);
  expect(last(null, '', 0)).toEqual(['0 passed, 1 failed', false]);
  expect(last(report(0), '', 0)).toEqual(['0 passed, 0 failed', false]);
});
