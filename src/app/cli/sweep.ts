import { sweepSizes } from '../../study/sweep-sizes.ts';
import { InvalidInput, problem } from '../../system/problem.ts';
import type { Scenario } from '../../system/scenario.ts';
import { parseQuantity } from '../../system/units.ts';
import { problemsOf } from '../../system/zod-problems.ts';
import { sweepBody } from '../api/requests.ts';
import type { Answer } from './answer.ts';
import type { Context } from './context.ts';
import { timedRead } from './read-timed.ts';
import { asOption, readRunOptions, type StudyFlags } from './run-options.ts';
import { ask, withStudy } from './study-session.ts';
import { sweepText } from './sweep-text.ts';
import { unexpected } from './unexpected.ts';
import type { Lang } from './words.ts';

/** `from` and `to` are sizes here; the window has options of its own. */
export interface SweepFlags extends StudyFlags {
  readonly lang: Lang; readonly measure: string; readonly field: string; readonly steps: string; readonly windowFrom?: string; readonly windowTo?: string;
}

const sizes = sweepBody.pick({ measure: true, field: true, from: true, to: true, steps: true });

/** `spillway sweep SCENARIO`: dose and response, each size against what the scenario extends with the same load. */
export async function sweepCommand(path: string, flags: SweepFlags, context: Context): Promise<Answer> {
  const { measure, sizesMw } = readSizes(flags);
  const { given: [{ scenario, models, extended }], loadMs } = await timedRead([path]);
  requireMeasure(scenario, measure);
  if (extended === null) throw new InvalidInput([alone(path)]);
  const base = await timedRead([extended]);
  const options = readRunOptions({ ...flags, from: flags.windowFrom, to: flags.windowTo }, scenario);
  const request = { kind: 'sweep' as const, scenario, reference: base.given[0].scenario, options, sweep: { measure, sizesMw } };
  const { result } = await withStudy(models, (composed) => ask(composed, request, { cache: flags.cache, loadMs: loadMs + base.loadMs }, context));
  if (result.schema !== 'spillway/sweep@1') throw unexpected(result.schema);
  return { document: result, text: sweepText(result, flags.lang), exitCode: 0 };
}

function readSizes({ measure, field, from, to, steps }: SweepFlags): { readonly measure: string; readonly sizesMw: readonly number[] } {
  const given = { measure, field, from, to, steps: Number(steps) };
  const parsed = sizes.safeParse(given);
  if (!parsed.success) throw new InvalidInput(problemsOf(parsed.error, given, sizes).map(asOption));
  return { measure, sizesMw: sweepSizes(parseQuantity(parsed.data.from, 'power')!, parseQuantity(parsed.data.to, 'power')!, parsed.data.steps) };
}

function requireMeasure(scenario: Scenario, id: string): void {
  const known = scenario.measures.map((measure) => measure.id);
  if (known.includes(id)) return;
  throw new InvalidInput([problem('unknown-measure', '--measure', id, known.length > 0 ? `one of ${known.join(', ')}` : 'a scenario with a measure',
    `scenario "${scenario.id}" has no measure "${id}"`, known.length > 0 ? 'name a measure of the scenario' : 'give the scenario that removes the load, not the one that keeps it')]);
}

const alone = (path: string) => problem('no-reference', 'extends', path, 'a scenario file that extends another',
  'the scenario extends nothing, so there is nothing to compare it with', 'give a scenario that extends the one that keeps the load');
