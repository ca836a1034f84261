import { setImmediate as nextTurn } from 'node:timers/promises';
import { unknownScenario } from '../../io/library/scenario-library.ts';
import type { Library } from '../../study/base/question.ts';
import type { ScenarioArgument } from '../../study/base/request-fields.ts';
import { InvalidInput, invalid, orThrow, valid, type Checked, type Problem } from '../../system/words/problem.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import type { Services } from './services.ts';

/** What requests may name: the models and scenarios of the server. */
export const namedLibrary = (services: Services): Library => ({
  model: async (id) => orThrow(await services.models.model(id)),
  scenarios: (given) => scenariosOf(services, given),
  find: async (id) => (await services.scenarios.find(id))?.document ?? null,
  check: (scenario) => services.scenarios.check(scenario),
});

/** The scenarios a request names or spells out, or all that is wrong with any of them. */
async function scenariosOf<K extends string>(
  services: Services,
  given: Readonly<Record<K, ScenarioArgument>>,
): Promise<Record<K, Scenario>> {
  const read = await Promise.all(
    (Object.entries(given) as [K, ScenarioArgument][]).map(async ([field, argument]) => ({
      field,
      checked: await one(services, field, argument),
    })),
  );
  const problems = read.flatMap(({ checked }) => (checked.ok ? [] : checked.problems));
  if (problems.length > 0) throw new InvalidInput(problems);
  return Object.fromEntries(
    read.flatMap(({ field, checked }) => (checked.ok ? [[field, checked.value]] : [])),
  ) as Record<K, Scenario>;
}

async function one({ scenarios }: Services, field: string, argument: ScenarioArgument): Promise<Checked<Scenario>> {
  if (typeof argument === 'string') {
    const entry = await scenarios.find(argument);
    return entry ? valid(entry.document) : invalid([unknownScenario(field, argument)]);
  }
  // The request has just been checked: whoever waits is served before its scenario is.
  await nextTurn();
  const checked = await scenarios.read(argument);
  return checked.ok ? checked : invalid(checked.problems.map((p) => under(field, p)));
}

const under = (field: string, found: Problem): Problem => ({
  ...found,
  path: found.path === '' ? field : `${field}.${found.path}`,
});
