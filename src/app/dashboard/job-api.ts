import type { Collections } from '../../study/questions.ts';
import type { Problem } from '../../system/words/problem.ts';
import { ROOT, call } from './api.ts';

/** The studies this page asks for; each is a job that is started, followed and cancelled in the same way. */
export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
/** Why the time left rose: the stage that took longer than thought. */
export interface EtaReason {
  readonly kind: string;
  readonly stage: string;
}
export interface JobProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  readonly fraction: number;
}
/** A choice may be any text that a form holds: the server says with its hint where it knows none of the name. */
type Typed<T> = T extends string
  ? string
  : T extends number | boolean | null | undefined
    ? T
    : T extends readonly (infer E)[]
      ? readonly Typed<E>[]
      : { readonly [K in keyof T]: Typed<T[K]> };
/** A figure of the form may be what was typed where that is no number. */
type Sent<T> = { readonly [K in keyof T]: NonNullable<T[K]> extends number ? T[K] | string : Typed<T[K]> };
/** Every collection of the server, with the types of the question that it belongs to. */
export type Collection = keyof Collections;
export type RequestOf<C extends Collection> = Sent<Collections[C]['request']>;
export type ResultOf<C extends Collection> = Collections[C]['result'];
export type ComparisonRequest = RequestOf<'comparisons'>;
export type EnsembleRequest = RequestOf<'ensembles'>;
export type Changes = NonNullable<ComparisonRequest['changes']>;
export type Connection = NonNullable<Changes['connection']>;
export interface JobOf<C extends Collection> {
  readonly id: string;
  readonly state: JobState;
  readonly progress: JobProgress | null;
  readonly eta_seconds: number | null;
  readonly eta_reason?: EtaReason | null;
  readonly problems?: readonly Problem[];
  readonly result?: ResultOf<C>;
  readonly request?: RequestOf<C>;
}
/** A comparison: what the page is about. */
export type Job = JobOf<'comparisons'>;

export const isFinal = ({ state }: { readonly state: JobState }): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

const pathOf = (collection: Collection, id: string): string => `/${collection}/${encodeURIComponent(id)}`;
export const startJob = <C extends Collection>(collection: C, request: RequestOf<C>): Promise<JobOf<C>> =>
  call(`/${collection}`, { method: 'POST', body: JSON.stringify(request) });
export const readJob = <C extends Collection>(collection: C, id: string): Promise<JobOf<C>> =>
  call(pathOf(collection, id));
export const cancelJob = (collection: Collection, id: string): Promise<unknown> =>
  call(pathOf(collection, id), { method: 'DELETE' });

/** Latest first. */
export async function listJobs<C extends Collection>(collection: C, limit: number): Promise<readonly JobOf<C>[]> {
  return (await call<{ readonly items: readonly JobOf<C>[] }>(`/${collection}?limit=${limit}`)).items;
}

const QUIET_MS = 4000;
const POLL_MS = 1000;

/**
 * Follows a job until it ends: by server-sent events, and by asking whenever no event has come for a while, so that a
 * proxy that holds events back only makes the page coarser. The last call carries the result. Returns the function that
 * stops following.
 */
export function followJob<C extends Collection>(
  collection: C,
  id: string,
  onUpdate: (job: JobOf<C>) => void,
  onLost: (reason: unknown) => void,
): () => void {
  let stopped = false;
  let timer = 0;
  const events = new EventSource(`${ROOT}${pathOf(collection, id)}/events`);
  const stop = (): void => {
    stopped = true;
    events.close();
    window.clearTimeout(timer);
  };
  const ask = async (): Promise<void> => {
    try {
      receive(await readJob(collection, id), true);
    } catch (reason) {
      if (!stopped) {
        stop();
        onLost(reason);
      }
    }
  };
  const wait = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), events.readyState === EventSource.CLOSED ? POLL_MS : QUIET_MS);
  };
  function receive(job: JobOf<C>, whole: boolean): void {
    if (stopped) return;
    if (isFinal(job) && !whole) {
      events.close();
      void ask();
      return;
    }
    if (isFinal(job)) stop();
    else wait();
    onUpdate(job);
  }
  const listen = (event: MessageEvent<string>): void => receive(JSON.parse(event.data) as JobOf<C>, false);
  events.addEventListener('progress', listen);
  events.addEventListener('state', listen);
  events.addEventListener('error', () => {
    events.close();
    wait();
  });
  wait();
  return stop;
}
