import { decidedUpstream } from '../../cascade/uncontrolled-stations.ts';
import { chainEnergy } from '../../cascade/topology.ts';
import type { Case } from '../../case/case.ts';
import type { ProgramBuilder } from '../../solver/program/program-builder.ts';
import { HM3_PER_FLOW_HOUR as K } from '../../tables.ts';
import type { StageScale } from './power-family.ts';
import { addMinimumRelease } from './release-family.ts';
import { ruleCurves, type RuleCurves } from './rule-family.ts';
import { addFlows, addGivenFlow, addMissingWater, type StationStep } from './spill-family.ts';

/**
 * What rows of stations are written from, in any program: its number of steps, the stations whose water is given, 1
 * each, and what is known to come to each station, m3/s `[station * steps + step]`.
 */
export interface StationInputs {
  readonly steps: number;
  readonly scale: StageScale;
  readonly given: Uint8Array;
  readonly known: Float64Array;
}

/**
 * Columns and rows of stations `[station * steps + step]`, -1 = none, that season plans and hourly programs have in
 * common; how water is stored and when it arrives is theirs. A class, since inner functions of a builder that runs for
 * every day would be compiled anew for each.
 */
export class StationRows {
  readonly turbined: Int32Array;
  /** turbinable spill (curtailment) and forced spill (-1 = uncontrolled station) */
  readonly curtailed: Int32Array;
  readonly forced: Int32Array;
  /** rows of the water balance */
  readonly water: Int32Array;
  /** stations directly upstream whose release is decided */
  readonly upstream: readonly (readonly number[])[];
  /** MWh/hm3: what water can make at a station and below */
  readonly chain: Float64Array;
  readonly curves: RuleCurves;
  private readonly c: Case;
  private readonly b: ProgramBuilder;
  private readonly inputs: StationInputs;

  constructor(c: Case, b: ProgramBuilder, inputs: StationInputs) {
    this.c = c;
    this.b = b;
    this.inputs = inputs;
    this.upstream = decidedUpstream(c, inputs.given);
    this.chain = chainEnergy(c);
    this.curves = ruleCurves(c, inputs.scale);
    const none = (): Int32Array => new Int32Array(c.stations.ids.length * inputs.steps).fill(-1);
    [this.turbined, this.curtailed, this.forced, this.water] = [none(), none(), none(), none()];
  }

  /** Turbined flow and spill of station `i` in step `t`. */
  addFlows(i: number, t: number, step: StationStep, name: (kind: string) => () => string): void {
    const { scale, given, known, steps } = this.inputs;
    const at = i * steps + t;
    const flows =
      given[i] === 1
        ? addGivenFlow(this.b, this.c, step, scale, known[at], name)
        : addFlows(this.b, this.c, step, scale, name);
    this.turbined[at] = flows.turbined;
    this.curtailed[at] = flows.curtailed;
    this.forced[at] = flows.forced;
  }

  /**
   * Least release of a station with storage in a step of so many hours; a rule curve could pay for keeping the water
   * from `hour` of the season on. Returns its row, -1 where there is none.
   */
  addLeastRelease(
    i: number,
    t: number,
    when: { readonly day: number; readonly hour: number; readonly hours: number },
    name: () => string,
  ): number {
    if (this.c.stations.storage[i] <= 0) return -1;
    const at = i * this.inputs.steps + t;
    const asked = {
      station: i,
      day: when.day,
      hours: when.hours,
      chain: this.chain[i],
      held: this.curves.worth(i, when.hour),
    };
    return addMinimumRelease(this.b, this.c, asked, [this.turbined[at], this.curtailed[at], this.forced[at]], name);
  }

  /** Adds one entry for each of the three flows that a station releases in a step. */
  addReleased(row: number, i: number, t: number, value: number): void {
    const at = i * this.inputs.steps + t;
    this.b.entry(row, this.turbined[at], value);
    this.b.entry(row, this.curtailed[at], value);
    this.b.entry(row, this.forced[at], value);
  }

  /** What comes to a station by itself and what it releases, `each` of the row's unit to a m3/s. */
  addOwnWater(row: number, i: number, t: number, each: number): void {
    this.b.shiftRow(row, each * this.inputs.known[i * this.inputs.steps + t]);
    this.addReleased(row, i, t, each);
  }

  /** Water for a reach that loses more than the river in a step of so many hours; nothing elsewhere. */
  addMissing(row: number, i: number, t: number, each: number, hours: number, name: () => string): void {
    const loss = -this.inputs.known[i * this.inputs.steps + t];
    addMissingWater(this.b, row, loss, K * hours * this.c.assumptions['missing-water'] * this.chain[i], -each, name);
  }
}
