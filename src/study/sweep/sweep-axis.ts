import type { Axis } from '../../system/reading/sweep-axes.ts';
import { invalid, valid, type Checked, type Problem } from '../../system/words/problem.ts';
import type { ResolvedMeasure } from '../../system/measures/measures.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import { withField, written } from '../../system/reading/set-field.ts';

/** A value of an axis as it is published: instants as ISO 8601 text, all else a number. */
export const shownOn = ({ kind }: Axis, value: number): number | string =>
  kind === 'instant' ? written(kind, value) : value;

/** The scenario with the field of the measure set, or why it cannot be. */
export function withValue(
  scenario: ResolvedScenario,
  { measure, field, kind }: Axis,
  value: number,
): Checked<ResolvedScenario> {
  const problems: Problem[] = [];
  const measures = scenario.measures.map((candidate): ResolvedMeasure => {
    if (candidate.id !== measure) return candidate;
    const changed = withField(candidate, field, kind, value);
    if (changed.ok) return changed.value;
    problems.push(...changed.problems.map((found) => ({ ...found, path: `${measure}.${found.path}` })));
    return candidate;
  });
  return problems.length > 0 ? invalid(problems) : valid({ ...scenario, measures });
}
