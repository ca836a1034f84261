import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Log } from '../../../io/log/log.ts';
import { cut } from '../../../system/words/echo.ts';
import type { Problem } from '../../../system/words/problem.ts';
import type { HostName } from './host-names.ts';
import { problemDocument } from './http-problem.ts';
import { inReaders } from './readers-language.ts';
import { newRequestId } from './request-log.ts';
import { stranger } from './stranger.ts';

/**
 * An idle connection stays longer than any client takes to use it again: one that is closed as it is used looks like a
 * fault.
 */
const KEEP_ALIVE_MS = 72_000;
const REFUSED = 403;
const MOST_ADDRESS = 200;

/**
 * An HTTP server that refuses strangers before anything else sees their request, so that no route, page or error is
 * left out.
 */
export function guardedServer(answer: RequestListener, extra: readonly HostName[], log: Log): Server {
  // A request without a host is refused here as any other stranger is, not by Node.
  return createServer({ requireHostHeader: false, keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    const found = stranger(request, extra);
    if (!found) {
      request.url = pathOf(request.url);
      answer(request, response);
      return;
    }
    const id = newRequestId();
    log.warn(
      {
        request: id,
        method: request.method,
        url: cut(request.url ?? '', MOST_ADDRESS),
        status: REFUSED,
        problem: found.code,
        value: found.value,
      },
      'stranger refused',
    );
    refuse(request, response, { found, id });
  });
}

/** Of a target that is a whole address, the part behind the host. */
function pathOf(target = '/'): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') || path === '*' ? path : `/${path}`;
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { found, id }: { readonly found: Problem; readonly id: string },
): void {
  const detail = `${found.message[0].toUpperCase()}${found.message.slice(1)}.`;
  const instance = pathOf(request.url).split('?')[0];
  response.writeHead(REFUSED, {
    'x-request-id': id,
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'",
  });
  response.end(JSON.stringify(inReaders(request, problemDocument(REFUSED, detail, instance, [found]))));
}
