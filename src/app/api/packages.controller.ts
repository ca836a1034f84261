import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { jobController } from './job-controller.ts';
import type { JobResource } from './job-resource.ts';
import { packageBody, runOptions } from './requests.ts';
import { scenariosOf, type ScenarioArgument } from './scenario-argument.ts';
import { Submits } from './submit-docs.ts';
import { Valid } from './valid-input.ts';

@ApiTags('packages')
@Controller('api/v1/packages')
export class PackagesController extends jobController('package', 'Package') {
  @Post()
  @Submits('counter-measures, each alone and as a share of them all', 'PackageRequest', 'Package')
  async submit(
    @Body(new Valid(packageBody)) body: z.infer<typeof packageBody>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobResource> {
    const named: Record<string, ScenarioArgument> = {
      scenario: body.scenario,
      ...Object.fromEntries(body.with.map((one, i) => [`with[${i}]`, one])),
    };
    const found = await scenariosOf(this.services, named);
    const given = body.with.map((_, i) => found[`with[${i}]`]);
    return this.accept(
      {
        kind: 'package',
        scenario: found.scenario,
        package: { with: given },
        options: runOptions(body.options, found.scenario),
      },
      body,
      key,
      reply,
    );
  }
}
