import { numberAt, type DispatchCase, type PerStep } from '../../system/dispatch-case/dispatch-case.ts';
import { HM3_PER_FLOW_HOUR } from '../tables.ts';

/**
 * The steps of a case: their length, weight, and which step stands before, after travel, and at the end of each block.
 */
export interface CaseSteps {
  readonly n: number;
  /** h */
  readonly hours: Float64Array;
  /** h times cost weight: what 1 MW at a cost of 1 per MWh adds to the objective */
  readonly weight: Float64Array;
  /** volume of 1 m3/s over 1 h */
  readonly volumePerFlowHour: number;
  /** volume of 1 m3/s over the step */
  readonly volumePerFlow: Float64Array;
  /** the step before in the same block, -1 at the start of a block */
  readonly before: Int32Array;
  /** steps left in the block, this one included: 1 at its last step */
  readonly left: Int32Array;
  /** step at which water released at `step` arrives after `travel` steps, -1 if outside its block */
  arrival(step: number, travel: number): number;
}

export function caseSteps(dispatch: DispatchCase): CaseSteps {
  const { n } = dispatch.time;
  const blocks = dispatch.time.blocks ?? [Array.from({ length: n }, (_, t) => t)];
  const volumePerFlowHour = dispatch.volume_per_flow_hour ?? HM3_PER_FLOW_HOUR;
  const hours = Float64Array.from({ length: n }, (_, t) => at(dispatch.time.hours, t, 1));
  const before = new Int32Array(n).fill(-1);
  const left = new Int32Array(n);
  const home = new Map<number, { block: readonly number[]; position: number }>();
  for (const block of blocks) {
    block.forEach((step, position) => {
      home.set(step, { block, position });
      before[step] = position > 0 ? block[position - 1] : -1;
      left[step] = block.length - position;
    });
  }
  return {
    n,
    hours,
    before,
    left,
    volumePerFlowHour,
    weight: hours.map((h, t) => h * at(dispatch.time.cost_weight, t, 1)),
    volumePerFlow: hours.map((h) => h * volumePerFlowHour),
    arrival: (step, travel) => {
      const where = home.get(step);
      return where?.block[where.position + travel] ?? -1;
    },
  };
}

/** The value at a step of a number or list; `absent` where the case gives none. */
export const at = (value: PerStep, step: number, absent: number): number => numberAt(value, step) ?? absent;
