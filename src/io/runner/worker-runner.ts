import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { DrawsRequest, PairRequest, Progress, Runner, RunRequest, Watch } from '../../study/base/ports.ts';
import { InvalidInput } from '../../system/words/problem.ts';
import { asynchronousLoading, builtModule } from './built-module.ts';
import { cancelled, RunFailed } from './run-failed.ts';
import type { Failure, WorkerAnswer, WorkerTask } from './worker-message.ts';

export interface WorkerRunnerOptions {
  /** threads, each running one case at a time; two, or one on a single core, if absent */
  readonly workers?: number;
  /** compiled module whose default export does the work; the program's own if absent */
  readonly workerFile?: string;
  /** start the threads at once, while the caller still reads; with the first work if absent */
  readonly early?: boolean;
  /**
   * so many whole cases will be run and no draws: threads hold less, and end once so many are done and none is under
   * way
   */
  readonly few?: number;
  /** most memory for the JavaScript objects of a thread, MB; 2048 if absent */
  readonly heapMb?: number;
}

export const defaultWorkers = (): number => Math.min(2, availableParallelism());

/**
 * Limits on a thread's JavaScript heap; typed arrays and the solver's own memory are outside it and bounded by the
 * case.
 */
const HEAP_MB = 2048;
/**
 * Room for young objects. Four times the usual for many cases: what one draw makes is gone by its end, and with less
 * room much of it was moved to the old heap and looked for there (draws took a sixth longer). The usual for a few.
 */
const YOUNG_MB = { many: 192, few: 48 };
const IDLE_MS = 60_000;

/**
 * Runs each case, or each chunk of draws, whole in a worker thread. A cancel ends the thread and frees its core at
 * once; the pool starts another when needed.
 */
export function workerRunner(options: WorkerRunnerOptions = {}): Runner {
  const { workers = defaultWorkers(), heapMb = HEAP_MB, few = Infinity } = options;
  let done = 0,
    underWay = 0;
  const threads = renewedPool({ workers, heapMb, few, workerFile: options.workerFile });
  // Closing the pool ends a thread that is still starting.
  if (options.early)
    for (let k = 0; k < workers; k++)
      threads
        .current()
        .run({ ready: true } satisfies WorkerTask)
        .catch(() => undefined);

  async function answered(request: RunRequest | PairRequest | DrawsRequest, watch: Watch): Promise<Answered> {
    if (watch.signal?.aborted) throw cancelled();
    underWay++;
    try {
      return await answerOf(threads.current(), request, watch, heapMb);
    } finally {
      underWay--;
    }
  }

  /** Ends threads that have done what they were for; one case more would start new ones. */
  function rest(cases: number): void {
    done += cases;
    if (done >= few && underWay === 0) threads.rest();
  }

  return {
    slots: workers,
    close: threads.close,
    run: async (request, watch) => {
      const answer = await answered(request, watch);
      if (!('outcome' in answer)) return misunderstood();
      rest(1);
      return answer.outcome;
    },
    runPair: async (request, watch) => {
      const answer = await answered(request, watch);
      if (!('outcomes' in answer)) return misunderstood();
      rest(2);
      return answer.outcomes;
    },
    runDraws: async (request, watch) => {
      const answer = await answered(request, watch);
      return 'draws' in answer ? answer.draws : misunderstood();
    },
  };
}

interface RenewedPool {
  /** the pool that runs the next case, a new one where the last has ended; throws `RunFailed` once closed */
  readonly current: () => Piscina;
  /** ends the threads until the next case */
  readonly rest: () => void;
  readonly close: () => Promise<void>;
}

/** A pool of threads that is replaced once it has failed or rested. */
function renewedPool(size: PoolSize): RenewedPool {
  let closed = false;
  /** null where threads have rested: the next case opens a pool */
  let pool: Piscina | null = opened();
  let ending: Promise<void> = Promise.resolve();

  function opened(): Piscina {
    const made = newPool(size);
    // A thread that cannot start, or ends without work, tells the pool, not the cases that wait: they end with this
    // pool, and the next case has a new one.
    made.on('error', () => {
      if (pool === made) pool = null;
      ending = Promise.all([ending, made.destroy()]).then(() => undefined);
    });
    return made;
  }

  return {
    current: () => {
      if (closed) throw new RunFailed('The runner has been closed: it runs no more cases.');
      return (pool ??= opened());
    },
    rest: () => {
      if (closed) return;
      ending = Promise.all([ending, pool?.destroy()]).then(() => undefined);
      pool = null;
    },
    close: async () => {
      closed = true;
      await Promise.all([pool?.destroy(), ending]);
    },
  };
}

type PoolSize = Required<Pick<WorkerRunnerOptions, 'workers' | 'heapMb' | 'few'>> &
  Pick<WorkerRunnerOptions, 'workerFile'>;

const newPool = ({ workers, heapMb, few, workerFile }: PoolSize): Piscina =>
  new Piscina({
    filename: builtWorker(workerFile),
    minThreads: 0,
    maxThreads: workers,
    idleTimeout: IDLE_MS,
    resourceLimits: {
      maxOldGenerationSizeMb: heapMb,
      maxYoungGenerationSizeMb: few < Infinity ? YOUNG_MB.few : YOUNG_MB.many,
    },
    // With atomics on, an idle thread sleeps without turning its event loop, and a solver reloading after a failure
    // would never be ready.
    atomics: 'disabled',
    ...asynchronousLoading(),
  });

function builtWorker(file = builtModule('./worker.js', import.meta.url)): string {
  if (file !== null && existsSync(file)) return file;
  throw new RunFailed(
    `The compiled worker ${file ?? 'worker.js'} does not exist. Run "npm run build" first: worker threads run ` +
      'compiled code only.',
  );
}

type Answered = Exclude<WorkerAnswer, { readonly failure: Failure }>;

async function answerOf(
  pool: Piscina,
  request: RunRequest | PairRequest | DrawsRequest,
  { signal, onProgress }: Watch,
  heapMb: number,
): Promise<Answered> {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', (progress: Progress) => onProgress?.(progress));
  const task: WorkerTask = { ...request, progress: port2 };
  try {
    // A signal of its own: a pool listens on the one it is given, and one signal may stop dozens of runs.
    return orFailure(
      (await pool.run(task, { transferList: [port2], signal: signal && AbortSignal.any([signal]) })) as WorkerAnswer,
    );
  } catch (error) {
    throw signal?.aborted ? cancelled() : plainCause(error, heapMb);
  } finally {
    port1.close();
  }
}

function orFailure(answer: WorkerAnswer): Answered {
  if (!('failure' in answer)) return answer;
  const { message, problems } = answer.failure;
  throw problems ? new InvalidInput(problems) : new RunFailed(message);
}

const misunderstood = (): never => {
  throw new RunFailed(
    'The worker thread gave an answer of another kind. Run "npm run build": its code may be older than the program.',
  );
};

function plainCause(error: unknown, heapMb: number): Error {
  if (error instanceof InvalidInput || error instanceof RunFailed) return error;
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new RunFailed(
      `The run needed more than ${heapMb} MB of memory. Shorten the window or choose a lower level.`,
    );
  return new RunFailed(
    `The worker thread that ran the case ended unexpectedly (${message ?? String(error)}). The case can be run again.`,
  );
}
