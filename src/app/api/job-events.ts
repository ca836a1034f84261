import type { FastifyReply } from 'fastify';
import type { Log } from '../../io/log/log.ts';
import type { Job } from '../../io/store/job-store.ts';
import type { JobKind } from '../../study/questions.ts';
import { isFinalJob, jobResource, requireJob } from './job-resource.ts';
import type { Services } from './services.ts';

const LOOK_EVERY_MS = 250;
const HEARTBEAT_EVERY_MS = 10_000;

/**
 * Follows a job as server-sent events until it ends: `state` at first and at every change of state, `progress` at every
 * step and second of the time left in between, and a comment line as heartbeat. The job is looked up in the store, so
 * it may run in any process.
 */
export async function sendEvents(services: Services, kind: JobKind, id: string, reply: FastifyReply): Promise<void> {
  const first = await requireJob(services, kind, id);
  reply.hijack();
  const stream = reply.raw;
  stream.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-request-id': reply.request.id,
    connection: 'keep-alive',
  });
  const follower = follow(services, first, (text) => stream.write(text), reply.log);
  stream.on('close', () => follower.stop());
  await follower.ended;
  stream.end();
}

function follow(
  services: Services,
  first: Job,
  write: (text: string) => void,
  log: Log,
): { readonly ended: Promise<void>; readonly stop: () => void } {
  let stopped = false;
  const ended = (async () => {
    let job = first;
    let spoke = performance.now();
    write(event('state', job));
    while (!stopped && !isFinalJob(job)) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      const next = stopped ? job : ((await services.jobs.job(job.kind, job.id)) ?? job);
      const name = next.state !== job.state ? 'state' : moved(job, next) ? 'progress' : null;
      if (name) write(event(name, next));
      else if (performance.now() - spoke > HEARTBEAT_EVERY_MS) write(': still here\n\n');
      else continue;
      [job, spoke] = [next, performance.now()];
    }
  })().catch((error: unknown) => log.error({ err: error, job: first.id }, 'events ended early'));
  return {
    ended,
    stop: () => {
      stopped = true;
    },
  };
}

const event = (name: string, job: Job): string => `event: ${name}\ndata: ${JSON.stringify(jobResource(job))}\n\n`;
const moved = (before: Job, after: Job): boolean =>
  before.progress !== after.progress || before.stage !== after.stage || before.eta_s !== after.eta_s;
