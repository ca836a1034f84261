import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { backcastYears, explainedYears } from '../../study/out-turns/backcast-years.ts';
import { orThrow } from '../../system/words/problem.ts';
import { jobController } from './job-controller.ts';
import type { JobResource } from './job-resource.ts';
import { decompositionBody } from './requests.ts';
import { Submits } from './submit-docs.ts';
import { Valid } from './valid-input.ts';

@ApiTags('decompositions')
@Controller('api/v1/decompositions')
export class DecompositionsController extends jobController('decomposition', 'Decomposition') {
  @Post()
  @Submits('what changed curtailment from year to year', 'DecompositionRequest', 'Decomposition')
  async submit(
    @Body(new Valid(decompositionBody)) body: z.infer<typeof decompositionBody>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobResource> {
    const model = orThrow(await this.services.models.model(body.model));
    const years = await backcastYears(
      model,
      explainedYears(model, body.years),
      async (id) => (await this.services.scenarios.find(id))?.document ?? null,
    );
    return this.accept({ kind: 'decomposition', decomposition: { model: model.id, years } }, body, key, reply);
  }
}
