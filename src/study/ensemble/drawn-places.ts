import type { DrawnPlace } from '../../engine/ensemble/drawn-worlds.ts';
import { isRemoval } from '../../system/scenario/measure.ts';
import { checkScenario } from '../../system/reading/check-scenario.ts';
import type { Model } from '../../system/model/model.ts';
import { problem, type Problem } from '../../system/words/problem.ts';
import { resolveScenario } from '../../system/scenario/resolve-scenario.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import type { EnsembleOptions } from '../base/ports.ts';

/** More are no longer places but a distribution. */
export const MOST_PLACES = 20;

/** Where the scenarios named put their loads. */
export const drawnPlaces = ({ places = [] }: EnsembleOptions): DrawnPlace[] =>
  places.map(({ id, loads }) => ({ id, shares: Object.fromEntries(loads.map((load) => [load.id, load.shares])) }));

/** A place is drawn from scenarios of the same model that have every load that is removed, by weights of their own. */
export function placeProblems(
  known: Model,
  counterfactual: ResolvedScenario,
  { places = [] }: EnsembleOptions,
): Problem[] {
  const removed = [...new Set(counterfactual.measures.filter(isRemoval).map(({ load }) => load))];
  const problems = places.flatMap((place, i) => problemsOfPlace(known, counterfactual, removed, place, i));
  if (places.length > 0 && removed.length === 0)
    problems.push(
      problem(
        'no-removal',
        'places',
        counterfactual.id,
        'a remove-load measure',
        'there is no removed load whose place could be drawn',
        'name a counterfactual that removes a load, or no places',
      ),
    );
  if (places.length === 1 || places.length > MOST_PLACES)
    problems.push(
      problem(
        'range',
        'places',
        places.length,
        `2 to ${MOST_PLACES} scenarios`,
        'a place is drawn among several',
        'name at least two, or none',
      ),
    );
  return problems;
}

/** Problems of the place at a position of the list. */
function problemsOfPlace(
  known: Model,
  counterfactual: ResolvedScenario,
  removed: readonly string[],
  place: Scenario,
  i: number,
): Problem[] {
  const { id, model, loads } = place;
  if (model !== counterfactual.model)
    return [
      problem(
        'different-models',
        `places[${i}]`,
        model,
        counterfactual.model,
        `"${id}" stands on another model`,
        'name scenarios of the same model',
      ),
    ];
  const missing = removed.filter((load) => !loads.some((one) => one.id === load));
  return [
    ...checkScenario(resolveScenario(place), known).map((found) => ({
      ...found,
      path: `places[${i}].${found.path}`,
    })),
    ...missing.map((load) =>
      problem(
        'no-such-load',
        `places[${i}]`,
        id,
        load,
        `"${id}" has no load "${load}", so it says nothing of its place`,
        'name scenarios that have the removed load',
      ),
    ),
  ];
}
