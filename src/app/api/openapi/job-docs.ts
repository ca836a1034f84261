import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { AnyQuestion } from '../../../study/questions.ts';
import { problemContent, ref } from './openapi-refs.ts';

/*
 * What the routes of a question's jobs say in the OpenAPI document. Each list runs from the last answer to the summary:
 * the document holds parameters in the order of stacked decorators, the last of which comes first.
 */

/** One page of the jobs. */
export const Lists = ({ kind, name: schema }: AnyQuestion): MethodDecorator =>
  applyDecorators(
    ApiResponse({ status: 422, ...problemContent('invalid query') }),
    ApiResponse({ status: 200, description: 'one page', schema: ref(`${schema}Page`) }),
    ApiQuery({ name: 'cursor', required: false, schema: { type: 'string' } }),
    ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } }),
    ApiOperation({ summary: `${kind}s, newest first, without their results` }),
  );

/** One job with its result. */
export const Reads = ({ kind, name: schema }: AnyQuestion): MethodDecorator =>
  applyDecorators(
    ApiResponse({ status: 404, ...problemContent('unknown id') }),
    ApiResponse({ status: 200, description: `the ${kind}; a finished one carries an ETag`, schema: ref(schema) }),
    ApiOperation({ summary: `state and progress of a ${kind}, and its result once done` }),
    ApiParam({ name: 'id', schema: { type: 'string' } }),
  );

/** The events of one job. */
export const Follows = ({ kind }: AnyQuestion): MethodDecorator =>
  applyDecorators(
    ApiResponse({ status: 404, ...problemContent('unknown id') }),
    ApiResponse({
      status: 200,
      description: 'events named state and progress',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    }),
    ApiOperation({ summary: `server-sent events of a ${kind}: state and progress until it ends` }),
    ApiParam({ name: 'id', schema: { type: 'string' } }),
  );

/** The end of a job before its time. */
export const Cancels = ({ kind, name: schema }: AnyQuestion): MethodDecorator =>
  applyDecorators(
    ApiResponse({ status: 409, ...problemContent('it has already ended') }),
    ApiResponse({ status: 404, ...problemContent('unknown id') }),
    ApiResponse({ status: 200, description: 'cancelled', schema: ref(schema) }),
    ApiOperation({ summary: `cancel a ${kind}` }),
    ApiParam({ name: 'id', schema: { type: 'string' } }),
  );
