import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { markdownTable, shown } from './table.ts';

/**
 * Moments after the start at which a program is asked to stop, s: twenty from 0.1 to 6, closest where programs load.
 */
const MOMENTS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6];
const GOOD = { SIGTERM: [0, 143], SIGINT: [0, 130] } as const;
type Stop = keyof typeof GOOD;
/** One that has not ended so long after the signal never heard it, s. */
const PATIENCE = 20;
/**
 * What is still there so long after its program has ended was left behind; a program that was just being started needs
 * a moment to see it, ms.
 */
const LEFT_MS = 3000;
const LOOK_MS = 50;

interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}
const MAIN = 'dist/app/cli/main.js';
const PROGRAMS: readonly Program[] = [
  { name: 'serve', command: process.execPath, args: [MAIN, 'serve', '--port', '0'] },
  { name: 'start', command: process.execPath, args: [MAIN, 'start', '--port', '0'] },
  // Last: what it was building when it was stopped is left in pieces.
  { name: 'npm start', command: 'npm', args: ['start', '--', '--port', '0'] },
];

interface Ended {
  readonly code: number | null;
  readonly afterMs: number;
  readonly left: boolean;
  readonly said: string;
}

/**
 * `npm run proofs -- signals`: asks `serve`, `start` and `npm start` to stop at many moments of their start; exit 1
 * where one does not end, leaves a process behind, or has another code than 0, 143 (SIGTERM) or 130 (SIGINT). A name
 * asks for one of them.
 */
async function main(asked?: string): Promise<boolean> {
  let passed = true;
  for (const program of PROGRAMS.filter(({ name }) => asked === undefined || name === asked)) {
    for (const stop of Object.keys(GOOD) as Stop[]) passed = (await proven(program, stop)) && passed;
  }
  return passed;
}

async function proven(program: Program, stop: Stop): Promise<boolean> {
  const rows: string[][] = [];
  let passed = true;
  for (const moment of MOMENTS) {
    const { code, afterMs, left, said } = await stopped(program, stop, moment);
    const good = !left && code !== null && (GOOD[stop] as readonly number[]).includes(code);
    passed &&= good;
    rows.push([
      shown(moment, 1),
      code === null ? 'did not end' : String(code),
      shown(afterMs / 1000, 2),
      left ? 'yes' : 'no',
      said,
      good ? 'pass' : 'FAIL',
    ]);
  }
  console.log(
    `\n${program.name}, ` +
      `${stop}\n${markdownTable(['asked after [s]', 'exit', 'ended after [s]', 'left a process', 'last words', 'result'], rows)}`,
  );
  return passed;
}

/**
 * Runs a program on an empty store and asks it to stop once; a signal that ends it counts as the code that a shell
 * gives it.
 */
function stopped({ command, args }: Program, stop: Stop, moment: number): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-signals-'));
  const child = spawn(command, args, {
    env: { ...process.env, SPILLWAY_DATA: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let [stderr, asked, late] = ['', NaN, false];
  child.stderr.on('data', (part: Buffer) => {
    stderr += part.toString();
  });
  const timers = [
    setTimeout(() => {
      asked = performance.now();
      child.kill(stop);
    }, 1000 * moment),
    setTimeout(
      () => {
        late = true;
        child.kill('SIGKILL');
      },
      1000 * (moment + PATIENCE),
    ),
  ];
  return new Promise((resolve) => {
    child.on('exit', async (code, signal) => {
      const afterMs = performance.now() - asked;
      for (const timer of timers) clearTimeout(timer);
      child.stderr.destroy();
      const left = await leftBehind(child.pid!);
      rmSync(folder, { recursive: true, force: true });
      resolve({
        left,
        code: late ? null : (code ?? { SIGINT: 130, SIGTERM: 143 }[signal as Stop] ?? null),
        afterMs,
        said: lastWords(stderr),
      });
    });
  });
}

/** Whether the group of the program still has a process a while after its end; it is ended then. */
async function leftBehind(group: number): Promise<boolean> {
  for (let waited = 0; waited < LEFT_MS; waited += LOOK_MS) {
    if (!reached(group, 0)) return false;
    await wait(LOOK_MS);
  }
  return reached(group, 'SIGKILL');
}

function reached(group: number, signal: 'SIGKILL' | 0): boolean {
  try {
    return process.kill(-group, signal);
  } catch {
    return false;
  }
}

const lastWords = (stderr: string): string => stderr.trim().split('\n').at(-1)?.replace(/\|/g, '/').slice(0, 60) ?? '';

process.exitCode = (await main(process.argv[2])) ? 0 : 1;
