import { sql } from 'kysely';
import type { Problem } from '../../system/words/problem.ts';
import type { Database } from './database.ts';
import type { Finished, ResultStore } from './result-store.ts';
import type { JobKind } from '../../study/questions.ts';
import type { JobRow, JobState } from './tables.ts';

export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly identity: string;
  readonly request: unknown;
  readonly state: JobState;
  /** share of the work done, 0-1 */
  readonly progress: number;
  readonly stage: string;
  readonly eta_s: number | null;
  readonly slower: string | null;
  readonly problems: readonly Problem[];
  readonly owner: string | null;
  /** rises with every claim and never falls back to an earlier one, so that it tells claims apart; see `triesOf` */
  readonly attempt: number;
  readonly created: number;
  readonly started: number | null;
  readonly finished: number | null;
}
/** One process's hold on a job: its writes count only while owner and attempt are still those of the job. */
export interface Claim {
  readonly id: string;
  readonly owner: string;
  readonly attempt: number;
}
/** `slower`: the stage that took longer than thought, where the time left rose. */
export interface Advance {
  readonly progress: number;
  readonly stage: string;
  readonly eta_s: number | null;
  readonly slower: string | null;
}
export interface NewJob {
  readonly id: string;
  readonly kind: JobKind;
  readonly identity: string;
  readonly request: unknown;
  readonly done: boolean;
}

/**
 * A job that is asked for anew begins with the next multiple: its earlier tries no longer count, and its earlier claims
 * stay told apart.
 */
const ASKING = 1000;
/** How often work on a job was begun since it was last asked for. */
export const triesOf = ({ attempt }: Pick<Job, 'attempt'>): number => attempt % ASKING;

const asJob = ({ request, problems, lease_until: _, ...row }: JobRow): Job => ({
  ...row,
  request: JSON.parse(request),
  problems: JSON.parse(problems) as Problem[],
});

/** The lease table: who works on what, until when; a job whose lease has run out is free for anyone. */
export class JobStore {
  constructor(
    private readonly database: Database,
    private readonly results: ResultStore,
    private readonly now: () => number,
  ) {}

  async find(kind: JobKind, id: string): Promise<Job | null> {
    const row = await this.database
      .selectFrom('jobs')
      .selectAll()
      .where('id', '=', id)
      .where('kind', '=', kind)
      .executeTakeFirst();
    return row ? asJob(row) : null;
  }

  /** Newest first; `before` is the creation time and id of the last job already seen. */
  async list(kind: JobKind, limit: number, before: { created: number; id: string } | null): Promise<readonly Job[]> {
    let query = this.database
      .selectFrom('jobs')
      .selectAll()
      .where('kind', '=', kind)
      .orderBy('created', 'desc')
      .orderBy('id')
      .limit(limit);
    if (before)
      query = query.where((row) =>
        row.or([
          row('created', '<', before.created),
          row.and([row('created', '=', before.created), row('id', '>', before.id)]),
        ]),
      );
    return (await query.execute()).map(asJob);
  }

  async counts(): Promise<Readonly<Partial<Record<JobState, number>>>> {
    const rows = await this.database
      .selectFrom('jobs')
      .select((row) => ['state', row.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    return Object.fromEntries(rows.map((row) => [row.state, Number(row.count)]));
  }

  /**
   * Puts a job in the queue (or down as done); one that failed or was cancelled is queued again, any other is left as
   * it is.
   */
  async enqueue({ id, kind, identity, request, done }: NewJob): Promise<void> {
    const now = this.now();
    const fresh = {
      state: done ? ('done' as const) : ('queued' as const),
      progress: done ? 1 : 0,
      stage: done ? 'done' : 'queued',
      eta_s: done ? 0 : null,
      slower: null,
      problems: '[]',
      owner: null,
      lease_until: 0,
      started: null,
      finished: done ? now : null,
    };
    await this.database
      .insertInto('jobs')
      .values({ id, kind, identity, request: JSON.stringify(request), attempt: 0, created: now, ...fresh })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ ...fresh, attempt: sql<number>`(jobs.attempt / ${sql.lit(ASKING)} + 1) * ${sql.lit(ASKING)}` })
          .where('jobs.state', 'in', ['failed', 'cancelled']),
      )
      .execute();
  }

  /** The oldest job that is free, now held by `owner` until the lease ends; null when there is none. */
  async claim(owner: string, leaseMs: number): Promise<Job | null> {
    const now = this.now();
    const row = await this.database
      .updateTable('jobs')
      .set((job) => ({
        state: 'running',
        owner,
        attempt: job('attempt', '+', 1),
        lease_until: now + leaseMs,
        started: now,
        stage: 'starting',
        progress: 0,
        eta_s: null,
        slower: null,
      }))
      .where('id', '=', (job) =>
        job
          .selectFrom('jobs as free')
          .select('free.id')
          .where((f) =>
            f.or([
              f('free.state', '=', 'queued'),
              f.and([f('free.state', '=', 'running'), f('free.lease_until', '<', now)]),
            ]),
          )
          .orderBy('free.created')
          .orderBy('free.id')
          .limit(1),
      )
      .returningAll()
      .executeTakeFirst();
    return row ? asJob(row) : null;
  }

  /**
   * Writes progress and prolongs the lease; false when the job is no longer this owner's (cancelled, or taken over).
   */
  async advance(claim: Claim, advance: Advance, leaseMs: number): Promise<boolean> {
    return this.write(this.database, claim, { ...advance, lease_until: this.now() + leaseMs });
  }

  /** Results and the end of the job in one write, or nothing at all when the claim is lost. */
  async finish(claim: Claim, finished: Finished): Promise<boolean> {
    await this.results.saveSeries(finished);
    return this.database.transaction().execute(async (transaction) => {
      const held = await this.write(transaction, claim, {
        state: 'done',
        progress: 1,
        stage: 'done',
        eta_s: 0,
        slower: null,
        finished: this.now(),
      });
      if (held) await this.results.saveResult(finished, transaction);
      return held;
    });
  }

  async fail(claim: Claim, problems: readonly Problem[]): Promise<boolean> {
    return this.write(this.database, claim, {
      state: 'failed',
      problems: JSON.stringify(problems),
      eta_s: null,
      slower: null,
      finished: this.now(),
    });
  }

  /** Gives a job back to the queue unfinished: a clean stop is not an attempt spent. */
  async release(claim: Claim): Promise<boolean> {
    return this.write(this.database, claim, {
      state: 'queued',
      stage: 'queued',
      owner: null,
      lease_until: 0,
      attempt: claim.attempt - 1,
      progress: 0,
      eta_s: null,
      slower: null,
    });
  }

  /** False when the job had already ended. */
  async cancel(kind: JobKind, id: string): Promise<boolean> {
    const update = await this.database
      .updateTable('jobs')
      .set({ state: 'cancelled', stage: 'cancelled', eta_s: null, slower: null, owner: null, finished: this.now() })
      .where('id', '=', id)
      .where('kind', '=', kind)
      .where('state', 'in', ['queued', 'running'])
      .executeTakeFirst();
    return update.numUpdatedRows === 1n;
  }

  /** What an earlier use of a client's key led to. */
  async idempotent(
    key: string,
  ): Promise<{ readonly kind: JobKind; readonly fingerprint: string; readonly job_id: string } | null> {
    return (
      (await this.database
        .selectFrom('idempotency_keys')
        .select(['kind', 'fingerprint', 'job_id'])
        .where('key', '=', key)
        .executeTakeFirst()) ?? null
    );
  }

  async remember(key: string, kind: JobKind, fingerprint: string, job: string): Promise<void> {
    await this.database
      .insertInto('idempotency_keys')
      .values({ key, kind, fingerprint, job_id: job, created: this.now() })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
  }

  private async write(database: Database, claim: Claim, values: Partial<JobRow>): Promise<boolean> {
    const update = await database
      .updateTable('jobs')
      .set(values)
      .where('id', '=', claim.id)
      .where('owner', '=', claim.owner)
      .where('attempt', '=', claim.attempt)
      .where('state', '=', sql.lit('running'))
      .executeTakeFirst();
    return update.numUpdatedRows === 1n;
  }
}
