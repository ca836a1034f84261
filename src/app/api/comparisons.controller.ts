import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { ProvenanceResult } from '../../study/provenance/provenance-result.ts';
import { changedPair } from './changed-pair.ts';
import { ensembleAsked } from './ensemble-asked.ts';
import { notBuilt } from './http-problem.ts';
import { jobController } from './job-controller.ts';
import { requireJob, type JobResource } from './job-resource.ts';
import { problemContent } from './openapi-refs.ts';
import { GivesProvenance, provenanceOfJob } from './provenance-answer.ts';
import { causesAsked, comparisonBody, comparisonSeriesQuery, provenanceQuery, runOptions } from './requests.ts';
import { scenariosOf } from './scenario-argument.ts';
import { sendSeries } from './series-answer.ts';
import { GivesSeries } from './series-docs.ts';
import { Submits } from './submit-docs.ts';
import { Valid } from './valid-input.ts';

@ApiTags('comparisons')
@Controller('api/v1/comparisons')
export class ComparisonsController extends jobController('comparison', 'Comparison') {
  @Post()
  @Submits('compare two scenarios, with and without', 'ComparisonRequest', 'Comparison')
  async submit(
    @Body(new Valid(comparisonBody)) body: z.infer<typeof comparisonBody>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobResource> {
    const named = await scenariosOf(this.services, { reference: body.reference, counterfactual: body.counterfactual });
    const pair = await changedPair(this.services, named, body.changes);
    return this.accept(
      {
        kind: 'comparison',
        ...pair,
        options: {
          ...runOptions(body.options, pair.reference),
          ...causesAsked(body.attribute, body.sensitivity),
          ...(body.price_of_foresight && { priceOfForesight: true }),
          ...(body.ensemble && { ensemble: await ensembleAsked(this.services, body.ensemble, 'ensemble.') }),
        },
      },
      body,
      key,
      reply,
    );
  }

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
