import type { Case } from '../case/case.ts';
import type { Outcome } from './outcome.ts';
import { byStep, type Timeline } from '../case/timeline.ts';

/**
 * What is asked for and on offer in each step, means in MW `[entity * steps + step]`: firm and named loads, contract
 * and most of exports, floors of thermal units, imports, wind and solar, what the turbines of aggregated hydro can make
 * of its water, and what of it is too much for them; inflow of stations, m3/s.
 */
export interface StepInputs {
  readonly load: Float64Array;
  readonly interruptible: Float64Array;
  readonly contract: Float64Array;
  readonly most: Float64Array;
  /** of the groups of export lines */
  readonly groupContract: Float64Array;
  readonly groupMost: Float64Array;
  readonly mustRun: Float64Array;
  readonly importMost: Float64Array;
  readonly renewable: Float64Array;
  readonly aggregatedTurbinable: Float64Array;
  readonly aggregatedForced: Float64Array;
  readonly inflow: Float64Array;
}

/** Dispatch and its books ask for the same. */
const known = new WeakMap<Timeline, { readonly c: Case; readonly inputs: StepInputs }>();

export function stepInputs(c: Case, line: Timeline): StepInputs {
  const last = known.get(line);
  if (last?.c === c) return last.inputs;
  const inputs = summedUp(c, line);
  known.set(line, { c, inputs });
  return inputs;
}

function summedUp(c: Case, line: Timeline): StepInputs {
  const { groups } = c.exports;
  const none = new Float64Array(0);
  return {
    load: byStep(c, line, c.zones.load),
    interruptible: byStep(c, line, c.zones.interruptibleLoad),
    contract: byStep(c, line, c.exports.contract),
    most: byStep(c, line, c.exports.most),
    groupContract: byStep(c, line, groups?.contract ?? none),
    groupMost: byStep(c, line, groups?.most ?? none),
    mustRun: byStep(c, line, c.thermal.mustRun),
    importMost: byStep(c, line, c.imports.most),
    renewable: byStep(c, line, c.renewables.available),
    aggregatedTurbinable: aggregatedPower(c, line, (ratio) => Math.min(1, ratio)),
    aggregatedForced: aggregatedPower(c, line, (ratio) => Math.max(0, ratio - 1)),
    inflow: byStep(c, line, c.stations.inflow),
  };
}

const aggregatedPower = (c: Case, line: Timeline, share: (ratio: number) => number): Float64Array =>
  byStep(c, line, c.aggregated.ratio, share).map(
    (mean, at) => mean * c.aggregated.capacity[Math.floor(at / line.steps)],
  );

type Powers = Pick<
  Outcome,
  | 'timeline'
  | 'turbined'
  | 'productionFactor'
  | 'aggregatedPower'
  | 'thermal'
  | 'renewable'
  | 'imported'
  | 'storageDischarge'
  | 'storageCharge'
  | 'interrupted'
  | 'unserved'
  | 'exported'
  | 'flowForward'
  | 'flowReverse'
>;

/** Supply less use of every zone in a step, mean MW: what arrives over a corridor is what was sent less its loss. */
export function zoneExcess(c: Case, inputs: StepInputs, o: Powers, step: number): Float64Array {
  const { steps } = o.timeline;
  const sums = new Float64Array(c.zones.ids.length);
  const add = (zones: Int32Array, table: Float64Array, sign: 1 | -1): void => {
    for (let e = 0; e < zones.length; e++) sums[zones[e]] += sign * table[e * steps + step];
  };
  for (let i = 0; i < c.stations.zone.length; i++)
    sums[c.stations.zone[i]] += o.turbined[i * steps + step] * o.productionFactor[i * steps + step];
  add(c.aggregated.zone, o.aggregatedPower, 1);
  add(c.thermal.zone, o.thermal, 1);
  add(c.renewables.zone, o.renewable, 1);
  add(c.imports.zone, o.imported, 1);
  add(c.storages.zone, o.storageDischarge, 1);
  add(c.storages.zone, o.storageCharge, -1);
  add(c.zones.interruptibleZone, o.interrupted, 1);
  add(c.zones.interruptibleZone, inputs.interruptible, -1);
  add(c.exports.zone, o.exported, -1);
  for (let z = 0; z < sums.length; z++) sums[z] += o.unserved[z * steps + step] - inputs.load[z * steps + step];
  for (let l = 0; l < c.corridors.ids.length; l++) {
    const kept = 1 - c.corridors.loss[l];
    const [forward, reverse] = [o.flowForward[l * steps + step], o.flowReverse[l * steps + step]];
    sums[c.corridors.from[l]] += reverse * kept - forward;
    sums[c.corridors.to[l]] += forward * kept - reverse;
  }
  return sums;
}
