import type { Case } from '../compile-case/case.ts';
import { overDays } from './weights.ts';
import { byStep, dayOfStep, hoursOfStep, type Timeline } from '../timeline.ts';

/** One step of the power side: what is on offer and asked for, mean MW over its `hours`; limits are those of its first hour, `hour` of the season. */
export interface PowerStep {
  readonly name: string;
  readonly hour: number;
  readonly hours: number;
  /** how hard spill of lumped hydro is shared, as a part of what it is within a day */
  readonly spread: number;
  readonly load: Float64Array;
  readonly slots: Float64Array;
  readonly lumps: Float64Array;
  readonly contract: Float64Array;
  readonly most: Float64Array;
  readonly renewables: Float64Array;
}

/** The steps of a timeline; `ratio` is the water of lumped hydro [lump * hours], `slots` what the named loads are taken to draw [slot * hours]. */
export function powerSteps(c: Case, line: Timeline, ratio: Float64Array, slots: Float64Array): (step: number) => PowerStep {
  const tables = [c.zones.load, slots, c.exports.contract, c.exports.most, c.renewables.available].map((table) => byStep(c, line, table));
  const water = byStep(c, line, ratio, turbinable);
  return (step) => {
    const hour = line.firstHour[step];
    const [load, named, contract, most, renewables] = tables.map((table) => column(table, line.steps, step));
    return {
      name: line.kind === 'hours' ? `h${hour}` : `d${dayOfStep(line, step)}p${line.period[step]}b${line.hourClass[step]}`, hour, hours: hoursOfStep(line, step), spread: line.kind === 'hours' ? 1 : overDays(c), load, slots: named, contract, most, renewables,
      lumps: column(water, line.steps, step).map((share, l) => c.lumps.capacity[l] * share),
    };
  };
}

/** What the turbines of lumped hydro can take of its water, hour by hour: water above the turbines in one hour does not turn them in another. */
const turbinable = (ratio: number): number => Math.min(1, ratio);

function column(table: Float64Array, steps: number, step: number): Float64Array {
  const own = new Float64Array(table.length / steps);
  for (let entity = 0; entity < own.length; entity++) own[entity] = table[entity * steps + step];
  return own;
}
