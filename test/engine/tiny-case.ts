import type { Case } from '../../src/engine/case/case.ts';
import type { Outcome } from '../../src/engine/outcome/outcome.ts';
import { hourTimeline } from '../../src/engine/case/timeline.ts';
import { MAX_TRAVEL_HOURS } from '../../src/engine/tables.ts';
import { USUAL_ASSUMPTIONS } from '../../src/system/model/assumptions.ts';
import { midnight } from '../../src/system/words/calendar.ts';

const HOURS = 24;
const each = (...values: number[]): Float64Array =>
  Float64Array.from(values.flatMap((value) => new Array<number>(HOURS).fill(value)));
const f = (...values: number[]): Float64Array => Float64Array.from(values);
const i = (...values: number[]): Int32Array => Int32Array.from(values);
const u = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** The calendar of a season of whole days, of which those from `first` up to `end` are dispatched. */
export const wholeDays = (days: number, first = 0, end = days) => ({
  days,
  hours: days * HOURS,
  opens: 0,
  closes: days * HOURS,
  from: first * HOURS,
  to: end * HOURS,
});

/**
 * One day, two zones. Zone `hills`: station `upper` (storage 10 hm3, 1 MW per m3/s, turbines 80 m3/s, inflow 100) whose
 * release reaches `lower` (no storage, 0.5 MW per m3/s, turbines 70 m3/s, own inflow 10) after 2 h; aggregated hydro
 * `brooks` outside the statistic, 20 MW with water for 30 MW; firm load 70 MW and a named load. Zone `plain`: load 9
 * MW, fed over a corridor that loses 10 %. One section holds the export alone, limit 15 MW.
 */
export function tinyCase(namedLoad: number): Case {
  return {
    id: `named-${namedLoad}`,
    hash: `hash-${namedLoad}`,
    commonHash: 'common',
    engineVersion: 'test',
    modelId: 'tiny',
    modelVersion: '1',
    foresight: 'perfect',
    level: 'standard',
    terminal: 'target',
    exportRule: 'all-free',
    waterYear: 'normal',
    assumptions: USUAL_ASSUMPTIONS,
    start: midnight(2021, 6, 30),
    days: 1,
    hours: HOURS,
    opens: 0,
    closes: HOURS,
    from: 0,
    to: HOURS,
    cuts: i(),
    replanDays: i(0),
    changeDays: i(),
    monthOfDay: i(0),
    monthKeys: ['2021-06'],
    hourClass: Int32Array.from({ length: HOURS }, (_, h) => (h < 8 ? 2 : h < 18 ? 0 : 1)),
    zones: {
      ids: ['hills', 'plain'],
      pocket: u(0, 0),
      unservedCost: f(9000, 9000),
      load: each(70, 9),
      interruptibleZone: i(0),
      interruptibleCost: f(2000),
      interruptibleLoad: each(namedLoad),
      revisionHour: i(0),
      revisionLoad: each(namedLoad),
    },
    stations: {
      ids: ['upper', 'lower'],
      zone: i(0, 0),
      basin: i(0, 0),
      downstream: i(1, -1),
      travelHours: i(2, 0),
      production: f(1, 0.5),
      deadLevelFactor: f(1, 1),
      ratedFlow: f(80, 70),
      ratedCapacity: f(80, 35),
      storage: f(10, 0),
      startStorage: f(5, 0),
      endStorage: f(5, 0),
      minRelease: f(0, 0),
      seasonal: u(1, 0),
      inStatistic: u(1, 1),
      inService: i(0, 0),
      capacity: each(80, 35),
      storageLimit: each(10, 0),
      inflow: each(100, 10),
      normalInflow: each(100, 10),
      releaseBefore: f(70, 80),
    },
    aggregated: {
      ids: ['brooks'],
      zone: i(0),
      basin: i(0),
      inStatistic: u(0),
      pocket: u(0),
      capacity: f(20),
      ratio: each(1.5),
      normalRatio: each(1.5),
    },
    corridors: { ids: ['pass'], from: i(0), to: i(1), forward: f(50), reverse: f(50), loss: f(0.1) },
    sections: {
      ids: ['gate'],
      limit: each(15),
      memberSection: i(0),
      memberLine: i(1),
      memberCoefficient: f(1),
      behind: u(1, 0),
    },
    exports: {
      ids: ['east'],
      zone: i(0),
      contract: each(0),
      most: each(50),
      rated: f(60),
      ramp: f(50),
      loss: f(0),
      surplusPrice: f(100),
    },
    imports: { ids: [], zone: i(), most: f(), cost: f() },
    thermal: { ids: ['coal'], zone: i(0), most: f(10), mustRun: each(0), cost: f(300) },
    renewables: { ids: [], zone: i(), available: f() },
    storages: { ids: [], zone: i(), power: f(), energy: f(), efficiency: f(), fromHour: i(), toHour: i() },
    basins: ['river'],
    flags: [],
    removedEnergy: 0,
  };
}

export interface TinyDay {
  readonly upperTurbined: number;
  readonly upperSpill: number;
  readonly brooks: number;
  readonly coal: number;
  readonly exported: number;
}

/**
 * The same decision in every hour; water and aggregated hydro follow from it. Both rivers ran at a release of 70 m3/s from
 * `upper` before.
 */
export function tinyOutcome(day: TinyDay): Outcome {
  const release = day.upperTurbined + day.upperSpill;
  const arriving = Float64Array.from({ length: HOURS }, (_, t) => 10 + (t < 2 ? 70 : release));
  const lowerTurbined = arriving.map((flow) => Math.min(70, flow));
  const join = (a: Float64Array, b: Float64Array): Float64Array => Float64Array.of(...a, ...b);
  return {
    timeline: hourTimeline(tinyCase(0)),
    turbined: join(each(day.upperTurbined), lowerTurbined),
    turbinableSpill: each(day.upperSpill, 0),
    forcedSpill: join(
      each(0),
      arriving.map((flow, t) => flow - lowerTurbined[t]),
    ),
    turbineLimit: each(80, 70),
    productionFactor: each(1, 0.5),
    missingWater: each(0, 0),
    storage: join(
      Float64Array.from({ length: HOURS }, (_, t) => 5 + 0.0036 * (100 - release) * (t + 1)),
      each(0),
    ),
    firstStorage: f(5, 0),
    releaseBefore: Float64Array.from({ length: 2 * MAX_TRAVEL_HOURS }, (_, at) => (at < MAX_TRAVEL_HOURS ? 70 : 80)),
    aggregatedPower: each(day.brooks),
    aggregatedCurtailed: each(20 - day.brooks),
    aggregatedForced: each(10),
    flowForward: each(10),
    flowReverse: each(0),
    exported: each(day.exported),
    imported: f(),
    thermal: each(day.coal),
    renewable: f(),
    unserved: each(0, 0),
    interrupted: each(0),
    storageCharge: f(),
    storageDischarge: f(),
    price: each(100, 110),
    upperBound: 1,
    lowerBound: 1,
    absoluteCost: 1,
    waterValue: f(0, 0),
    stages: [],
    replans: [],
    solver: 'by hand',
    answers: [],
  };
}

/** Supply 60 + 35 + 15 + 5 = 115 MW; use 70 + 30 named + 10 to the plain + 5 exported. */
export const keptDay: TinyDay = { upperTurbined: 60, upperSpill: 10, brooks: 15, coal: 5, exported: 5 };
/**
 * Without the 30 MW: 10 more curtailed at `upper`, 5 more in the brooks, 5 MW less coal, 10 MW more exported. Supply 95
 * = 70 + 10 + 15.
 */
export const removedDay: TinyDay = { upperTurbined: 50, upperSpill: 20, brooks: 10, coal: 0, exported: 15 };
/** The same, but `upper` keeps the 10 m3/s in its reservoir. */
export const storedDay: TinyDay = { ...removedDay, upperSpill: 10 };
