import type { Problem } from '../../system/words/problem.ts';
import { Refused } from './api.ts';
import { t, type Word } from './i18n.ts';
import {
  cancelJob,
  followJob,
  isFinal,
  listJobs,
  readJob,
  startJob,
  type Collection,
  type JobOf,
  type RequestOf,
  type ResultOf,
} from './job-api.ts';
import type { Notice } from './progress.ts';

/** A study beside the comparison: what it is of (`key`), what runs now, and its result once there is one. */
export interface Side<C extends Collection> {
  readonly key: string;
  readonly job: JobOf<C> | null;
  readonly result: ResultOf<C> | null;
  readonly notice: Notice | null;
  readonly problems: readonly Problem[];
}
export const IDLE = { key: '', job: null, result: null, notice: null, problems: [] } as const;

export interface SideActions<C extends Collection> {
  readonly start: (key: string, request: RequestOf<C>) => void;
  readonly cancel: () => void;
  /** takes up the latest job of the server that answers this question, finished or still under way */
  readonly resume: (key: string, answers: (request: RequestOf<C>) => boolean) => Promise<void>;
}

/** Where a side study is kept and shown: `drawn` after a start or an end, `moved` after mere progress. */
export interface SidePlace<C extends Collection> {
  readonly read: () => Side<C>;
  readonly write: (side: Side<C>) => void;
  readonly drawn: () => void;
  readonly moved: () => void;
  readonly doneWord: Word;
}

const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));
const LOOKED_AT = 50;

export function sideActions<C extends Collection>(
  collection: C,
  { read, write, drawn, moved, doneWord }: SidePlace<C>,
): SideActions<C> {
  const change = (patch: Partial<Side<C>>): void => write({ ...read(), ...patch });
  const end = (patch: Partial<Side<C>>): void => {
    change({ job: null, ...patch });
    drawn();
  };

  function follow(job: JobOf<C>, announce: boolean): void {
    change({ job });
    if (isFinal(job) && (job.result || job.state !== 'done')) finish(job, announce);
    else {
      drawn();
      followJob(
        collection,
        job.id,
        (next) => update(next),
        (reason) => end({ notice: { kind: 'error', text: () => t('lost', { reason: messageOf(reason) }) } }),
      );
    }
  }

  function update(job: JobOf<C>): void {
    if (isFinal(job)) {
      finish(job, true);
      return;
    }
    change({ job });
    moved();
  }

  function finish(job: JobOf<C>, announce: boolean): void {
    if (job.state === 'done' && job.result)
      end({ result: job.result, notice: announce ? { kind: 'info', text: () => t(doneWord) } : null });
    else
      end({
        problems: job.problems ?? [],
        notice:
          job.state === 'failed'
            ? { kind: 'error', text: () => t('side_failed') }
            : { kind: 'info', text: () => t('side_cancelled') },
      });
  }

  function refuse(reason: unknown): void {
    const problems = reason instanceof Refused ? reason.problems : [];
    end({ problems, notice: problems.length > 0 ? null : { kind: 'error', text: () => messageOf(reason) } });
    document.querySelector<HTMLElement>('.side-panel [aria-invalid="true"]')?.focus();
  }

  async function start(key: string, request: RequestOf<C>): Promise<void> {
    if (read().job) return;
    write({ ...read(), key, result: read().key === key ? read().result : null, notice: null, problems: [] });
    await startJob(collection, request).then((job) => follow(job, true), refuse);
  }

  async function resume(key: string, answers: (request: RequestOf<C>) => boolean): Promise<void> {
    const jobs = (await listJobs(collection, LOOKED_AT).catch((): readonly JobOf<C>[] => [])).filter(
      ({ request }) => request !== undefined && answers(request),
    );
    const found = jobs.find((job) => job.state === 'done') ?? jobs.find((job) => !isFinal(job));
    if (!found || read().key !== '') return;
    const whole = await readJob(collection, found.id).catch(() => null);
    if (!whole || read().key !== '') return;
    change({ key });
    follow(whole, false);
  }

  return {
    start: (key, request) => void start(key, request),
    cancel: () => {
      const { job } = read();
      if (job) cancelJob(collection, job.id).catch(refuse);
    },
    resume,
  };
}
