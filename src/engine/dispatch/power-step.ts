import type { Case } from '../compile-case/case.ts';
import { byPeriod, byStep, dayOfStep, hoursOfStep, periodOf, type Timeline } from '../timeline.ts';

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

/** The steps of a timeline; `ratio` is the water of lumped hydro [lump * days], `slots` what the named loads are taken to draw [slot * hours]. Limits are those of a step's first day. */
export function powerSteps(c: Case, line: Timeline, ratio: Float64Array, slots: Float64Array): (step: number) => PowerStep {
  const tables = [c.zones.load, slots, c.exports.contract, c.exports.most, c.renewables.available].map((table) => byStep(c, line, table));
  const water = byPeriod(c, line, ratio);
  return (step) => {
    const day = dayOfStep(line, step);
    const k = step % line.per;
    const [load, named, contract, most, renewables] = tables.map((table) => column(table, line.steps, step));
    return {
      name: line.kind === 'hours' ? `h${day * 24 + k}` : `d${day}b${line.hourClass[k]}`, day, hours: hoursOfStep(line, step), load, slots: named, contract, most, renewables,
      lumps: column(water, line.days.length, periodOf(line, step)).map((share, l) => c.lumps.capacity[l] * Math.min(1, share)),
    };
  };
}

function column(table: Float64Array, steps: number, step: number): Float64Array {
  const own = new Float64Array(table.length / steps);
  for (let entity = 0; entity < own.length; entity++) own[entity] = table[entity * steps + step];
  return own;
}
