import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { countOf, InvalidInput, problem, type Problem } from '../../../system/words/problem.ts';
import { cut } from '../../../system/words/echo.ts';
import { StoreFailed } from '../../../io/store/store-failed.ts';
import { HttpProblem, problemDocument } from './http-problem.ts';
import { inReaders } from './readers-language.ts';

const MOST_ADDRESS = 200;

interface Said {
  readonly status: number;
  readonly detail: string;
  readonly problems: readonly Problem[];
}

/**
 * Turns whatever was thrown into `application/problem+json`; an internal error keeps its details in the log of the
 * server.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, detail, problems } = said(error);
    if (status >= 500 && status !== 501)
      request.log.error({ err: error, method: request.method, url: cut(request.url, MOST_ADDRESS) }, 'request failed');
    if (reply.sent) return;
    void reply
      .status(status)
      .header('cache-control', 'no-store')
      .type('application/problem+json; charset=utf-8')
      .header('vary', 'accept-language')
      .send(JSON.stringify(inReaders(request, problemDocument(status, detail, request.url.split('?')[0], problems))));
  }
}

/** For addresses that cannot even be read, which never reach a controller. */
export function refuseUnreadable(
  error: { readonly statusCode?: number },
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { status, detail, problems } = ordinary(error.statusCode === 414 ? 414 : 404);
  void reply
    .status(status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(inReaders(request, problemDocument(status, detail, request.url.split('?')[0], problems))));
}

function said(error: unknown): Said {
  if (error instanceof HttpProblem) return error;
  if (error instanceof StoreFailed)
    return { status: 503, detail: `The store cannot be used: ${error.problems[0].message}.`, problems: error.problems };
  if (error instanceof InvalidInput) return { status: 422, detail: detailOf(error.problems), problems: error.problems };
  const status =
    error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: number }).statusCode ?? 500);
  return ordinary(status);
}

const detailOf = (problems: readonly Problem[]): string =>
  countOf(problems) === 1
    ? `${problems[0].path}: ${problems[0].message}`
    : `The input has ${countOf(problems)} problems.`;

/** Refusals by the framework, each with what to do about it. */
function ordinary(status: number): Said {
  const [code, detail, limit, hint] =
    ORDINARY[status] ??
    (status < 500
      ? (['refused', 'The request was refused.', null, 'see /docs for the requests that are understood'] as const)
      : INTERNAL);
  return { status, detail, problems: [problem(code, '', null, limit, detail, hint)] };
}

type Explained = readonly [code: string, detail: string, limit: string | null, hint: string];
const INTERNAL: Explained = [
  'internal',
  'Something went wrong inside the program; the log of the server says what.',
  null,
  'try again; if it fails again, report it with the log',
];
const ORDINARY: Readonly<Record<number, Explained>> = {
  400: [
    'malformed',
    'The request could not be read; its body must be one valid JSON document.',
    'valid JSON',
    'check quotes, commas and brackets, and that the body is not empty',
  ],
  404: ['not-found', 'There is nothing at this address.', null, 'see /docs for the addresses that exist'],
  405: ['method', 'This address does not understand this method.', null, 'see /docs for the methods of each address'],
  413: ['too-large', 'The body is larger than 1 MB.', '1 MB', 'send a smaller document; refer to scenarios by id'],
  414: ['too-long', 'The address is too long.', null, 'use a shorter id'],
  415: ['media-type', 'The body must be JSON.', 'application/json', 'send Content-Type: application/json'],
  429: [
    'too-many',
    'Too many requests in the last minute.',
    null,
    'wait a minute; use the events address instead of asking often',
  ],
};
