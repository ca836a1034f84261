import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Case } from '../../../src/engine/case/case.ts';
import { loadModelFolder } from '../../../src/io/files/model-files.ts';
import { workerRunner } from '../../../src/io/runner/worker-runner.ts';
import { loadScenarioFile } from '../../../src/io/files/scenario-files.ts';
import { orThrow } from '../../../src/system/words/problem.ts';
import { compileCase } from '../../support/from-words.ts';

const scenario = orThrow(await loadScenarioFile('scenarios/two-plant-cascade/base.yaml'));
const model = orThrow(await loadModelFolder('models/two-plant-cascade'));
const good = compileCase(model, scenario, { foresight: 'perfect' });
const withStations = (changed: Partial<Case['stations']>): Case => ({
  ...good,
  stations: { ...good.stations, ...changed },
});

/** Cases that no solver can answer, and the cause that the user is told. */
const FAULTS: readonly (readonly [string, Case, string, RegExp])[] = [
  [
    'figures that are not numbers',
    withStations({ inflow: good.stations.inflow.map(() => NaN) }),
    'RunFailed',
    /not a number|invalid|finite/i,
  ],
  [
    'coal that must run beyond all load',
    {
      ...good,
      thermal: {
        ...good.thermal,
        most: good.thermal.most.map(() => 500),
        mustRun: good.thermal.mustRun.map(() => 500),
      },
    },
    'InvalidInput',
    /city-coal/,
  ],
];

it.each(FAULTS)(
  '%s: the run ends with a named cause, and the same worker gives the next case the same bits as before',
  async (_, broken, name, cause) => {
    const runner = workerRunner({ workers: 1 });
    try {
      const before = await runner.run({ case: good }, {});
      await expect(runner.run({ case: broken }, {})).rejects.toMatchObject({
        name,
        message: expect.stringMatching(cause) as string,
      });
      expect((await runner.run({ case: good }, {})).turbined).toEqual(before.turbined);
    } finally {
      await runner.close();
    }
  },
);

it('a run that needs more memory than a worker has ends with the limit named, and the pool goes on', async () => {
  const runner = workerRunner({
    workers: 1,
    heapMb: 64,
    workerFile: fileURLToPath(new URL('./unruly-worker.mjs', import.meta.url)),
  });
  try {
    await expect(runner.run({ case: { hash: 'heap' } as Case }, {})).rejects.toMatchObject({
      name: 'RunFailed',
      message: expect.stringContaining('more than 64 MB of memory') as string,
    });
    expect(await runner.run({ case: { hash: 'ok' } as Case }, {})).toEqual({ data: Float64Array.of(1, 2, 3) });
  } finally {
    await runner.close();
  }
});

it('threads that start before there is work give the same answer, and may be closed while they start', async () => {
  const [early, late] = [workerRunner({ workers: 2, early: true }), workerRunner({ workers: 1 })];
  try {
    const [one, other] = await Promise.all([early, late].map((runner) => runner.run({ case: good }, {})));
    expect(one.turbined).toEqual(other.turbined);
  } finally {
    await Promise.all([early.close(), late.close()]);
  }
  await workerRunner({ workers: 2, early: true }).close();
});

// Node 20.20 aborts the process where a thread ends while it loads a module by `require`: one stored answer in a
// hundred was lost so on a busy machine.
it('a thread loads its code by import, so that it may be ended meanwhile', async () => {
  const runner = workerRunner({
    workers: 1,
    workerFile: fileURLToPath(new URL('./loaded-worker.mjs', import.meta.url)),
  });
  try {
    await expect(runner.run({ case: good }, {})).rejects.toMatchObject({
      message: expect.not.stringMatching(/require/i) as string,
    });
    await expect(runner.run({ case: good }, {})).rejects.toMatchObject({
      message: expect.stringContaining('loaded-worker.mjs') as string,
    });
  } finally {
    await runner.close();
  }
});

it('level exact, which needs the referee, and then another level have the bits that they have alone', async () => {
  const exact = compileCase(model, scenario, { foresight: 'perfect', level: 'exact' });
  const runner = workerRunner({ workers: 1 });
  try {
    const bounds = await runner.run({ case: exact }, {});
    expect(bounds.upperBound - bounds.lowerBound).toBeLessThan(1e-6 * bounds.absoluteCost);
    expect(bounds.solver).toMatch(/HiGHS/);
    const after = await runner.run({ case: good }, {});
    const fresh = workerRunner({ workers: 1 });
    expect((await fresh.run({ case: good }, {})).turbined).toEqual(after.turbined);
    await fresh.close();
  } finally {
    await runner.close();
  }
});
