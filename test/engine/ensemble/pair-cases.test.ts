import { expect, it } from 'vitest';
import { compileCase } from '../../../src/engine/compile-case/compile-case.ts';
import { pairCases } from '../../../src/engine/ensemble/draw-pair.ts';
import { loadModelFolder } from '../../../src/io/model-files.ts';
import { loadScenarioFile } from '../../../src/io/scenario-files.ts';
import { sizedBy } from '../../../src/system/measure.ts';
import { orThrow } from '../../../src/system/problem.ts';

const read = async (name: string) => orThrow(await loadScenarioFile(`scenarios/sichuan-2021/${name}.yaml`));

it('leaves the Sichuan pair as it is where nothing is drawn, and draws both worlds alike', async () => {
  const model = orThrow(await loadModelFolder('models/sichuan'));
  const counterfactual = await read('shutdown-8gw');
  const reference = sizedBy(await read('base'), counterfactual);
  const setup = { key: 'test', model, reference, counterfactual, compile: { level: 'screen' as const }, drawn: [], seed: 1 };
  const plain = compileCase(model, reference, { level: 'screen' });
  const [same] = pairCases(setup)(3).cases;
  expect(same.stations).toEqual(plain.stations);
  expect(same.lumps).toEqual(plain.lumps);
  expect([same.sections.limit, same.exports.most, same.zones.load]).toEqual([plain.sections.limit, plain.exports.most, plain.zones.load]);

  const drawn = model.tables.uncertainty.filter((row) => row.drawn !== 'ex-ante');
  const { cases: [kept, removed], inputs } = pairCases({ ...setup, drawn })(3);
  expect(kept.sections.limit).toEqual(removed.sections.limit);
  expect(kept.stations.inflow).toEqual(removed.stations.inflow);
  // Demand holds the metered part of the load, so both worlds must have been compiled for one size.
  expect(kept.zones.load).toEqual(removed.zones.load);
  expect(kept.zones.slotLoad.reduce((most, mw) => Math.max(most, mw), 0)).toBeLessThan(plain.zones.slotLoad.reduce((most, mw) => Math.max(most, mw), 0) * (inputs.sizeMw! / 8000) + 1e-6);
  expect(removed.removedEnergy).toBeGreaterThan(0);
});
