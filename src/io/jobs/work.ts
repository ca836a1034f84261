import type { Watch } from '../../study/base/ports.ts';
import type { JobRequest } from '../../study/questions.ts';
import type { Finished } from '../store/result-store.ts';

export type { JobRequest };

/** What the job service has done for it: the name of an answer before it exists, and the answer. */
export interface Work {
  /** hex hash; equal requests have equal identities; throws `InvalidInput` for a request that cannot be run */
  identity(request: JobRequest): Promise<string>;
  perform(request: JobRequest, identity: string, watch: Watch): Promise<Finished>;
}
