import { join, resolve } from 'node:path';
import { sharedModels } from "../io/cached-models.js";
import { JobService } from "../io/jobs/job-service.js";
import { studyWork } from "../io/jobs/study-work.js";
import { plainLog } from "../io/log.js";
import { defaultWorkers, workerRunner } from "../io/runner/worker-runner.js";
import { ScenarioLibrary } from "../io/scenario-library.js";
import { openStore } from "../io/store/store.js";
import { programRoot, programVersion } from "./version.js";
/** The one place where ports meet their implementations. Nothing runs yet: the job service waits for `start()`. */
export function compose(options = {}) {
    const { log = plainLog } = options;
    const workers = options.workers ?? defaultWorkers();
    const store = openStore(resolve(options.data ?? (process.env.SPILLWAY_DATA || '.spillway')));
    const deps = { runner: workerRunner({ workers, early: options.early, few: options.few }), models: sharedModels(options.models ?? join(programRoot, 'models')), clock: { now: () => Date.now() }, draws: store.draws };
    const scenarios = new ScenarioLibrary(options.scenarios ?? join(programRoot, 'scenarios'), store.scenarios, deps.models, log);
    const jobs = new JobService({ jobs: store.jobs, results: store.results, work: options.work ?? studyWork(deps), clock: deps.clock, atOnce: workers, log });
    const close = async () => {
        await jobs.close();
        await deps.runner.close();
        await store.close();
    };
    return { deps, store, scenarios, jobs, version: programVersion(), close };
}
