import type { KeptRequest } from '../../io/jobs/job-service.ts';
import type { AnyResult } from '../../io/store/result-store.ts';
import { triesOf, type Job } from '../../io/store/job-store.ts';
import { questionOf, type JobKind } from '../../study/questions.ts';
import { problem } from '../../system/words/problem.ts';
import { HttpProblem, notFound } from './server/http-problem.ts';
import { badCursor, type Page } from './reading/paging.ts';
import type { Services } from './services.ts';

const collectionOf = (kind: JobKind): string => `/api/v1/${questionOf(kind).collection}`;
export const addressOf = (job: Job): string => `${collectionOf(job.kind)}/${job.id}`;

export const isFinalJob = (job: Job): boolean =>
  job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const PERCENT = 100;

/**
 * A job as the API shows it; `progress` counts in percent of the whole, 100 only once the answer can be read;
 * `eta_reason` says why the time left rose.
 */
export const jobResource = (job: Job, result?: AnyResult | null) => ({
  id: job.id,
  kind: job.kind,
  identity: job.identity,
  state: job.state,
  progress: { stage: job.stage, done: Math.floor(PERCENT * job.progress), total: PERCENT, fraction: job.progress },
  eta_seconds: job.eta_s === null ? null : Math.ceil(job.eta_s),
  eta_reason: job.slower === null ? null : { kind: 'slower-than-thought', stage: job.slower },
  attempt: triesOf(job),
  problems: job.problems,
  created: time(job.created),
  started: time(job.started),
  finished: time(job.finished),
  request: (job.request as KeptRequest).asked,
  links: {
    self: addressOf(job),
    events: `${addressOf(job)}/events`,
    ...(questionOf(job.kind).series.length > 0 ? { series: `${addressOf(job)}/series` } : {}),
  },
  ...(result === undefined ? {} : { result }),
});
export type JobResource = ReturnType<typeof jobResource>;

const JOB_ID = /^[0-9a-f]{1,64}$/;

export async function requireJob({ jobs }: Services, kind: JobKind, id: string): Promise<Job> {
  const job = JOB_ID.test(id) ? await jobs.job(kind, id) : null;
  if (!job) throw notFound(kind, id.slice(0, 64), collectionOf(kind));
  return job;
}

/** The job with its result once it is done. */
export async function readJob(services: Services, kind: JobKind, id: string): Promise<JobResource> {
  const job = await requireJob(services, kind, id);
  return jobResource(job, job.state === 'done' ? await services.store.result(job.identity) : null);
}

export async function listJobs(
  { store }: Services,
  kind: JobKind,
  limit: number,
  cursor: string | undefined,
): Promise<Page<JobResource>> {
  const found = await store.jobs.list(kind, limit + 1, cursor === undefined ? null : seen(cursor));
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map((job) => jobResource(job)),
    next: found.length > limit && last ? `${last.created}.${last.id}` : null,
  };
}

function seen(cursor: string): { created: number; id: string } {
  const parts = /^(\d{1,15})\.([0-9a-f]{1,64})$/.exec(cursor);
  if (!parts) throw badCursor(cursor);
  return { created: Number(parts[1]), id: parts[2] };
}

/**
 * Cancels; a job that was cancelled before is shown as it is, one that ended otherwise cannot be cancelled any more.
 */
export async function cancelJob(services: Services, kind: JobKind, id: string): Promise<JobResource> {
  await requireJob(services, kind, id);
  const stopped = await services.jobs.cancel(kind, id);
  const job = await requireJob(services, kind, id);
  if (!stopped && job.state !== 'cancelled') {
    throw new HttpProblem(409, `This ${kind} has ended (${job.state}) and cannot be cancelled.`, [
      problem(
        'ended',
        'state',
        job.state,
        'queued or running',
        `this ${kind} has ended and cannot be cancelled`,
        'nothing needs to be done',
      ),
    ]);
  }
  return jobResource(job);
}
