import { studyWork } from '../../../io/jobs/study-work.ts';
import type { JobRequest } from '../../../io/jobs/work.ts';
import type { AnyResult, Finished } from '../../../io/store/result-store.ts';
import { StoreFailed } from '../../../io/store/store-failed.ts';
import type { Store } from '../../../io/store/store.ts';
import { compose, type Composed, type ComposeOptions } from '../../compose.ts';
import type { Context } from './context.ts';
import { problemList } from '../../../system/words/problem-list.ts';
import { problemText } from '../text/problem-text.ts';
import { standingSaid } from '../tables/standing-text.ts';
import { progressDisplay, STORING } from './progress-display.ts';

export interface Answered {
  readonly identity: string;
  readonly result: AnyResult;
}
export interface Asking {
  /** take the answer from the store when it has one */
  readonly cache: boolean;
  /** milliseconds spent on reading the scenarios and their models */
  readonly loadMs: number;
  /** what is asked for is read from the store afterwards: an answer that cannot be kept is none */
  readonly fromStore?: boolean;
}

/** Opens the store and the runner for the time of one command, and closes them however it ends. */
export async function withStudy<T>(
  models: string,
  context: Context,
  use: (composed: Composed) => Promise<T>,
  options: ComposeOptions = {},
): Promise<T> {
  context.listen();
  const composed = compose({ early: true, ...options, models });
  try {
    return await use(composed);
  } finally {
    await composed.close();
  }
}

/**
 * The answer to a whole question, from the store where it is known (same identity, same bits), else computed and kept.
 */
export async function ask(
  { deps, store, modelRoot }: Composed,
  request: JobRequest,
  { cache, loadMs, fromStore = false }: Asking,
  { signal }: Context,
): Promise<Answered> {
  const startup = performance.now() - loadMs;
  const work = studyWork(cache ? deps : { ...deps, draws: undefined });
  const identity = await work.identity(request);
  const known = cache ? await store.result(identity) : null;
  if (known) return { identity, result: standingSaid(timed(known, startup, loadMs), modelRoot) };
  const progress = progressDisplay();
  try {
    const finished = await work.perform(request, identity, { signal, onProgress: progress.show });
    progress.show(STORING);
    await keep(store, finished, fromStore);
    progress.end(true);
    return { identity, result: standingSaid(timed(finished.result, startup, loadMs), modelRoot) };
  } finally {
    progress.end();
  }
}

/** An answer that cannot be kept is an answer none the less. */
async function keep({ results }: Store, finished: Finished, needed: boolean): Promise<void> {
  try {
    await results.save(finished);
  } catch (error) {
    if (needed || !(error instanceof StoreFailed)) throw error;
    process.stderr.write(`The answer is not kept for the next time.\n${problemText(problemList(error.problems))}\n`);
  }
}

/** `startup`: from the start of the process to its first work on the question; reading is counted apart. */
const timed = <R extends AnyResult>(result: R, startup: number, loadMs: number): R => ({
  ...result,
  timing_ms: { ...result.timing_ms, startup: Math.round(startup), load: Math.round(result.timing_ms.load + loadMs) },
});
