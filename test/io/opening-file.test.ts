import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileModels } from '../../src/io/files/model-files.ts';
import { readOpening } from '../../src/io/files/opening-file.ts';
import { ScenarioLibrary } from '../../src/io/library/scenario-library.ts';
import { openStore, type Store } from '../../src/io/store/store.ts';
import type { Opening } from '../../src/study/scenario/opening.ts';
import { orThrow, type Checked } from '../../src/system/words/problem.ts';

let root: string;
let store: Store;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'spillway-opening-'));
  cpSync('scenarios/two-plant-cascade', join(root, 'toy'), { recursive: true });
  store = openStore(join(root, 'store'));
});
afterAll(async () => {
  await store.close();
  rmSync(root, { recursive: true, force: true });
});

const TOY = `schema: spillway/opening@1
model: two-plant-cascade
reference: two-plant-base
counterfactual: two-plant-shutdown
question: { en: "What if {size} goes?", zh: "{size}退出后如何？" }
question_plain: { en: "What if a load goes?", zh: "负荷退出后如何？" }
implied_gw: [0.01]
claimed_gw: 0.04
`;
/** The toy's scenarios with a `default.yaml`. */
const opened = (text: string): Promise<Checked<Opening>> => {
  writeFileSync(join(root, 'default.yaml'), text);
  return new ScenarioLibrary(root, store.scenarios, fileModels('models')).opening();
};
const problems = async (text: string): Promise<string[]> => {
  const read = await opened(text);
  return read.ok ? [] : read.problems.map(({ code, path, line }) => `${code} ${path} ${line}`);
};
const ids = (): readonly [string, string] => {
  const idOf = (name: string): string => /^id: (.*)$/m.exec(readFileSync(join(root, 'toy', name), 'utf8'))![1];
  return [idOf('base.yaml'), idOf('shutdown.yaml')];
};
const written = (change: (text: string) => string = (text) => text): string => {
  const [reference, counterfactual] = ids();
  return change(TOY.replace('two-plant-base', reference).replace('two-plant-shutdown', counterfactual));
};

describe('what the program opens with', () => {
  test('the shipped file names scenarios of its model', async () => {
    const library = new ScenarioLibrary('scenarios', store.scenarios, fileModels('models'));
    const opening = orThrow(await library.opening());
    const found = await library.find(opening.counterfactual);
    expect(found?.document.model).toBe(opening.model);
    expect(opening.question.en).toContain('{size}');
    expect((await library.list()).map(({ document: { id } }) => id)).toContain(opening.reference);
  });

  test('another folder opens with another study, size and question', async () => {
    const opening = orThrow(await opened(written()));
    expect([opening.reference, opening.counterfactual]).toEqual(ids());
    expect(opening).toMatchObject({ model: 'two-plant-cascade', implied_gw: [0.01], claimed_gw: 0.04, places: [] });
  });

  test('what is wrong is told with its line', async () => {
    expect(await problems(written((text) => text.replace(/reference: .*/, 'reference: nobody')))).toEqual([
      'unknown-scenario reference 3',
    ]);
    expect(await problems(written((text) => text.replace('model: two-plant-cascade', 'model: elsewhere')))).toEqual([
      'different-models model 2',
    ]);
    expect(await problems(written((text) => text.replace('claimed_gw: 0.04', 'claimed_gw: -1')))).toEqual([
      expect.stringMatching(/^\S+ claimed_gw 8$/),
    ]);
    expect(await problems(`${written()}color: red\n`)).toEqual([expect.stringMatching(/ color 9$/)]);
  });

  test('a folder without the file says which is missing', async () => {
    const read = await readOpening(join(root, 'toy'));
    expect(read.ok ? [] : read.problems.map(({ code, file }) => [code, file?.endsWith('default.yaml')])).toEqual([
      ['missing-file', true],
    ]);
  });
});
