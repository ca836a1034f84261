/*
 * `node tools/count-tests.js STEP STATUS`: the last line of `.ci/run`, from the report of the tests; STEP is the step
 * before them that failed, or nothing. Fails where anything failed, was skipped, or was not run at all.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Report
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults
 */

/**
 * What to print and whether all is well. A file that cannot even be loaded has no failed test and counts as one; so
 * does every skipped test, a step before the tests that failed, and a status that no failed test explains.
 *
 * @param {Report | null} report null where there is none
 * @param {string} step
 * @param {number} status
 * @returns {{ lines: string[], good: boolean }}
 */
export function counted(report, step, status) {
  const lines = [];
  const passed = report?.numPassedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  const unloaded = (report?.testResults ?? []).filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  let failed = report === null ? 1 : report.numFailedTests + unloaded.length + skipped;
  if (report === null) lines.push('no test report');
  if (skipped > 0) lines.push(`skipped tests: ${skipped}; here everything is installed, so each counts as failed`);
  if (step !== '') {
    lines.push(`failed step: ${step}`);
    failed += 1;
  }
  if (status !== 0 && failed === 0) failed = 1;
  lines.push(`${passed} passed, ${failed} failed`);
  return { lines, good: failed === 0 && passed > 0 };
}

/** @returns {Report | null} */
function readReport() {
  try {
    return JSON.parse(readFileSync('test-results/report.json', 'utf8'));
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { lines, good } = counted(readReport(), process.argv[2] ?? '', Number(process.argv[3] ?? 0));
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = good ? 0 : 1;
}
