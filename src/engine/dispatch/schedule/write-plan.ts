import { arrivals } from '../../cascade/arrivals.ts';
import { downstreamOrder, isInService, upstreamLists } from '../../cascade/topology.ts';
import type { Case } from '../../case/case.ts';
import { HM3_PER_FLOW_HOUR as K } from '../../tables.ts';
import { hoursOfStep, lengthOfPeriod, periodsOf } from '../../case/timeline.ts';
import type { StepInputs } from '../../outcome/zone-balance.ts';
import { closeZones } from './close-zones.ts';
import { writeFlows, writePower, type Schedule } from './schedule.ts';
import type { SeasonPlan } from '../plan/season-plan.ts';
import type { WaterState } from '../programs/water-state.ts';

/**
 * Writes the periods of a season plan from hour `fromHour` up to hour `toHour` into a schedule that has the same
 * periods there, and returns the storage after them. Water is followed again period by period from the turbined flow,
 * so that it closes to rounding; a pond ends every period as it began.
 */
export function writePlan(
  c: Case,
  inputs: StepInputs,
  into: Schedule,
  plan: SeasonPlan,
  fromHour: number,
  toHour: number,
  water: WaterState,
): WaterState {
  const {
    program: p,
    solution: { x, rowDual },
  } = plan;
  const line = into.timeline;
  const [first, last] = [line.hoursFrom.indexOf(fromHour), line.hoursFrom.indexOf(toHour)];
  const offset = p.line.hoursFrom.indexOf(fromHour) - first;
  const shift = p.line.stepsFrom[first + offset] - line.stepsFrom[first];
  const storage = water.storage.slice();
  const writer = new PeriodWriter(c, into, { plan, inflow: inputs.inflow, water, storage, offset, shift });
  for (const i of downstreamOrder(c)) for (let period = first; period < last; period++) writer.write(i, period);
  for (let to = line.stepsFrom[first]; to < line.stepsFrom[last]; to++) {
    const at = to + shift;
    writePower(c, inputs, into, p.power[at], x, rowDual, {
      to,
      charge: p.electric.charge[at],
      discharge: p.electric.discharge[at],
    });
  }
  closeZones(c, inputs, into, line.stepsFrom[first], line.stepsFrom[last]);
  return { storage, releaseBefore: water.releaseBefore };
}

/** A plan that is written: where its periods and steps lie beside those of the schedule, and storage so far, hm3. */
interface Written {
  readonly plan: SeasonPlan;
  /** own inflow, m3/s [station * steps of the schedule] */
  readonly inflow: Float64Array;
  readonly water: WaterState;
  readonly storage: Float64Array;
  readonly offset: number;
  readonly shift: number;
}

/** Follows the water of single stations through single periods. */
class PeriodWriter {
  private readonly c: Case;
  private readonly into: Schedule;
  private readonly written: Written;
  private readonly upstream: readonly (readonly number[])[];
  private readonly arriving: ReturnType<typeof arrivals>;

  constructor(c: Case, into: Schedule, written: Written) {
    this.c = c;
    this.into = into;
    this.written = written;
    this.upstream = upstreamLists(c);
    this.arriving = arrivals(c, { ...into, releaseBefore: written.water.releaseBefore });
  }

  write(i: number, period: number): void {
    const {
      c,
      into,
      written: { plan, storage, offset },
    } = this;
    const line = into.timeline;
    const planned = i * periodsOf(plan.program.line) + period + offset;
    const [limit, factor] = [plan.program.limit[planned], plan.program.factor[planned]];
    const steps = Array.from(
      { length: line.stepsFrom[period + 1] - line.stepsFrom[period] },
      (_, k) => line.stepsFrom[period] + k,
    );
    const coming = steps.map((t) => this.coming(i, t));
    const { turbined, out, lacking, end } = this.closed(i, period, steps, coming, limit);
    steps.forEach((t, k) => {
      const flow = Math.min(turbined[k], out[k]);
      writeFlows(
        into,
        i * line.steps + t,
        flow,
        out[k] - flow,
        limit,
        isInService(c, i, line.firstHour[t]) ? factor : 0,
      );
      into.missingWater[i * line.steps + t] = c.stations.storage[i] > 0 ? lacking : Math.max(0, -coming[k]);
      into.storage[i * line.steps + t] = end;
    });
    storage[i] = end;
  }

  /** What comes to a station in a step, m3/s. */
  private coming(i: number, t: number): number {
    const { inflow } = this.written;
    return (
      inflow[i * this.into.timeline.steps + t] + this.upstream[i].reduce((sum, u) => sum + this.arriving(u, i, t), 0)
    );
  }

  /** Turbined and released flow by step, m3/s, such that the period ends with an allowed storage `end`, hm3. */
  private closed(i: number, period: number, steps: readonly number[], coming: readonly number[], limit: number) {
    const {
      c,
      into: { timeline: line },
      written: { plan, storage, shift },
    } = this;
    const {
      program: p,
      solution: { x },
    } = plan;
    const [holds, seasonal] = [c.stations.storage[i] > 0, c.stations.seasonal[i] === 1];
    const from = (k: number): number => i * p.line.steps + steps[k] + shift;
    const turbined = steps.map((_, k) => Math.min(Math.max(x[p.turbined[from(k)]], 0), limit));
    const release = steps.map((_, k) =>
      holds ? turbined[k] + Math.max(x[p.curtailed[from(k)]] + x[p.forced[from(k)]], 0) : Math.max(0, coming[k]),
    );
    const after = (out: readonly number[]): number =>
      storage[i] + K * steps.reduce((sum, t, k) => sum + hoursOfStep(line, t) * (coming[k] - out[k]), 0);
    const [least, most] = seasonal
      ? [0, Math.max(c.stations.storageLimit[i * c.hours + line.hoursFrom[period + 1] - 1], 0)]
      : [storage[i], storage[i]];
    const reached = after(release);
    // Rounding of the solver: the same flow more or less in every block brings the period to an allowed storage.
    const more = holds ? (reached - Math.min(most, Math.max(least, reached))) / (K * lengthOfPeriod(line, period)) : 0;
    const out = release.map((flow) => Math.max(0, flow + more));
    // A reach that loses more than there is: what it lacks is booked as missing.
    const lacking = holds ? Math.max(0, least - after(out)) / (K * lengthOfPeriod(line, period)) : 0;
    const end = holds ? after(out) + K * lacking * lengthOfPeriod(line, period) : 0;
    return { turbined, out, lacking, end };
  }
}
