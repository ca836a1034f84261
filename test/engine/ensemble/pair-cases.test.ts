import { expect, it } from 'vitest';
import { compileCase } from '../../../src/engine/compile-case/compile-case.ts';
import { pairCases } from '../../../src/engine/ensemble/pair-cases.ts';
import { loadModelFolder } from '../../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../../src/io/files/scenario-files.ts';
import { sizedBy } from '../../../src/system/scenario/measure.ts';
import { orThrow } from '../../../src/system/words/problem.ts';
import { resolveScenario } from '../../../src/system/scenario/resolve-scenario.ts';
import type { DrawnStructure } from '../../../src/engine/ensemble/drawn-worlds.ts';

const read = async (name: string) =>
  resolveScenario(orThrow(await loadScenarioFile(`scenarios/sichuan-2021/${name}.yaml`)));

it('leaves the Sichuan pair as it is where nothing is drawn, and draws both worlds alike', async () => {
  const model = orThrow(await loadModelFolder('models/sichuan'));
  const counterfactual = await read('shutdown-8gw');
  const reference = sizedBy(await read('base'), counterfactual);
  const setup = {
    key: 'test',
    model,
    reference,
    counterfactual,
    compile: { level: 'screen' as const },
    drawn: [],
    structures: [],
    places: [],
    seed: 1,
  };
  const plain = compileCase(model, reference, { level: 'screen' });
  const [same] = pairCases(setup)(3).cases;
  expect(same.stations).toEqual(plain.stations);
  expect(same.aggregated).toEqual(plain.aggregated);
  expect([same.sections.limit, same.exports.most, same.zones.load]).toEqual([
    plain.sections.limit,
    plain.exports.most,
    plain.zones.load,
  ]);

  const drawn = model.tables.uncertainty.filter((row) => row.drawn !== 'ex-ante');
  const structures: readonly DrawnStructure[] = [
    { id: 'as-fitted', values: {} },
    { id: 'narrow-dadu', values: { 'water-2021-07-other': 1.2, 'section-dadu': 11000 } },
  ];
  const {
    cases: [kept, removed],
    figures,
  } = pairCases({ ...setup, drawn, structures })(3);
  expect(kept.sections.limit).toEqual(removed.sections.limit);
  expect(kept.stations.inflow).toEqual(removed.stations.inflow);
  // Demand holds the metered part of the load, so both worlds must have been compiled for one size.
  expect(kept.zones.load).toEqual(removed.zones.load);
  expect(kept.zones.interruptibleLoad.reduce((most, mw) => Math.max(most, mw), 0)).toBeLessThan(
    plain.zones.interruptibleLoad.reduce((most, mw) => Math.max(most, mw), 0) * (figures.size[0] / 8000) + 1e-6,
  );
  expect(removed.removedEnergy).toBeGreaterThan(0);

  // Draws take structures in turn with their own water and limits; figures of water tell the draw against that of its
  // structure.
  const only = (input: string) =>
    pairCases({ ...setup, drawn: drawn.filter((row) => row.input === input), structures });
  const sums = [0, 2]
    .map((draw) => only('structure')(draw))
    .map(({ cases: [c], figures: told }) => ({
      at: told.structure[0],
      limit: c.sections.limit[c.sections.ids.indexOf('dadu') * c.hours],
      water: c.stations.inflow.reduce((sum, flow) => sum + flow, 0),
    }));
  const [own, other] = sums.sort((a, b) => a.at - b.at);
  expect([own.at, other.at]).toEqual([0, 1]);
  expect([own.limit, other.limit]).toEqual([
    plain.sections.limit[plain.sections.ids.indexOf('dadu') * plain.hours],
    11000,
  ]);
  expect(other.water).toBeGreaterThan(own.water);
  const [first, second] = [0, 2].map((draw) => only('water_error')(draw).figures.water_error);
  expect(first).not.toEqual(second);
  expect(Math.max(...first, ...second)).toBeLessThan(1.5);
});
