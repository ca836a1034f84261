import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { jobController } from './job-controller.ts';
import { requireJob, type JobResource } from './job-resource.ts';
import { runBody, runOptions, runSeriesQuery } from './requests.ts';
import { scenariosOf } from './scenario-argument.ts';
import { sendSeries } from './series-answer.ts';
import { GivesSeries } from './series-docs.ts';
import { Submits } from './submit-docs.ts';
import { Valid } from './valid-input.ts';

@ApiTags('runs')
@Controller('api/v1/runs')
export class RunsController extends jobController('run', 'Run') {
  @Post()
  @Submits('run one scenario', 'RunRequest', 'Run')
  async submit(
    @Body(new Valid(runBody)) body: z.infer<typeof runBody>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobResource> {
    const { scenario } = await scenariosOf(this.services, { scenario: body.scenario });
    return this.accept({ kind: 'run', scenario, options: runOptions(body.options, scenario) }, body, key, reply);
  }

  @Get(':id/series')
  @GivesSeries()
  async series(
    @Param('id') id: string,
    @Query(new Valid(runSeriesQuery)) query: z.infer<typeof runSeriesQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendSeries(this.services, await requireJob(this.services, 'run', id), query, request, reply);
  }
}
