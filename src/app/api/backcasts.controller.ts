import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { askedYears, backcastYears } from '../../study/out-turns/backcast-years.ts';
import { orThrow } from '../../system/words/problem.ts';
import { jobController } from './job-controller.ts';
import type { JobResource } from './job-resource.ts';
import { backcastBody } from './requests.ts';
import { Submits } from './submit-docs.ts';
import { Valid } from './valid-input.ts';

@ApiTags('backcasts')
@Controller('api/v1/backcasts')
export class BackcastsController extends jobController('backcast', 'Backcast') {
  @Post()
  @Submits('a model against published out-turns, year by year', 'BackcastRequest', 'Backcast')
  async submit(
    @Body(new Valid(backcastBody)) body: z.infer<typeof backcastBody>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobResource> {
    const model = orThrow(await this.services.models.model(body.model));
    const years = askedYears(model, body.years);
    const scenarios = await backcastYears(
      model,
      years,
      async (id) => (await this.services.scenarios.find(id))?.document ?? null,
    );
    return this.accept(
      { kind: 'backcast', backcast: { model: model.id, years, scenarios }, options: body.options ?? {} },
      body,
      key,
      reply,
    );
  }
}
