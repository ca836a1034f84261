import { join, resolve } from 'node:path';
import { sharedModels } from '../io/files/cached-models.ts';
import { JobService } from '../io/jobs/job-service.ts';
import { studyWork } from '../io/jobs/study-work.ts';
import type { Work } from '../io/jobs/work.ts';
import { plainLog, type Log } from '../io/log/log.ts';
import { defaultWorkers, workerRunner } from '../io/runner/worker-runner.ts';
import { ScenarioLibrary } from '../io/library/scenario-library.ts';
import { openStore, type Store } from '../io/store/store.ts';
import type { StudyDeps } from '../study/base/ports.ts';
import { programRoot, programVersion } from './version.ts';
import { say } from './words/messages.ts';

export interface ComposeOptions {
  readonly models?: string;
  readonly scenarios?: string;
  /** folder of the store: `SPILLWAY_DATA`, or `.spillway` in the working folder, if absent */
  readonly data?: string;
  readonly workers?: number;
  /** start the worker threads at once: there is work to do */
  readonly early?: boolean;
  /** so many whole cases will be run, and no draws */
  readonly few?: number;
  /** what answers requests for work; the study functions if absent */
  readonly work?: Work;
  /** for the reader of a command, in words, if absent */
  readonly log?: Log;
}

/** Every port with what implements it. */
export interface Composed {
  readonly deps: StudyDeps;
  readonly store: Store;
  readonly scenarios: ScenarioLibrary;
  readonly jobs: JobService;
  readonly version: string;
  /** folder that holds the folders of the models */
  readonly modelRoot: string;
  close(): Promise<void>;
}

/** The one place where ports meet their implementations. Nothing runs yet: the job service waits for `start()`. */
export function compose(options: ComposeOptions = {}): Composed {
  const { log = plainLog } = options;
  const workers = options.workers ?? defaultWorkers();
  const modelRoot = options.models ?? join(programRoot, 'models');
  const store = openStore(resolve(options.data ?? (process.env.SPILLWAY_DATA || '.spillway')));
  const deps: StudyDeps = {
    runner: workerRunner({ workers, early: options.early, few: options.few }),
    models: sharedModels(modelRoot),
    clock: { now: () => Date.now() },
    say,
    draws: store.draws,
  };
  const scenarios = new ScenarioLibrary(
    options.scenarios ?? join(programRoot, 'scenarios'),
    store.scenarios,
    deps.models,
    log,
  );
  const jobs = new JobService({
    jobs: store.jobs,
    results: store.results,
    work: options.work ?? studyWork(deps),
    clock: deps.clock,
    atOnce: workers,
    log,
  });
  const close = async (): Promise<void> => {
    await jobs.close();
    await deps.runner.close();
    await store.close();
  };
  return { deps, store, scenarios, jobs, version: programVersion(), modelRoot, close };
}
