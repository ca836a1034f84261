import type { Backcast } from '../../study/backcast/backcast.ts';
import type { MeasurePackage } from '../../study/countermeasures/package-scenario.ts';
import type { YearOnYear } from '../../study/backcast/year-on-year.ts';
import type { CompareOptions, EnsembleOptions, RunOptions, Watch } from '../../study/ports.ts';
import type { Sweep } from '../../study/sweep/sweep-scenario.ts';
import type { Tornado } from '../../study/tornado/tornado.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import type { Finished } from '../store/result-store.ts';

/** A whole question, scenarios included, so that it can be kept and taken up again by any process. */
export type JobRequest =
  | { readonly kind: 'run'; readonly scenario: Scenario; readonly options: RunOptions }
  | {
      readonly kind: 'comparison';
      readonly reference: Scenario;
      readonly counterfactual: Scenario;
      readonly options: CompareOptions;
    }
  | {
      readonly kind: 'sweep';
      readonly scenario: Scenario;
      readonly reference: Scenario;
      readonly options: RunOptions;
      readonly sweep: Sweep;
    }
  | {
      readonly kind: 'ensemble';
      readonly reference: Scenario;
      readonly counterfactual: Scenario;
      readonly options: RunOptions;
      readonly ensemble: EnsembleOptions;
    }
  | {
      readonly kind: 'package';
      readonly scenario: Scenario;
      readonly package: MeasurePackage;
      readonly options: RunOptions;
    }
  | { readonly kind: 'tornado'; readonly tornado: Tornado; readonly options: RunOptions }
  | { readonly kind: 'backcast'; readonly backcast: Backcast; readonly options: RunOptions }
  | { readonly kind: 'decomposition'; readonly decomposition: YearOnYear };

/** What the job service has done for it: the name of an answer before it exists, and the answer. */
export interface Work {
  /** hex hash; equal requests have equal identities; throws `InvalidInput` for a request that cannot be run */
  identity(request: JobRequest): Promise<string>;
  perform(request: JobRequest, identity: string, watch: Watch): Promise<Finished>;
}
