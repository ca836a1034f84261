import { z } from 'zod';
import { JOB_KINDS, JOB_STATES } from '../../io/store/tables.ts';
import { TABLES } from '../../system/model/model.ts';
import { scenarioInput } from '../../system/scenario/overlay-measures.ts';
import { MOST_LISTED } from '../../system/words/problem-list.ts';
import { scenarioDocument } from '../../system/scenario/scenario.ts';
import { opening } from '../../study/scenario/opening.ts';
import { COUNTS } from '../../study/series-nature.ts';
import {
  backcastBody,
  comparisonBody,
  decompositionBody,
  ensembleBody,
  inlineScenario,
  packageBody,
  runBody,
  sweepBody,
  tornadoBody,
} from './requests.ts';
import {
  backcastResult,
  comparisonResult,
  ensembleResult,
  evidenceResult,
  modelStanding,
  warnings,
  provenanceResult,
  packageResult,
  runResult,
  sweepResult,
  tornadoResult,
  yearOnYearResult,
} from './result-schemas.ts';

const text = z.string();
const text2 = z.object({ en: text, zh: text });
const problem = z.object({
  code: text,
  path: text,
  value: z.unknown(),
  limit: text.nullable(),
  message: text,
  hint: text,
  file: text.optional(),
  line: z.int().optional(),
  column: z.int().optional(),
});
const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: text.nullable() });

const job = z.object({
  id: text,
  kind: z.enum(JOB_KINDS),
  identity: text,
  state: z.enum(JOB_STATES),
  progress: z.object({ stage: text, done: z.int(), total: z.int(), fraction: z.number() }),
  eta_seconds: z.int().nullable().describe('null until a twentieth of the work is done'),
  eta_reason: z
    .object({ kind: z.literal('slower-than-thought'), stage: text })
    .nullable()
    .describe('why the time left is more than a quarter above the least that was told'),
  attempt: z.int(),
  problems: z.array(problem),
  created: text,
  started: text.nullable(),
  finished: text.nullable(),
  request: z.record(text, z.unknown()),
  links: z.object({ self: text, events: text, series: text.optional() }),
});
const run = job.extend({ result: runResult.nullable().optional() });
const comparison = job.extend({ result: comparisonResult.nullable().optional() });
const sweep = job.extend({ result: sweepResult.nullable().optional() });
const backcast = job.extend({ result: backcastResult.nullable().optional() });
const measurePackage = job.extend({ result: packageResult.nullable().optional() });
const decomposition = job.extend({ result: yearOnYearResult.nullable().optional() });
const ensemble = job.extend({ result: ensembleResult.nullable().optional() });
const tornado = job.extend({ result: tornadoResult.nullable().optional() });
const listedScenario = z.object({
  id: text,
  title: text2,
  model: text,
  basis: text,
  window: z.object({ start: text, end: text }),
  measures: z.array(text),
  read_only: z.boolean(),
  revision: z.int(),
});

/** Schemas of what is sent in, as their writer sees them (defaults may be left out). */
const INPUTS = {
  ScenarioInput: scenarioInput,
  RunRequest: runBody,
  ComparisonRequest: comparisonBody,
  SweepRequest: sweepBody,
  BackcastRequest: backcastBody,
  DecompositionRequest: decompositionBody,
  PackageRequest: packageBody,
  EnsembleRequest: ensembleBody,
  TornadoRequest: tornadoBody,
};
/** Schemas of what comes back. */
const OUTPUTS = {
  Scenario: scenarioDocument,
  ScenarioPage: page(listedScenario),
  ValidScenario: z.object({ valid: z.literal(true), scenario: scenarioDocument, model: modelStanding, warnings }),
  ScenarioDiff: z.object({
    left: text,
    right: text,
    differences: z.array(z.object({ path: text, left: z.unknown(), right: z.unknown() })),
  }),
  Run: run,
  RunPage: page(run),
  Comparison: comparison,
  ComparisonPage: page(comparison),
  Sweep: sweep,
  SweepPage: page(sweep),
  Backcast: backcast,
  BackcastPage: page(backcast),
  Decomposition: decomposition,
  DecompositionPage: page(decomposition),
  Package: measurePackage,
  PackagePage: page(measurePackage),
  Ensemble: ensemble,
  EnsemblePage: page(ensemble),
  Tornado: tornado,
  TornadoPage: page(tornado),
  Series: z.object({
    schema: z.literal('spillway/series@1'),
    job: text,
    quantity: text,
    unit: text,
    counts: z.enum(COUNTS),
    counted: text2,
    by: text,
    step: text,
    times: z.array(text),
    rows: z.array(
      z.object({ world: z.enum(['run', 'reference', 'counterfactual']), key: text, values: z.array(z.number()) }),
    ),
  }),
  Opening: opening,
  ModelPage: page(z.object({ id: text, title: text2 })),
  Model: z.object({
    id: text,
    title: text2,
    version: text,
    folder: text.nullable(),
    hash: text,
    warnings,
    summary: z.record(text, z.unknown()),
    tables: z.object(Object.fromEntries(Object.entries(TABLES).map(([name, row]) => [name, z.array(row).optional()]))),
  }),
  Evidence: evidenceResult,
  Provenance: provenanceResult,
  Health: z.object({ status: z.literal('ok'), version: text, uptime_seconds: z.int(), jobs: z.record(text, z.int()) }),
  Problem: z.object({
    type: text,
    title: text,
    status: z.int(),
    detail: text,
    instance: text,
    problems: z.array(problem).max(MOST_LISTED),
    total: z.int().describe('how many problems there are; the list holds the first 200'),
    by_code: z.record(text, z.int()).describe('how many problems have each code, those that are not listed included'),
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
  return body;
}
