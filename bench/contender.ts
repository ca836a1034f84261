import type { PreparedPair, World } from '../src/study/run/prepare-case.ts';
import type { HorizonProgram } from '../src/engine/dispatch/programs/horizon-program.ts';
import type { Span } from './study-pair.ts';

/** One world of the study as peers get it: the program in memory, and as files. */
export interface PeerWorld {
  readonly world: World;
  readonly window: HorizonProgram;
  readonly mps: string;
  readonly pypsa: string;
  readonly pypsaConstant: number;
}
export interface Task {
  readonly span: Span;
  readonly pair: PreparedPair;
  readonly worlds: readonly [PeerWorld, PeerWorld];
  readonly folder: string;
  readonly limitSeconds: number;
  readonly python: string;
}

/**
 * What came of a contender; absent figures are those it does not give. `note` says how it ended where it did not end
 * well, or what the time holds.
 */
export interface Finish {
  readonly seconds: number | null;
  readonly peakMb: number | null;
  /** million yuan, reference and counterfactual */
  readonly objective: readonly (number | null)[];
  /** GWh in the statistic */
  readonly curtailed: readonly (number | null)[];
  readonly note: string;
}

export interface Contender {
  readonly name: string;
  readonly from: string;
  enter(task: Task): Promise<Finish>;
}

export const absent = (note: string): Finish => ({
  seconds: null,
  peakMb: null,
  objective: [null, null],
  curtailed: [null, null],
  note,
});
