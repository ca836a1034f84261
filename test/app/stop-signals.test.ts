import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/io/store/store.ts';
import { ask } from './ask.ts';

const folder = mkdtempSync(join(tmpdir(), 'spillway-stop-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

interface Started {
  readonly data: string;
  said(): string;
  readonly ended: Promise<number | string | null>;
  stop(name: NodeJS.Signals): void;
}

/** The program at work; its end is its exit code, or the name of the signal that ended it. */
function started(args: readonly string[], data = join(folder, `data-${count++}`)): Started {
  const child = spawn(process.execPath, ['dist/app/cli/main.js', ...args], {
    env: { ...process.env, SPILLWAY_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      text += part.toString();
    });
  return {
    data,
    said: () => text,
    ended: new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal))),
    stop: (name) => child.kill(name),
  };
}
const urlOf = async ({ said }: Started): Promise<string> => {
  for (;;) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said())?.[0];
    if (url !== undefined) return url;
    await wait(10);
  }
};

describe.each(['serve', 'start'])('%s', (command) => {
  it.each([50, 150, 300, 500, 800, 1200, 1700, 2500])('ends when asked to %i ms after its start', async (ms) => {
    const program = started([command, '--port', '0']);
    await wait(ms);
    program.stop('SIGTERM');
    expect([0, 143, 'SIGTERM']).toContain(await program.ended);
  });

  it('ends when Ctrl-C comes the moment it is up', async () => {
    const program = started([command, '--port', '0']);
    await urlOf(program);
    program.stop('SIGINT');
    expect(await program.ended).toBe(130);
  });

  it('does not begin where its data folder cannot be made', async () => {
    const program = started([command, '--port', '0'], '/proc/spillway/data');
    expect(await program.ended).toBe(2);
    expect(program.said()).toMatch(/SPILLWAY_DATA: the data folder \/proc\/spillway\/data cannot be made/);
  });
});

it('a server that was asked to stop leaves its data in one file', async () => {
  const program = started(['serve', '--port', '0']);
  const url = await urlOf(program);
  const mine = { schema: 'spillway/scenario@1', id: 'mine', extends: 'two-plant-cascade-base' };
  expect((await ask(url, 'POST', '/api/v1/scenarios', mine)).status).toBe(201);
  program.stop('SIGTERM');
  expect(await program.ended).toBe(0);
  const copy = join(folder, 'copy');
  mkdirSync(copy);
  copyFileSync(join(program.data, 'spillway.db'), join(copy, 'spillway.db'));
  const store = openStore(copy);
  expect((await store.scenarios.find('mine'))?.document.id).toBe('mine');
  await store.close();
});

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)(
  'a command at work closes its store on %s and says so by its code',
  async (name, code) => {
    const program = started([
      'compare',
      'scenarios/sichuan-2021/base.yaml',
      'scenarios/sichuan-2021/shutdown-8gw.yaml',
    ]);
    while (!existsSync(join(program.data, 'spillway.db-wal'))) await wait(10);
    program.stop(name);
    expect(await program.ended).toBe(code);
    expect(statSync(join(program.data, 'spillway.db-wal')).size).toBe(0);
  },
  60_000,
);

it.each(['solve', 'validate', 'run', 'serve'])('%s is ended at once while it has nothing to close', async (command) => {
  const pipe = join(folder, `pipe-${command}`);
  execFileSync('mkfifo', [pipe]);
  // Nobody ever writes: a signal that is caught and not looked at would be lost.
  const program = started(command === 'serve' ? ['serve', '--port', '0'] : [command, pipe]);
  await wait(command === 'serve' ? 0 : 1500);
  program.stop('SIGTERM');
  expect(await program.ended).toBe('SIGTERM');
});
