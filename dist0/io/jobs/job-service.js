import { createHash, randomUUID } from 'node:crypto';
import { MOST_LISTED } from "../../system/problem-list.js";
import { InvalidInput, problem } from "../../system/problem.js";
import { triesOf } from "../store/job-store.js";
const LEASE_MS = 15_000;
const BEAT_MS = 1_000;
/** A job whose processes died this often is given up: it probably kills whatever runs it. */
const MOST_ATTEMPTS = 3;
const ID_LENGTH = 32;
/** Accepts questions, works on a few at once, and keeps the queue in the store, so that a killed process loses no accepted job. */
export class JobService {
    deps;
    owner = randomUUID();
    running = new Map();
    timer;
    pumping = Promise.resolve();
    closing = false;
    constructor(deps) {
        this.deps = deps;
    }
    start() {
        this.timer ??= setInterval(() => void this.beat(), BEAT_MS);
        this.pump();
    }
    /** The job of a request; a request with the identity of an earlier one gets the earlier one's job. `asked` is the wording to show for it. */
    async submit(request, asked = request, idempotencyKey) {
        const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('hex');
        const earlier = idempotencyKey === undefined ? null : await this.earlier(idempotencyKey, request.kind, fingerprint);
        if (earlier)
            return earlier;
        const identity = await this.deps.work.identity(request);
        const id = identity.slice(0, ID_LENGTH);
        const done = (await this.deps.results.result(identity)) !== null;
        await this.deps.jobs.enqueue({ id, kind: request.kind, identity, request: { work: request, asked }, done });
        if (idempotencyKey !== undefined)
            await this.deps.jobs.remember(idempotencyKey, request.kind, fingerprint, id);
        this.pump();
        return (await this.job(request.kind, id));
    }
    /** The job as it stands, with this process's latest progress, which the store learns only at the next beat. */
    async job(kind, id) {
        const job = await this.deps.jobs.find(kind, id);
        const live = this.running.get(id);
        return job && live && job.state === 'running' && job.owner === this.owner ? { ...job, ...live.advance } : job;
    }
    /** Stops a job and waits until its threads are free; false when it had already ended. */
    async cancel(kind, id) {
        const stopped = await this.deps.jobs.cancel(kind, id);
        if (stopped)
            this.deps.log.info({ job: id, kind }, 'job cancelled');
        const live = this.running.get(id);
        if (stopped && live) {
            live.controller.abort();
            await live.settled;
        }
        return stopped;
    }
    /** Stops working; unfinished jobs go back to the queue. */
    async close() {
        this.closing = true;
        clearInterval(this.timer);
        await this.pumping;
        const live = [...this.running.values()];
        for (const { controller } of live)
            controller.abort();
        await Promise.all(live.map(({ settled }) => settled));
    }
    async earlier(key, kind, fingerprint) {
        const used = await this.deps.jobs.idempotent(key);
        if (!used)
            return null;
        if (used.kind === kind && used.fingerprint === fingerprint)
            return this.job(kind, used.job_id);
        throw new InvalidInput([problem('idempotency-key-reused', 'Idempotency-Key', key, 'one request a key', 'this key was used before with a different request', 'send a new key with every new request')]);
    }
    pump() {
        this.pumping = this.pumping.then(() => this.fill()).catch((error) => this.complain('take the next job', error));
    }
    async fill() {
        while (!this.closing && this.timer && this.running.size < this.deps.atOnce) {
            const job = await this.deps.jobs.claim(this.owner, LEASE_MS);
            if (!job)
                return;
            const claim = { id: job.id, owner: this.owner, attempt: job.attempt };
            if (triesOf(job) <= MOST_ATTEMPTS)
                this.begin(job, claim);
            else {
                await this.deps.jobs.fail(claim, [gaveUp(job)]);
                this.deps.log.error(factsOf(job), 'job given up');
            }
        }
    }
    begin(job, claim) {
        const live = {
            claim, controller: new AbortController(), started: this.deps.clock.now(), advance: { progress: 0, stage: 'starting', eta_s: null }, settled: Promise.resolve(),
        };
        this.running.set(job.id, live);
        this.deps.log.info(factsOf(job), 'job begun');
        live.settled = this.carryOut(job, live)
            .catch((error) => this.complain(`end job ${job.id}`, error))
            .finally(() => { this.running.delete(job.id); this.pump(); });
    }
    async carryOut(job, live) {
        const { jobs, work, log, clock } = this.deps;
        const facts = () => ({ ...factsOf(job), seconds: (clock.now() - live.started) / 1000 });
        try {
            const watch = { signal: live.controller.signal, onProgress: (progress) => { live.advance = this.advanceOf(progress, live.started); } };
            const finished = await work.perform(job.request.work, job.identity, watch);
            const held = await jobs.finish(live.claim, finished);
            log.info(facts(), held ? 'job done' : 'job done after it was cancelled or taken over');
        }
        catch (error) {
            if (!live.controller.signal.aborted) {
                tellFailure(log, facts(), error);
                await jobs.fail(live.claim, problemsFrom(error));
            }
            else if (this.closing) {
                await jobs.release(live.claim);
                log.info(facts(), 'job given back to the queue');
            }
        }
    }
    advanceOf({ stage, fraction }, started) {
        const elapsed = (this.deps.clock.now() - started) / 1000;
        return { stage, progress: fraction, eta_s: fraction > 0 ? (elapsed * (1 - fraction)) / fraction : null };
    }
    /** Prolongs the leases, learns of cancels made elsewhere, and looks for work that others left. */
    async beat() {
        try {
            for (const live of [...this.running.values()]) {
                const held = await this.deps.jobs.advance(live.claim, live.advance, LEASE_MS);
                if (!held && this.running.get(live.claim.id) === live)
                    live.controller.abort();
            }
            this.pump();
        }
        catch (error) {
            this.complain('renew the leases', error);
        }
    }
    /** The store may be busy for a moment; the next beat tries again, so the service goes on and says what it met. */
    complain(what, error) {
        this.deps.log.error({ err: error }, `Could not ${what}.`);
    }
}
const factsOf = (job) => ({ job: job.id, kind: job.kind, attempt: triesOf(job) });
function tellFailure(log, facts, error) {
    if (error instanceof InvalidInput)
        log.warn({ ...facts, problems: error.problems.slice(0, MOST_LISTED).map(({ code, path }) => `${code} ${path}`) }, 'job refused');
    else
        log.error({ ...facts, err: error }, 'job failed');
}
const gaveUp = (job) => problem('job-abandoned', 'attempt', triesOf(job) - 1, `${MOST_ATTEMPTS} attempts`, 'the process working on this job ended unexpectedly every time', 'shorten the window or choose a lower level, then submit it again');
const problemsFrom = (error) => error instanceof InvalidInput
    ? error.problems.slice(0, MOST_LISTED)
    : [problem('run-failed', '', null, null, error instanceof Error ? error.message : String(error), 'submit it again; if it fails again, report it with this message and the scenario')];
