import { contentHash } from '../../engine/case/hash.ts';
import { begin } from '../../study/base/phases.ts';
import type { StudyDeps, Watch } from '../../study/base/ports.ts';
import { questionOf, type JobRequest } from '../../study/questions.ts';
import { standingOf } from '../../study/base/standing.ts';
import type { Finished } from '../store/result-store.ts';
import type { Work } from './work.ts';

/** A question whose cases are compiled: its name, and the answer, which compiles them no second time. */
export interface NamedWork {
  /** hex hash; equal requests have equal identities */
  readonly identity: string;
  perform(watch: Watch): Promise<Finished>;
}

/** Compiles a question once, to name it and to answer it. Throws `InvalidInput` for what cannot be run. */
export async function prepareWork(deps: StudyDeps, request: JobRequest): Promise<NamedWork> {
  const question = questionOf(request.kind);
  const prepared = await question.prepare(deps, request);
  const name = await prepared.identity();
  const { model, scenarios } = question.standsOn(request);
  const standing = await standingOf(deps.models, model, scenarios);
  // An answer names its model and lists its sources: with other words in the tables it is another answer, though the
  // case is the same.
  const identity = contentHash([name, standing.model.hash]);
  return {
    identity,
    perform: async (watch) => {
      const { result, worlds } = await prepared.run(watch);
      return { kind: request.kind, identity, result: { ...result, ...standing }, worlds };
    },
  };
}

/**
 * The questions as work for the job service. The latest one that was named is still compiled when its turn comes at
 * once, as it does on an idle server; any other is compiled again, for it may have waited in the store for days.
 */
export function studyWork(deps: StudyDeps): Work {
  let latest: NamedWork | null = null;
  return {
    identity: async (request) => {
      latest = await prepareWork(deps, request);
      return latest.identity;
    },
    perform: async (request, identity, watch) => {
      begin(watch, 'compile');
      const ready = latest?.identity === identity ? latest : null;
      if (ready) latest = null;
      const named = ready ?? (await prepareWork(deps, request));
      return { ...(await named.perform(watch)), identity };
    },
  };
}
