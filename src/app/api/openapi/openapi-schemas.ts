import { z } from 'zod';
import { JOB_STATES } from '../../../io/store/tables.ts';
import { evidenceResult } from '../../../study/inputs/evidence-result.ts';
import { provenanceResult } from '../../../study/provenance/provenance-result.ts';
import { JOB_KINDS, QUESTIONS } from '../../../study/questions.ts';
import { inlineScenario } from '../../../study/base/request-fields.ts';
import { modelOfAnswer, warnings, windowText } from '../../../study/base/results.ts';
import { COUNTS } from '../../../study/present/series-nature.ts';
import { flag, text, text2, textOrNull, texts, whole, withUnit } from '../../../study/base/shape.ts';
import { meaningOf } from '../../../system/schema/meanings.ts';
import { TABLES } from '../../../system/model/model.ts';
import { scenarioInput } from '../../../system/scenario/overlay-measures.ts';
import { MOST_LISTED } from '../../../system/words/problem-list.ts';
import { scenarioDocument } from '../../../system/scenario/scenario.ts';
import { opening } from '../../../study/scenario/opening.ts';

const problem = z.object({
  code: text('what is wrong, for programs'),
  path: text('where it stands in the input'),
  value: z.unknown().describe('what was found there'),
  limit: textOrNull('what is allowed; null where nothing can be said'),
  message: text('what is wrong, in the language of the reader'),
  hint: text('what to do about it'),
  file: text('file that it stands in').optional(),
  line: whole('count', 'line of the file').optional(),
  column: whole('count', 'column of the line').optional(),
});
const page = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item).describe('entries of this page'),
    next: textOrNull('cursor of the next page; null on the last'),
  });

const job = z.object({
  id: text('id of the job'),
  kind: z.enum(JOB_KINDS).describe('question of the job'),
  identity: text('hash of the whole question: equal questions, equal answers'),
  state: z.enum(JOB_STATES).describe('done, failed and cancelled are final'),
  progress: z
    .object({
      stage: text('what is done now'),
      done: whole('%', 'of the whole; 100 only once the answer can be read'),
      total: whole('%', '100'),
      fraction: z.number().describe(withUnit('of the whole', 'share')),
    })
    .describe('how far the work has come'),
  eta_seconds: z.int().nullable().describe('null until a twentieth of the work is done'),
  eta_reason: z
    .object({
      kind: z.literal('slower-than-thought').describe('why the time left rose'),
      stage: text('stage that takes longer'),
    })
    .nullable()
    .describe('why the time left is more than a quarter above the least that was told'),
  attempt: whole('count', 'how often the work was begun'),
  problems: z.array(problem).describe('why a job failed; empty elsewhere'),
  created: text('instant of the request, ISO 8601'),
  started: textOrNull('instant at which work began; null before'),
  finished: textOrNull('instant at which it ended; null before'),
  request: z.record(z.string(), z.unknown()).describe('the request as it was sent'),
  links: z
    .object({
      self: text('address of the job'),
      events: text('address of its events'),
      series: text('address of its hourly series').optional(),
    })
    .describe('where to look'),
});
const ofQuestions = <T>(entries: (one: (typeof QUESTIONS)[number]) => Readonly<Record<string, T>>) =>
  Object.assign({}, ...QUESTIONS.map(entries)) as Readonly<Record<string, T>>;
const jobs = ofQuestions(({ name, result }) => {
  const one = job.extend({
    result: result.nullable().optional().describe('the answer; null until the job is done, absent from lists'),
  });
  return { [name]: one, [`${name}Page`]: page(one) };
});
const listedScenario = z.object({
  id: text('id of the scenario'),
  title: text2('its title'),
  model: text('id of its model'),
  basis: text('what it claims: `ex-ante` or `ex-post`'),
  window: windowText,
  measures: texts('ids of its measures'),
  read_only: flag('true for scenarios that ship with the program'),
  revision: whole('count', 'counts up with every change'),
});

/** Schemas of what is sent in, as their writer sees them (defaults may be left out). */
const INPUTS = {
  ScenarioInput: scenarioInput,
  ...ofQuestions(({ name, request }) => ({ [`${name}Request`]: request })),
};
/** Schemas of what comes back. */
const OUTPUTS = {
  Scenario: scenarioDocument,
  ScenarioPage: page(listedScenario),
  ValidScenario: z.object({
    valid: z.literal(true).describe('whether it is'),
    scenario: scenarioDocument.describe('the scenario whole'),
    model: modelOfAnswer,
    warnings,
  }),
  ScenarioDiff: z.object({
    left: text('id of one scenario'),
    right: text('id of the other'),
    differences: z
      .array(
        z.object({
          path: text('field'),
          left: z.unknown().describe('what the one holds'),
          right: z.unknown().describe('what the other holds'),
        }),
      )
      .describe('fields that they hold differently'),
  }),
  ...jobs,
  Series: z.object({
    schema: z.literal('spillway/series@1').describe('name and version of this document'),
    job: text('id of the job'),
    quantity: text('what the values are'),
    unit: text('of the values'),
    counts: z.enum(COUNTS).describe('which hydropower is counted'),
    counted: text2('the same in words'),
    by: text('what the rows are'),
    step: text('hour, day or month'),
    times: texts('beginning of each step, ISO 8601'),
    rows: z
      .array(
        z.object({
          world: z.enum(['run', 'reference', 'counterfactual']).describe('in which world'),
          key: text('id of the row'),
          values: z.array(z.number()).describe(withUnit('one a step, in `unit`', 'unit')),
        }),
      )
      .describe('rows of the series'),
  }),
  Opening: opening,
  ModelPage: page(z.object({ id: text('id of the model'), title: text2('its title') })),
  Model: z.object({
    id: text('id of the model'),
    title: text2('its title'),
    version: text('its version'),
    folder: textOrNull('its folder in the library; null where it has none'),
    hash: text('hash of all its tables'),
    warnings,
    summary: z.record(z.string(), z.unknown()).describe('totals of the model'),
    tables: z
      .object(
        Object.fromEntries(
          Object.entries(TABLES).map(([name, row]) => [
            name,
            z.array(row).optional().describe(`rows of the table ${name}`),
          ]),
        ),
      )
      .describe('the tables, each row with its source'),
  }),
  Evidence: evidenceResult,
  Provenance: provenanceResult,
  Health: z.object({
    status: z.literal('ok').describe('the server and its store answer'),
    version: text('version of the program'),
    uptime_seconds: whole('s', 'since the server started'),
    jobs: z.record(z.string(), z.int()).describe(withUnit('jobs by state', 'count')),
  }),
  Problem: z.object({
    type: text('address of what kind of problem it is'),
    title: text('kind of problem'),
    status: whole('1', 'HTTP status'),
    detail: text('what went wrong'),
    instance: text('address of the request'),
    problems: z.array(problem).max(MOST_LISTED).describe('every problem of the input, up to 200'),
    total: z.int().describe('how many problems there are; the list holds the first 200'),
    by_code: z
      .record(z.string(), z.int())
      .describe('how many problems have each code, those that are not listed included'),
  }),
};

type JsonSchema = Record<string, unknown>;

/**
 * Every named schema of the OpenAPI document (JSON Schema 2020-12, as OpenAPI 3.1 has it), each from the schema the
 * program itself uses.
 */
export const openApiSchemas = (): Record<string, JsonSchema> => ({
  ...converted(INPUTS, 'input'),
  ...converted(OUTPUTS, 'output'),
});

const converted = (schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): Record<string, JsonSchema> =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema, io)]));

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...body } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema: made }) => {
      if (zodSchema !== (inlineScenario as unknown)) return;
      for (const key of Object.keys(made)) delete made[key as keyof typeof made];
      made.$ref = '#/components/schemas/ScenarioInput';
    },
  });
  describe(body, []);
  return body;
}

/** Says of each field without a description of its own what it means; `path` holds the fields that it stands in. */
function describe(schema: unknown, path: readonly string[]): void {
  if (Array.isArray(schema)) schema.forEach((one) => describe(one, path));
  else if (typeof schema === 'object' && schema !== null) {
    for (const [key, inner] of Object.entries(schema)) {
      if (key !== 'properties') describe(inner, path);
      else
        for (const [field, property] of Object.entries(inner as Record<string, JsonSchema>)) {
          const meaning = property.description ?? meaningOf(path, field);
          if (meaning !== undefined) property.description = meaning;
          describe(property, [...path, field]);
        }
    }
  }
}
