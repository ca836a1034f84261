import { z } from 'zod';
import { backcastYears, explainedYears } from '../out-turns/backcast-years.ts';
import { alone, question } from '../base/question.ts';
import { modelId, years } from '../base/request-fields.ts';
import { yearOnYearResult } from './year-on-year-result.ts';
import { prepareYearOnYear, runYearOnYear, yearOnYearName, type YearOnYear } from './year-on-year.ts';

export const decompositionBody = z.strictObject({
  model: modelId,
  years: years.optional().describe('such as 2019..2021; all years with a scenario if absent'),
});

export interface YearOnYearWork {
  readonly kind: 'decomposition';
  readonly decomposition: YearOnYear;
}

export const yearOnYearQuestion = question({
  kind: 'decomposition',
  schema: 'spillway/year-on-year@1',
  collection: 'decompositions',
  name: 'Decomposition',
  summary: 'what changed curtailment from year to year',
  request: decompositionBody,
  example: { model: 'sichuan', years: '2018..2020' },
  result: yearOnYearResult,
  series: [],
  resolve: async (stated, library): Promise<YearOnYearWork> => {
    const model = await library.model(stated.model);
    const found = await backcastYears(model, explainedYears(model, stated.years), (id) => library.find(id));
    return { kind: 'decomposition', decomposition: { model: model.id, years: found } };
  },
  standsOn: ({ decomposition }) => ({
    model: decomposition.model,
    scenarios: decomposition.years.map(({ scenario }) => scenario),
  }),
  prepare: async (deps, { decomposition }) => {
    const prepared = await prepareYearOnYear(deps, decomposition);
    return {
      identity: async () => yearOnYearName(prepared),
      run: async (watch) => alone(await runYearOnYear(deps, prepared, watch)),
    };
  },
});
