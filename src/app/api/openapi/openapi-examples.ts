import type { OpenAPIObject } from '@nestjs/swagger';
import { QUESTIONS } from '../../../study/questions.ts';
import { EXAMPLE_PAIR } from '../../../study/base/request-fields.ts';

type Operation = OpenAPIObject['paths'][string]['get'] & object;
const ROOT = '/api/v1';
const METHODS = ['get', 'post', 'put', 'delete'] as const;

const JOB = '0123456789abcdef0123456789abcdef';
/** Parameters of addresses and queries, by name; `id` is that of the collection. */
const PARAMETERS: Readonly<Record<string, unknown>> = {
  limit: 50,
  other: EXAMPLE_PAIR.reference,
  quantity: 'curtailment_mw',
  step: 'day',
  figure: 'curtailed_gwh.delta',
  tables: 'zones,stations',
  claim: '8 GW',
};
const IDS: Readonly<Record<string, string>> = { models: 'sichuan', scenarios: EXAMPLE_PAIR.counterfactual };

/** A scenario that overlays one that ships with the program. */
export const SCENARIO_EXAMPLE = {
  schema: 'spillway/scenario@1',
  id: 'my-shutdown',
  extends: EXAMPLE_PAIR.counterfactual,
  measures: [{ type: 'section-limit', id: 'dadu-wider', section: 'dadu', limit: '6 GW' }],
} as const;

/** Request bodies by address. */
const BODIES: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(QUESTIONS.map(({ collection, example }) => [`${ROOT}/${collection}`, example])),
  ...Object.fromEntries(
    ['scenarios', 'scenarios/validate', 'scenarios/{id}'].map((address) => [`${ROOT}/${address}`, SCENARIO_EXAMPLE]),
  ),
};
/** Answers of addresses that take nothing. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  [`${ROOT}/health`]: { status: 'ok', version: '0.1.0', uptime_seconds: 60, jobs: { done: 3 } },
  [`${ROOT}/scenarios/opening`]: {
    schema: 'spillway/opening@1',
    model: IDS.models,
    ...EXAMPLE_PAIR,
    question: { en: 'What does {size} of load less do?', zh: '负荷减少{size}有何影响？' },
    question_plain: { en: 'What does less load do?', zh: '负荷减少有何影响？' },
    implied_gw: [2.4, 3.2, 4.2],
    claimed_gw: 8,
    places: [],
  },
  [`${ROOT}/metrics`]: 'spillway_jobs{state="done"} 3\n',
};

/** Puts an example into every operation: its request body, its parameters, or else its answer. */
export function addExamples({ paths }: OpenAPIObject): void {
  for (const [address, item] of Object.entries(paths)) {
    for (const operation of METHODS.flatMap((method) => item[method] ?? [])) addExample(address, operation);
  }
}

function addExample(address: string, { parameters = [], requestBody, responses }: Operation): void {
  const [, collection] = address.slice(ROOT.length).split('/');
  for (const parameter of parameters) {
    if (!('name' in parameter)) continue;
    const example = parameter.name === 'id' ? (IDS[collection] ?? JOB) : PARAMETERS[parameter.name];
    if (example !== undefined) parameter.example = example;
  }
  if (requestBody && 'content' in requestBody && address in BODIES)
    for (const media of Object.values(requestBody.content)) media.example = BODIES[address];
  const answer = responses['200'];
  if (address in ANSWERS && answer && 'content' in answer)
    for (const media of Object.values(answer.content ?? {})) media.example = ANSWERS[address];
}
