import type { Case } from '../../case/case.ts';
import { overDays } from './weights.ts';
import { byStep, dayOfStep, hoursOfStep, type Timeline } from '../../case/timeline.ts';

/**
 * One step of the power side: what is on offer and asked for, mean MW over its `hours`; limits of sections are those of
 * its first hour, `hour` of the season.
 */
export interface PowerStep {
  readonly name: string;
  readonly hour: number;
  readonly hours: number;
  /** how hard spill of aggregated hydro is shared, as a part of what it is within a day */
  readonly spread: number;
  readonly load: Float64Array;
  readonly interruptible: Float64Array;
  readonly aggregated: Float64Array;
  readonly contract: Float64Array;
  readonly most: Float64Array;
  /** of the groups of export lines */
  readonly groupContract: Float64Array;
  readonly groupMost: Float64Array;
  readonly renewables: Float64Array;
  readonly mustRun: Float64Array;
  readonly imports: Float64Array;
}

/**
 * The steps of a timeline; `ratio` is the water of aggregated hydro [plant * hours], `interruptible` what the named
 * loads are taken to draw [slot * hours].
 */
export function powerSteps(
  c: Case,
  line: Timeline,
  ratio: Float64Array,
  interruptible: Float64Array,
): (step: number) => PowerStep {
  const none = new Float64Array(0);
  const { groups } = c.exports;
  const tables = [
    c.zones.load,
    interruptible,
    c.exports.contract,
    c.exports.most,
    c.renewables.available,
    c.thermal.mustRun,
    c.imports.most,
    groups?.contract ?? none,
    groups?.most ?? none,
  ].map((table) => byStep(c, line, table));
  const water = byStep(c, line, ratio, turbinable);
  return (step) => {
    const hour = line.firstHour[step];
    const [load, named, contract, most, renewables, mustRun, imports, groupContract, groupMost] = tables.map((table) =>
      column(table, line.steps, step),
    );
    return {
      name:
        line.kind === 'hours' ? `h${hour}` : `d${dayOfStep(line, step)}p${line.period[step]}b${line.hourClass[step]}`,
      hour,
      hours: hoursOfStep(line, step),
      spread: line.kind === 'hours' ? 1 : overDays(c),
      load,
      interruptible: named,
      contract,
      most,
      renewables,
      mustRun,
      imports,
      groupContract,
      groupMost,
      aggregated: column(water, line.steps, step).map((share, l) => c.aggregated.capacity[l] * share),
    };
  };
}

/**
 * What the turbines of aggregated hydro can take of its water, hour by hour: water above the turbines in one hour does
 * not turn them in another.
 */
const turbinable = (ratio: number): number => Math.min(1, ratio);

function column(table: Float64Array, steps: number, step: number): Float64Array {
  const own = new Float64Array(table.length / steps);
  for (let entity = 0; entity < own.length; entity++) own[entity] = table[entity * steps + step];
  return own;
}
