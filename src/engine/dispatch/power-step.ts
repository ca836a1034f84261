import type { Case } from '../compile-case/case.ts';
import { dayOfStep, hoursOfStep, periodMean, periodOf, stepMeans, type Timeline } from '../timeline.ts';

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
  const mean = (table: Float64Array): Float64Array => stepMeans(c, line, table, step);
  const day = dayOfStep(line, step);
  const k = step % line.per;
  return {
    name: line.kind === 'hours' ? `h${day * 24 + k}` : `d${day}b${line.hourClass[k]}`, day, hours: hoursOfStep(line, step),
    load: mean(c.zones.load), slots: mean(slots),
    lumps: c.lumps.capacity.map((mw, l) => mw * Math.min(1, periodMean(c, line, ratio, l, periodOf(line, step)))),
    contract: mean(c.exports.contract), most: mean(c.exports.most), renewables: mean(c.renewables.available),
  };
}
