import { openDatabase } from './database.ts';
import { DrawStore } from './draw-store.ts';
import { JobStore } from './job-store.ts';
import { ResultStore, type AnyResult } from './result-store.ts';
import { ScenarioStore } from './scenario-store.ts';

/** Everything the program keeps, in one file of one folder. Results are found by identity. */
export interface Store {
  readonly results: ResultStore;
  readonly scenarios: ScenarioStore;
  readonly jobs: JobStore;
  readonly draws: DrawStore;
  /** the stored answer of an identity, or null */
  result(identity: string): Promise<AnyResult | null>;
  close(): Promise<void>;
}

/**
 * Opens (or makes) the store of a folder; safe while other processes use it. Throws `StoreFailed`, as any use of it
 * does, where it cannot be used.
 */
export function openStore(folder: string, now: () => number = Date.now): Store {
  const { database, close } = openDatabase(folder);
  const results = new ResultStore(database, now);
  return {
    results,
    scenarios: new ScenarioStore(database, now),
    jobs: new JobStore(database, results, now),
    draws: new DrawStore(database, now),
    result: (identity) => results.result(identity),
    close,
  };
}
