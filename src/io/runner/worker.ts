import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { Solve } from '../../engine/solver/linear-program.ts';
import { runCase } from '../../engine/run-case.ts';
import type { Progress } from '../../study/ports.ts';
import { InvalidInput } from '../../system/problem.ts';
import { loadHighs } from '../highs/highs-solver.ts';
import { drawing } from './drawing.ts';
import { buffersOf } from './transferable.ts';
import type { WorkerAnswer, WorkerTask } from './worker-message.ts';

const PROGRESS_EVERY_MS = 100;

let solver: Promise<Solve> | undefined;
const make = drawing();

/** Entry of a worker thread: one whole case in, one outcome out; or some draws of an ensemble in, their summaries out. The solver is loaded by the first case and kept for the next. */
export default async function work(task: WorkerTask): Promise<object> {
  const answer = await answerOf(task);
  return move({ [transferableSymbol]: buffersOf(answer), [valueSymbol]: answer });
}

async function answerOf(task: WorkerTask): Promise<WorkerAnswer> {
  try {
    solver ??= loadHighs();
    const solve = await solver;
    return 'setup' in task ? { draws: [...make(task, solve, report(task))] } : { outcome: runCase(task.case, solve, report(task)) };
  } catch (error) {
    if (error instanceof InvalidInput) return { failure: { message: error.message, problems: error.problems } };
    // An unforeseen failure may have left the solver in a bad state: the next case starts with a fresh one.
    solver = undefined;
    return { failure: { message: error instanceof Error ? error.message : String(error), problems: null } };
  }
}

function report({ progress: port }: WorkerTask): (progress: Progress) => void {
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
