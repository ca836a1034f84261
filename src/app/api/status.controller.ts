import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import { JOB_STATES } from '../../io/store/tables.ts';
import { ref } from './openapi/openapi-refs.ts';
import { SERVICES, type Services } from './services.ts';

@ApiTags('status')
@SkipThrottle()
@Controller('api/v1')
export class StatusController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Get('health')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'whether the server and its store answer' })
  @ApiResponse({ status: 200, description: 'healthy', schema: ref('Health') })
  async health() {
    return {
      status: 'ok',
      version: this.services.version,
      uptime_seconds: Math.floor(process.uptime()),
      jobs: await this.services.store.jobs.counts(),
    };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'counters in the Prometheus text format' })
  @ApiResponse({ status: 200, description: 'metrics', content: { 'text/plain': { schema: { type: 'string' } } } })
  async metrics(): Promise<string> {
    const counts = await this.services.store.jobs.counts();
    const { rss, heapUsed } = process.memoryUsage();
    return [
      '# HELP spillway_jobs Jobs by state.',
      '# TYPE spillway_jobs gauge',
      ...JOB_STATES.map((state) => `spillway_jobs{state="${state}"} ${counts[state] ?? 0}`),
      '# HELP process_resident_memory_bytes Resident memory.',
      '# TYPE process_resident_memory_bytes gauge',
      `process_resident_memory_bytes ${rss}`,
      '# HELP nodejs_heap_used_bytes Used JavaScript heap.',
      '# TYPE nodejs_heap_used_bytes gauge',
      `nodejs_heap_used_bytes ${heapUsed}`,
      '# HELP process_uptime_seconds Time since the start.',
      '# TYPE process_uptime_seconds gauge',
      `process_uptime_seconds ${process.uptime()}`,
      '',
    ].join('\n');
  }
}
