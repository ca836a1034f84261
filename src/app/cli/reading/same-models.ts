import { join } from 'node:path';
import { shownPath } from '../../../io/files/file-problems.ts';
import { problem, type Problem } from '../../../system/words/problem.ts';
import type { GivenScenario } from './scenario-argument.ts';

/** Two worlds are compared on one model folder; null when they are. */
export function sameModels(reference: GivenScenario, counterfactual: GivenScenario): Problem | null {
  const [first, second] = [reference, counterfactual].map(({ models, scenario }) =>
    shownPath(join(models, scenario.model)),
  );
  return first === second
    ? null
    : problem(
        'different-models',
        'model',
        second,
        first,
        'the two scenarios stand on different models',
        'compare scenarios of the same model',
      );
}
