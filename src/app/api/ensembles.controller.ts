import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { changedPair } from './changed-pair.ts';
import { ensembleAsked } from './ensemble-asked.ts';
import { jobController } from './job-controller.ts';
import type { JobResource } from './job-resource.ts';
import { ensembleBody, runOptions } from './requests.ts';
import { scenariosOf } from './scenario-argument.ts';
import { Submits } from './submit-docs.ts';
import { Valid } from './valid-input.ts';

@ApiTags('ensembles')
@Controller('api/v1/ensembles')
export class EnsemblesController extends jobController('ensemble', 'Ensemble') {
  @Post()
  @Submits(
    'draw what is uncertain in both scenarios alike, and tell the spread of their difference',
    'EnsembleRequest',
    'Ensemble',
  )
  async submit(
    @Body(new Valid(ensembleBody)) body: z.infer<typeof ensembleBody>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobResource> {
    const named = await scenariosOf(this.services, { reference: body.reference, counterfactual: body.counterfactual });
    const pair = await changedPair(this.services, named, body.changes);
    return this.accept(
      {
        kind: 'ensemble',
        ...pair,
        options: runOptions(body.options, pair.reference),
        ensemble: await ensembleAsked(this.services, body),
      },
      body,
      key,
      reply,
    );
  }
}
