import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { AnyQuestion } from '../../../study/questions.ts';
import { problemContent, ref } from './openapi-refs.ts';

/** What every request for work has in common in the OpenAPI document. */
export const Submits = ({ summary, name }: AnyQuestion): MethodDecorator =>
  applyDecorators(
    HttpCode(202),
    ApiOperation({ summary }),
    ApiBody({ schema: ref(`${name}Request`) }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      schema: { type: 'string' },
      description: 'repeating a request with the same key gives the same job',
    }),
    ApiResponse({
      status: 202,
      description: 'accepted; Location says where to look',
      headers: { Location: { schema: { type: 'string' } } },
      schema: ref(name),
    }),
    ApiResponse({ status: 413, ...problemContent('body too large') }),
    ApiResponse({ status: 415, ...problemContent('body is not JSON') }),
    ApiResponse({ status: 422, ...problemContent('invalid request or unknown scenario, every problem listed') }),
    ApiResponse({ status: 429, ...problemContent('too many requests') }),
  );
