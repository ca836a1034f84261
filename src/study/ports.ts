import type { Foresight, Level, Scenario } from '../system/scenario.ts';
import type { Model } from '../system/model.ts';
import type { Checked } from '../system/problem.ts';
import type { Case } from '../engine/compile-case/case.ts';
import type { Outcome } from '../engine/outcome.ts';

/** How far a piece of work has come: `done` of `total` steps of the named stage, and the share of the whole, 0-1. */
export interface Progress { readonly stage: string; readonly done: number; readonly total: number; readonly fraction: number }
export interface Watch { readonly onProgress?: (progress: Progress) => void; readonly signal?: AbortSignal }

export interface RunOptions {
  readonly foresight?: Foresight;
  readonly level?: Level;
  /** sub-window as hour indices; the scenario's own window if absent */
  readonly window?: { readonly start: number; readonly end: number };
}

export interface CompareOptions extends RunOptions {
  /** divide curtailment among its causes */
  readonly attribute?: boolean;
}

/** What one world needs to be run: the compiled case and how to solve it; serialisable, so that it can travel to a worker whole. */
export interface RunRequest { readonly case: Case }

/** Runs compiled cases somewhere (this thread, a worker, another machine); equal requests give equal bits. */
export interface Runner {
  run(request: RunRequest, watch: Watch): Promise<Outcome>;
  close(): Promise<void>;
}

export interface ModelSource {
  /** by id (a folder of `models/`) */
  model(id: string): Promise<Checked<Model>>;
  listModels(): Promise<readonly { readonly id: string; readonly title: { readonly en: string; readonly zh: string } }[]>;
}
export interface ScenarioSource {
  /** a scenario whole, with everything it extends merged in */
  scenario(reference: string): Promise<Checked<Scenario>>;
}
export interface Clock { now(): number }

/** What the study functions need from outside. */
export interface StudyDeps { readonly runner: Runner; readonly models: ModelSource; readonly clock: Clock }
