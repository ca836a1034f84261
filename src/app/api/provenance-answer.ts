import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { KeptRequest } from '../../io/jobs/job-service.ts';
import type { Job } from '../../io/store/job-store.ts';
import { provenance } from '../../study/provenance/provenance.ts';
import type { ProvenanceResult } from '../../study/provenance/provenance-result.ts';
import { problem } from '../../system/words/problem.ts';
import { HttpProblem } from './server/http-problem.ts';
import { problemContent, ref } from './openapi/openapi-refs.ts';
import type { Services } from './services.ts';
import { say } from '../words/messages.ts';

export const GivesProvenance = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'what one figure of the result rests on: rows of the model, stated inputs, fitted numbers',
    }),
    ApiParam({ name: 'id', schema: { type: 'string' } }),
    ApiQuery({
      name: 'figure',
      required: false,
      schema: { type: 'string', default: 'curtailed_gwh.delta' },
      description: 'path of a number in the result',
    }),
    ApiResponse({
      status: 200,
      description: 'tables, rows, sources, confidence and hashes',
      schema: ref('Provenance'),
    }),
    ApiResponse({ status: 404, ...problemContent('unknown id') }),
    ApiResponse({ status: 409, ...problemContent('not done yet') }),
    ApiResponse({ status: 422, ...problemContent('no such figure') }),
  );

/** What a figure of a finished comparison rests on. */
export async function provenanceOfJob(
  { models, store }: Services,
  job: Job,
  figure: string,
): Promise<ProvenanceResult> {
  const { work } = job.request as KeptRequest;
  const result = job.state === 'done' ? await store.result(job.identity) : null;
  if (work.kind !== 'comparison' || result?.schema !== 'spillway/comparison@1') {
    throw new HttpProblem(409, `This ${job.kind} is ${job.state}; it has no figures.`, [
      problem(
        'not-done',
        'state',
        job.state,
        'done',
        `this ${job.kind} has no result yet`,
        'ask again once it is done',
      ),
    ]);
  }
  return provenance(
    { models, say },
    { result, scenarios: [work.reference, work.counterfactual], options: work.options },
    figure,
  );
}
