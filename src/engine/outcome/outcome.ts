import type { ProgramAnswer } from '../solver/answers/fallback.ts';
import type { Float64Table } from '../tables.ts';
import type { Timeline } from '../case/timeline.ts';

/**
 * What dispatch decided, step by step over the dispatched days only: `[entity * steps + step]` with the steps of
 * `timeline`, MW, m3/s, hm3. Per station and step, spill = turbinable + forced; turbined flow q, `productionFactor` MW
 * per m3/s at the actual head, so hydro MW = q * factor.
 */
export interface Outcome {
  readonly timeline: Timeline;
  readonly turbined: Float64Table;
  readonly turbinableSpill: Float64Table;
  readonly forcedSpill: Float64Table;
  /** most flow the turbines on line could take, m3/s */
  readonly turbineLimit: Float64Table;
  readonly productionFactor: Float64Table;
  /**
   * water that a station's inflow, where it is a loss, would take and that is not there, m3/s: 0 but where a stated
   * loss is larger than the river
   */
  readonly missingWater: Float64Table;
  /** storage at the end of the step, hm3, and before the first step (one value a station) */
  readonly storage: Float64Table;
  readonly firstStorage: Float64Table;
  /**
   * what was released (turbined + spilled) in the hours before the first one, m3/s: [station * MAX_TRAVEL + hours ago -
   * 1]
   */
  readonly releaseBefore: Float64Table;
  /** aggregated hydro: MW generated, MW curtailed; forced spill is the rest of its water */
  readonly aggregatedPower: Float64Table;
  readonly aggregatedCurtailed: Float64Table;
  readonly aggregatedForced: Float64Table;
  /** net flow of each corridor at its sending end, MW, positive forward; loss is taken at the receiving end */
  readonly flowForward: Float64Table;
  readonly flowReverse: Float64Table;
  readonly exported: Float64Table;
  readonly imported: Float64Table;
  readonly thermal: Float64Table;
  readonly renewable: Float64Table;
  readonly unserved: Float64Table;
  /** by interruptible slot */
  readonly interrupted: Float64Table;
  readonly storageCharge: Float64Table;
  readonly storageDischarge: Float64Table;
  readonly price: Float64Table;
  /**
   * cost stage, yuan: of the schedule (level exact: of the cheapest one, without later stages), and a lower bound on
   * any schedule
   */
  readonly upperBound: number;
  readonly lowerBound: number;
  readonly absoluteCost: number;
  /** values of water by station during the last dispatched day, by its plan, yuan/hm3 */
  readonly waterValue: Float64Table;
  readonly stages: readonly { readonly stage: string; readonly tolerance: string }[];
  readonly replans: readonly number[];
  readonly solver: string;
  /** who answered which program, in the order in which they were solved */
  readonly answers: readonly ProgramAnswer[];
}
