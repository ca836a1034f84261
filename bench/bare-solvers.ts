import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectiveOf } from '../src/engine/solver/program/evaluate.ts';
import { absent, type Contender, type Finish, type PeerWorld, type Task } from './contender.ts';
import { measure, type Measured } from './measure.ts';
import { readClp, readGlpk, readHighs, type Written } from './solution-files.ts';
import { spilledGwh } from './spilled.ts';
import { lastLine } from './this-program.ts';

interface Solver {
  readonly name: string;
  readonly command: string;
  readonly args: (mps: string, solution: string, seconds: number) => readonly string[];
  readonly read: (text: string, columns: number) => Written;
}

/** Interior point without crossover wherever the solver can leave it out. */
const SOLVERS: readonly Solver[] = [
  {
    name: 'CLP barrier',
    command: 'clp',
    args: (mps, out, s) => [mps, '-seconds', String(s), '-crossover', 'off', '-barrier', '-solution', out],
    read: readClp,
  },
  {
    name: 'GLPK interior point',
    command: 'glpsol',
    args: (mps, out, s) => ['--freemps', mps, '--interior', '--tmlim', String(s), '--write', out],
    read: readGlpk,
  },
  {
    name: 'HiGHS interior point, native',
    command: 'highs',
    args: (mps, out, s) => [
      '--solver',
      'ipm',
      '--run_crossover',
      'off',
      '--time_limit',
      String(s),
      '--solution_file',
      out,
      mps,
    ],
    read: readHighs,
  },
];

export const bareSolvers: readonly Contender[] = SOLVERS.map((solver) => ({
  name: solver.name,
  from: 'MPS to solution',
  enter: (task) => both(solver, task),
}));

/** HiGHS as a Python module stands in where its command is not installed. */
async function installed(solver: Solver, python: string): Promise<Solver | null> {
  if (onPath(solver.command)) return solver;
  if (solver.command !== 'highs' || (await measure(python, ['-c', 'import highspy'], 60)).end !== 'done') return null;
  return { ...solver, command: python, args: (mps, out, s) => ['bench/solve_highs.py', mps, out, String(s)] };
}

async function both(wanted: Solver, task: Task): Promise<Finish> {
  const solver = await installed(wanted, task.python);
  if (solver === null)
    return absent(`not installed (${wanted.command}${wanted.command === 'highs' ? ', or highspy for Python' : ''})`);
  const went: Measured[] = [];
  const found: { readonly objective: number; readonly curtailed: number }[] = [];
  for (const [at, world] of task.worlds.entries()) {
    const out = join(task.folder, `${wanted.command}-${at}.txt`);
    went.push(await measure(solver.command, solver.args(world.mps, out, task.limitSeconds), task.limitSeconds));
    const read =
      went[at].end === 'done' && existsSync(out)
        ? figures(world, solver.read(readFileSync(out, 'utf8'), world.window.program.columns))
        : null;
    if (read === null || Number.isNaN(read.objective))
      return absent(
        went[at].end === 'time limit'
          ? `time limit of ${task.limitSeconds} s a world`
          : `no optimum ${at === 0 ? 'with' : 'without'}: ${lastLine(went[at].stdout + went[at].stderr)}`,
      );
    found.push(read);
  }
  return {
    seconds: went[0].seconds + went[1].seconds,
    peakMb: Math.max(...went.map((one) => one.peakMb ?? NaN)),
    objective: found.map((one) => one.objective / 1e6),
    curtailed: found.map((one) => one.curtailed),
    note: `both worlds, one after the other${solver.command === wanted.command ? '' : '; as Python module'}`,
  };
}

/** The objective is worked out anew from the columns: some solvers print few digits of it. */
function figures({ world, window }: PeerWorld, { objective, x }: Written): { objective: number; curtailed: number } {
  return {
    objective: Number.isNaN(objective) ? NaN : objectiveOf(window.program, x),
    curtailed: spilledGwh(world.case, window, x),
  };
}

const onPath = (command: string): boolean =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, command)));
