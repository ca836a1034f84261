import { beforeAll, describe, expect, test } from 'vitest';
import type { Case } from '../../src/engine/case/case.ts';
import { reportedLoad } from '../../src/engine/compile-case/demand.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { daysInMonth, hourOfYear, midnight } from '../../src/system/words/calendar.ts';
import { checkModel } from '../../src/system/reading/check-model.ts';
import type { Model } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import type { Measure } from '../../src/system/measures/measures.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { compileCase } from '../support/from-words.ts';

let toy: Model, toyBase: Scenario, toyShutdown: Scenario, sichuan: Model, base: Scenario, shutdown: Scenario;
beforeAll(async () => {
  toy = orThrow(await loadModelFolder('models/two-plant-cascade'));
  toyBase = orThrow(await loadScenarioFile('scenarios/two-plant-cascade/base.yaml'));
  toyShutdown = orThrow(await loadScenarioFile('scenarios/two-plant-cascade/shutdown.yaml'));
  sichuan = orThrow(await loadModelFolder('models/sichuan'));
  base = orThrow(await loadScenarioFile('scenarios/sichuan-2021/base.yaml'));
  shutdown = orThrow(await loadScenarioFile('scenarios/sichuan-2021/shutdown-8gw.yaml'));
});

const withMeasures = (scenario: Scenario, ...measures: Measure[]): Scenario => ({
  ...scenario,
  measures: [...scenario.measures, ...measures],
});
const sum = (values: Iterable<number>): number => [...values].reduce((total, v) => total + v, 0);
const addLoad = (size: string): Measure => ({
  id: 'extra',
  type: 'add-load',
  zone: 'mountain',
  size,
  interruption_yuan_per_mwh: 10000,
  start: '2021-06-02T00:00+08:00',
});
/** A case without its name, its size warnings, and the hours at which periods are cut. */
const arrays = ({ id: _id, flags: _flags, hash: _hash, cuts: _cuts, ...rest }: Case): unknown => rest;
/** What an hourly table holds all day long, day by day. */
const byDay = (table: Float64Array): number[] =>
  Array.from({ length: table.length / 24 }, (_, d) => {
    expect(new Set(table.subarray(d * 24, d * 24 + 24)).size).toBe(1);
    return table[d * 24];
  });

describe('the two-plant cascade, by hand (rows stand in order of their ids)', () => {
  test('time', () => {
    const c = compileCase(toy, toyBase);
    expect([c.start, c.days, c.hours, c.opens, c.closes, c.from, c.to]).toEqual([
      midnight(2021, 6, 1),
      2,
      48,
      0,
      48,
      0,
      48,
    ]);
    expect(c.monthKeys).toEqual(['2021-06']);
    expect([c.hourClass[0], c.hourClass[7], c.hourClass[11]]).toEqual([2, 0, 1]);
  });

  test('stations: 100 m3/s above, 20 more between the plants', () => {
    const s = compileCase(toy, toyBase).stations;
    expect(s.ids).toEqual(['lower', 'upper']);
    expect([...s.downstream]).toEqual([-1, 0]);
    expect([...s.travelHours]).toEqual([0, 1]);
    expect(byDay(s.inflow)).toEqual([20, 20, 100, 100]);
    expect([...s.releaseBefore]).toEqual([120, 100]);
    expect([...s.storage]).toEqual([0, 8.64]);
    expect([...s.startStorage]).toEqual([0, 4.32]);
    expect([...s.endStorage]).toEqual([0, 4.32]);
    expect([...s.minRelease]).toEqual([0, 10]);
    expect([...s.seasonal]).toEqual([0, 0]);
    expect([...s.inStatistic]).toEqual([1, 1]);
    expect(byDay(s.capacity)).toEqual([60, 60, 100, 100]);
  });

  test('loads: 20 MW in the mountains, 80 in the city, the factory apart', () => {
    const { zones } = compileCase(toy, toyBase);
    expect(zones.ids).toEqual(['city', 'mountain']);
    for (let t = 0; t < 48; t++)
      expect([zones.load[t], zones.load[48 + t]]).toEqual([expect.closeTo(80, 9), expect.closeTo(20, 9)]);
    expect([...zones.interruptibleZone]).toEqual([1]);
    expect([...zones.interruptibleCost]).toEqual([2000]);
    expect(new Set(zones.interruptibleLoad)).toEqual(new Set([30]));
    expect(zones.revisionHour).toHaveLength(1);
  });

  test('network and plants', () => {
    const c = compileCase(toy, toyBase);
    expect([...c.sections.behind]).toEqual([0, 1]);
    expect(byDay(c.sections.limit)).toEqual([50, 50]);
    expect(new Set(c.exports.most)).toEqual(new Set([20]));
    expect(new Set(c.exports.contract)).toEqual(new Set([20]));
    expect([...c.aggregated.capacity]).toEqual([8]);
    expect(byDay(c.aggregated.ratio)).toEqual([1, 1]);
    expect(byDay(c.thermal.mustRun)).toEqual([20, 20]);
  });

  test('the removal takes 30 MW for 48 hours, and its part of them in a shorter window', () => {
    expect(compileCase(toy, toyShutdown).removedEnergy).toBeCloseTo(1440, 6);
    const second = compileCase(toy, toyShutdown, {
      window: { start: midnight(2021, 6, 2), end: midnight(2021, 6, 3) },
    });
    expect([second.from, second.to]).toEqual([24, 48]);
    expect(second.removedEnergy).toBeCloseTo(720, 6);
  });

  test('added load in the same slot does not hide what is removed', () => {
    const shared: Measure = { ...addLoad('50 MW'), interruption_yuan_per_mwh: 2000 } as Measure;
    expect(compileCase(toy, withMeasures(toyShutdown, shared)).removedEnergy).toBeCloseTo(1440, 6);
  });

  test('added load of no size leaves no trace', () => {
    expect(arrays(compileCase(toy, withMeasures(toyBase, addLoad('0 MW'))))).toEqual(arrays(compileCase(toy, toyBase)));
  });

  test('added load is not foreseen', () => {
    const { zones } = compileCase(toy, withMeasures(toyBase, addLoad('5 MW')));
    expect([...zones.revisionHour].slice(1)).toEqual([midnight(2021, 6, 2)]);
    const hours = 48;
    expect([zones.interruptibleLoad[hours + 23], zones.interruptibleLoad[hours + 24]]).toEqual([0, 5]);
    expect(sum(zones.revisionLoad.subarray(hours, 2 * hours))).toBe(0);
    expect(zones.revisionLoad[3 * hours + 24]).toBe(5);
  });

  test('overhauls take their share of what is on line, day by day, and may not take more than there is', () => {
    const overhaul = (from: string, to: string, share_out: number) => ({
      station: 'upper',
      from,
      to,
      share_out,
      source: 'test',
      confidence: 'assumed' as const,
    });
    const model = (...maintenance: ReturnType<typeof overhaul>[]): Model => ({
      ...toy,
      tables: { ...toy.tables, maintenance },
    });
    const { stations } = compileCase(model(overhaul('06-02', '06-30', 0.25)), toyBase);
    expect(byDay(stations.capacity)).toEqual([60, 60, 100, 75]);
    expect(byDay(compileCase(model(overhaul('12-01', '12-31', 1)), toyBase).stations.capacity)).toEqual([
      60, 60, 100, 100,
    ]);
    expect(
      checkModel(
        model(overhaul('06-02', '06-30', 0.6), overhaul('06-10', '06-20', 0.6), overhaul('03-02', '03-01', 0.1)),
      ).map((found) => found.code),
    ).toEqual(['maintenance-reversed', 'maintenance-above-capacity']);
    expect(
      checkModel(model({ ...overhaul('06-02', '06-30', 0.1), station: 'uper' })).map((found) => found.code),
    ).toEqual(['unknown-reference']);
  });

  test('an outage takes capacity and leaves the reservoir', () => {
    const { stations } = compileCase(
      toy,
      withMeasures(toyBase, {
        id: 'fault',
        type: 'outage',
        station: 'upper',
        capacity: '100 MW',
        start: '2021-06-02T00:00+08:00',
      }),
    );
    expect(byDay(stations.capacity).slice(2)).toEqual([100, 0]);
    expect(stations.storage[1]).toBe(8.64);
  });
});

describe('Sichuan 2021', () => {
  test('reported load adds to the published months and touches the published extremes', () => {
    const load = reportedLoad(sichuan, 2021);
    for (let month = 1; month <= 12; month++) {
      const from = hourOfYear(midnight(2021, month, 1));
      const published = sichuan.tables.load_months.find((r) => r.year === 2021 && r.month === month);
      expect(sum(load.subarray(from, from + daysInMonth(2021, month) * 24)) / 1000).toBeCloseTo(
        published?.consumption_gwh ?? NaN,
        3,
      );
    }
    const annual = sichuan.tables.load_years.find((r) => r.year === 2021);
    expect(Math.max(...load)).toBeCloseTo(annual?.max_load_mw ?? NaN, 0);
    expect(Math.min(...load)).toBeCloseTo(annual?.min_load_mw ?? NaN, 0);
  });

  test('8 GW from 20 June to the end of October', () => {
    const c = compileCase(sichuan, shutdown);
    expect(c.removedEnergy / (8000 * 3216)).toBeCloseTo(1, 10);
    expect([...c.zones.revisionHour]).toEqual([-1_000_000_000, midnight(2021, 6, 20)]);
    expect([...c.replanDays]).toContain(19);
  });

  test('both worlds share everything but the load, and every hour before the date', () => {
    const [kept, removed] = [compileCase(sichuan, base), compileCase(sichuan, shutdown)];
    expect(removed.commonHash).toBe(kept.commonHash);
    expect(removed.hash).not.toBe(kept.hash);
    const before = 19 * 24;
    for (let slot = 0; slot < kept.zones.interruptibleZone.length; slot++) {
      const [at, to] = [slot * kept.hours, slot * kept.hours + before];
      expect(removed.zones.interruptibleLoad.subarray(at, to)).toEqual(kept.zones.interruptibleLoad.subarray(at, to));
    }
    expect(removed.zones.revisionLoad.subarray(0, kept.zones.revisionLoad.length)).toEqual(kept.zones.revisionLoad);
  });

  test('a removal of no size is no removal', () => {
    const none = base.loads.map((load) => ({ ...load, size: '0 GW' }));
    const measures = shutdown.measures.map((m) => (m.type === 'remove-load' ? { ...m, size: '0 GW' } : m));
    const { cuts, start } = compileCase(sichuan, shutdown);
    const cutHours = Array.from(cuts, (hour) => start + hour);
    const [without, zero] = [
      compileCase(sichuan, { ...base, loads: none }, { cutHours }),
      compileCase(sichuan, { ...shutdown, measures }, { cutHours }),
    ];
    expect(zero.hash).toBe(without.hash);
    expect(zero.commonHash).toBe(without.commonHash);
    expect(zero.removedEnergy).toBe(0);
  });

  test('months that hold none of the load keep their reported energy and what the balance adds to it; June gives up the metered part', () => {
    const { zones, hours } = compileCase(sichuan, base);
    const energy = (from: number, to: number): number =>
      sum(zones.ids.map((_, z) => sum(zones.load.subarray(z * hours + from * 24, z * hours + to * 24)))) / 1000;
    const published = (month: number): number =>
      sichuan.tables.load_months.find((r) => r.year === 2021 && r.month === month)?.consumption_gwh ?? NaN;
    const left = sichuan.tables.load_corrections.find((r) => r.year === 2021 && r.month === 7)!.energy_gwh;
    expect(left).toBeGreaterThan(500);
    expect(energy(30, 61)).toBeCloseTo(published(7) + left, 3);
    // grid and consumption-zone connections carry 60 % of 8 GW for 19 days, less what small prefectures cannot have
    // metered
    const taken = published(6) - energy(0, 30);
    expect(taken).toBeGreaterThan(0.8 * 4.8 * 456);
    expect(taken).toBeLessThanOrEqual(4.8 * 456 + 1e-6);
  });

  test('water: no local inflow is negative, no start above its limit, no limit falls faster than a fifteenth a day', () => {
    const { stations: s, hours } = compileCase(sichuan, base);
    expect(s.inflow.every((flow) => flow >= 0)).toBe(true);
    for (let i = 0; i < s.ids.length; i++) {
      expect(s.startStorage[i]).toBeLessThanOrEqual(s.storageLimit[i * hours]);
      let steepest = 0;
      for (let t = 24; t < hours; t++)
        steepest = Math.max(steepest, s.storageLimit[i * hours + t - 24] - s.storageLimit[i * hours + t]);
      expect(steepest).toBeLessThanOrEqual(s.storage[i] / 15 + 1e-9);
    }
  });

  test('a station that enters service later is a plain reach', () => {
    const opens = Math.min(
      ...sichuan.tables.availability.filter((a) => a.station === 'lianghekou').map((a) => Date.parse(a.from)),
    );
    expect(opens).toBeGreaterThan(Date.parse('2020-11-01'));
    const season = { start: '2020-06-01T00:00+08:00', end: '2020-06-08T00:00+08:00' };
    const { stations, hours } = compileCase(sichuan, { ...base, window: season });
    const at = stations.ids.indexOf('lianghekou');
    expect([
      stations.storage[at],
      stations.startStorage[at],
      stations.seasonal[at],
      sum(stations.capacity.subarray(at * hours, (at + 1) * hours)),
    ]).toEqual([0, 0, 0, 0]);
  });

  test('sizes that a prefecture cannot hold are flagged, with its names and the size that it can', () => {
    const flags = compileCase(sichuan, base).flags.filter((f) => f.code === 'load-exceeds-prefecture');
    const { values } = flags.find((f) => f.values.place.en === 'Ganzi')!;
    expect(values.place.zh).toBe('甘孜藏族自治州');
    expect(values.mean_mw).toBeCloseTo(490, -1);
    // All loads together shrink by as much as the metered part must: 8 GW in all.
    expect(values.fits_mw).toBeCloseTo((8000 * values.mean_mw) / values.metered_mw, 6);
  });

  test('a pocket takes its part of the small hydro and stays outside the statistic', () => {
    const { aggregated, zones, corridors } = compileCase(sichuan, base);
    const at = (id: string): number => aggregated.ids.indexOf(id);
    const row = sichuan.tables.lumped_hydro.find((r) => r.id === 'small-aba');
    expect(aggregated.capacity[at('small-aba')] + aggregated.capacity[at('small-aba-pocket')]).toBeCloseTo(
      (row?.capacity_mw ?? NaN) * (row?.availability ?? NaN),
      9,
    );
    expect(zones.ids[aggregated.zone[at('small-aba-pocket')]]).toBe('pocket-aba');
    expect([aggregated.pocket[at('small-aba-pocket')], aggregated.inStatistic[at('small-aba-pocket')]]).toEqual([1, 0]);
    const link = corridors.ids.indexOf('pocket-aba-link');
    expect([corridors.forward[link], corridors.reverse[link]]).toEqual([170, 213]);
  });
});

describe('hours', () => {
  const at = (hour: string): string => `2021-06-02T${hour}:00+08:00`;

  test('a window begins and ends at any hour', () => {
    const { start } = compileCase(toy, toyBase);
    const c = compileCase(toy, toyBase, { window: { start: start + 6, end: start + 20 } });
    expect([c.from, c.to, c.opens, c.closes]).toEqual([6, 20, 0, 48]);
  });

  test('a season that begins at 08:00 of Sichuan, midnight of Greenwich, holds parts of days at both ends; classes go by the local clock', () => {
    const c = compileCase(toy, { ...toyBase, window: { start: '2021-06-01T00:00Z', end: '2021-06-03T00:00Z' } });
    expect([c.start, c.days, c.opens, c.closes, c.from, c.to]).toEqual([midnight(2021, 6, 1), 3, 8, 56, 8, 56]);
    expect([c.hourClass[0], c.hourClass[7]]).toEqual([2, 0]);
  });

  test('every measure acts from its hour, and cuts the periods there', () => {
    const cut = (measure: Measure): Case => compileCase(toy, withMeasures(toyBase, measure));
    const section = cut({ id: 'm', type: 'section-limit', section: 'valley', limit: '10 MW', start: at('12') });
    expect([section.sections.limit[35], section.sections.limit[36]]).toEqual([50, 10]);
    const out = cut({ id: 'm', type: 'outage', station: 'upper', capacity: '40 MW', start: at('05'), end: at('09') });
    expect([28, 29, 32, 33].map((t) => out.stations.capacity[48 + t])).toEqual([100, 60, 60, 100]);
    const flood = cut({ id: 'm', type: 'flood-limit', station: 'upper', max_storage_share: 0.5, start: at('12') });
    // 8.64 hm3, drawn down to half by noon, the end of hour 35, at a fifteenth a day at most: an hour before, 0.024 hm3
    // above it
    expect(flood.stations.storageLimit[48 + 35]).toBeCloseTo(4.32, 9);
    expect(flood.stations.storageLimit[48 + 34]).toBeCloseTo(4.32 + 8.64 / 360, 9);
    const wet = cut({ id: 'm', type: 'inflow-year', water_year: 'normal', factor: 2, start: at('12') });
    expect([wet.stations.inflow[48 + 35], wet.stations.inflow[48 + 36]]).toEqual([100, 200]);
    expect([section, out, flood, wet].map((c) => [...c.cuts])).toEqual([[36], [29, 33], [36], [36]]);
    const slow = cut({ ...addLoad('5 MW'), start: at('12'), ramp: '10 h' } as Measure);
    expect([...slow.cuts]).toEqual([36, 46]);
  });

  test('a unit that is out leaves the station in service; one not yet built does not', () => {
    const row = (from: string, capacity_mw: number) => ({
      station: 'upper',
      from,
      capacity_mw,
      source: 'test',
      confidence: 'assumed' as const,
    });
    const built = (...availability: ReturnType<typeof row>[]): number =>
      compileCase({ ...toy, tables: { ...toy.tables, availability } }, toyBase).stations.inService[1];
    expect([
      built(),
      built(row('2021-06-02T10:00+08:00', 50)),
      built(row('2020-01-01', 50), row('2021-06-02', 0)),
      built(row('2022-01-01', 50)),
    ]).toEqual([0, 34, 0, 48]);
  });
});
