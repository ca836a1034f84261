import type { Tables } from '../model/model.ts';
import { targetProblems, type ResolvedMeasure } from '../measures/measures.ts';
import { timeProblems } from '../measures/time-problems.ts';
import type { ResolvedScenario } from '../scenario/resolved-scenario.ts';
import { duplicateIds, idsOf } from '../words/known.ts';
import type { Problem } from '../words/problem.ts';
import { sourceTooLate } from './span.ts';

/** The measures: when they act, what they act on, and whether their sizes are possible. */
export const checkMeasures = (scenario: ResolvedScenario, tables: Tables): Problem[] => [
  ...duplicateIds('measure', 'measures', idsOf(scenario.measures)),
  ...scenario.measures.flatMap((measure, i) => {
    const path = `measures[${i}]`;
    return [
      ...timeProblems(timesOf(measure), path, scenario),
      ...sourceTooLate(scenario, `${path}.source_date`, measure.source_date),
      ...targetProblems(measure, path, { ...scenario, tables }),
    ];
  }),
];

const timesOf = ({ id, start, end, given }: ResolvedMeasure) => ({
  id,
  start: given.start === undefined ? null : start,
  end,
  given,
});
