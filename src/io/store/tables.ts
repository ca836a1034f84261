import type { JobKind } from '../../study/questions.ts';

/** The tables of the embedded store. Times are milliseconds since 1970 (UTC); `json` columns hold one JSON document. */
export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

export interface ResultRow {
  identity: string;
  kind: JobKind;
  created: number;
  json: string;
}

/** `data` is deflated little-endian Float32; `world` is `run`, `reference` or `counterfactual`. */
export interface SeriesRow {
  identity: string;
  world: string;
  quantity: string;
  ids: string;
  start: number;
  hours: number;
  data: Uint8Array;
}

export interface ScenarioRow {
  id: string;
  json: string;
  created: number;
  updated: number;
  revision: number;
}

export interface JobRow {
  id: string;
  kind: JobKind;
  identity: string;
  request: string;
  state: JobState;
  progress: number;
  stage: string;
  eta_s: number | null;
  slower: string | null;
  problems: string;
  owner: string | null;
  attempt: number;
  lease_until: number;
  created: number;
  started: number | null;
  finished: number | null;
}

/** A key a client chose, and the job its first use led to. */
export interface IdempotencyRow {
  key: string;
  kind: JobKind;
  fingerprint: string;
  job_id: string;
  created: number;
}

/**
 * Finished draws `first` to `first` + `count` - 1 of an ensemble's setup; kept until the setup itself changes its key.
 */
export interface DrawsRow {
  key: string;
  first: number;
  count: number;
  created: number;
  json: string;
}

export interface Tables {
  draws: DrawsRow;
  results: ResultRow;
  series: SeriesRow;
  scenarios: ScenarioRow;
  jobs: JobRow;
  idempotency_keys: IdempotencyRow;
}

export const TABLE_NAMES: readonly (keyof Tables)[] = [
  'results',
  'series',
  'scenarios',
  'jobs',
  'idempotency_keys',
  'draws',
];

/** Each entry brings a store from the version of its index to the next; entries are only ever appended. */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    'create table results (identity text primary key, kind text not null, created integer not null, json text ' +
      'not null)',
    `create table series (identity text not null, world text not null, quantity text not null, ids text not null, start integer not null,
      hours integer not null, data blob not null, primary key (identity, world, quantity))`,
    'create table scenarios (id text primary key, json text not null, created integer not null, updated ' +
      'integer not null, revision integer not null)',
    `create table jobs (id text primary key, kind text not null, identity text not null, request text not null, state text not null,
      progress real not null, stage text not null, eta_s real, problems text not null, owner text, attempt integer not null,
      lease_until integer not null, created integer not null, started integer, finished integer)`,
    'create index jobs_by_state on jobs (state, created)',
    'create table idempotency_keys (key text primary key, kind text not null, fingerprint text not null, ' +
      'job_id text not null, created integer not null)',
  ],
  [
    'create table draws (key text not null, first integer not null, count integer not null, created integer ' +
      'not null, json text not null, primary key (key, first, count))',
  ],
  ['alter table jobs add column slower text'],
];
