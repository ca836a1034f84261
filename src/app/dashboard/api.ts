import type { ComparisonResult } from '../../study/results.ts';
import type { Problem } from '../../system/problem.ts';

/** The part of the REST API this page uses; the whole of it is described at /openapi.json. */
const ROOT = '/api/v1';

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
export interface JobProgress { readonly stage: string; readonly done: number; readonly total: number; readonly fraction: number }
export interface Connection { readonly grid: number; readonly consumption_zone: number; readonly direct: number }
export interface Changes {
  readonly size?: string; readonly start?: string; readonly shares?: Readonly<Record<string, number>>; readonly connection?: Connection;
}
export interface ComparisonRequest {
  readonly reference: string; readonly counterfactual: string; readonly changes?: Changes;
  readonly options?: { readonly foresight?: string; readonly level?: string };
}
export interface Job {
  readonly id: string; readonly state: JobState; readonly progress: JobProgress | null; readonly eta_seconds: number | null;
  readonly problems?: readonly Problem[]; readonly result?: ComparisonResult; readonly request?: ComparisonRequest;
}

/** An answer that is not a success, with every problem the server listed. */
export class Refused extends Error {
  constructor(readonly status: number, message: string, readonly problems: readonly Problem[]) {
    super(message);
    this.name = 'Refused';
  }
}

export const isFinal = (job: Job): boolean => job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';

async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`${ROOT}${path}`, { ...init, headers: { accept: 'application/json', ...(init.body ? { 'content-type': 'application/json' } : {}) } });
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw refusal(response, body);
  return body as T;
}

function refusal(response: Response, body: unknown): Refused {
  const document = (body ?? {}) as { title?: string; detail?: string; problems?: Problem[] };
  return new Refused(response.status, document.detail ?? document.title ?? `HTTP ${response.status}`, document.problems ?? []);
}

export const startComparison = (request: ComparisonRequest): Promise<Job> => call('/comparisons', { method: 'POST', body: JSON.stringify(request) });
export const readComparison = (id: string): Promise<Job> => call(`/comparisons/${encodeURIComponent(id)}`);
export const cancelComparison = (id: string): Promise<unknown> => call(`/comparisons/${encodeURIComponent(id)}`, { method: 'DELETE' });
export const readModel = (id: string): Promise<unknown> => call(`/models/${encodeURIComponent(id)}?tables=zones,basins,sections,prefectures,exports`);
export const readScenario = (id: string): Promise<unknown> => call(`/scenarios/${encodeURIComponent(id)}`);

/** Latest first. */
export async function listComparisons(limit: number): Promise<readonly Job[]> {
  const page = await call<readonly Job[] | { readonly items: readonly Job[] }>(`/comparisons?limit=${limit}`);
  return 'items' in page ? page.items : page;
}

const QUIET_MS = 4000;
const POLL_MS = 1000;

/**
 * Follows a job until it ends: by server-sent events, and by asking whenever no event has come for a while, so that a proxy that holds
 * events back only makes the page coarser. The last call carries the result. Returns the function that stops following.
 */
export function followComparison(id: string, onUpdate: (job: Job) => void, onLost: (reason: unknown) => void): () => void {
  let stopped = false;
  let timer = 0;
  const events = new EventSource(`${ROOT}/comparisons/${encodeURIComponent(id)}/events`);
  const stop = (): void => { stopped = true; events.close(); window.clearTimeout(timer); };
  const ask = async (): Promise<void> => {
    try {
      receive(await readComparison(id), true);
    } catch (reason) {
      if (!stopped) { stop(); onLost(reason); }
    }
  };
  const wait = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), events.readyState === EventSource.CLOSED ? POLL_MS : QUIET_MS);
  };
  function receive(job: Job, whole: boolean): void {
    if (stopped) return;
    if (isFinal(job) && !whole) { events.close(); void ask(); return; }
    if (isFinal(job)) stop(); else wait();
    onUpdate(job);
  }
  const listen = (event: MessageEvent<string>): void => receive(JSON.parse(event.data) as Job, false);
  events.addEventListener('progress', listen);
  events.addEventListener('state', listen);
  events.addEventListener('error', () => { events.close(); wait(); });
  wait();
  return stop;
}
