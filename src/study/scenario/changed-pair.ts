import { InvalidInput } from '../../system/words/problem.ts';
import type { Library } from '../base/question.ts';
import type { ScenarioArgument } from '../base/request-fields.ts';
import { applyQuickChanges, type QuickChanges, type ScenarioPair } from './quick-changes.ts';

/** What a request about a pair holds. */
interface StatedPair {
  readonly reference: ScenarioArgument;
  readonly counterfactual: ScenarioArgument;
  readonly changes?: QuickChanges;
}

/**
 * The pair that a request names, with its changes; changed figures may name places that the model does not have, so
 * both are checked once more. Throws `InvalidInput` with every problem.
 */
export async function resolvePair(
  { reference, counterfactual, changes }: StatedPair,
  library: Library,
): Promise<ScenarioPair> {
  const named = await library.scenarios({ reference, counterfactual });
  if (!changes) return named;
  const pair = applyQuickChanges(named, changes);
  const read = await Promise.all([pair.reference, pair.counterfactual].map((scenario) => library.check(scenario)));
  const problems = read.flatMap((checked) => (checked.ok ? [] : checked.problems));
  const distinct = [
    ...new Map(
      problems.map((found) => [`${found.code} ${found.path}`, { ...found, path: `changes: ${found.path}` }]),
    ).values(),
  ];
  if (distinct.length > 0) throw new InvalidInput(distinct);
  return pair;
}
