import { formatInstant } from '../../system/words/calendar.ts';
import { inWindow } from '../../system/scenario/measure.ts';
import { problem, type Problem } from '../../system/words/problem.ts';
import { targetOf, type ResolvedMeasure } from '../../system/measures/measures.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import { inflowProblems } from '../run/pair-problems.ts';

/** A scenario whose own measures are put upon another one. */
export interface Countermeasure {
  readonly id: string;
  readonly title: ResolvedScenario['title'];
  readonly why: string;
  readonly source: readonly string[];
  readonly measures: readonly ResolvedMeasure[];
}

/** Two to the power of so many runs. */
export const MOST_COUNTERMEASURES = 5;

/**
 * What a scenario adds to another: its measures that the other does not have. Whatever else it changes is no
 * counter-measure and stays out.
 */
export const countermeasureOf = (
  scenario: ResolvedScenario,
  { id, title, why, source, measures }: ResolvedScenario,
): Countermeasure => ({
  id,
  title,
  why,
  source,
  measures: measures
    .filter((measure) => !scenario.measures.some((own) => own.id === measure.id))
    .map((measure) => inWindow(measure, scenario.window)),
});

/**
 * All that is wrong with putting counter-measures upon a scenario together, but for what each is by itself. `given` are
 * the scenarios that hold them.
 */
export function packageProblems(scenario: ResolvedScenario, given: readonly ResolvedScenario[]): Problem[] {
  const members = given.map((one) => countermeasureOf(scenario, one));
  return [
    ...numberProblems(members),
    ...given.flatMap((one, i) => fitProblems(scenario, one, members[i], `with[${i}]`)),
    ...contradictions(scenario, members),
  ];
}

function numberProblems(members: readonly Countermeasure[]): Problem[] {
  const ids = members.map(({ id }) => id);
  const twice = [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))];
  return [
    ...(members.length >= 1 && members.length <= MOST_COUNTERMEASURES
      ? []
      : [
          problem(
            'package-size',
            'with',
            members.length,
            `1 to ${MOST_COUNTERMEASURES}`,
            `a package of ${members.length} counter-measures needs ${2 ** members.length} runs`,
            `name from 1 to ${MOST_COUNTERMEASURES} counter-measures`,
          ),
        ]),
    ...twice.map((id) =>
      problem('repeated', 'with', id, 'each counter-measure once', `"${id}" is named more than once`, 'name it once'),
    ),
  ];
}

function fitProblems(
  scenario: ResolvedScenario,
  one: ResolvedScenario,
  member: Countermeasure,
  path: string,
): Problem[] {
  const problems: Problem[] = [];
  const span = ({ window }: ResolvedScenario): string =>
    [window.start, window.end].map((hour) => formatInstant(hour)).join('/');
  if (one.model !== scenario.model)
    problems.push(
      problem(
        'different-models',
        path,
        one.model,
        scenario.model,
        `"${one.id}" stands on model "${one.model}", the scenario on "${scenario.model}"`,
        'name counter-measures of the same model',
      ),
    );
  if (span(one) !== span(scenario))
    problems.push(
      problem(
        'different-windows',
        path,
        span(one),
        span(scenario),
        `"${one.id}" covers another window than the scenario`,
        'name counter-measures of the same window',
      ),
    );
  problems.push(...inflowProblems(scenario, one).map((found) => ({ ...found, path })));
  if (member.measures.some(({ type }) => type === 'inflow-year'))
    problems.push(
      problem(
        'different-water',
        path,
        one.id,
        'the water of the scenario',
        `"${one.id}" changes the water of "${scenario.id}"; every world of a package has the same`,
        'leave the inflow-year measure out, or state it in the scenario',
      ),
    );
  if (member.measures.length === 0)
    problems.push(
      problem(
        'no-measures',
        path,
        one.id,
        'a measure that the scenario does not have',
        `"${one.id}" adds no measure to "${scenario.id}"`,
        'name a scenario that extends this one by a measure',
      ),
    );
  return problems;
}

interface Setting {
  readonly by: string;
  readonly measure: string;
  readonly target: string;
  readonly start: number;
  readonly end: number;
}

/** Measures that set one thing to two values at once; what adds up (loads, storage, growth) never contradicts. */
function contradictions(scenario: ResolvedScenario, members: readonly Countermeasure[]): Problem[] {
  const settings = [{ id: scenario.id, measures: scenario.measures }, ...members].flatMap(({ id, measures }) =>
    measures.flatMap((measure): Setting[] => {
      const target = targetOf(measure);
      return target === null ? [] : [{ by: id, measure: measure.id, target, start: measure.start, end: measure.end }];
    }),
  );
  return settings.flatMap((a, i) =>
    settings
      .slice(i + 1)
      .filter(
        (b) =>
          b.target === a.target &&
          b.start < a.end &&
          a.start < b.end &&
          !(a.by === scenario.id && b.by === scenario.id),
      )
      .map((b) =>
        problem(
          'contradiction',
          'with',
          `${a.by}, ${b.by}`,
          `one measure at a time on ${a.target}`,
          `"${a.measure}" of ${a.by} and "${b.measure}" of ${b.by} both set ${a.target} from ` +
            `${formatInstant(Math.max(a.start, b.start))}`,
          'leave one of them out, or write one scenario that sets it once',
        ),
      ),
  );
}
