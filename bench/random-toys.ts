import { STREAMS, uniform } from '../src/engine/hydrology/standard-normal.ts';
import { formatInstant } from '../src/system/words/calendar.ts';
import { instantOf } from '../src/system/schema/stated-number.ts';
import type { Model, Row, Tables } from '../src/system/model/model.ts';
import type { Scenario } from '../src/system/scenario/scenario.ts';
import { MEASURE_TYPES, type Measure } from '../src/system/measures/measures.ts';

/**
 * A toy with measures of any type at any hour. A steady one has constant water and load, no ramps, and no storage
 * shorter than a day: all levels must then agree.
 */
export interface RandomToy {
  readonly seed: number;
  readonly steady: boolean;
  readonly model: Model;
  readonly scenario: Scenario;
  readonly types: readonly Measure['type'][];
}

const WINDOW_DAYS = [3, 12] as const;

/** Seeded, so that a toy that fails can be looked at; even seeds are steady. */
export function randomToy(model: Model, base: Scenario, seed: number): RandomToy {
  const draws = drawsOf(seed);
  const { between, whole } = draws;
  const steady = seed % 2 === 0;
  const days = whole(...WINDOW_DAYS);
  const start = instantOf('2021-06-01T00:00+08:00') + 24 * whole(0, 20);
  const window = { start: formatInstant(start), end: formatInstant(start + 24 * days) };
  const stations = model.tables.stations.map((row) => stationOf(row, { seed, steady }, draws));
  const sections = model.tables.sections.map((row) => ({ ...row, limit_mw: between(20, 110) }));
  const exports = model.tables.exports.map((row) => ({ ...row, ramp_mw_per_h: steady ? 100 : between(2, 20) }));
  const measures = Array.from({ length: whole(1, 3) }, (_, m): Measure =>
    measureOf(MEASURE_TYPES[(seed * 3 + m) % MEASURE_TYPES.length], `m${m}`, steady, { start, days }, draws),
  );
  return {
    seed,
    steady,
    types: measures.map(({ type }) => type),
    model: { ...model, tables: { ...model.tables, stations, sections, ...loadOf(model.tables, steady), exports } },
    scenario: {
      ...base,
      id: `toy-${seed}`,
      window,
      foresight: { mode: 'perfect', terminal: 'water-value' },
      water: { ...base.water, factor: between(0.5, 1.4) },
      measures,
    },
  };
}

interface Draws {
  /** uniform in low to high */
  readonly between: (low: number, high: number) => number;
  /** whole numbers from low to high, both included */
  readonly whole: (low: number, high: number) => number;
}

/** Draws of one toy, each the next of its seed. */
function drawsOf(seed: number): Draws {
  let at = 0;
  const between = (low: number, high: number): number => low + (high - low) * uniform(seed, STREAMS.monthly, 0, at++);
  return { between, whole: (low, high) => Math.floor(between(low, high + 1 - 1e-9)) };
}

function stationOf(
  row: Row<'stations'>,
  { seed, steady }: Pick<RandomToy, 'seed' | 'steady'>,
  { between, whole }: Draws,
): Row<'stations'> {
  const holds = row.downstream !== undefined && (steady ? seed % 4 === 0 : true);
  const storage = holds
    ? {
        regulation: steady ? ('seasonal' as const) : row.regulation,
        usable_storage_hm3: steady ? between(20, 120) : row.usable_storage_hm3 * between(0.3, 5),
      }
    : { regulation: 'run-of-river' as const, usable_storage_hm3: 0, storage_start_share: 0, storage_end_share: 0 };
  const scale = between(0.7, 1.4);
  return {
    ...row,
    ...storage,
    capacity_mw: row.capacity_mw * scale,
    rated_flow_m3s: row.rated_flow_m3s * scale,
    travel_time_h: row.downstream === undefined ? 0 : whole(0, steady ? 0 : 30),
    min_release_m3s: holds ? between(0, 20) : 0,
    dead_level_factor: steady || !holds ? 1 : between(0.8, 1),
  };
}

/** Load of every hour the same where a toy is steady, and with a wave over the day where it is not. */
function loadOf(tables: Tables, steady: boolean): Pick<Tables, 'load_shape' | 'load_years'> {
  if (steady) return { load_shape: tables.load_shape, load_years: tables.load_years };
  return {
    load_shape: tables.load_shape.map((row) => ({
      ...row,
      relative_load: 1 + 0.3 * Math.sin((2 * Math.PI * row.hour_of_year) / 24),
    })),
    load_years: tables.load_years.map((row) => ({
      ...row,
      max_load_mw: row.max_load_mw * 1.3,
      min_load_mw: row.min_load_mw * 0.7,
    })),
  };
}

/** A measure of a type that starts at any hour of the window, `start` its first hour and `days` its length. */
function measureOf(
  type: Measure['type'],
  id: string,
  plain: boolean,
  { start, days }: { readonly start: number; readonly days: number },
  { between, whole }: Draws,
): Measure {
  const hour = start + whole(1, 24 * days - 2);
  const span = {
    id,
    start: formatInstant(hour),
    ...(between(0, 1) < 0.5 ? { end: formatInstant(hour + whole(1, 60)) } : {}),
  };
  const ramp = plain || between(0, 1) < 0.5 ? {} : { ramp: `${whole(2, 40)} h` };
  const mw = (low: number, high: number): string => `${between(low, high).toFixed(2)} MW`;
  switch (type) {
    case 'remove-load':
      return { ...span, ...ramp, type, load: 'factory', size: mw(5, 30), persistence: 1 };
    case 'add-load':
      return { ...span, ...ramp, type, zone: 'mountain', size: mw(2, 40), interruption_yuan_per_mwh: 10_000 };
    case 'line-in-service':
      return { ...span, type, export: 'east', size: mw(2, 20) };
    case 'section-limit':
      return { ...span, type, section: 'valley', limit: mw(0, 110) };
    case 'export-schedule':
      return { ...span, type, export: 'east', mean: mw(1, 20) };
    // A battery of less than a day is a storage that blocks cannot follow: a steady toy has one that never fills.
    case 'add-storage':
      return { ...span, type, zone: 'city', power: mw(1, 20), energy: '80 MWh', efficiency: 0.75 };
    case 'outage':
      return { ...span, type, station: between(0, 1) < 0.5 ? 'upper' : 'lower', capacity: mw(5, 40) };
    case 'minimum-output':
      return { ...span, type, thermal: 'city-coal', output: mw(0, 60) };
    case 'flood-limit':
      return { ...span, type, station: 'upper', max_storage_share: between(0.3, 0.9) };
    case 'inflow-year':
      return { ...span, type, water_year: 'normal', factor: between(0.5, 1.5) };
    case 'growth':
      return { ...span, type, factor: between(0.8, 1.3) };
  }
}
