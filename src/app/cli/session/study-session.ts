import { prepareWork } from '../../../io/jobs/study-work.ts';
import type { AnyResult, Finished } from '../../../io/store/result-store.ts';
import { begin } from '../../../study/base/phases.ts';
import { questionOf, type JobKind, type JobRequest, type ResultOf } from '../../../study/questions.ts';
import type { Standing } from '../../../study/base/standing.ts';
import { StoreFailed } from '../../../io/store/store-failed.ts';
import type { Store } from '../../../io/store/store.ts';
import { compose, type Composed, type ComposeOptions } from '../../compose.ts';
import type { Context } from './context.ts';
import { problemList } from '../../../system/words/problem-list.ts';
import { problemText } from '../text/problem-text.ts';
import { standingSaid } from '../tables/standing-text.ts';
import { progressDisplay, STORING } from './progress-display.ts';
import { unexpected } from './unexpected.ts';

export interface Answered<K extends JobKind = JobKind> {
  readonly identity: string;
  readonly result: ResultOf<K> & Partial<Standing>;
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
export async function ask<K extends JobKind>(
  { deps, store, modelRoot }: Composed,
  request: JobRequest & { readonly kind: K },
  { cache, loadMs, fromStore = false }: Asking,
  { signal }: Context,
): Promise<Answered<K>> {
  const startup = performance.now() - loadMs;
  const work = await prepareWork(cache ? deps : { ...deps, draws: undefined }, request);
  const { identity } = work;
  const shown = (result: AnyResult) => standingSaid(ofKind(request.kind, timed(result, startup, loadMs)), modelRoot);
  const known = cache ? await store.result(identity) : null;
  if (known) return { identity, result: shown(known) };
  const progress = progressDisplay();
  const watch = { signal, onProgress: progress.show };
  try {
    begin(watch, 'compile');
    const finished = await work.perform(watch);
    progress.show(STORING);
    await keep(store, finished, fromStore);
    progress.end(true);
    return { identity, result: shown(finished.result) };
  } finally {
    progress.end();
  }
}

/** A stored answer may be of another kind where the store is damaged: then it is refused. */
function ofKind<K extends JobKind>(kind: K, result: AnyResult): Answered<K>['result'] {
  if (!isOfKind(kind, result)) throw unexpected(result.schema);
  return result;
}
const isOfKind = <K extends JobKind>(kind: K, result: AnyResult): result is AnyResult & Answered<K>['result'] =>
  result.schema === questionOf(kind).schema;

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
