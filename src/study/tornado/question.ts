import { z } from 'zod';
import type { RunOptions } from '../base/ports.ts';
import { alone, question, type Library } from '../base/question.ts';
import { EXAMPLE_PAIR, optionsOfRun, runOptions, scenario, type ScenarioArgument } from '../base/request-fields.ts';
import { tornadoResult } from './tornado-result.ts';
import { MOST_VARIANTS, prepareTornado, runTornado, tornadoName, type Tornado } from './tornado.ts';

const pair = { reference: scenario, counterfactual: scenario };
const request = z.strictObject({
  ...pair,
  options: optionsOfRun,
  variants: z
    .array(z.strictObject(pair))
    .max(MOST_VARIANTS)
    .optional()
    .describe('other ways to state the same study, such as another place of the load: one row of their own'),
});
type Request = z.output<typeof request>;
export interface TornadoWork {
  readonly kind: 'tornado';
  readonly tornado: Tornado;
  readonly options: RunOptions;
}

async function resolve({ variants = [], ...stated }: Request, library: Library): Promise<TornadoWork> {
  const named: Record<string, ScenarioArgument> = {
    reference: stated.reference,
    counterfactual: stated.counterfactual,
    ...Object.fromEntries(
      variants.flatMap((one, i) => [
        [`variants[${i}].reference`, one.reference],
        [`variants[${i}].counterfactual`, one.counterfactual],
      ]),
    ),
  };
  const found = await library.scenarios(named);
  const { reference, counterfactual } = found;
  return {
    kind: 'tornado',
    tornado: {
      reference,
      counterfactual,
      variants: variants.map((_, i) => ({
        reference: found[`variants[${i}].reference`],
        counterfactual: found[`variants[${i}].counterfactual`],
      })),
    },
    options: runOptions(stated.options, counterfactual),
  };
}

export const tornadoQuestion = question({
  kind: 'tornado',
  schema: 'spillway/tornado@1',
  collection: 'tornados',
  name: 'Tornado',
  summary: 'every uncertain input at its low and its high end, one at a time',
  request,
  example: EXAMPLE_PAIR,
  result: tornadoResult,
  series: [],
  shown: ({ variants = [], ...stated }) => ({ ...stated, ...(variants.length > 0 && { variants }) }),
  resolve,
  standsOn: ({ tornado }) => ({
    model: tornado.counterfactual.model,
    scenarios: [tornado, ...tornado.variants].flatMap((one) => [one.counterfactual, one.reference]),
  }),
  prepare: async (deps, { tornado, options }) => {
    const prepared = await prepareTornado(deps, tornado, options);
    return {
      identity: () => tornadoName(deps, prepared),
      run: async (watch) => alone(await runTornado(deps, prepared, watch)),
    };
  },
});
