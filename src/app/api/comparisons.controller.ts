import { Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { comparisonQuestion } from '../../study/comparison/question.ts';
import type { ProvenanceResult } from '../../study/provenance/provenance-result.ts';
import { notBuilt } from './server/http-problem.ts';
import { requireJob } from './job-resource.ts';
import { problemContent } from './openapi/openapi-refs.ts';
import { GivesProvenance, provenanceOfJob } from './provenance-answer.ts';
import { questionController } from './question-controller.ts';
import { comparisonSeriesQuery, provenanceQuery } from './reading/requests.ts';
import { sendSeries } from './series-answer.ts';
import { GivesSeries } from './openapi/series-docs.ts';
import { Valid } from './reading/valid-input.ts';

/** Comparisons have hourly series of both worlds, and say what a figure rests on. */
export class ComparisonsController extends questionController(comparisonQuestion) {
  @Get(':id/series')
  @GivesSeries()
  @ApiQuery({ name: 'world', required: false, schema: { type: 'string', enum: ['reference', 'counterfactual'] } })
  async series(
    @Param('id') id: string,
    @Query(new Valid(comparisonSeriesQuery)) query: z.infer<typeof comparisonSeriesQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendSeries(this.services, await requireJob(this.services, 'comparison', id), query, request, reply);
  }

  @Get(':id/provenance')
  @GivesProvenance()
  async provenance(
    @Param('id') id: string,
    @Query(new Valid(provenanceQuery)) { figure }: z.infer<typeof provenanceQuery>,
  ): Promise<ProvenanceResult> {
    return provenanceOfJob(this.services, await requireJob(this.services, 'comparison', id), figure);
  }

  @Get(':id/report')
  @ApiParam({ name: 'id', schema: { type: 'string' } })
  @ApiOperation({ summary: 'impact analysis as a document; not built yet' })
  @ApiResponse({ status: 501, ...problemContent('not built yet') })
  report(): never {
    throw notBuilt(
      'The impact analysis as a document',
      'read the result at GET /api/v1/comparisons/{id}, or open the dashboard',
    );
  }
}
