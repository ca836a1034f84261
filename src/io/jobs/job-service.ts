import { createHash, randomUUID } from 'node:crypto';
import type { Clock, Watch } from '../../study/base/ports.ts';
import { TimeLeft } from '../../study/base/time-left.ts';
import { MOST_LISTED, problemList } from '../../system/words/problem-list.ts';
import { InvalidInput, problem, type Problem } from '../../system/words/problem.ts';
import { triesOf, type Advance, type Claim, type Job, type JobStore } from '../store/job-store.ts';
import type { ResultStore } from '../store/result-store.ts';
import type { JobKind } from '../../study/questions.ts';
import type { Log } from '../log/log.ts';
import type { JobRequest, Work } from './work.ts';

export interface JobServiceDeps {
  readonly jobs: JobStore;
  readonly results: ResultStore;
  readonly work: Work;
  readonly clock: Clock;
  /** jobs this process works on at once */
  readonly atOnce: number;
  readonly log: Log;
}

const LEASE_MS = 15_000;
const BEAT_MS = 1_000;
/** A job whose processes died this often is given up: it probably kills whatever runs it. */
const MOST_ATTEMPTS = 3;
const ID_LENGTH = 32;

/** What the store keeps of a request: the work, whole, and the words in which it was asked for. */
export interface KeptRequest {
  readonly work: JobRequest;
  readonly asked: unknown;
}

interface Running {
  readonly claim: Claim;
  readonly controller: AbortController;
  readonly started: number;
  readonly course: TimeLeft;
  settled: Promise<void>;
}

/**
 * Accepts questions, works on a few at once, and keeps the queue in the store, so that a killed process loses no
 * accepted job.
 */
export class JobService {
  private readonly owner = randomUUID();
  private readonly running = new Map<string, Running>();
  private timer: NodeJS.Timeout | undefined;
  private pumping: Promise<void> = Promise.resolve();
  private closing = false;

  constructor(private readonly deps: JobServiceDeps) {}

  start(): void {
    this.timer ??= setInterval(() => void this.beat(), BEAT_MS);
    this.pump();
  }

  /**
   * The job of a request; a request with the identity of an earlier one gets the earlier one's job. `asked` is the
   * wording to show for it.
   */
  async submit(request: JobRequest, asked: unknown = request, idempotencyKey?: string): Promise<Job> {
    const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('hex');
    const earlier = idempotencyKey === undefined ? null : await this.earlier(idempotencyKey, request.kind, fingerprint);
    if (earlier) return earlier;
    const identity = await this.deps.work.identity(request);
    const id = identity.slice(0, ID_LENGTH);
    const done = (await this.deps.results.result(identity)) !== null;
    await this.deps.jobs.enqueue({
      id,
      kind: request.kind,
      identity,
      request: { work: request, asked } satisfies KeptRequest,
      done,
    });
    if (idempotencyKey !== undefined) await this.deps.jobs.remember(idempotencyKey, request.kind, fingerprint, id);
    this.pump();
    return (await this.job(request.kind, id))!;
  }

  /** The job as it stands, with this process's latest progress, which the store learns only at the next beat. */
  async job(kind: JobKind, id: string): Promise<Job | null> {
    const job = await this.deps.jobs.find(kind, id);
    const live = this.running.get(id);
    return job && live && job.state === 'running' && job.owner === this.owner
      ? { ...job, ...this.advanceOf(live) }
      : job;
  }

  /** Stops a job and waits until its threads are free; false when it had already ended. */
  async cancel(kind: JobKind, id: string): Promise<boolean> {
    const stopped = await this.deps.jobs.cancel(kind, id);
    if (stopped) this.deps.log.info({ job: id, kind }, 'job cancelled');
    const live = this.running.get(id);
    if (stopped && live) {
      live.controller.abort();
      await live.settled;
    }
    return stopped;
  }

  /** Stops working; unfinished jobs go back to the queue. */
  async close(): Promise<void> {
    this.closing = true;
    clearInterval(this.timer);
    await this.pumping;
    const live = [...this.running.values()];
    for (const { controller } of live) controller.abort();
    await Promise.all(live.map(({ settled }) => settled));
  }

  private async earlier(key: string, kind: JobKind, fingerprint: string): Promise<Job | null> {
    const used = await this.deps.jobs.idempotent(key);
    if (!used) return null;
    if (used.kind === kind && used.fingerprint === fingerprint) return this.job(kind, used.job_id);
    throw new InvalidInput([
      problem(
        'idempotency-key-reused',
        'Idempotency-Key',
        key,
        'one request a key',
        'this key was used before with a different request',
        'send a new key with every new request',
      ),
    ]);
  }

  private pump(): void {
    this.pumping = this.pumping
      .then(() => this.fill())
      .catch((error: unknown) => this.complain('take the next job', error));
  }

  private async fill(): Promise<void> {
    while (!this.closing && this.timer && this.running.size < this.deps.atOnce) {
      const job = await this.deps.jobs.claim(this.owner, LEASE_MS);
      if (!job) return;
      const claim = { id: job.id, owner: this.owner, attempt: job.attempt };
      if (triesOf(job) <= MOST_ATTEMPTS) this.begin(job, claim);
      else {
        await this.deps.jobs.fail(claim, [gaveUp(job)]);
        this.deps.log.error(factsOf(job), 'job given up');
      }
    }
  }

  private begin(job: Job, claim: Claim): void {
    const live: Running = {
      claim,
      controller: new AbortController(),
      started: this.deps.clock.now(),
      course: new TimeLeft(this.deps.clock.now()),
      settled: Promise.resolve(),
    };
    this.running.set(job.id, live);
    this.deps.log.info(factsOf(job), 'job begun');
    live.settled = this.carryOut(job, live)
      .catch((error: unknown) => this.complain(`end job ${job.id}`, error))
      .finally(() => {
        this.running.delete(job.id);
        this.pump();
      });
  }

  private async carryOut(job: Job, live: Running): Promise<void> {
    const { jobs, work, log, clock } = this.deps;
    const facts = () => ({ ...factsOf(job), seconds: (clock.now() - live.started) / 1000 });
    try {
      const onProgress: NonNullable<Watch['onProgress']> = (progress) => live.course.advance(progress, clock.now());
      const finished = await work.perform((job.request as KeptRequest).work, job.identity, {
        signal: live.controller.signal,
        onProgress,
      });
      onProgress({ stage: 'storing', done: 0, total: 1, fraction: 1 });
      const held = await jobs.finish(live.claim, finished);
      log.info(facts(), held ? 'job done' : 'job done after it was cancelled or taken over');
    } catch (error) {
      if (!live.controller.signal.aborted) {
        tellFailure(log, facts(), error);
        await jobs.fail(live.claim, problemsFrom(error));
      } else if (this.closing) {
        await jobs.release(live.claim);
        log.info(facts(), 'job given back to the queue');
      }
    }
  }

  private advanceOf({ course }: Running): Advance {
    const { stage, fraction, left_s, slower } = course.course(this.deps.clock.now());
    return { stage, progress: fraction, eta_s: left_s, slower };
  }

  /** Prolongs the leases, learns of cancels made elsewhere, and looks for work that others left. */
  private async beat(): Promise<void> {
    try {
      for (const live of [...this.running.values()]) {
        const held = await this.deps.jobs.advance(live.claim, this.advanceOf(live), LEASE_MS);
        if (!held && this.running.get(live.claim.id) === live) live.controller.abort();
      }
      this.pump();
    } catch (error) {
      this.complain('renew the leases', error);
    }
  }

  /** The store may be busy for a moment; the next beat tries again, so the service goes on and says what it met. */
  private complain(what: string, error: unknown): void {
    this.deps.log.error({ err: error }, `Could not ${what}.`);
  }
}

const factsOf = (job: Job): object => ({ job: job.id, kind: job.kind, attempt: triesOf(job) });

function tellFailure(log: Log, facts: object, error: unknown): void {
  if (error instanceof InvalidInput)
    log.warn(
      { ...facts, problems: error.problems.slice(0, MOST_LISTED).map(({ code, path }) => `${code} ${path}`) },
      'job refused',
    );
  else log.error({ ...facts, err: error }, 'job failed');
}

const gaveUp = (job: Job): Problem =>
  problem(
    'job-abandoned',
    'attempt',
    triesOf(job) - 1,
    `${MOST_ATTEMPTS} attempts`,
    'the process working on this job ended unexpectedly every time',
    'shorten the window or choose a lower level, then submit it again',
  );

const problemsFrom = (error: unknown): readonly Problem[] =>
  error instanceof InvalidInput
    ? problemList(error.problems).problems
    : [
        problem(
          'run-failed',
          '',
          null,
          null,
          error instanceof Error ? error.message : String(error),
          'submit it again; if it fails again, report it with this message and the scenario',
        ),
      ];
