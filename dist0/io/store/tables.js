/** The tables of the embedded store. Times are milliseconds since 1970 (UTC); `json` columns hold one JSON document. */
export const JOB_KINDS = ['run', 'comparison', 'sweep', 'backcast', 'decomposition', 'package', 'ensemble', 'tornado'];
export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'];
export const TABLE_NAMES = ['results', 'series', 'scenarios', 'jobs', 'idempotency_keys', 'draws'];
/** Each entry brings a store from the version of its index to the next; entries are only ever appended. */
export const MIGRATIONS = [
    [
        'create table results (identity text primary key, kind text not null, created integer not null, json text not null)',
        `create table series (identity text not null, world text not null, quantity text not null, ids text not null, start integer not null,
      hours integer not null, data blob not null, primary key (identity, world, quantity))`,
        'create table scenarios (id text primary key, json text not null, created integer not null, updated integer not null, revision integer not null)',
        `create table jobs (id text primary key, kind text not null, identity text not null, request text not null, state text not null,
      progress real not null, stage text not null, eta_s real, problems text not null, owner text, attempt integer not null,
      lease_until integer not null, created integer not null, started integer, finished integer)`,
        'create index jobs_by_state on jobs (state, created)',
        'create table idempotency_keys (key text primary key, kind text not null, fingerprint text not null, job_id text not null, created integer not null)',
    ],
    ['create table draws (key text not null, first integer not null, count integer not null, created integer not null, json text not null, primary key (key, first, count))'],
];
