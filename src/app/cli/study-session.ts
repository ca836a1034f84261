import { studyWork } from '../../io/jobs/study-work.ts';
import type { JobRequest } from '../../io/jobs/work.ts';
import type { AnyResult } from '../../io/store/result-store.ts';
import { compose, type Composed, type ComposeOptions } from '../compose.ts';
import type { Context } from './context.ts';
import { progressDisplay } from './progress-display.ts';

export interface Answered { readonly identity: string; readonly result: AnyResult }
export interface Asking {
  /** take the answer from the store when it has one */
  readonly cache: boolean;
  /** milliseconds spent on reading the scenarios and their models */
  readonly loadMs: number;
}

/** Opens the store and the runner for the time of one command, and closes them however it ends. */
export async function withStudy<T>(models: string, use: (composed: Composed) => Promise<T>, options: ComposeOptions = {}): Promise<T> {
  const composed = compose({ early: true, ...options, models });
  try {
    return await use(composed);
  } finally {
    await composed.close();
  }
}

/** The answer to a whole question, from the store where it is known (same identity, same bits), else computed and kept. */
export async function ask({ deps, store }: Composed, request: JobRequest, { cache, loadMs }: Asking, { signal }: Context): Promise<Answered> {
  const startup = performance.now() - loadMs;
  const work = studyWork(cache ? deps : { ...deps, draws: undefined });
  const identity = await work.identity(request);
  const known = cache ? await store.result(identity) : null;
  if (known) return { identity, result: timed(known, startup, loadMs) };
  const progress = progressDisplay();
  try {
    const finished = await work.perform(request, identity, { signal, onProgress: progress.show });
    progress.end();
    await store.results.save(finished);
    return { identity, result: timed(finished.result, startup, loadMs) };
  } finally {
    progress.end();
  }
}

/** `startup`: from the start of the process to its first work on the question; reading is counted apart. */
const timed = <R extends AnyResult>(result: R, startup: number, loadMs: number): R =>
  ({ ...result, timing_ms: { ...result.timing_ms, startup: Math.round(startup), load: Math.round(result.timing_ms.load + loadMs) } });
