import type { RunOptions } from '../../../study/base/ports.ts';
import { InvalidInput, type Problem } from '../../../system/words/problem.ts';
import type { Scenario } from '../../../system/scenario/scenario.ts';
import { problemsOf } from '../../../system/reading/zod-problems.ts';
import { options as schema, runOptions } from '../../../study/base/request-fields.ts';

/** The options shared by run, compare, sweep and export, as typed. */
export interface StudyFlags {
  readonly from?: string;
  readonly to?: string;
  readonly foresight?: string;
  readonly level?: string;
  readonly strict?: boolean;
  readonly cache: boolean;
  readonly out?: string;
}

/** Options checked by the schema that the API uses; problems name the option as it is typed. */
export function readRunOptions({ from, to, foresight, level, strict }: StudyFlags, scenario: Scenario): RunOptions {
  const given = Object.fromEntries(
    Object.entries({ from, to, foresight, level, strict }).filter(([, value]) => value !== undefined),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new InvalidInput(problemsOf(parsed.error, given, schema).map(asOption));
  try {
    return runOptions(parsed.data, scenario);
  } catch (error) {
    throw error instanceof InvalidInput ? new InvalidInput(error.problems.map(asOption)) : error;
  }
}

export const asOption = (found: Problem): Problem => ({
  ...found,
  path: `--${found.path.replace(/^options\./, '').replaceAll('_', '-')}`,
});
