import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadScenarioChain, loadScenarioFile, saveScenarioText } from '../../src/io/files/scenario-files.ts';
import { validatePath } from '../../src/app/cli/commands/validate.ts';
import { orThrow } from '../../src/system/words/problem.ts';

const TOY = 'test/fixtures/scenarios/toy-removal.yaml';
const root = mkdtempSync(join(tmpdir(), 'spillway-scenarios-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('scenario files', () => {
  test('a written scenario reads back as itself', async () => {
    const scenario = orThrow(await loadScenarioFile(TOY));
    const path = join(root, 'whole.yaml');
    writeFileSync(path, saveScenarioText(scenario));
    expect(orThrow(await loadScenarioFile(path))).toEqual(scenario);
  });

  test('the chain names the reference that a scenario extends', async () => {
    const loaded = orThrow(await loadScenarioChain(TOY));
    expect(loaded.extended).toMatch(/toy\.yaml$/);
    expect(loaded.files).toHaveLength(2);
  });

  test('aliases that explode are refused', async () => {
    const path = join(root, 'aliases.yaml');
    const levels = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`);
    writeFileSync(path, ['a0: &a0 x', ...levels].join('\n'));
    const loaded = await loadScenarioFile(path);
    expect(loaded.ok ? [] : loaded.problems.map((p) => p.code)).toEqual(['yaml-alias']);
  });

  test.each(['', '[]', '3', 'null', '\u0000', '%YAML'])('a file that holds %j is refused in words', async (text) => {
    const path = join(root, 'odd.yaml');
    writeFileSync(path, text);
    const result = await validatePath(path);
    expect(result.exitCode).toBe(2);
    expect(result.text).not.toMatch(/\n\s+at /);
  });

  test.each(['models/two-plant-cascade', TOY])('%s is valid', async (path) => {
    const result = await validatePath(path);
    expect(result.text).toContain('is valid');
    expect(result).toMatchObject({ exitCode: 0, document: { schema: 'spillway/validation@1' } });
  });
});
