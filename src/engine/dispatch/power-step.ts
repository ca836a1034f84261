import type { Case } from '../compile-case/case.ts';
import { dayOfStep, hoursOfStep, periodMean, periodOf, stepMean, type Timeline } from '../timeline.ts';

/** One step of the power side: what is on offer and asked for, mean MW over its `hours`. */
export interface PowerStep {
  readonly name: string;
  readonly day: number;
  readonly hours: number;
  readonly load: Float64Array;
  readonly slots: Float64Array;
  readonly lumps: Float64Array;
  readonly contract: Float64Array;
  readonly most: Float64Array;
  readonly renewables: Float64Array;
}

/** A step of a timeline; `ratio` is the water of lumped hydro [lump * days], `slots` what the named loads are taken to draw [slot * hours]. Limits are those of its first day. */
export function powerStep(c: Case, line: Timeline, step: number, ratio: Float64Array, slots: Float64Array): PowerStep {
  const mean = (table: Float64Array, entities: number): Float64Array => Float64Array.from({ length: entities }, (_, e) => stepMean(c, line, table, e, step));
  const day = dayOfStep(line, step);
  const k = step % line.per;
  return {
    name: line.kind === 'hours' ? `h${day * 24 + k}` : `d${day}b${line.hourClass[k]}`, day, hours: hoursOfStep(line, step),
    load: mean(c.zones.load, c.zones.ids.length), slots: mean(slots, c.zones.slotZone.length),
    lumps: Float64Array.from(c.lumps.ids, (_, l) => c.lumps.capacity[l] * Math.min(1, periodMean(c, line, ratio, l, periodOf(line, step)))),
    contract: mean(c.exports.contract, c.exports.ids.length), most: mean(c.exports.most, c.exports.ids.length), renewables: mean(c.renewables.available, c.renewables.ids.length),
  };
}
