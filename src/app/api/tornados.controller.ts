import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { jobController } from './job-controller.ts';
import type { JobResource } from './job-resource.ts';
import { runOptions, tornadoBody } from './requests.ts';
import { scenariosOf, type ScenarioArgument } from './scenario-argument.ts';
import { Submits } from './submit-docs.ts';
import { Valid } from './valid-input.ts';

@ApiTags('tornados')
@Controller('api/v1/tornados')
export class TornadosController extends jobController('tornado', 'Tornado') {
  @Post()
  @Submits('every uncertain input at its low and its high end, one at a time', 'TornadoRequest', 'Tornado')
  async submit(
    @Body(new Valid(tornadoBody)) { variants = [], ...body }: z.infer<typeof tornadoBody>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobResource> {
    const ends = variants.flatMap(
      (one, i) =>
        [
          [`variants[${i}].reference`, one.reference],
          [`variants[${i}].counterfactual`, one.counterfactual],
        ] as const,
    );
    const named: Record<string, ScenarioArgument> = {
      reference: body.reference,
      counterfactual: body.counterfactual,
      ...Object.fromEntries(ends),
    };
    const found = await scenariosOf(this.services, named);
    const pairs = variants.map((_, i) => ({
      reference: found[`variants[${i}].reference`],
      counterfactual: found[`variants[${i}].counterfactual`],
    }));
    const asked = { ...body, ...(variants.length > 0 && { variants }) };
    return this.accept(
      {
        kind: 'tornado',
        tornado: { reference: found.reference, counterfactual: found.counterfactual, variants: pairs },
        options: runOptions(body.options, found.counterfactual),
      },
      asked,
      key,
      reply,
    );
  }
}
