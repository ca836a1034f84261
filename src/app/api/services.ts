import type { JobService } from '../../io/jobs/job-service.ts';
import type { ScenarioLibrary } from '../../io/library/scenario-library.ts';
import type { Store } from '../../io/store/store.ts';
import type { ModelSource } from '../../study/base/ports.ts';

/** What the controllers work with; `SERVICES` is the token under which Nest hands it out. */
export interface Services {
  readonly models: ModelSource;
  readonly scenarios: ScenarioLibrary;
  readonly store: Store;
  readonly jobs: JobService;
  readonly version: string;
}
export const SERVICES = Symbol('services');
