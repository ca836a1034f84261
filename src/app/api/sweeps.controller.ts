import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { sweepSizes } from '../../study/sweep-sizes.ts';
import { InvalidInput, problem } from '../../system/problem.ts';
import type { Scenario } from '../../system/scenario.ts';
import { parseQuantity } from '../../system/units.ts';
import { jobController } from './job-controller.ts';
import type { JobResource } from './job-resource.ts';
import { runOptions, sweepBody } from './requests.ts';
import { scenariosOf } from './scenario-argument.ts';
import { Submits } from './submit-docs.ts';
import { Valid } from './valid-input.ts';

@ApiTags('sweeps')
@Controller('api/v1/sweeps')
export class SweepsController extends jobController('sweep', 'Sweep') {
  @Post()
  @Submits('vary the size of a measure', 'SweepRequest', 'Sweep')
  async submit(
    @Body(new Valid(sweepBody)) body: z.infer<typeof sweepBody>, @Headers('idempotency-key') key: string | undefined, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobResource> {
    const { scenario, reference } = await scenariosOf(this.services, { scenario: body.scenario, reference: body.reference });
    requireMeasure(scenario, body.measure);
    // The body's schema has already refused sizes that are not a power.
    const sizesMw = sweepSizes(parseQuantity(body.from, 'power')!, parseQuantity(body.to, 'power')!, body.steps);
    return this.accept({ kind: 'sweep', scenario, reference, sweep: { measure: body.measure, sizesMw }, options: runOptions(body.options, scenario) }, body, key, reply);
  }
}

function requireMeasure(scenario: Scenario, id: string): void {
  const known = scenario.measures.map((measure) => measure.id);
  if (known.includes(id)) return;
  throw new InvalidInput([problem('unknown-measure', 'measure', id, known.length > 0 ? `one of ${known.join(', ')}` : 'a measure of the scenario',
    `scenario "${scenario.id}" has no measure "${id}"`, 'name a measure of the scenario')]);
}
