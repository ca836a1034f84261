import { applyQuickChanges, type QuickChanges, type ScenarioPair } from '../../study/scenario/quick-changes.ts';
import { InvalidInput } from '../../system/words/problem.ts';
import type { Services } from './services.ts';

/**
 * The pair with the changes asked for; changed figures may name places that the model does not have, so both are
 * checked anew.
 */
export async function changedPair(
  { scenarios }: Services,
  named: ScenarioPair,
  changes: QuickChanges | undefined,
): Promise<ScenarioPair> {
  if (!changes) return named;
  const pair = applyQuickChanges(named, changes);
  const read = await Promise.all([pair.reference, pair.counterfactual].map((scenario) => scenarios.check(scenario)));
  const problems = read.flatMap((checked) => (checked.ok ? [] : checked.problems));
  const distinct = [
    ...new Map(
      problems.map((found) => [`${found.code} ${found.path}`, { ...found, path: `changes: ${found.path}` }]),
    ).values(),
  ];
  if (distinct.length > 0) throw new InvalidInput(distinct);
  return pair;
}
