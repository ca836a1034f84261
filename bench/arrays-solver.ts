import { exportHorizon } from '../src/engine/dispatch/rolling/export-program.ts';
import { createInteriorPoint } from '../src/engine/solver/barrier/interior-point.ts';
import { isSolved } from '../src/engine/solver/program/status.ts';
import { loadHighs } from '../src/io/highs/highs-solver.ts';
import { readPair } from './study-pair.ts';
import { spilledGwh } from './spilled.ts';

/** What a solver that takes arrays answers on standard output, one line of JSON. */
export interface ArraysAnswer {
  readonly seconds: number;
  readonly status: string;
  readonly objective: readonly number[];
  readonly curtailed: readonly number[];
}

/**
 * A process of its own, so that its memory can be watched: `own` or `highs`, first and last day. Both worlds, the
 * solver's seconds alone counted.
 */
async function main([solver, from, to]: readonly string[]): Promise<ArraysAnswer> {
  const pair = await readPair({ from, to });
  const windows = [pair.reference, pair.counterfactual].map((world) => ({ world, window: exportHorizon(world.case) }));
  const started = performance.now();
  const solve = solver === 'highs' ? await loadHighs() : createInteriorPoint();
  const found = windows.map(({ window }) => solve(window.program, { want: 'interior' }));
  const seconds = (performance.now() - started) / 1000;
  const failed = found.find((one) => !isSolved(one));
  if (failed) return { seconds, status: `${failed.status}: ${failed.message}`, objective: [], curtailed: [] };
  return {
    seconds,
    status: 'optimal',
    objective: found.map((one) => one.objective / 1e6),
    curtailed: windows.map(({ world, window }, at) => spilledGwh(world.case, window, found[at].x)),
  };
}

console.log(JSON.stringify(await main(process.argv.slice(2))));
