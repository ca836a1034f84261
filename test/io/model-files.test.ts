import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fileModels, loadModelFolder } from '../../src/io/files/model-files.ts';
import { summariseModel } from '../../src/study/run/model-summary.ts';
import { orThrow } from '../../src/system/words/problem.ts';

const TOY = 'models/two-plant-cascade';
const root = mkdtempSync(join(tmpdir(), 'spillway-models-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('model folders', () => {
  test('the order of rows in the files does not matter', async () => {
    const shuffled = join(root, 'shuffled');
    cpSync(TOY, shuffled, { recursive: true });
    for (const file of readdirSync(shuffled).filter((name) => name.endsWith('.csv'))) {
      const [header, ...rows] = readFileSync(join(shuffled, file), 'utf8').trimEnd().split('\n');
      writeFileSync(join(shuffled, file), [header, ...rows.reverse()].join('\r\n'));
    }
    expect(JSON.stringify(orThrow(await loadModelFolder(shuffled)))).toBe(
      JSON.stringify(orThrow(await loadModelFolder(TOY))),
    );
  });

  test('a folder and the model in it have one name', async () => {
    cpSync(TOY, join(root, 'renamed'), { recursive: true });
    const model = await fileModels(root).model('renamed');
    expect(model.ok ? [] : model.problems.map((p) => p.code)).toEqual(['id-mismatch']);
  });

  test('models are found by id alone', async () => {
    const models = fileModels('models');
    expect((await models.listModels()).map((model) => model.id)).toContain('two-plant-cascade');
    expect((await models.model('two-plant-cascade')).ok).toBe(true);
    for (const id of ['../models/two-plant-cascade', '..', '', 'Two', 'nothing', '/etc']) {
      const missing = await models.model(id);
      expect(missing.ok ? [] : missing.problems.map((p) => p.code)).toEqual(['unknown-model']);
    }
  });

  test('a summary counts every row and every megawatt once', async () => {
    const model = orThrow(await loadModelFolder(TOY));
    const summary = summariseModel(model);
    const total = (rows: readonly { capacity_mw: number }[]): number =>
      rows.reduce((sum, row) => sum + row.capacity_mw, 0);
    expect(summary.hydro_mw).toBe(total(model.tables.stations) + total(model.tables.lumped_hydro));
    for (const fleet of [summary.fleet_by_basin, summary.fleet_by_zone, summary.fleet_by_regulation])
      expect(total(fleet)).toBe(summary.hydro_mw);
    expect(summary.assumed.length).toBe(summary.figures_by_confidence.assumed);
  });
});
