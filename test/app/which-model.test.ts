import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Standing } from '../../src/study/base/standing.ts';
import type { RunResult } from '../../src/study/run/run-answer.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'spillway-which-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const main = resolve('dist/app/cli/main.js');

/** Runs the program in a folder. */
const spillway = (cwd: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, SPILLWAY_DATA: join(root, 'data') },
  });
  return { status, stdout, stderr };
};
const answer = <T>(cwd: string, ...args: string[]): T & Standing => {
  const { status, stdout, stderr } = spillway(cwd, ...args, '--json');
  expect([status, stderr.replace(/^Note: .*\n/gm, '')]).toEqual([0, '']);
  return JSON.parse(stdout) as T & Standing;
};

/** Two projects with the same scenario: in the second the section lets 70 MW through in place of 50. */
beforeAll(() => {
  for (const [name, limit] of [
    ['one', 50],
    ['two', 70],
  ] as const) {
    cpSync('models/two-plant-cascade', join(root, name, 'models/two-plant-cascade'), { recursive: true });
    cpSync('scenarios/two-plant-cascade', join(root, name, 'scenarios'), { recursive: true });
    const sections = join(root, name, 'models/two-plant-cascade/sections.csv');
    writeFileSync(sections, readFileSync(sections, 'utf8').replace('断面,50,', `断面,${limit},`));
  }
  mkdirSync(join(root, 'elsewhere'));
  cpSync('scenarios/two-plant-cascade/base.yaml', join(root, 'elsewhere/base.yaml'));
});
const run = (cwd: string, scenario: string) =>
  answer<RunResult>(join(root, cwd), 'run', scenario, '--level', 'screen', '--foresight', 'perfect');

describe('two projects, one scenario', () => {
  test('the model beside the scenario answers, wherever the program is run from, and the answer names its folder and hash', () => {
    // The toy spills 48 MW in every hour, of which 160/168 in the statistic. With 70 MW the city takes 60: its load of
    // 80 MW less the floor of coal power, 20. That is 10 MW more, and 38 MW are spilled.
    const [own, other] = [run('one', 'scenarios/base.yaml'), run('one', '../two/scenarios/base.yaml')];
    const days = own.curtailed_by_day_gwh.length;
    expect(own.curtailed_gwh).toBeCloseTo((48 * 24 * days * 160) / 168 / 1000, 4);
    expect(other.curtailed_gwh).toBeCloseTo((38 * 24 * days * 160) / 168 / 1000, 4);
    expect([own.model.folder, other.model.folder]).toEqual([
      'models/two-plant-cascade',
      '../two/models/two-plant-cascade',
    ]);
    expect(own.model).toMatchObject({
      id: 'two-plant-cascade',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
    expect(other.model.hash).not.toBe(own.model.hash);
    // From its own project it is the same answer, told from there.
    const home = run('two', 'scenarios/base.yaml');
    expect(home).toMatchObject({
      curtailed_gwh: other.curtailed_gwh,
      hash: other.hash,
      model: { ...other.model, folder: 'models/two-plant-cascade' },
    });
  }, 120_000);

  test('a person reads it too, and a note says which of two models is used', () => {
    const { stdout, stderr } = spillway(join(root, 'one'), 'validate', '../two/scenarios/base.yaml');
    expect(stdout).toContain('Model: ../two/models/two-plant-cascade');
    expect(stdout).toContain(
      'the model beside the scenario is used, ../two/models/two-plant-cascade, not models/two-plant-cascade of the working folder',
    );
    expect(stderr).toBe('');
    expect(
      spillway(
        join(root, 'one'),
        'run',
        '../two/scenarios/base.yaml',
        '--level',
        'screen',
        '--foresight',
        'perfect',
        '--lang',
        'zh',
      ),
    ).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('模型: ../two/models/two-plant-cascade') as unknown,
      stderr: expect.stringContaining('使用情景文件旁的模型') as unknown,
    });
  }, 120_000);

  test('a scenario without a model beside it takes that of the working folder, else the shipped one', () => {
    const at = (cwd: string) => answer<object>(cwd, 'validate', join(root, 'elsewhere/base.yaml')).model;
    expect(at(join(root, 'two')).folder).toBe('models/two-plant-cascade');
    expect(at(join(root, 'two')).hash).not.toBe(at(join(root, 'one')).hash);
    expect(resolve(join(root, 'elsewhere'), at(join(root, 'elsewhere')).folder ?? '')).toBe(
      resolve('models/two-plant-cascade'),
    );
  }, 60_000);

  test('with other words in a table the answer is made anew and names another hash, though its case is the same', () => {
    const before = run('one', 'scenarios/base.yaml');
    const zones = join(root, 'one/models/two-plant-cascade/zones.csv');
    writeFileSync(zones, readFileSync(zones, 'utf8').replace('assumed: toy figure', 'assumed: another toy figure'));
    const after = run('one', 'scenarios/base.yaml');
    expect([after.hash, after.model.hash === before.model.hash]).toEqual([before.hash, false]);
  }, 60_000);
});

test('figures that are unlikely are told with the answer: on stderr to a person, in the document to a program', () => {
  cpSync(join(root, 'one'), join(root, 'slip'), { recursive: true });
  const sections = join(root, 'slip/models/two-plant-cascade/sections.csv');
  writeFileSync(sections, readFileSync(sections, 'utf8').replace('断面,50,', '断面,50000,'));
  const { status, stdout, stderr } = spillway(
    join(root, 'slip'),
    'run',
    'scenarios/base.yaml',
    '--level',
    'screen',
    '--foresight',
    'perfect',
    '--json',
  );
  expect([status, stderr]).toEqual([
    0,
    expect.stringMatching(
      /^Warning: sections\.csv\/valley\.limit_mw: 50000 MW does not agree with what its lines carry together, MW, 100 .*kW written for MW/,
    ) as unknown,
  ]);
  expect((JSON.parse(stdout) as Standing).warnings).toMatchObject([
    {
      code: 'figures-disagree',
      path: 'sections.csv/valley.limit_mw',
      value: 50_000,
      message_zh: expect.stringContaining('千瓦') as unknown,
    },
  ]);
}, 60_000);
