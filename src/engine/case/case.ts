import type { Foresight, Level } from '../../system/scenario/scenario.ts';
import type { Flag } from '../flag.ts';
import type { Assumptions } from '../../system/model/assumptions.ts';

/**
 * A compiled case: names turned into indices, tables into arrays, one fixed unit per quantity (MW, MWh, m3/s, hm3,
 * yuan, hours). Row-major arrays: `[entity * days + day]` or `[entity * hours + hour]`, both counted from `start`.
 * Frozen data: nothing writes to it.
 */
export interface Case {
  readonly id: string;
  /** content hash of everything that can change a result */
  readonly hash: string;
  /** the same without the named loads: equal in two worlds that differ in nothing else */
  readonly commonHash: string;
  readonly engineVersion: string;
  readonly modelId: string;
  readonly modelVersion: string;
  readonly foresight: Foresight;
  readonly level: Level;
  readonly terminal: 'water-value' | 'target';
  readonly exportRule: string;
  readonly waterYear: string;
  /** prices and habits of planners; the hash holds those alone that are not the usual ones */
  readonly assumptions: Assumptions;
  /** weight that shares spill pro rata, of the usual one; 1 if absent */
  readonly sharing?: number;
  /** hour index of the local midnight of the season's first day; whole days that the season touches, and their hours */
  readonly start: number;
  readonly days: number;
  readonly hours: number;
  /**
   * hours between which the season lies, [opens, closes), and those between which it is dispatched, [from, to), counted
   * from `start`
   */
  readonly opens: number;
  readonly closes: number;
  readonly from: number;
  readonly to: number;
  /**
   * hours at which anything changes but by the clock: a limit, a unit or line in service, a measure; no period of a
   * plan runs on over one
   */
  readonly cuts: Int32Array;
  /** days before whose first hour a rolling run plans anew */
  readonly replanDays: Int32Array;
  /** those of them on which loads of this world or of the one it is compared with change */
  readonly changeDays: Int32Array;
  readonly monthOfDay: Int32Array;
  readonly monthKeys: readonly string[];
  /** hour of day -> 0 peak, 1 flat, 2 valley */
  readonly hourClass: Int32Array;
  readonly zones: Zones;
  readonly stations: Stations;
  readonly aggregated: AggregatedHydro;
  readonly corridors: Corridors;
  readonly sections: Sections;
  readonly exports: Exports;
  readonly imports: Imports;
  readonly thermal: Thermal;
  readonly renewables: Renewables;
  readonly storages: Storages;
  readonly basins: readonly string[];
  readonly flags: readonly Flag[];
  /**
   * what says a limit in place of the model's own figure, the last that holds going before the others; words for
   * messages, no part of the hash
   */
  readonly setBy?: readonly SetBy[];
  /** energy taken away by remove-load measures inside the dispatched span, MWh */
  readonly removedEnergy: number;
}

/**
 * `figure` of the model is what `by` says, another figure or a field of a measure, between two hours of the season,
 * [from, to).
 */
export interface SetBy {
  readonly figure: string;
  readonly by: string;
  readonly from: number;
  readonly to: number;
}

export interface Zones {
  readonly ids: readonly string[];
  /** pocket zones supply a load directly and lie outside the statistic */
  readonly pocket: Uint8Array;
  readonly unservedCost: Float64Array;
  /** firm load, MW [zone * hours] */
  readonly load: Float64Array;
  /**
   * what of the firm load of all zones is no reported consumption but left over by a balance, MW by hour; absent where
   * nothing is
   */
  readonly correction?: Float64Array;
  /** interruptible (named) loads: one slot per zone and cost */
  readonly interruptibleZone: Int32Array;
  readonly interruptibleCost: Float64Array;
  /** what they really draw when not interrupted, MW [slot * hours] */
  readonly interruptibleLoad: Float64Array;
  /**
   * what a plan made at or after `revisionHour[r]` believes, MW [(r * slots + slot) * hours]; revision 0 is known from
   * the start
   */
  readonly revisionHour: Int32Array;
  readonly revisionLoad: Float64Array;
}

export interface Stations {
  readonly ids: readonly string[];
  readonly zone: Int32Array;
  readonly basin: Int32Array;
  /** index of the next station downstream, -1 = leaves the system */
  readonly downstream: Int32Array;
  readonly travelHours: Int32Array;
  /** MW per m3/s at full storage, and the ratio of the factor at dead level to it */
  readonly production: Float64Array;
  readonly deadLevelFactor: Float64Array;
  readonly ratedFlow: Float64Array;
  readonly ratedCapacity: Float64Array;
  readonly storage: Float64Array;
  readonly startStorage: Float64Array;
  readonly endStorage: Float64Array;
  /** least release, m3/s by station; where months have their own, by day [station * days] (see `leastRelease`) */
  readonly minRelease: Float64Array;
  readonly minReleaseByDay?: Float64Array;
  /** carries storage over more than a day */
  readonly seasonal: Uint8Array;
  readonly inStatistic: Uint8Array;
  /** first hour with a unit in service: until then the station is a plain reach */
  readonly inService: Int32Array;
  /** MW on line [station * hours] */
  readonly capacity: Float64Array;
  /** most storage allowed at the end of the hour, hm3 [station * hours] */
  readonly storageLimit: Float64Array;
  /**
   * storage that rule curves ask for at the end of the hour, hm3 [station * hours], -1 = no curve; absent where the
   * model has none
   */
  readonly ruleStorage?: Float64Array;
  /** m3/s [station * hours], net of withdrawals; below 0 where a reach loses more than it gains */
  readonly inflow: Float64Array;
  readonly normalInflow: Float64Array;
  /** release of the hours before the season, m3/s: what is in transit at its start */
  readonly releaseBefore: Float64Array;
}

export interface AggregatedHydro {
  readonly ids: readonly string[];
  readonly zone: Int32Array;
  readonly basin: Int32Array;
  readonly inStatistic: Uint8Array;
  readonly pocket: Uint8Array;
  /** MW that the turbines can make after availability */
  readonly capacity: Float64Array;
  /** power of the water as a multiple of `capacity` [plant * hours]; above 1 is forced spill */
  readonly ratio: Float64Array;
  readonly normalRatio: Float64Array;
}

export interface Corridors {
  readonly ids: readonly string[];
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly forward: Float64Array;
  readonly reverse: Float64Array;
  readonly loss: Float64Array;
}
export interface Sections {
  readonly ids: readonly string[];
  /** MW [section * hours] */
  readonly limit: Float64Array;
  readonly memberSection: Int32Array;
  /** corridor index, or corridors + export index */
  readonly memberLine: Int32Array;
  readonly memberCoefficient: Float64Array;
  /** 1 where the zone lies on the sending side [section * zones] */
  readonly behind: Uint8Array;
}
export interface Exports {
  readonly ids: readonly string[];
  readonly zone: Int32Array;
  /** MW [export * hours]: contract part and the most the receiver accepts */
  readonly contract: Float64Array;
  readonly most: Float64Array;
  /** rating of the line, MW, and the most by which its flow may change in an hour */
  readonly rated: Float64Array;
  readonly ramp: Float64Array;
  readonly loss: Float64Array;
  readonly surplusPrice: Float64Array;
  /** lines whose receivers accept only so much together; absent where there are none */
  readonly groups?: ExportGroups;
}
/**
 * `of`: group of each line, -1 = none. A line of a group has its rating for `most`, and the group's share of contract
 * in it for `contract`.
 */
export interface ExportGroups {
  readonly ids: readonly string[];
  readonly of: Int32Array;
  /** MW [group * hours] */ readonly contract: Float64Array;
  readonly most: Float64Array;
}
export interface Imports {
  readonly ids: readonly string[];
  readonly zone: Int32Array;
  /** MW [import * hours] */
  readonly most: Float64Array;
  readonly cost: Float64Array;
  /** 1 where all of it is taken in every hour; absent where none is */
  readonly firm?: Uint8Array;
}
export interface Thermal {
  readonly ids: readonly string[];
  readonly zone: Int32Array;
  readonly most: Float64Array;
  /** MW [unit * hours] */
  readonly mustRun: Float64Array;
  readonly cost: Float64Array;
}
export interface Renewables {
  readonly zone: Int32Array;
  readonly ids: readonly string[];
  /** MW [fleet * hours] */ readonly available: Float64Array;
}
export interface Storages {
  readonly ids: readonly string[];
  readonly zone: Int32Array;
  readonly power: Float64Array;
  readonly energy: Float64Array;
  readonly efficiency: Float64Array;
  readonly fromHour: Int32Array;
  readonly toHour: Int32Array;
}
