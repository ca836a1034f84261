import type { CompileOptions } from '../compile-case/compile-case.ts';
import type { Model } from '../../system/model/model.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { Uncertainty } from './drawn-inputs.ts';
import type { DrawnPlace, DrawnStructure } from './drawn-worlds.ts';
import type { DrawnSample } from './sampled-draw.ts';

/** Everything from which the draws of an ensemble follow; plain data, so that it can travel to a worker whole. */
export interface DrawSetup {
  /** names the setup: equal setups have equal keys */
  readonly key: string;
  readonly model: Model;
  readonly reference: ResolvedScenario;
  readonly counterfactual: ResolvedScenario;
  readonly compile: CompileOptions;
  /** the inputs that are drawn */
  readonly drawn: readonly Uncertainty[];
  /** structures that draws take turns among, the model's own included; empty where none is drawn */
  readonly structures: readonly DrawnStructure[];
  /** places of the load that draws take turns among; empty where it stays where the scenarios put it */
  readonly places: readonly DrawnPlace[];
  readonly seed: number;
  /** draws of a year that belong together, in the place of single inputs */
  readonly sample?: DrawnSample;
  /** water years that stand in the place of draws, all else as stated */
  readonly waterYears?: readonly string[];
}

/** Curtailed energy of one world, MWh: in the statistic, and of all hydro. */
export interface DrawnWorld {
  readonly curtailed: number;
  readonly all: number;
}

/**
 * What is kept of one draw: both worlds, and the figures drawn, by name (`water` and `water_error` one a month, as a
 * ratio to the water as stated; `structure` and `place` a position in the list of the setup).
 */
export interface PairDraw {
  readonly draw: number;
  /** MWh */
  readonly removed: number;
  readonly reference: DrawnWorld;
  readonly counterfactual: DrawnWorld;
  /** counterfactual less reference, in the statistic, MWh */
  readonly deltaByMonth: readonly { readonly key: string; readonly mwh: number }[];
  /** of the counterfactual, in the statistic, MWh */
  readonly counterfactualByMonth: readonly { readonly key: string; readonly mwh: number }[];
  readonly inputs: Readonly<Record<string, readonly number[]>>;
}
