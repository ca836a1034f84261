import { Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { runQuestion } from '../../study/run/question.ts';
import { requireJob } from './job-resource.ts';
import { questionController } from './question-controller.ts';
import { runSeriesQuery } from './reading/requests.ts';
import { sendSeries } from './series-answer.ts';
import { GivesSeries } from './openapi/series-docs.ts';
import { Valid } from './reading/valid-input.ts';

/** Runs have hourly series beside their results. */
export class RunsController extends questionController(runQuestion) {
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
