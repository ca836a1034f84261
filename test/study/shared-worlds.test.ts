import { expect, test } from 'vitest';
import type { Ledger } from '../../src/engine/accounting/ledger.ts';

import type { Runner } from '../../src/study/base/ports.ts';
import { sharedWorlds } from '../../src/study/run/shared-worlds.ts';
import { between, toy, toyDeps } from '../field/toy.ts';
import { preparePair } from '../support/from-words.ts';

test('two worlds run as a pair have the bits of each by itself, and are run once however often they are asked for', async () => {
  const deps = await toyDeps();
  const foresight = { foresight: { mode: 'rolling', terminal: 'water-value' } };
  const window = between('06-01', '06-20');
  const [base, shutdown] = [
    await toy('base', { ...window, ...foresight }),
    await toy('shutdown', { ...window, ...foresight }),
  ];
  const pair = await preparePair(deps, base, shutdown, { level: 'screen', foresight: 'rolling' });
  const cases = [pair.reference.case, pair.counterfactual.case] as const;
  const ran: string[] = [];
  const runner: Runner = {
    ...deps.runner,
    run: (request, watch) => {
      ran.push('one');
      return deps.runner.run(request, watch);
    },
    runPair: (request, watch) => {
      ran.push('pair');
      return deps.runner.runPair(request, watch);
    },
  };
  const bits = ({ outcome }: Ledger): string =>
    JSON.stringify(
      [outcome.turbined, outcome.storage, outcome.thermal, outcome.price, outcome.upperBound].map((table) =>
        typeof table === 'number' ? table : Array.from(table),
      ),
    );
  const told: number[] = [];
  const together = sharedWorlds({ ...deps, runner }, {}, bits);
  const found = await together.solvePair(cases, (world, fraction) => told.push(world + fraction));
  expect(await together.solvePair(cases, () => undefined)).toEqual(found);
  expect(ran).toEqual(['pair']);
  expect(told.slice(-2)).toEqual([1, 2]);
  const alone = sharedWorlds({ ...deps, runner }, {}, bits);
  expect([await alone.solve(cases[0], () => undefined), await alone.solve(cases[1], () => undefined)]).toEqual(found);
  expect(ran).toEqual(['pair', 'one', 'one']);
});
