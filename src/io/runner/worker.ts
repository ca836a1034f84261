import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { Solve } from '../../engine/solver/program/linear-program.ts';
import { runCase, runPair } from '../../engine/run/run-case.ts';
import type { Progress } from '../../study/base/ports.ts';
import type { Case } from '../../engine/case/case.ts';
import { InvalidInput } from '../../system/words/problem.ts';
import { loadHighs } from '../highs/highs-solver.ts';
import { halfOf } from './half-of.ts';
import { buffersOf } from './transferable.ts';
import type { SolvingTask, WorkerAnswer, WorkerTask } from './worker-message.ts';

const PROGRESS_EVERY_MS = 100;

let solver: Promise<Solve> | undefined;
let drawing: Promise<ReturnType<(typeof import('./drawing.ts'))['drawing']>> | undefined;

/**
 * Entry of a worker thread: one whole case in, one outcome out; or some draws of an ensemble in, their summaries out.
 * What only some tasks need is loaded by the first that does, and kept.
 */
export default async function work(task: WorkerTask): Promise<object> {
  const answer = await answerOf(task);
  return move({ [transferableSymbol]: buffersOf(answer), [valueSymbol]: answer });
}

async function answerOf(task: WorkerTask): Promise<WorkerAnswer> {
  try {
    return 'ready' in task ? { ready: true } : await solved(task);
  } catch (error) {
    if (error instanceof InvalidInput) return { failure: { message: error.message, problems: error.problems } };
    return { failure: { message: error instanceof Error ? error.message : String(error), problems: null } };
  }
}

/** Asked for the referee's answer before the referee is there. */
class RefereeWanted extends Error {}
const absent: Solve = () => {
  throw new RefereeWanted('the referee solver is not loaded');
};

/** Few cases need the referee: one that turns out to is done again with it. */
async function solved(task: SolvingTask): Promise<WorkerAnswer> {
  const tell = onward(report(task));
  const known = solver !== undefined || casesOf(task).some(({ level }) => level === 'exact');
  try {
    return await perform(task, known ? await (solver ??= loadHighs()) : absent, tell);
  } catch (error) {
    if (!(error instanceof RefereeWanted)) throw error;
    return perform(task, await (solver ??= loadHighs()), tell);
  }
}

const casesOf = (task: SolvingTask): readonly Case[] =>
  'case' in task ? [task.case] : 'pair' in task ? task.pair : [];

async function perform(task: SolvingTask, solve: Solve, tell: (progress: Progress) => void): Promise<WorkerAnswer> {
  if ('case' in task) return { outcome: runCase(task.case, solve, tell) };
  if ('pair' in task)
    return { outcomes: runPair(task.pair, solve, (world, progress) => tell(halfOf(world, progress))) };
  const make = await (drawing ??= import('./drawing.ts').then((loaded) => loaded.drawing()));
  return { draws: [...make(task, solve, tell)] };
}

/** Leaves out what lies behind what was told before: a case done again says nothing until it is further. */
function onward(tell: (progress: Progress) => void): (progress: Progress) => void {
  let furthest = 0;
  return (progress) => {
    if (progress.fraction < furthest) return;
    furthest = progress.fraction;
    tell(progress);
  };
}

function report({ progress: port }: SolvingTask): (progress: Progress) => void {
  let last = -Infinity;
  let stage = '';
  return (progress) => {
    const now = performance.now();
    if (now - last < PROGRESS_EVERY_MS && progress.stage === stage) return;
    last = now;
    stage = progress.stage;
    port.postMessage(progress);
  };
}
