import type { BackcastResult } from '../../study/backcast/backcast-result.ts';
import type { PackageResult } from '../../study/countermeasures/package-result.ts';
import type { ComparisonResult, EnsembleResult, SweepResult } from '../../study/results.ts';
import type { TornadoResult } from '../../study/tornado/tornado-result.ts';
import type { YearOnYearResult } from '../../study/backcast/year-on-year.ts';
import type { Problem } from '../../system/words/problem.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
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
export interface Connection {
  readonly grid: number;
  readonly consumption_zone: number;
  readonly direct: number;
}
export interface Changes {
  readonly size?: string;
  readonly start?: string;
  readonly shares?: Readonly<Record<string, number>>;
  readonly connection?: Connection;
}
interface Options {
  readonly foresight?: string;
  readonly level?: string;
}
export interface ComparisonRequest {
  readonly reference: string;
  readonly counterfactual: string;
  readonly changes?: Changes;
  readonly options?: Options;
  /** true, or the causes asked for by name */
  readonly attribute?: boolean | readonly string[];
  readonly sensitivity?: boolean;
  readonly price_of_foresight?: boolean;
}
export interface SweepRequest {
  readonly scenario: string | Scenario;
  readonly reference: string | Scenario;
  readonly measure: string;
  readonly from: string;
  readonly to: string;
  readonly steps: number;
  readonly rules?: boolean;
  readonly ends?: boolean;
  readonly options?: Options;
}
export interface BackcastRequest {
  readonly model: string;
  readonly years?: string;
  readonly options?: Options;
}
export interface TornadoRequest {
  readonly reference: string;
  readonly counterfactual: string;
  readonly options?: Options;
  readonly variants?: readonly { readonly reference: string; readonly counterfactual: string }[];
}
/** Figures may be what was typed where that is no number: the server says so with its hint. */
export interface EnsembleRequest {
  readonly reference: string;
  readonly counterfactual: string;
  readonly changes?: Changes;
  readonly draws: number | string;
  readonly seed: number | string;
  readonly control?: number | string;
  readonly draw_size?: boolean;
  readonly draw_outage?: boolean;
  readonly places?: readonly string[];
  /** of an ensemble of named water years, which this page does not ask for */
  readonly water_years?: string;
}
export interface PackageRequest {
  readonly scenario: string;
  readonly with: readonly string[];
  readonly options?: Options;
}
export interface DecompositionRequest {
  readonly model: string;
  readonly years?: string;
}

interface Kinds {
  comparisons: { readonly request: ComparisonRequest; readonly result: ComparisonResult };
  sweeps: { readonly request: SweepRequest; readonly result: SweepResult };
  tornados: { readonly request: TornadoRequest; readonly result: TornadoResult };
  ensembles: { readonly request: EnsembleRequest; readonly result: EnsembleResult };
  packages: { readonly request: PackageRequest; readonly result: PackageResult };
  decompositions: { readonly request: DecompositionRequest; readonly result: YearOnYearResult };
  backcasts: { readonly request: BackcastRequest; readonly result: BackcastResult };
}
export type Collection = keyof Kinds;
export type RequestOf<C extends Collection> = Kinds[C]['request'];
export type ResultOf<C extends Collection> = Kinds[C]['result'];
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
