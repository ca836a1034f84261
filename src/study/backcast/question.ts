import { z } from 'zod';
import { askedYears, backcastYears } from '../out-turns/backcast-years.ts';
import type { RunOptions } from '../base/ports.ts';
import { alone, question } from '../base/question.ts';
import { modelId, options, years } from '../base/request-fields.ts';
import { backcastName, prepareBackcast, runBackcast, type Backcast } from './backcast.ts';
import { backcastResult } from './backcast-result.ts';

export const backcastBody = z.strictObject({
  model: modelId,
  years: years.optional().describe('such as 2016..2020; all years with a scenario if absent'),
  options: options.pick({ foresight: true, level: true }).optional().describe('foresight and level of the runs'),
});

export interface BackcastWork {
  readonly kind: 'backcast';
  readonly backcast: Backcast;
  readonly options: RunOptions;
}

export const backcastQuestion = question({
  kind: 'backcast',
  schema: 'spillway/backcast@1',
  collection: 'backcasts',
  name: 'Backcast',
  summary: 'a model against published out-turns, year by year',
  request: backcastBody,
  example: { model: 'sichuan', years: '2018..2021' },
  result: backcastResult,
  series: [],
  resolve: async (stated, library): Promise<BackcastWork> => {
    const model = await library.model(stated.model);
    const asked = askedYears(model, stated.years);
    const scenarios = await backcastYears(model, asked, (id) => library.find(id));
    return {
      kind: 'backcast',
      backcast: { model: model.id, years: asked, scenarios },
      options: stated.options ?? {},
    };
  },
  standsOn: ({ backcast }) => ({
    model: backcast.model,
    scenarios: backcast.scenarios.map(({ scenario }) => scenario),
  }),
  prepare: async (deps, { backcast, options: chosen }) => {
    const prepared = await prepareBackcast(deps, backcast, chosen);
    return {
      identity: async () => backcastName(prepared),
      run: async (watch) => alone(await runBackcast(deps, prepared, watch)),
    };
  },
});
