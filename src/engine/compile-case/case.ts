import type { Foresight, Level } from '../../system/scenario.ts';

/**
 * A compiled case: names turned into indices, tables into arrays, one fixed unit per quantity (MW, MWh, m3/s, hm3, yuan, hours).
 * Row-major arrays: `[entity * days + day]` or `[entity * hours + hour]`, both counted from the start of the season. Frozen data: nothing writes to it.
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
  /** weight that shares spill pro rata, of the usual one; 1 if absent */
  readonly sharing?: number;
  /** hour index of the season's first hour (a local midnight) */
  readonly start: number;
  readonly days: number;
  readonly hours: number;
  /** first and one-past-last day that are dispatched, within the season */
  readonly firstDay: number;
  readonly endDay: number;
  /** days before whose first hour a rolling run plans anew */
  readonly replanDays: Int32Array;
  /** those of them on which loads of this world or of the one it is compared with change */
  readonly changeDays: Int32Array;
  /** hours at which loads unknown before become known */
  readonly monthOfDay: Int32Array;
  readonly monthKeys: readonly string[];
  /** hour of day -> 0 peak, 1 flat, 2 valley */
  readonly hourClass: Int32Array;
  readonly zones: Zones;
  readonly stations: Stations;
  readonly lumps: Lumps;
  readonly corridors: Corridors;
  readonly sections: Sections;
  readonly exports: Exports;
  readonly imports: Imports;
  readonly thermal: Thermal;
  readonly renewables: Renewables;
  readonly storages: Storages;
  readonly basins: readonly string[];
  readonly flags: readonly { readonly code: string; readonly message_en: string; readonly message_zh: string }[];
  /** energy taken away by remove-load measures inside the dispatched window, MWh */
  readonly removedEnergy: number;
}

export interface Zones {
  readonly ids: readonly string[];
  /** pocket zones supply a load directly and lie outside the statistic */
  readonly pocket: Uint8Array;
  readonly unservedCost: Float64Array;
  /** firm load, MW [zone * hours] */
  readonly load: Float64Array;
  /** interruptible (named) loads: one slot per zone and cost */
  readonly slotZone: Int32Array;
  readonly slotCost: Float64Array;
  /** what the slots really draw when not interrupted, MW [slot * hours] */
  readonly slotLoad: Float64Array;
  /** what a plan made at or after `revisionHour[r]` believes, MW [(r * slots + slot) * hours]; revision 0 is known from the start */
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
  /** MW on line [station * days] */
  readonly capacity: Float64Array;
  /** most storage allowed at the end of the day, hm3 [station * days] */
  readonly storageLimit: Float64Array;
  /** storage that rule curves ask for at the end of the day, hm3 [station * days], -1 = no curve; absent where the model has none */
  readonly ruleStorage?: Float64Array;
  /** m3/s [station * days], net of withdrawals */
  readonly inflow: Float64Array;
  readonly normalInflow: Float64Array;
  /** release of the hours before the season, m3/s: what is in transit at its start */
  readonly releaseBefore: Float64Array;
}

export interface Lumps {
  readonly ids: readonly string[];
  readonly zone: Int32Array;
  readonly basin: Int32Array;
  readonly inStatistic: Uint8Array;
  readonly pocket: Uint8Array;
  /** MW that the turbines can make after availability */
  readonly capacity: Float64Array;
  /** power of the water as a multiple of `capacity` [lump * days]; above 1 is forced spill */
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
  /** MW [section * days] */
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
}
export interface Imports { readonly ids: readonly string[]; readonly zone: Int32Array; readonly most: Float64Array; readonly cost: Float64Array }
export interface Thermal {
  readonly ids: readonly string[];
  readonly zone: Int32Array;
  readonly most: Float64Array;
  /** MW [unit * days] */
  readonly mustRun: Float64Array;
  readonly cost: Float64Array;
}
export interface Renewables { readonly zone: Int32Array; readonly ids: readonly string[]; /** MW [fleet * hours] */ readonly available: Float64Array }
export interface Storages {
  readonly ids: readonly string[]; readonly zone: Int32Array; readonly power: Float64Array; readonly energy: Float64Array; readonly efficiency: Float64Array;
  readonly fromHour: Int32Array; readonly toHour: Int32Array;
}
