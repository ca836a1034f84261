import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { AnyQuestion } from '../../study/questions.ts';
import { sendEvents } from './job-events.ts';
import { addressOf, cancelJob, jobResource, listJobs, readJob, type JobResource } from './job-resource.ts';
import { namedLibrary } from './named-library.ts';
import { Cancels, Follows, Lists, Reads } from './openapi/job-docs.ts';
import type { Page } from './reading/paging.ts';
import { pageQuery } from './reading/requests.ts';
import { SERVICES, type Services } from './services.ts';
import { Submits } from './openapi/submit-docs.ts';
import { Valid } from './reading/valid-input.ts';

type PageQuery = z.infer<typeof pageQuery>;

/** The collection of a question's jobs: submit, list, read, follow, cancel. Those with more to give extend it. */
export function questionController(question: AnyQuestion) {
  const { kind, name: schema } = question;

  @ApiTags(question.collection)
  @Controller(`api/v1/${question.collection}`)
  class QuestionController {
    constructor(@Inject(SERVICES) readonly services: Services) {}

    /** Accepts a request: 202 and where to look. */
    @Post()
    @Submits(question)
    async submit(
      @Body(new Valid(question.request)) body: unknown,
      @Headers('idempotency-key') key: string | undefined,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<JobResource> {
      const work = await question.resolve(body, namedLibrary(this.services));
      const job = await this.services.jobs.submit(work, question.shown?.(body) ?? body, key);
      reply.log.info({ job: job.id, kind: job.kind, state: job.state }, 'job asked for');
      void reply.header('location', addressOf(job));
      return jobResource(job);
    }

    @Get()
    @Lists(question)
    list(@Query(new Valid(pageQuery)) query: PageQuery): Promise<Page<JobResource>> {
      return listJobs(this.services, kind, query.limit, query.cursor);
    }

    @Get(':id')
    @Reads(question)
    async read(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<JobResource> {
      const job = await readJob(this.services, kind, id);
      if (job.state === 'done') void reply.header('etag', `"${job.id}-${job.attempt}"`);
      return job;
    }

    @Get(':id/events')
    @Follows(question)
    events(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
      return sendEvents(this.services, kind, id, reply);
    }

    @Delete(':id')
    @HttpCode(200)
    @Cancels(question)
    cancel(@Param('id') id: string): Promise<JobResource> {
      return cancelJob(this.services, kind, id);
    }
  }
  // The names of operations come from that of the class: `Tornados_submit`.
  Object.defineProperty(QuestionController, 'name', { value: `${schema}sController` });
  return QuestionController;
}
