import type { Cause } from '../../engine/attribution/relax.ts';
import type { Foresight, Level, Scenario } from '../../system/scenario/scenario.ts';
import type { Model } from '../../system/model/model.ts';
import type { Checked } from '../../system/words/problem.ts';
import type { Case } from '../../engine/case/case.ts';
import type { DrawSetup, PairDraw } from '../../engine/ensemble/draw-setup.ts';
import type { Say } from './messages.ts';
import type { PredictionResult } from './prediction-result.ts';
import type { SampleResult } from './sample-result.ts';
import type { StoredEstimate } from './best-estimate.ts';
import type { StoredFit } from './stored-fit.ts';
import type { Outcome } from '../../engine/outcome/outcome.ts';

/**
 * How far a piece of work has come: `done` of `total` steps of the named stage, the share of the whole, 0-1, and where
 * it will be when the step under way is over.
 */
export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  readonly fraction: number;
  readonly until?: number;
}
export interface Watch {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

export interface RunOptions {
  readonly foresight?: Foresight;
  readonly level?: Level;
  /** sub-window as hour indices; the scenario's own window if absent */
  readonly window?: { readonly start: number; readonly end: number };
  /** refuse a load larger than what is reported of its place, instead of taking the excess for never metered */
  readonly strict?: boolean;
}

export interface CompareOptions extends RunOptions {
  /** divide curtailment among its causes */
  readonly attribute?: readonly Cause[];
  /** and once more with exports and storage lifted further */
  readonly sensitivity?: boolean;
  /**
   * make both worlds once more with water and removal known: what not knowing them cost; needs rolling foresight and a
   * window until the season's end
   */
  readonly priceOfForesight?: boolean;
  readonly ensemble?: EnsembleOptions;
}

/** How many times the uncertain inputs are drawn, and how. */
export interface EnsembleOptions {
  readonly draws: number;
  readonly seed: number;
  /** draw the size of the removed load too */
  readonly drawSize?: boolean;
  /** draw forced outages of stations too */
  readonly drawOutage?: boolean;
  /** draw the place of the loads too, among those of these scenarios */
  readonly places?: readonly Scenario[];
  /** this many of the first draws are also dispatched hour by hour, to correct the mean */
  readonly control?: number;
  /** stop once the 95 % interval of the mean is narrower than this, GWh */
  readonly stopWidthGwh?: number;
  /**
   * nothing is drawn: the water year of this name, or all whose names begin with it and a hyphen, each once and all
   * else as stated; `draws` is then their number
   */
  readonly waterYears?: string;
}

/**
 * What one world needs to be run: the compiled case and how to solve it; serialisable, so that it can travel to a
 * worker whole.
 */
export interface RunRequest {
  readonly case: Case;
}

/** Two worlds that are run one after the other in one place: what they share is then made once. */
export interface PairRequest {
  readonly pair: readonly [Case, Case];
}

/** Some draws of an ensemble, to be made one after another in one place. */
export interface DrawsRequest {
  readonly setup: DrawSetup;
  readonly draws: readonly number[];
}

/** Runs compiled cases somewhere (this thread, a worker, another machine); equal requests give equal bits. */
export interface Runner {
  /** how many requests it works on at once */
  readonly slots: number;
  run(request: RunRequest, watch: Watch): Promise<Outcome>;
  /** the same bits as each by itself */
  runPair(request: PairRequest, watch: Watch): Promise<readonly [Outcome, Outcome]>;
  /** the summaries of the draws in the order asked for */
  runDraws(request: DrawsRequest, watch: Watch): Promise<readonly PairDraw[]>;
  close(): Promise<void>;
}

export interface ModelSource {
  /** what is stored with a model as said of years before their curtailment was compared */
  predictions?(id: string): Promise<readonly PredictionResult[]>;
  /** draws stored with a model of what the facts of years leave plausible */
  samples?(id: string): Promise<readonly SampleResult[]>;
  /** the spread of the difference between two scenarios stored with a model; null where there is none */
  estimate?(id: string, reference: string, counterfactual: string): Promise<StoredEstimate | null>;
  /** the calibration stored with a model; null where there is none */
  fit?(id: string): Promise<StoredFit | null>;
  /** the folder of a model as an answer names it: never a path of the machine */
  folder?(id: string): string;
  /** by id (a folder of `models/`) */
  model(id: string): Promise<Checked<Model>>;
  listModels(): Promise<
    readonly { readonly id: string; readonly title: { readonly en: string; readonly zh: string } }[]
  >;
}
export interface Clock {
  now(): number;
}

/**
 * Keeps finished draws, so that an ensemble that was stopped or grows goes on where it was. `key` is that of the setup;
 * the draws run on from `first`.
 */
export interface DrawKeeper {
  drawn(key: string, first: number, count: number): Promise<readonly PairDraw[] | null>;
  keep(key: string, draws: readonly PairDraw[]): Promise<void>;
}

/** What it takes to prepare a case, or to refuse it. */
export interface Preparing {
  readonly models: ModelSource;
  /** the sentences of messages, in both languages */
  readonly say: Say;
}

/** What the study functions need from outside; without a keeper of draws every ensemble starts anew. */
export interface StudyDeps extends Preparing {
  readonly runner: Runner;
  readonly clock: Clock;
  readonly draws?: DrawKeeper;
}
