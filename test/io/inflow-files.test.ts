import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { validatePath } from '../../src/app/cli/commands/validate.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile, saveScenarioText } from '../../src/io/files/scenario-files.ts';
import type { Warning } from '../../src/system/plausible/finding.ts';
import { formatDate, midnight } from '../../src/system/words/calendar.ts';
import { orThrow, type Problem } from '../../src/system/words/problem.ts';
import { compileCase } from '../support/from-words.ts';

const root = mkdtempSync(join(tmpdir(), 'spillway-inflow-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const toy = join(process.cwd(), 'scenarios/two-plant-cascade/base.yaml');

let count = 0;
/** A scenario on the toy with these lines added, in a folder of its own with these files. */
function scenario(lines: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = join(root, String(count++));
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const path = join(folder, 'own.yaml');
  writeFileSync(path, `schema: spillway/scenario@1\nid: own-water\nextends: ${toy}\n${lines}\n`);
  return path;
}

const upper = 'inflow:\n  - { station: upper, file: upper.csv }';
const wholeYear = 'window: { start: "2021-01-01", end: "2022-01-01" }';
const table = (rows: readonly string[]): string => `date,flow_m3s\n${rows.join('\n')}\n`;
const year = Array.from({ length: 365 }, (_, d) => `${formatDate(midnight(2021, 1, 1) + d * 24)},${100 + (d % 7)}`);

async function problemsOf(path: string): Promise<Problem[]> {
  const { document, exitCode, text } = await validatePath(path);
  expect(exitCode).toBe(2);
  expect(text).not.toMatch(/\n\s+at |Error:|undefined/);
  return (document as { problems: Problem[] }).problems;
}
const shown = (problems: readonly Problem[]) => problems.map((p) => [p.code, basename(p.file ?? ''), p.line]);

describe('inflow that a user states', () => {
  test('365 rows with a gap, a mark for no value and a date twice: each is named with its line', async () => {
    const rows = year.filter((row) => !row.startsWith('2021-04-10'));
    rows[rows.findIndex((row) => row.startsWith('2021-07-19'))] = '2021-07-19,-999.9';
    rows.splice(
      rows.findIndex((row) => row.startsWith('2021-10-27')),
      0,
      '2021-10-27,90',
    );
    expect(rows).toHaveLength(365);
    const problems = await problemsOf(scenario(`${wholeYear}\n${upper}`, { 'upper.csv': table(rows) }));
    expect(shown(problems)).toEqual([
      ['missing-date', 'upper.csv', 101],
      ['no-data-code', 'upper.csv', 200],
      ['duplicate-date', 'upper.csv', 301],
    ]);
    expect(problems.map((p) => p.message)).toEqual([
      '2021-04-10 is missing (before line 101)',
      'the flow of 2021-07-19 is -999.9, a mark for a value that is missing',
      '2021-10-27 stands twice, first on line 300',
    ]);
    expect(problems.every((p) => p.path === 'inflow[0].file')).toBe(true);
  });

  test('words for numbers and broken dates; days beyond the window are left aside, and a day may lack because its date is broken', async () => {
    const problems = await problemsOf(
      scenario(upper, {
        'upper.csv': table(['2021-05-30,1', '2021-05-31,1', '2021-06-01,many', '2021-06-31,5', '2021-06-03,']),
      }),
    );
    expect(shown(problems)).toEqual([
      ['not-a-number', 'upper.csv', 4],
      ['inflow-date', 'upper.csv', 5],
    ]);
  });

  test('days that lack in the window, days that all lie beyond it', async () => {
    expect(
      shown(
        await problemsOf(scenario(upper, { 'upper.csv': table(['2021-05-31,1', '2021-06-01,1', '2021-06-03,1']) })),
      ),
    ).toEqual([['missing-date', 'upper.csv', 3]]);
    const [beside, ...others] = await problemsOf(
      scenario(upper, { 'upper.csv': table(['2021-05-30,1', '2021-05-31,1']) }),
    );
    expect(others).toEqual([]);
    expect(beside).toMatchObject({
      code: 'outside-window',
      line: 2,
      message: 'all 2 days lie outside the window: 2021-05-30 to 2021-05-31',
    });
  });

  test.each([
    ['a header of another kind', 'day,flow\n2021-06-01,1\n', 'missing-column'],
    ['no rows', 'date,flow_m3s\n', 'empty-table'],
    ['a quotation mark left open', 'date,flow_m3s\n"2021-06-01,1\n', 'csv-syntax'],
  ])('%s', async (_, text, code) => {
    expect(
      shown(await problemsOf(scenario(upper, { 'upper.csv': text }))).map(([found, file]) => [found, file]),
    ).toEqual([[code, 'upper.csv']]);
  });

  test('no file is read from outside the folder of the scenario', async () => {
    for (const name of ['../elsewhere.csv', '/etc/hosts', '.', 'a/../../elsewhere.csv']) {
      expect(shown(await problemsOf(scenario(`inflow:\n  - { station: upper, file: ${name} }`)))).toEqual([
        ['inflow-file-outside', 'own.yaml', 5],
      ]);
    }
    const path = scenario(upper);
    writeFileSync(join(root, 'secret.csv'), table(['2021-06-01,1', '2021-06-02,1']));
    symlinkSync(join(root, 'secret.csv'), join(path, '..', 'upper.csv'));
    expect(shown(await problemsOf(path))).toEqual([['inflow-file-outside', 'own.yaml', 5]]);
    expect(shown(await problemsOf(scenario(upper)))).toEqual([['missing-file', 'own.yaml', 5]]);
  });

  test('an unknown station, values that do not fill the window, both forms at once', async () => {
    const found = await problemsOf(
      scenario(
        'inflow:\n  - { station: uper, start: "2021-06-01", flow_m3s: [1, 2] }\n  - { station: lower, start: "2021-06-02", flow_m3s: [1] }',
      ),
    );
    expect(shown(found)).toEqual([
      ['unknown-station', 'own.yaml', 5],
      ['inflow-window', 'own.yaml', 6],
    ]);
    expect(found[0].hint).toContain('did you mean "upper"');
    expect(
      shown(
        await problemsOf(
          scenario('inflow:\n  - { station: upper, file: upper.csv, start: "2021-06-01", flow_m3s: [1, 2] }'),
        ),
      ),
    ).toEqual([['inflow-form', 'own.yaml', 5]]);
    // A reach may lose more than it gains.
    expect(
      orThrow(
        await loadScenarioFile(scenario('inflow:\n  - { station: upper, start: "2021-06-01", flow_m3s: [1, -2] }')),
      ).inflow[0].flow_m3s,
    ).toEqual([1, -2]);
  });

  test('values below 0 in a file are those in place, with the same warnings; marks for no value are refused', async () => {
    const inPlace = 'inflow:\n  - { station: upper, start: "2021-06-01", flow_m3s: [3, -2] }';
    const [file, place] = [
      scenario(upper, { 'upper.csv': table(['2021-06-01,3', '2021-06-02,-2']) }),
      scenario(inPlace),
    ];
    const flows = await Promise.all(
      [file, place].map(async (path) => orThrow(await loadScenarioFile(path)).inflow[0].flow_m3s),
    );
    expect(flows).toEqual([
      [3, -2],
      [3, -2],
    ]);
    const answers = await Promise.all([file, place].map(async (path) => validatePath(path)));
    const warnings = answers.map(({ document }) => (document as { warnings: Warning[] }).warnings);
    expect(warnings[0].map(({ code }) => code)).toContain('figures-disagree');
    const said = (all: readonly Warning[]) => all.map((one) => one.message_en);
    expect(said(warnings[0])).toEqual(said(warnings[1]));
    for (const mark of ['-99', '-99.9', '-999', '-9999', '-99999'])
      expect(
        shown(await problemsOf(scenario(upper, { 'upper.csv': table(['2021-06-01,3', `2021-06-02,${mark}`]) }))),
      ).toEqual([['no-data-code', 'upper.csv', 3]]);
  });

  test('values that cannot be are one problem a cause, in the file at the first of their lines', async () => {
    const days = ['2021-06-01,73100', '2021-06-02,57900', '2021-06-03,41300', '2021-06-04,90', '2021-06-05,35000'];
    const window = 'window: { start: "2021-06-01", end: "2021-06-06" }';
    const csv = table(['2021-05-31,1', ...days]);
    const [found, ...others] = await problemsOf(scenario(`${window}\n${upper}`, { 'upper.csv': csv }));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'impossible-value', value: 73100, line: 3, column: 12 });
    expect(basename(found.file!)).toBe('upper.csv');
    expect(found.message).toMatch(/^"upper" on 2021-06-01: 73100 m3\/s cannot be .* \(the first of 4\)$/);
  });

  test('what is unusual in a file is told at its line there', async () => {
    const days = Array.from({ length: 5 }, (_, d) => `2021-06-0${d + 1},${d === 2 ? 2000 : 100}`);
    const window = 'window: { start: "2021-06-01", end: "2021-06-06" }';
    const { document } = await validatePath(scenario(`${window}\n${upper}`, { 'upper.csv': table(days) }));
    const { warnings } = document as { warnings: (Warning & { file?: string; line?: number })[] };
    const spike = warnings.find(({ path }) => path === 'inflow[0].flow_m3s[2]');
    expect([basename(spike?.file ?? ''), spike?.line]).toEqual(['upper.csv', 4]);
  });

  test('the values reach the case, its hash and a scenario written out again', async () => {
    const model = orThrow(await loadModelFolder('models/two-plant-cascade'));
    const csv = table(['2021-06-02,55.5', '2021-06-01,80']);
    const path = scenario(upper, { 'upper.csv': csv });
    const own = orThrow(await loadScenarioFile(path));
    expect(own.inflow).toEqual([
      { station: 'upper', start: '2021-06-01', flow_m3s: [80, 55.5], source: 'file upper.csv' },
    ]);
    const c = compileCase(model, own);
    expect([0, 24, 48, 72].map((hour) => c.stations.inflow[hour])).toEqual([20, 20, 80, 55.5]);
    expect([0, 24, 48, 72].map((hour) => c.stations.normalInflow[hour])).toEqual([20, 20, 100, 100]);
    const other = orThrow(await loadScenarioFile(scenario(upper, { 'upper.csv': csv.replace('55.5', '55.6') })));
    expect(compileCase(model, other).hash).not.toBe(c.hash);
    writeFileSync(join(root, 'whole.yaml'), saveScenarioText(own));
    expect(compileCase(model, orThrow(await loadScenarioFile(join(root, 'whole.yaml')))).hash).toBe(c.hash);
  });

  test('an overlay replaces the inflow of its station and keeps the others', async () => {
    const base = scenario(
      'inflow:\n  - { station: upper, file: upper.csv }\n  - { station: lower, start: "2021-06-01", flow_m3s: [7, 8] }',
      { 'upper.csv': table(['2021-06-01,nothing']) },
    );
    const over = join(base, '..', 'over.yaml');
    writeFileSync(
      over,
      'schema: spillway/scenario@1\nid: over\nextends: own.yaml\ninflow:\n  - { station: upper, start: "2021-06-01", flow_m3s: [1, 2] }\n',
    );
    expect(orThrow(await loadScenarioFile(over)).inflow.map((one) => [one.station, one.flow_m3s])).toEqual([
      ['lower', [7, 8]],
      ['upper', [1, 2]],
    ]);
  });
});
