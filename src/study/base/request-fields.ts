/** What the requests of several questions have in common. */
import { z } from 'zod';
import { hourOf, instant } from '../../system/schema/stated-fields.ts';
import { InvalidInput, problem } from '../../system/words/problem.ts';
import { FORESIGHTS, LEVELS, type Scenario } from '../../system/scenario/scenario.ts';
import { LONGEST_YEARS, parseYears } from '../../system/words/years.ts';
import type { RunOptions } from './ports.ts';

/** Those that the program opens with; examples of requests name them. */
export const EXAMPLE_PAIR = {
  reference: 'sichuan-2021-base',
  counterfactual: 'sichuan-2021-shutdown-8gw',
} as const;

export const scenarioId = z
  .string()
  .regex(/^[a-z0-9-]{1,64}$/)
  .describe('lower-case letters, digits and hyphens, at most 64');

/**
 * A scenario written in place; its fields are checked by the scenario's own schema, which names each problem better
 * than a union could.
 */
export const inlineScenario = z.record(z.string(), z.unknown());
export const scenario = z
  .union([scenarioId, inlineScenario])
  .describe('the id of a known scenario, or a scenario document');
export type ScenarioArgument = string | Readonly<Record<string, unknown>>;

const foresight = z
  .enum(FORESIGHTS)
  .optional()
  .describe("`perfect`: water and removal are known; `rolling`: forecast; the scenario's own if absent");
const level = z
  .enum(LEVELS)
  .optional()
  .describe(
    '`screen`: days in blocks; `standard`: hour by hour; `exact`: one program; the default of the study if absent',
  );
export const options = z.strictObject({
  from: instant.optional().describe("first hour; the start of the scenario's window if absent"),
  to: instant.optional().describe("end; that of the scenario's window if absent"),
  foresight,
  level,
  strict: z
    .boolean()
    .optional()
    .describe(
      'refuse a load larger than what is reported of its place, instead of taking the excess for never metered',
    ),
});
export const optionsOfRun = options.optional().describe('window, foresight and level');

export const modelId = scenarioId.describe('id of the model');
export const years = z
  .string()
  .max(LONGEST_YEARS)
  .refine((text) => parseYears(text) !== null, {
    message: 'is not a list of years',
    params: { rule: 'years', limit: '1900 to 2099', hint: 'write 2020, 2016..2020 or 2019,2021' },
  });

/** The options of a run; a window with one end takes the other from the scenario. */
export function runOptions(asked: z.infer<typeof options> = {}, of: Scenario): RunOptions {
  const { from, to, foresight: mode, level: depth, strict } = asked;
  const chosen = { ...(mode && { foresight: mode }), ...(depth && { level: depth }), ...(strict && { strict }) };
  if (from === undefined && to === undefined) return chosen;
  const window = { start: hourOf(from ?? of.window.start), end: hourOf(to ?? of.window.end) };
  if (window.end <= window.start) throw new InvalidInput([endFirst(from ?? of.window.start, to ?? of.window.end)]);
  return { ...chosen, window };
}

const endFirst = (from: string, to: string) =>
  problem(
    'empty-window',
    'options.to',
    to,
    `after ${from}`,
    'the window ends before it starts',
    'give an end after the start',
  );
