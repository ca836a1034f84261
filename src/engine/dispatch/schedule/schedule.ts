import type { Case } from '../../case/case.ts';
import type { Outcome } from '../../outcome/outcome.ts';
import { hoursOfStep, type Timeline } from '../../case/timeline.ts';
import type { StepInputs } from '../../outcome/zone-balance.ts';
import type { PowerColumns } from '../programs/power-family.ts';
import { dearestSpillWeight } from '../programs/weights.ts';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };
/** The tables of an outcome while they are being filled. */
export type Schedule = Mutable<
  Pick<
    Outcome,
    | 'timeline'
    | 'turbined'
    | 'turbinableSpill'
    | 'forcedSpill'
    | 'turbineLimit'
    | 'productionFactor'
    | 'missingWater'
    | 'storage'
    | 'aggregatedPower'
    | 'aggregatedCurtailed'
    | 'aggregatedForced'
    | 'flowForward'
    | 'flowReverse'
    | 'exported'
    | 'imported'
    | 'thermal'
    | 'renewable'
    | 'unserved'
    | 'interrupted'
    | 'storageCharge'
    | 'storageDischarge'
    | 'price'
  >
>;

export function emptySchedule(c: Case, timeline: Timeline): Schedule {
  const table = (entities: readonly unknown[] | Int32Array): Float64Array =>
    new Float64Array(entities.length * timeline.steps);
  const s = c.stations.ids;
  return {
    timeline,
    turbined: table(s),
    turbinableSpill: table(s),
    forcedSpill: table(s),
    turbineLimit: table(s),
    productionFactor: table(s),
    missingWater: table(s),
    storage: table(s),
    aggregatedPower: table(c.aggregated.ids),
    aggregatedCurtailed: table(c.aggregated.ids),
    aggregatedForced: table(c.aggregated.ids),
    flowForward: table(c.corridors.ids),
    flowReverse: table(c.corridors.ids),
    exported: table(c.exports.ids),
    imported: table(c.imports.ids),
    thermal: table(c.thermal.ids),
    renewable: table(c.renewables.ids),
    unserved: table(c.zones.ids),
    interrupted: table(c.zones.interruptibleZone),
    storageCharge: table(c.storages.ids),
    storageDischarge: table(c.storages.ids),
    price: table(c.zones.ids),
  };
}

/** Where one solved step of the power side goes: step `to` of the schedule. */
export interface StepPlace {
  readonly to: number;
  readonly charge: readonly number[];
  readonly discharge: readonly number[];
}

export function writePower(
  c: Case,
  inputs: StepInputs,
  into: Schedule,
  p: PowerColumns,
  x: Float64Array,
  dual: Float64Array,
  place: StepPlace,
): void {
  const { to } = place;
  const { steps } = into.timeline;
  const hours = hoursOfStep(into.timeline, to);
  const copy = (table: Float64Array, columns: readonly number[]): void =>
    columns.forEach((column, e) => {
      table[e * steps + to] = x[column];
    });
  copy(into.aggregatedPower, p.aggregated);
  c.aggregated.ids.forEach((_, l) => {
    into.aggregatedCurtailed[l * steps + to] = inputs.aggregatedTurbinable[l * steps + to] - x[p.aggregated[l]];
    into.aggregatedForced[l * steps + to] = inputs.aggregatedForced[l * steps + to];
  });
  copy(into.flowForward, p.forward);
  copy(into.flowReverse, p.reverse);
  copy(into.thermal, p.thermal);
  copy(into.renewable, p.renewable);
  copy(into.imported, p.imported);
  copy(into.unserved, p.unserved);
  copy(into.interrupted, p.interrupted);
  copy(into.storageCharge, place.charge);
  copy(into.storageDischarge, place.discharge);
  c.exports.ids.forEach((_, e) => {
    into.exported[e * steps + to] = x[p.contract[e]] + x[p.surplus[e]];
  });
  const mostWeight = MOST_OF_DEAREST * dearestSpillWeight(c);
  p.balance.forEach((row, z) => {
    into.price[z * steps + to] = ofCostAlone(dual[row] / hours, mostWeight);
  });
}

/** Free spill, over corridors too, is the weights of later stages and no more than so many times the dearest, 1. */
const MOST_OF_DEAREST = 1.5;

/**
 * The price of the cost stage, in which spilled water is free: what a dual lies below 0 by no more than the weights of
 * the stages after it (`mostWeight`, yuan/MWh) is theirs.
 */
const ofCostAlone = (price: number, mostWeight: number): number => (price < 0 && price > -mostWeight ? 0 : price);

/** Writes the flows of a station in one step: spill is curtailment up to the unused turbine flow, forced beyond. */
export function writeFlows(
  into: Schedule,
  at: number,
  turbined: number,
  spilled: number,
  limit: number,
  factor: number,
): void {
  into.turbined[at] = turbined;
  into.turbineLimit[at] = limit;
  into.productionFactor[at] = factor;
  into.turbinableSpill[at] = Math.min(spilled, limit - turbined);
  into.forcedSpill[at] = spilled - into.turbinableSpill[at];
}
