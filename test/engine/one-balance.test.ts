import { beforeAll, describe, expect, test } from 'vitest';
import { groupExports } from '../../src/engine/accounting/energy-check.ts';
import { createLedger } from '../../src/engine/accounting/ledger.ts';
import { scheduleCost } from '../../src/engine/dispatch/schedule/cost-account.ts';
import type { Case } from '../../src/engine/case/case.ts';
import { withinRating } from '../../src/engine/compile-case/within-rating.ts';
import { varyCase } from '../../src/engine/ensemble/vary-case.ts';
import { relax } from '../../src/engine/attribution/relax.ts';
import { runCase } from '../../src/engine/run/run-case.ts';
import type { Solve } from '../../src/engine/solver/program/linear-program.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { checkModel } from '../../src/system/reading/check-model.ts';
import type { Model, Tables } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { calibratedModel, compileCase } from '../support/from-words.ts';

const provenance = { source: 'by hand', confidence: 'assumed' } as const;
const silent = (): void => undefined;
let toy: Model, base: Scenario, solve: Solve;
beforeAll(async () => {
  toy = orThrow(await loadModelFolder('models/two-plant-cascade'));
  base = orThrow(await loadScenarioFile('scenarios/two-plant-cascade/base.yaml'));
  solve = await loadHighs();
});
const having = (tables: Partial<Tables>): Model => ({ ...toy, tables: { ...toy.tables, ...tables } });
const june = { year: 2021, month: 6, ...provenance };
const ledgerOf = (c: Case) => createLedger(c, runCase(c, solve, silent));

describe('what a rating cuts goes to the other hours', () => {
  // Eight hours of each class, as the toy has none of equal length: 8 x (110 + 100 + 90) = 2,400 MWh.
  const classes = Int32Array.from({ length: 24 }, (_, h) => Math.floor(h / 8));

  test('10 MW above 100 are shared by flat and valley hours, which then reach it too: 100 + 100 + 100', () => {
    expect(withinRating([110, 100, 90], classes, 100)).toEqual([100, 100, expect.closeTo(100, 9)]);
  });
  test('below: 20 MW of peak go to 80 and 60 in proportion: 80 (1 + 20 / 140) = 91.43, 60 (1 + 20 / 140) = 68.57', () => {
    expect(withinRating([120, 80, 60], classes, 100)).toEqual([
      100,
      expect.closeTo(91.428571, 5),
      expect.closeTo(68.571429, 5),
    ]);
  });
  test('no more than there is: a mean above the rating ends at the rating', () => {
    expect(withinRating([150, 120, 100], classes, 100)).toEqual([100, 100, 100]);
  });
});

describe('floors of thermal units together, by month', () => {
  const unit = (id: string, capacity_mw: number, must_run_mw: number) => ({
    ...toy.tables.thermal[0],
    id,
    capacity_mw,
    must_run_mw,
  });
  const floors = (mean_mw: number, shape: Partial<Tables['thermal_floor'][number]> = {}) => {
    const model = having({
      thermal: [unit('a', 30, 20), unit('b', 100, 10)],
      thermal_floor: [{ ...june, mean_mw, peak_ratio: 1, flat_ratio: 1, valley_ratio: 1, ...shape }],
    });
    const { thermal, hours } = compileCase(model, base);
    return (hour: number) => [thermal.mustRun[hour], thermal.mustRun[hours + hour]];
  };

  test('36 MW in shares 2 : 1 are 24 and 12', () => expect(floors(36)(0)).toEqual([24, 12]));
  test('60 MW would be 40 and 20; the first has 30, and the second takes the rest', () =>
    expect(floors(60)(0)).toEqual([30, 30]));
  test('the hours of a day by class keep the mean', () => {
    const at = floors(36, { peak_ratio: 1.5, valley_ratio: 0.5 });
    const day = Array.from({ length: 24 }, (_, h) => at(h).reduce((sum, mw) => sum + mw, 0));
    expect(day.reduce((sum, mw) => sum + mw, 0)).toBeCloseTo(24 * 36, 9);
    expect(Math.max(...day) / Math.min(...day)).toBeCloseTo(3, 9);
  });
  test('months without a row keep the floors of the units', () => {
    const model = having({
      thermal_floor: [{ ...june, month: 7, mean_mw: 50, peak_ratio: 1, flat_ratio: 1, valley_ratio: 1 }],
    });
    expect(new Set(compileCase(model, base).thermal.mustRun)).toEqual(new Set([20]));
  });
  test('a view with the demand of another year has the floors of that year', () => {
    const load_months = toy.tables.load_months.flatMap((row) => [row, { ...row, year: 2020 }]);
    const model = having({
      load_months,
      thermal_floor: [
        { ...june, mean_mw: 50, peak_ratio: 1, flat_ratio: 1, valley_ratio: 1 },
        { ...june, year: 2020, mean_mw: 40, peak_ratio: 1, flat_ratio: 1, valley_ratio: 1 },
      ],
    });
    expect(compileCase(model, { ...base, demand: { ...base.demand, year: 2020 } }, {}).thermal.mustRun[0]).toBe(40);
  });
});

describe('power that must be taken', () => {
  const row = { ...june, id: 'north', name_en: 'North', name_zh: '北', zone: 'city', max_mw: 15, yuan_per_mwh: 350 };
  test('an offer at 350 is left where coal costs 300; what must be taken runs all hours', () => {
    const imported = (kind: 'offer' | 'must-take') =>
      ledgerOf(compileCase(having({ imports: [{ ...row, kind }] }), base)).outcome.imported;
    expect(Math.max(...imported('offer'))).toBeLessThan(1e-6);
    for (const mw of imported('must-take')) expect(mw).toBeCloseTo(15, 6);
  });
});

describe('load that a balance leaves over', () => {
  test('-7.2 GWh in the 720 hours of June are 10 MW less, spread as load is; the peak that is reported stays', () => {
    const plain = compileCase(toy, base);
    const c = compileCase(having({ load_corrections: [{ ...june, energy_gwh: -7.2 }] }), base);
    const total = (one: Case, t: number): number => one.zones.load[t] + one.zones.load[one.hours + t];
    for (let t = 0; t < 48; t++) expect(total(c, t) - total(plain, t)).toBeCloseTo(-10, 6);
    for (let t = 0; t < 48; t++) expect(c.zones.correction![t]).toBeCloseTo(-10, 6);
    expect(c.zones.load[0] / plain.zones.load[0]).toBeCloseTo(c.zones.load[c.hours] / plain.zones.load[plain.hours], 9);
  });
});

describe('a load that has a share of its availability in a month', () => {
  const mountains = ({ zones, hours }: Case): number => zones.load[zones.ids.indexOf('mountain') * hours];
  const factory = (change: object): Scenario => ({
    ...base,
    loads: base.loads.map((load) => ({ ...load, ...change })),
  });
  test('half of 30 MW in June are 15 MW in every hour', () => {
    expect(
      new Set(compileCase(toy, factory({ availability_by_month: { 6: 0.5, 7: 0.1 } })).zones.interruptibleLoad),
    ).toEqual(new Set([15]));
    expect(new Set(compileCase(toy, factory({ availability_by_month: { 5: 0.5 } })).zones.interruptibleLoad)).toEqual(
      new Set([30]),
    );
  });
  // Reported 100 MW, 20 of them in the mountains. Metered all June: 15 MW are inside, 5 remain; at full size no more
  // than 18 (nine tenths) can be inside, 2 remain.
  test('its metered part in reported demand follows it', () => {
    const remains = (change: object): number =>
      mountains(compileCase(toy, factory({ metered_until: '2021-07-01T00:00+08:00', ...change })));
    expect(remains({ availability_by_month: { 6: 0.5 } })).toBeCloseTo(5, 9);
    expect(remains({})).toBeCloseTo(2, 9);
  });
  // 21.6 GWh less over 720 hours are 30 MW less, 6 of them in the mountains: of the 14 MW left nine tenths can be
  // metered load, 1.4 remain. Never below 0.
  test('where a correction takes demand away, less of it can be metered load', () => {
    const less = having({ load_corrections: [{ ...june, energy_gwh: -21.6 }] });
    expect(mountains(compileCase(less, factory({ metered_until: '2021-07-01T00:00+08:00' })))).toBeCloseTo(1.4, 9);
  });
});

describe('lines that share what their receivers accept', () => {
  // Two lines of 20 MW with schedules of 12 and 9 MW, 0.8 of it contract: 21 MW together, 16.8 under contract,
  // whichever line carries them.
  const line = (id: string, zone: string) => ({
    ...toy.tables.exports[0],
    id,
    zone,
    kind: 'mixed' as const,
    group: 'both',
    rated_mw: 20,
  });
  const schedule = (id: string, mean_mw: number) =>
    toy.tables.export_schedule.map((row) => ({ ...row, export: id, mean_mw, contract_share: 0.8 }));
  const shared = (tables: Partial<Tables> = {}): Model =>
    having({
      exports: [line('hills', 'mountain'), line('plain', 'city')],
      export_schedule: [...schedule('hills', 12), ...schedule('plain', 9)],
      ...tables,
    });

  const mixed = (): Scenario => ({ ...base, export_rule: 'contract-fixed-surplus-free' });

  test('compiled: each line up to its rating, the group 21 MW, of which 16.8 are contract', () => {
    const { exports } = compileCase(shared(), mixed());
    expect([...exports.groups!.of]).toEqual([0, 0]);
    expect(new Set(exports.groups!.most)).toEqual(new Set([21]));
    expect(exports.groups!.contract[0]).toBeCloseTo(16.8, 12);
    expect(new Set(exports.most)).toEqual(new Set([20]));
    expect(exports.contract[0]).toBeCloseTo(16, 12);
  });
  test('the mountains, which spill, send 20 MW and the city 1: the group is met, the line is full, and the books agree with the cost of the program', () => {
    const c = compileCase(shared(), mixed());
    const ledger = ledgerOf(c);
    const {
      exported,
      timeline: { steps },
    } = ledger.outcome;
    for (let t = 0; t < steps; t++) {
      expect(exported[t]).toBeCloseTo(20, 3);
      expect(exported[steps + t]).toBeLessThan(1.001);
    }
    expect(Math.max(...groupExports(c, ledger.outcome))).toBeLessThan(21.001);
    const { total, elementary } = scheduleCost(c, ledger.inputs, ledger.outcome);
    expect(elementary).toBeLessThanOrEqual(total);
  });
  test('one line out of service leaves its receiver nothing: the other carries its own schedule alone', () => {
    const { exports } = compileCase(
      shared({
        exports: [line('hills', 'mountain'), { ...line('plain', 'city'), commissioned: '2021-07-01T00:00+08:00' }],
      }),
      mixed(),
    );
    expect(exports.groups!.most[0]).toBe(12);
  });
  test('a tenth more acceptance moves the group, never above what its lines carry; exports lifted take all the lines', () => {
    const c = compileCase(shared(), mixed());
    const drawn = {
      sectionLimit: Float64Array.of(1),
      exportAcceptance: 1.1,
      demand: 1,
      forcedOutage: new Float64Array(2),
    };
    expect(varyCase(c, drawn).exports.groups!.most[0]).toBeCloseTo(23.1, 9);
    expect(varyCase(c, { ...drawn, exportAcceptance: 3 }).exports.groups!.most[0]).toBe(40);
    expect(relax(c, 2).exports.groups!.most[0]).toBe(40);
  });
});

describe('water by groups of gauges', () => {
  const knot = (target: string, value: number): Tables['calibration'][number] => ({
    parameter: target.replaceAll(/[:+]/g, '-'),
    step: 'infer',
    kind: 'water-factor',
    target,
    unit: '1',
    start: 1,
    lower: 0.4,
    upper: 2,
    value,
    ...provenance,
  });
  const gauge = (id: string, group?: string) => ({ ...toy.tables.gauges[0], id, ...(group && { group }) });
  const model = (...knots: Tables['calibration'][number][]): Model =>
    having({
      gauges: [gauge('a', 'west'), gauge('b', 'west'), gauge('c', 'east'), gauge('d')],
      calibration: knots,
      water_years: [{ water_year: '2021', gauge: 'all', month: 6, factor: 1, ...provenance }],
    });
  const factors = (one: Model) =>
    Object.fromEntries(
      calibratedModel(one, base).tables.water_years.map((row) => [`${row.gauge}:${row.month}`, row.factor]),
    );

  test('a number of two groups is that of all their gauges; a gauge of neither keeps the year', () => {
    expect(factors(model(knot('2021:6:west+east', 0.9)))).toEqual({ 'all:6': 1, 'a:6': 0.9, 'b:6': 0.9, 'c:6': 0.9 });
  });
  test('knots of one group meet on a straight line: 0.9 in June, 1.1 in August, 1 between', () => {
    const found = factors(model(knot('2021:6:west+east', 0.9), knot('2021:8:west', 1.1)));
    expect(found['a:7']).toBeCloseTo(1, 12);
    expect(found['c:7']).toBeUndefined();
  });
  test('an unknown group is told by name', () => {
    const found = checkModel(
      having({
        calibration: [knot('2021:6:north', 1)],
        water_years: [
          ...toy.tables.water_years,
          { water_year: '2021', gauge: 'all', month: 6, factor: 1, ...provenance },
        ],
      }),
    );
    expect(found.map(({ code, path, value }) => [code, path, value])).toEqual([
      ['unknown-group', 'calibration.csv/2021-6-north.target', 'north'],
    ]);
  });
});
