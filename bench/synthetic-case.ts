import type { Case, Corridors, Exports, AggregatedHydro, Sections, Stations, Zones } from '../src/engine/case/case.ts';
import { STREAMS, uniform } from '../src/engine/hydrology/standard-normal.ts';
import { USUAL_ASSUMPTIONS } from '../src/system/model/assumptions.ts';
import { midnight } from '../src/system/words/calendar.ts';

export interface SyntheticSize {
  readonly days: number;
  readonly stations: number;
  readonly zones: number;
  readonly seasonal: number;
  readonly seed: number;
}

type Draw = (low: number, high: number) => number;
const array = (length: number, of: (at: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, at) => of(at));
const whole = (length: number, of: (at: number) => number): Int32Array =>
  Int32Array.from({ length }, (_, at) => of(at));
const ids = (count: number, name: string): string[] => Array.from({ length: count }, (_, at) => `${name}-${at}`);

/** Stations of a cascade, the first of which may hold a season. */
const CASCADE = 5;
/**
 * Hydro of the whole system, MW at rated flow, shared among the stations so that size alone does not change how scarce
 * power is.
 */
const HYDRO_MW = 60_000;

/**
 * A seeded system of any size with the mix of a wet-season hydro system: cascades of five (a seasonal reservoir at the
 * head of some, daily ponds, run-of-river), a ring of zones with a section every third zone, a coal unit a zone, two
 * exports. Days repeat one wet season, so that hours can be grown beyond it.
 */
export function syntheticCase({ days, stations, zones, seasonal, seed }: SyntheticSize): Case {
  let drawn = 0;
  const draw: Draw = (low, high) => low + (high - low) * uniform(seed, STREAMS.monthly, 0, drawn++);
  const hours = days * 24;
  const start = midnight(2021, 6, 1);
  const corridors = ring(zones, draw);
  return {
    id: `synthetic-${seed}`,
    hash: `synthetic-${seed}-${days}-${stations}-${zones}-${seasonal}`,
    commonHash: 'synthetic',
    engineVersion: 'bench',
    modelId: 'synthetic',
    modelVersion: '1',
    foresight: 'perfect',
    level: 'screen',
    terminal: 'water-value',
    exportRule: 'all-free',
    waterYear: 'synthetic',
    assumptions: USUAL_ASSUMPTIONS,
    start,
    days,
    hours,
    opens: 0,
    closes: hours,
    from: 0,
    to: hours,
    cuts: new Int32Array(0),
    replanDays: Int32Array.of(0),
    changeDays: new Int32Array(0),
    monthOfDay: whole(days, (d) => Math.floor(d / 30)),
    monthKeys: ids(Math.ceil(days / 30), 'month'),
    hourClass: whole(24, (h) => (h < 8 ? 2 : h < 18 ? 0 : 1)),
    zones: zonesOf(zones, hours, draw),
    stations: stationsOf({ stations, zones, seasonal, days }, draw),
    aggregated: aggregatedOf(zones, days, draw),
    corridors,
    sections: sectionsOf(corridors, zones, hours, draw),
    exports: exportsOf(zones, hours, draw),
    imports: { ids: [], zone: whole(0, Number), most: array(0, Number), cost: array(0, Number) },
    thermal: {
      ids: ids(zones, 'coal'),
      zone: whole(zones, Number),
      most: array(zones, () => 12_000 / zones),
      mustRun: array(zones * hours, () => 2_000 / zones),
      cost: array(zones, () => draw(280, 420)),
    },
    renewables: { ids: [], zone: whole(0, Number), available: array(0, Number) },
    storages: noStorages(),
    basins: ['river'],
    flags: [],
    removedEnergy: 0,
  };
}

const noStorages = (): Case['storages'] => ({
  ids: [],
  zone: whole(0, Number),
  power: array(0, Number),
  energy: array(0, Number),
  efficiency: array(0, Number),
  fromHour: whole(0, Number),
  toHour: whole(0, Number),
});

const ring = (zones: number, draw: Draw): Corridors => ({
  ids: ids(zones, 'line'),
  from: whole(zones, Number),
  to: whole(zones, (z) => (z + 1) % zones),
  forward: array(zones, () => draw(4000, 9000)),
  reverse: array(zones, () => draw(4000, 9000)),
  loss: array(zones, () => 0.01),
});

function zonesOf(zones: number, hours: number, draw: Draw): Zones {
  const share = array(zones, () => draw(0.6, 1.4));
  const load = (z: number, t: number): number =>
    (32_000 / zones) * share[z] * (1 + 0.2 * Math.sin((2 * Math.PI * (t - 8)) / 24));
  return {
    ids: ids(zones, 'zone'),
    pocket: new Uint8Array(zones),
    unservedCost: array(zones, () => 9000),
    load: array(zones * hours, (at) => load(Math.floor(at / hours), at % hours)),
    interruptibleZone: Int32Array.of(0),
    interruptibleCost: Float64Array.of(2000),
    interruptibleLoad: array(hours, () => 4000),
    revisionHour: Int32Array.of(0),
    revisionLoad: array(hours, () => 4000),
  };
}

/**
 * Natural flow grows down a cascade; rated flows lie above its mean and below its peak, so that some water must be
 * spilled.
 */
function stationsOf({ stations: n, zones, seasonal, days }: Omit<SyntheticSize, 'seed'>, draw: Draw): Stations {
  const step = (i: number): number => i % CASCADE;
  const isSeasonal = (i: number): boolean => step(i) === 0 && Math.floor(i / CASCADE) < seasonal;
  const local = array(n, (i) => (step(i) === 0 ? draw(200, 500) : draw(20, 60)));
  const passing = array(n, (i) => local.slice(i - step(i), i + 1).reduce((sum, flow) => sum + flow, 0));
  const rated = passing.map((flow) => flow * draw(1.1, 1.6));
  const production = array(n, () => draw(0.5, 2));
  const total = rated.reduce((sum, flow, i) => sum + flow * production[i], 0);
  const scaled = production.map((mw) => (mw * HYDRO_MW) / total);
  const capacity = rated.map((flow, i) => flow * scaled[i]);
  const storage = array(
    n,
    (i) => passing[i] * 0.0036 * (isSeasonal(i) ? draw(600, 1500) : step(i) % 2 === 0 ? draw(4, 20) : 0),
  );
  const wet = (d: number): number => 0.7 + 0.7 * Math.sin((Math.PI * (d % 153)) / 153);
  const hours = days * 24;
  const inflow = array(n * hours, (at) => local[Math.floor(at / hours)] * wet(Math.floor((at % hours) / 24)));
  return {
    ids: ids(n, 'station'),
    zone: whole(n, (i) => Math.floor(i / CASCADE) % zones),
    basin: new Int32Array(n),
    downstream: whole(n, (i) => (step(i) < CASCADE - 1 && i + 1 < n ? i + 1 : -1)),
    travelHours: whole(n, () => Math.floor(draw(0, 4))),
    production: scaled,
    deadLevelFactor: array(n, () => 0.9),
    ratedFlow: rated,
    ratedCapacity: capacity,
    storage,
    startStorage: storage.map((hm3) => 0.3 * hm3),
    endStorage: storage.map((hm3) => 0.8 * hm3),
    minRelease: new Float64Array(n),
    seasonal: Uint8Array.from({ length: n }, (_, i) => Number(isSeasonal(i))),
    inStatistic: new Uint8Array(n).fill(1),
    inService: new Int32Array(n),
    capacity: array(n * hours, (at) => capacity[Math.floor(at / hours)]),
    storageLimit: array(n * hours, (at) => storage[Math.floor(at / hours)]),
    inflow,
    normalInflow: inflow,
    releaseBefore: passing.map((flow) => 0.7 * flow),
  };
}

function aggregatedOf(zones: number, days: number, draw: Draw): AggregatedHydro {
  const hours = days * 24;
  const ratio = array(
    zones * hours,
    (at) => 0.6 + 0.4 * Math.sin((Math.PI * (Math.floor((at % hours) / 24) % 153)) / 153),
  );
  return {
    ids: ids(zones, 'small'),
    zone: whole(zones, Number),
    basin: new Int32Array(zones),
    inStatistic: new Uint8Array(zones),
    pocket: new Uint8Array(zones),
    capacity: array(zones, () => draw(2000, 8000) / zones),
    ratio,
    normalRatio: ratio,
  };
}

function sectionsOf({ from, forward }: Corridors, zones: number, hours: number, draw: Draw): Sections {
  const lines = [...from.keys()].filter((line) => line % 3 === 0);
  const limit = lines.map((line) => forward[line] * draw(0.5, 0.9));
  return {
    ids: ids(lines.length, 'section'),
    limit: array(lines.length * hours, (at) => limit[Math.floor(at / hours)]),
    memberSection: whole(lines.length, Number),
    memberLine: Int32Array.from(lines),
    memberCoefficient: array(lines.length, () => 1),
    behind: new Uint8Array(lines.length * zones),
  };
}

function exportsOf(zones: number, hours: number, draw: Draw): Exports {
  const most = array(2, () => draw(6000, 9000));
  return {
    ids: ids(2, 'export'),
    zone: Int32Array.of(0, Math.floor(zones / 2)),
    contract: array(2 * hours, (at) => 0.5 * most[Math.floor(at / hours)]),
    most: array(2 * hours, (at) => most[Math.floor(at / hours)]),
    rated: most,
    ramp: most.map((mw) => 0.3 * mw),
    loss: new Float64Array(2),
    surplusPrice: array(2, () => draw(80, 120)),
  };
}
