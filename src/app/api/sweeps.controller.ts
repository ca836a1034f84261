import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { sweepAxes } from '../requests/sweep-axes.ts';
import { jobController } from './job-controller.ts';
import type { JobResource } from './job-resource.ts';
import { askedAxis, runOptions, sweepBody } from './requests.ts';
import { scenariosOf } from './scenario-argument.ts';
import { Submits } from './submit-docs.ts';
import { Valid } from './valid-input.ts';

@ApiTags('sweeps')
@Controller('api/v1/sweeps')
export class SweepsController extends jobController('sweep', 'Sweep') {
  @Post()
  @Submits('vary one field of a measure, or two fields at once', 'SweepRequest', 'Sweep')
  async submit(
    @Body(new Valid(sweepBody)) body: z.infer<typeof sweepBody>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobResource> {
    const { scenario, reference } = await scenariosOf(this.services, {
      scenario: body.scenario,
      reference: body.reference,
    });
    const sweep = {
      ...sweepAxes(scenario, askedAxis(body), body.second && askedAxis(body.second)),
      rules: body.rules ?? false,
      ...(body.ends && { ends: true }),
    };
    return this.accept(
      { kind: 'sweep', scenario, reference, sweep, options: runOptions(body.options, scenario) },
      body,
      key,
      reply,
    );
  }
}
