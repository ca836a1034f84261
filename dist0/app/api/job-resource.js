import { triesOf } from "../../io/store/job-store.js";
import { problem } from "../../system/problem.js";
import { HttpProblem, notFound } from "./http-problem.js";
import { badCursor } from "./paging.js";
export const COLLECTION = { run: 'runs', comparison: 'comparisons', sweep: 'sweeps', backcast: 'backcasts', decomposition: 'decompositions', package: 'packages', ensemble: 'ensembles', tornado: 'tornados' };
const HAS_SERIES = new Set(['run', 'comparison']);
export const addressOf = (job) => `/api/v1/${COLLECTION[job.kind]}/${job.id}`;
export const isFinalJob = (job) => job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
const time = (ms) => (ms === null ? null : new Date(ms).toISOString());
const PERCENT = 100;
/** A job as the API shows it; `progress` counts in percent of the whole. */
export const jobResource = (job, result) => ({
    id: job.id, kind: job.kind, identity: job.identity, state: job.state,
    progress: { stage: job.stage, done: Math.round(PERCENT * job.progress), total: PERCENT, fraction: job.progress },
    eta_seconds: job.eta_s === null ? null : Math.ceil(job.eta_s), attempt: triesOf(job), problems: job.problems,
    created: time(job.created), started: time(job.started), finished: time(job.finished),
    request: job.request.asked,
    links: { self: addressOf(job), events: `${addressOf(job)}/events`, ...(HAS_SERIES.has(job.kind) ? { series: `${addressOf(job)}/series` } : {}) },
    ...(result === undefined ? {} : { result }),
});
const JOB_ID = /^[0-9a-f]{1,64}$/;
export async function requireJob({ jobs }, kind, id) {
    const job = JOB_ID.test(id) ? await jobs.job(kind, id) : null;
    if (!job)
        throw notFound(kind, id.slice(0, 64), `/api/v1/${COLLECTION[kind]}`);
    return job;
}
/** The job with its result once it is done. */
export async function readJob(services, kind, id) {
    const job = await requireJob(services, kind, id);
    return jobResource(job, job.state === 'done' ? await services.store.result(job.identity) : null);
}
export async function listJobs({ store }, kind, limit, cursor) {
    const found = await store.jobs.list(kind, limit + 1, cursor === undefined ? null : seen(cursor));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map((job) => jobResource(job)), next: found.length > limit && last ? `${last.created}.${last.id}` : null };
}
function seen(cursor) {
    const parts = /^(\d{1,15})\.([0-9a-f]{1,64})$/.exec(cursor);
    if (!parts)
        throw badCursor(cursor);
    return { created: Number(parts[1]), id: parts[2] };
}
/** Cancels; a job that was cancelled before is shown as it is, one that ended otherwise cannot be cancelled any more. */
export async function cancelJob(services, kind, id) {
    await requireJob(services, kind, id);
    const stopped = await services.jobs.cancel(kind, id);
    const job = await requireJob(services, kind, id);
    if (!stopped && job.state !== 'cancelled') {
        throw new HttpProblem(409, `This ${kind} has ended (${job.state}) and cannot be cancelled.`, [problem('ended', 'state', job.state, 'queued or running', `this ${kind} has ended and cannot be cancelled`, 'nothing needs to be done')]);
    }
    return jobResource(job);
}
