import type { Case } from '../compile-case/case.ts';
import type { Outcome } from '../outcome.ts';
import { scaleOf } from '../scale.ts';
import { hoursOfStep, type Timeline } from '../timeline.ts';
import type { StepInputs } from '../zone-balance.ts';
import type { PowerColumns } from './power-family.ts';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };
/** The tables of an outcome while they are being filled. */
export type Schedule = Mutable<Pick<Outcome,
  'timeline' | 'turbined' | 'turbinableSpill' | 'forcedSpill' | 'turbineLimit' | 'productionFactor' | 'missingWater' | 'storage' | 'lumpPower' | 'lumpCurtailed' | 'lumpForced' |
  'flowForward' | 'flowReverse' | 'exported' | 'imported' | 'thermal' | 'renewable' | 'unserved' | 'interrupted' | 'storageCharge' | 'storageDischarge' | 'price'>>;

export function emptySchedule(c: Case, timeline: Timeline): Schedule {
  const table = (entities: readonly unknown[] | Int32Array): Float64Array => new Float64Array(entities.length * timeline.steps);
  const s = c.stations.ids;
  return {
    timeline, turbined: table(s), turbinableSpill: table(s), forcedSpill: table(s), turbineLimit: table(s), productionFactor: table(s), missingWater: table(s), storage: table(s),
    lumpPower: table(c.lumps.ids), lumpCurtailed: table(c.lumps.ids), lumpForced: table(c.lumps.ids),
    flowForward: table(c.corridors.ids), flowReverse: table(c.corridors.ids), exported: table(c.exports.ids), imported: table(c.imports.ids),
    thermal: table(c.thermal.ids), renewable: table(c.renewables.ids), unserved: table(c.zones.ids), interrupted: table(c.zones.slotZone),
    storageCharge: table(c.storages.ids), storageDischarge: table(c.storages.ids), price: table(c.zones.ids),
  };
}

/** Where one solved step of the power side goes: step `to` of the schedule. */
export interface StepPlace { readonly to: number; readonly charge: readonly number[]; readonly discharge: readonly number[] }

/** What an interior solution leaves of power that is not there, MW of a large system (`Scale.power`): it is written as none, and what that opens is closed with the zone. */
const LEFT_BEHIND_MW = 1e-5;
export const leftBehind = (c: Case): number => LEFT_BEHIND_MW * scaleOf(c).power;

/** The same of spill, m3/s of large rivers (`Scale.flow`), and of curtailment as a share of what could be curtailed: with less than that hourly series, in which a millionth is nothing, would not have the sums of the books. */
const LEFT_BEHIND_M3S = 1e-6;
const LEFT_BEHIND_SHARE = 2e-6;

export function writePower(c: Case, inputs: StepInputs, into: Schedule, p: PowerColumns, x: Float64Array, dual: Float64Array, place: StepPlace): void {
  const { to } = place;
  const { steps } = into.timeline;
  const hours = hoursOfStep(into.timeline, to);
  const dust = leftBehind(c);
  const copy = (table: Float64Array, columns: readonly number[]): void => columns.forEach((column, e) => { table[e * steps + to] = x[column]; });
  p.lump.forEach((column, l) => {
    const most = inputs.lumpTurbinable[l * steps + to];
    into.lumpPower[l * steps + to] = most - x[column] < Math.max(dust, LEFT_BEHIND_SHARE * most) ? most : x[column];
    into.lumpCurtailed[l * steps + to] = most - into.lumpPower[l * steps + to];
    into.lumpForced[l * steps + to] = inputs.lumpForced[l * steps + to];
  });
  copy(into.flowForward, p.forward);
  copy(into.flowReverse, p.reverse);
  copy(into.thermal, p.thermal);
  p.renewable.forEach((column, r) => {
    const most = inputs.renewable[r * steps + to];
    into.renewable[r * steps + to] = most - x[column] < dust ? most : x[column];
  });
  const copyWithoutDust = (table: Float64Array, columns: readonly number[]): void => columns.forEach((column, e) => { table[e * steps + to] = x[column] < dust ? 0 : x[column]; });
  copyWithoutDust(into.imported, p.imported);
  copyWithoutDust(into.unserved, p.unserved);
  copyWithoutDust(into.interrupted, p.interrupted);
  copyWithoutDust(into.storageCharge, place.charge);
  copyWithoutDust(into.storageDischarge, place.discharge);
  c.exports.ids.forEach((_, e) => { into.exported[e * steps + to] = x[p.contract[e]] + x[p.surplus[e]]; });
  p.balance.forEach((row, z) => { into.price[z * steps + to] = dual[row] / hours; });
}

/** Writes the solved flows of a station in one step: spill that is none goes through the turbines while they take it. */
export function writeSolvedFlows(c: Case, into: Schedule, at: number, turbined: number, spilled: number, limit: number, factor: number): void {
  const more = Math.min(spilled, limit - turbined);
  const none = more < Math.max(LEFT_BEHIND_M3S * scaleOf(c).flow, LEFT_BEHIND_SHARE * limit) ? more : 0;
  writeFlows(into, at, turbined + none, spilled - none, limit, factor);
}

/** Writes the flows of a station in one step: spill is curtailment up to the unused turbine flow, forced beyond. */
export function writeFlows(into: Schedule, at: number, turbined: number, spilled: number, limit: number, factor: number): void {
  into.turbined[at] = turbined;
  into.turbineLimit[at] = limit;
  into.productionFactor[at] = factor;
  into.turbinableSpill[at] = Math.min(spilled, limit - turbined);
  into.forcedSpill[at] = spilled - into.turbinableSpill[at];
}
