import { InvalidInput, problem } from '../../../system/words/problem.ts';
import { timedRead } from './read-timed.ts';
import type { GivenScenario } from './scenario-argument.ts';

/** A scenario that changes another, with the one that it extends: the pair that it makes. */
export interface ExtendedPair {
  readonly counterfactual: GivenScenario;
  readonly reference: GivenScenario;
}

/**
 * The pairs of scenario files that extend others, and the milliseconds it took to read and check them. Throws
 * `InvalidInput` for one that stands alone.
 */
export async function readPairs(
  paths: readonly string[],
): Promise<{ readonly pairs: readonly ExtendedPair[]; readonly loadMs: number }> {
  const { given, loadMs } = await timedRead(paths);
  const alone = given.flatMap(({ extended }, i) => (extended === null ? [standsAlone(paths[i])] : []));
  if (alone.length > 0) throw new InvalidInput(alone);
  const bases = await timedRead(given.flatMap(({ extended }) => extended ?? []));
  return {
    pairs: given.map((counterfactual, i) => ({ counterfactual, reference: bases.given[i] })),
    loadMs: loadMs + bases.loadMs,
  };
}

const standsAlone = (path: string) =>
  problem(
    'no-reference',
    'extends',
    path,
    'a scenario file that extends another',
    'the scenario extends nothing, so there is nothing to compare it with',
    'give a scenario that extends the one that keeps the load',
  );
