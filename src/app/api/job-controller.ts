import { Delete, Get, HttpCode, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { JobRequest } from '../../io/jobs/work.ts';
import type { JobKind } from '../../io/store/tables.ts';
import { sendEvents } from './job-events.ts';
import { addressOf, cancelJob, jobResource, listJobs, readJob, type JobResource } from './job-resource.ts';
import { problemContent, ref } from './openapi-refs.ts';
import type { Page } from './paging.ts';
import { pageQuery } from './requests.ts';
import { SERVICES, type Services } from './services.ts';
import { Valid } from './valid-input.ts';

type PageQuery = z.infer<typeof pageQuery>;

/**
 * What runs, comparisons and sweeps share: list, read, follow, cancel. `schema` names the job's resource in the OpenAPI
 * document.
 */
export function jobController(kind: JobKind, schema: string) {
  abstract class JobController {
    constructor(@Inject(SERVICES) readonly services: Services) {}

    @Get()
    @ApiOperation({ summary: `${kind}s, newest first, without their results` })
    @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
    @ApiQuery({ name: 'cursor', required: false, schema: { type: 'string' } })
    @ApiResponse({ status: 200, description: 'one page', schema: ref(`${schema}Page`) })
    @ApiResponse({ status: 422, ...problemContent('invalid query') })
    list(@Query(new Valid(pageQuery)) query: PageQuery): Promise<Page<JobResource>> {
      return listJobs(this.services, kind, query.limit, query.cursor);
    }

    @Get(':id')
    @ApiParam({ name: 'id', schema: { type: 'string' } })
    @ApiOperation({ summary: `state and progress of a ${kind}, and its result once done` })
    @ApiResponse({ status: 200, description: `the ${kind}; a finished one carries an ETag`, schema: ref(schema) })
    @ApiResponse({ status: 404, ...problemContent('unknown id') })
    async read(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<JobResource> {
      const job = await readJob(this.services, kind, id);
      if (job.state === 'done') void reply.header('etag', `"${job.id}-${job.attempt}"`);
      return job;
    }

    @Get(':id/events')
    @ApiParam({ name: 'id', schema: { type: 'string' } })
    @ApiOperation({ summary: `server-sent events of a ${kind}: state and progress until it ends` })
    @ApiResponse({
      status: 200,
      description: 'events named state and progress',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    })
    @ApiResponse({ status: 404, ...problemContent('unknown id') })
    events(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
      return sendEvents(this.services, kind, id, reply);
    }

    @Delete(':id')
    @HttpCode(200)
    @ApiParam({ name: 'id', schema: { type: 'string' } })
    @ApiOperation({ summary: `cancel a ${kind}` })
    @ApiResponse({ status: 200, description: 'cancelled', schema: ref(schema) })
    @ApiResponse({ status: 404, ...problemContent('unknown id') })
    @ApiResponse({ status: 409, ...problemContent('it has already ended') })
    cancel(@Param('id') id: string): Promise<JobResource> {
      return cancelJob(this.services, kind, id);
    }

    /** Accepts a request: 202 and where to look. */
    protected async accept(
      request: JobRequest,
      asked: unknown,
      key: string | undefined,
      reply: FastifyReply,
    ): Promise<JobResource> {
      const job = await this.services.jobs.submit(request, asked, key);
      reply.log.info({ job: job.id, kind: job.kind, state: job.state }, 'job asked for');
      void reply.header('location', addressOf(job));
      return jobResource(job);
    }
  }
  return JobController;
}
