import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { diffCommand } from '../../src/app/cli/commands/diff.ts';
import { validatePath } from '../../src/app/cli/commands/validate.ts';
import { fileModels } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { ScenarioLibrary } from '../../src/io/library/scenario-library.ts';
import { openStore } from '../../src/io/store/store.ts';
import type { Difference } from '../../src/study/scenario/diff-scenarios.ts';
import { orThrow, type Problem } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';

const root = mkdtempSync(join(tmpdir(), 'spillway-inherited-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const toy = join(process.cwd(), 'scenarios/two-plant-cascade');
const shutdown = `${toy}/shutdown.yaml`;
const staged = 'staged: [{ start: "2021-06-01", share: 0.5 }, { start: "2021-06-02", share: 0.5 }]';
let count = 0;

/** A scenario file that extends `base` and has these measures, one a line. */
function upon(base: string, ...measures: readonly string[]): string {
  const path = join(root, `child-${++count}.yaml`);
  writeFileSync(
    path,
    [
      'schema: spillway/scenario@1',
      `id: child-${count}`,
      `extends: ${base}`,
      'measures:',
      ...measures.map((one) => `  - { ${one} }`),
      '',
    ].join('\n'),
  );
  return path;
}

const read = async (path: string): Promise<Scenario> => orThrow(await loadScenarioFile(path));
const measuresOf = async (path: string) => (await read(path)).measures;

async function problemsOf(path: string): Promise<Problem[]> {
  const { document, exitCode } = await validatePath(path);
  expect(exitCode).toBe(2);
  return [...(document as { problems: readonly Problem[] }).problems];
}
const places = (problems: readonly Problem[]) =>
  problems.map(({ code, file, line, path }) => [code, basename(file ?? ''), line, path]);

describe('a measure with an inherited id', () => {
  test('has the fields given, and inherits the others, its type among them', async () => {
    const [own] = await measuresOf(shutdown);
    expect(await measuresOf(upon(shutdown, 'id: shutdown, size: 10 MW'))).toEqual([{ ...own, size: '10 MW' }]);
    expect(
      await measuresOf(upon(shutdown, 'id: shutdown, type: remove-load, load: factory, size: 10 MW, persistence: 0.5')),
    ).toEqual([{ ...own, size: '10 MW', persistence: 0.5 }]);
    expect(await measuresOf(upon(shutdown, 'id: shutdown'))).toEqual([own]);
  });

  test('stands where it stood, beside those that are added', async () => {
    const parent = upon(shutdown, 'id: section, type: section-limit, section: valley, limit: 60 MW');
    const found = await measuresOf(
      upon(
        parent,
        'id: more, type: add-load, zone: city, size: 5 MW',
        'id: section, limit: 70 MW',
        'id: shutdown, end: "2021-06-02"',
      ),
    );
    expect(found.map((one) => one.id)).toEqual(['shutdown', 'section', 'more']);
    expect(found).toMatchObject([{ size: '30 MW', end: '2021-06-02' }, { limit: '70 MW' }, {}]);
  });

  test('of another type takes the place of the whole', async () => {
    const found = await measuresOf(upon(shutdown, 'id: shutdown, type: section-limit, section: valley, limit: 70 MW'));
    expect(found).toEqual([{ id: 'shutdown', type: 'section-limit', section: 'valley', limit: '70 MW' }]);
    expect(places(await problemsOf(upon(shutdown, 'id: shutdown, type: section-limit, limit: 70 MW')))).toEqual([
      ['missing', expect.any(String), 5, 'measures[0].section'],
    ]);
  });

  test('is changed again by a grandchild, each field as it was said last', async () => {
    const child = upon(shutdown, 'id: shutdown, size: 20 MW, end: "2021-06-02"');
    expect(await measuresOf(upon(child, 'id: shutdown, size: 10 MW'))).toMatchObject([
      { size: '10 MW', end: '2021-06-02', load: 'factory' },
    ]);
    expect((await measuresOf(upon(child, 'id: shutdown, end: null')))[0]).not.toHaveProperty('end');
    const other = upon(child, 'id: shutdown, type: section-limit, section: valley, limit: 70 MW');
    expect(await measuresOf(upon(other, 'id: shutdown, limit: 80 MW'))).toMatchObject([
      { type: 'section-limit', limit: '80 MW' },
    ]);
  });

  test('can be left out, and a grandchild can have one of that id again', async () => {
    const without = upon(shutdown, 'id: shutdown, remove: true');
    expect(await measuresOf(without)).toEqual([]);
    expect(await measuresOf(upon(without, 'id: shutdown, type: remove-load, load: factory, size: 5 MW'))).toMatchObject(
      [{ size: '5 MW', persistence: 1 }],
    );
    expect(places(await problemsOf(upon(without, 'id: shutdown, size: 5 MW')))).toEqual([
      ['missing', expect.any(String), 5, 'measures[0].type'],
    ]);
    expect(
      places(await problemsOf(upon(shutdown, 'id: shutdown, remove: true, size: 5 MW', 'id: shutdwon, remove: true'))),
    ).toEqual([
      ['unknown-field', expect.any(String), 5, 'measures[0].size'],
      ['unknown-measure', expect.any(String), 6, 'measures[1].id'],
    ]);
  });

  test('in stages: stages take the place of the one start, and a start never passes them by', async () => {
    const parent = upon(shutdown, `id: shutdown, ${staged}`);
    const [inStages] = await measuresOf(parent);
    expect(inStages).toMatchObject({ size: '30 MW', staged: [{ share: 0.5 }, { share: 0.5 }] });
    expect(inStages).not.toHaveProperty('start');
    expect(await measuresOf(upon(parent, 'id: shutdown, size: 10 MW'))).toMatchObject([
      { size: '10 MW', staged: [{}, {}] },
    ]);
    const [one] = await measuresOf(upon(parent, 'id: shutdown, staged: null, start: "2021-06-02"'));
    expect(one).toMatchObject({ start: '2021-06-02' });
    expect(one).not.toHaveProperty('staged');
    const [found, ...others] = await problemsOf(upon(parent, 'id: shutdown, start: "2021-06-02"'));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: 'staged-start',
      path: 'measures[0].start',
      value: '2021-06-02',
      limit: '2021-06-01',
      line: 5,
    });
  });

  test('is refused where it is wrong: in the file and on the line that says so, all at once', async () => {
    const child = upon(
      shutdown,
      'id: shutdown, sise: 10 MW, size: 10 cats',
      'id: shutdwon, size: 10 MW',
      'id: new, type: outage, station: upper',
    );
    const found = await problemsOf(child);
    const name = basename(child);
    expect(places(found).sort()).toEqual([
      ['missing', name, 7, 'measures[2].capacity'],
      ['unit', name, 5, 'measures[0].size'],
      ['unknown-field', name, 5, 'measures[0].sise'],
      ['unknown-measure', name, 6, 'measures[1].id'],
    ]);
    expect(found.find(({ code }) => code === 'unknown-measure')?.hint).toMatch(/did you mean "shutdown"/);
    const late = upon(upon(shutdown, 'id: shutdown, end: "2021-05-01"'), 'id: shutdown, size: 10 MW');
    expect(places(await problemsOf(late))).toEqual([
      ['measure-reversed', `child-${count - 1}.yaml`, 5, 'measures[0].end'],
    ]);
  });

  test('twice in one file is an error, inherited or not', async () => {
    for (const line of ['id: shutdown, size: 10 MW', 'id: own, type: add-load, zone: city, size: 5 MW']) {
      const path = upon(shutdown, line, line);
      const found = await problemsOf(path);
      expect(places(found)).toEqual([['duplicate-measure', basename(path), 6, 'measures[1].id']]);
    }
  });

  test('of a file that cannot be read says nothing false', async () => {
    const found = await problemsOf(
      upon('nowhere.yaml', 'id: shutdown, size: 10 MW', 'id: other, type: outage, capacity: 1 cat'),
    );
    expect(found.map(({ code }) => code).sort()).toEqual(['missing-file', 'unit']);
  });

  test('shows in the diff, from the command line and by name', async () => {
    const child = upon(shutdown, 'id: shutdown, size: 10 MW');
    const { document, text } = await diffCommand(child, undefined, 'en');
    const { differences } = document as { differences: readonly Difference[] };
    expect(differences).toContainEqual({ path: 'measures[shutdown].size', left: '30 MW', right: '10 MW' });
    expect(text).toMatch(/measures\[shutdown\]\.size +30 MW +10 MW/);
    const removed = await diffCommand(shutdown, upon(shutdown, 'id: shutdown, remove: true'), 'zh');
    expect((removed.document as { differences: readonly Difference[] }).differences).toContainEqual({
      path: 'measures[shutdown]',
      left: expect.objectContaining({ id: 'shutdown' }),
      right: null,
    });
  });
});

test('a scenario sent to the server changes what it extends by id', async () => {
  const store = openStore(root);
  const library = new ScenarioLibrary('scenarios', store.scenarios, fileModels('models'));
  const sent = (measures: unknown) =>
    library.read({ schema: 'spillway/scenario@1', id: 'sent', extends: 'two-plant-cascade-shutdown', measures });
  expect(orThrow(await sent([{ id: 'shutdown', size: '10 MW' }])).measures).toMatchObject([
    { type: 'remove-load', load: 'factory', size: '10 MW' },
  ]);
  expect(orThrow(await sent([{ id: 'shutdown', remove: true }])).measures).toEqual([]);
  const wrong = await sent([
    { id: 'shutdown', size: '10 MW' },
    { id: 'shutdown', size: '20 MW' },
    { id: 'shut', size: '1 MW' },
  ]);
  expect(wrong.ok ? [] : wrong.problems.map(({ code, path }) => [code, path])).toEqual([
    ['duplicate-measure', 'measures[1].id'],
    ['unknown-measure', 'measures[2].id'],
  ]);
  await store.close();
});
