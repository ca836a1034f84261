import { beforeAll, describe, expect, it } from 'vitest';
import { sampledDraw } from '../../src/engine/ensemble/sampled-draw.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { drawnModel } from '../../src/system/model/drawn-model.ts';
import type { Model, Row, Tables } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { splitSupply } from '../../src/system/model/supply-beside.ts';
import { calibratedModel } from '../../src/system/scenario/calibrated-for.ts';
import type { ResolvedScenario } from '../../src/system/scenario/resolved-scenario.ts';

const provenance = { source: 'by hand', confidence: 'assumed' } as const;
let toy: Model;
beforeAll(async () => {
  toy = orThrow(await loadModelFolder('models/two-plant-cascade'));
});

describe('what is supplied beside the modelled lines', () => {
  // July has 744 hours: 5.5 GW carry 4,092 GWh.
  it('goes to the neighbour up to 5.5 GW, the rest is load', () => {
    expect(splitSupply(3720, 2021, 7)).toEqual({ neighbourMw: 5000, correction: 0 });
    expect(splitSupply(4720, 2021, 7)).toEqual({
      neighbourMw: expect.closeTo(5500, 9),
      correction: expect.closeTo(628, 9),
    });
    expect(splitSupply(-280, 2021, 7)).toEqual({ neighbourMw: 0, correction: -280 });
  });
});

describe('the model as a draw of a year has it', () => {
  const line = (id: string, year: number, mean_mw: number): Row<'export_schedule'> => ({
    export: id,
    year,
    month: 7,
    mean_mw,
    contract_share: 0.9,
    peak_ratio: 1,
    flat_ratio: 1,
    valley_ratio: 1,
    ...provenance,
  });
  const having = (tables: Partial<Tables>): Model => ({ ...toy, tables: { ...toy.tables, ...tables } });
  const stated = () =>
    having({
      export_schedule: [
        line('chuanyu', 2021, 5000),
        line('chuanzang', 2021, 100),
        line('east', 2021, 1000),
        line('east', 2020, 1000),
      ],
      load_corrections: [{ year: 2021, month: 8, energy_gwh: 5, ...provenance }],
    });

  it('moves published lines of its year by one factor, and more supplied to the neighbour, then to load', () => {
    // 5,000 MW x 744 h = 3,720 GWh, and 1,000 more: 4,092 for the neighbour and 628 for load.
    const { export_schedule, load_corrections } = drawnModel(
      stated(),
      2021,
      new Map([
        ['export_acceptance', 1.01],
        ['supplied:7', 1000],
      ]),
    ).tables;
    expect(export_schedule.map((row) => row.mean_mw)).toEqual([expect.closeTo(5500, 9), 100, 1010, 1000]);
    expect(load_corrections.map(({ month, energy_gwh }) => [month, energy_gwh])).toEqual([
      [8, 5],
      [7, expect.closeTo(628, 9)],
    ]);
  });
  it('scales a section that no number is fitted to, and sets fitted numbers', () => {
    const fitted: Row<'calibration'> = {
      parameter: 'gate',
      step: 'fit',
      kind: 'section-limit',
      target: toy.tables.sections[0].id,
      unit: 'MW',
      start: 50,
      lower: 10,
      upper: 90,
      value: 50,
      ...provenance,
    };
    const limit = (model: Model): number =>
      calibratedModel(model, { loads: [], measures: [] } as unknown as ResolvedScenario).tables.sections[0].limit_mw;
    const [id, own] = [toy.tables.sections[0].id, toy.tables.sections[0].limit_mw];
    expect(limit(drawnModel(toy, 2021, new Map([[`section_limit:${id}`, 0.9]])))).toBeCloseTo(0.9 * own, 12);
    expect(limit(drawnModel(having({ calibration: [fitted] }), 2021, new Map([['gate', 55]])))).toBe(55);
  });
  it('with nothing drawn is the model', () => expect(drawnModel(stated(), 2021, new Map())).toEqual(stated()));
});

describe('draws of a weighted sample', () => {
  // Shares 0, 1/2, 1/4, 3/4, 1/8, 5/8, 3/8, 7/8 of all weight: the first quarter belongs to the first row.
  it('takes each row as often as it weighs, from the first draws on', () => {
    const at = sampledDraw({ year: 2021, names: ['w'], values: [[1], [2]], weights: [1, 3] });
    expect(Array.from({ length: 8 }, (_, k) => at(k).get('w'))).toEqual([1, 2, 2, 2, 1, 2, 2, 2]);
  });
  it('never takes a row without weight', () => {
    const at = sampledDraw({ year: 2021, names: ['w'], values: [[1], [2], [3]], weights: [0, 1, 0] });
    expect(new Set(Array.from({ length: 64 }, (_, k) => at(k).get('w')))).toEqual(new Set([2]));
  });
});
