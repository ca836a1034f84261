import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Problem } from '../../system/problem.ts';
import type { HostName } from './host-names.ts';
import { problemDocument } from './http-problem.ts';
import { stranger } from './stranger.ts';

/** An idle connection stays longer than any client takes to use it again: one that is closed as it is used looks like a fault. */
const KEEP_ALIVE_MS = 72_000;

/** An HTTP server that refuses strangers before anything else sees their request, so that no route, page or error is left out. */
export function guardedServer(answer: RequestListener, extra: readonly HostName[], onRefused: (found: Problem) => void): Server {
  // A request without a host is refused here as any other stranger is, not by Node.
  return createServer({ requireHostHeader: false, keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    const found = stranger(request, extra);
    if (!found) {
      request.url = pathOf(request.url);
      answer(request, response);
      return;
    }
    onRefused(found);
    refuse(request, response, found);
  });
}

/** Of a target that is a whole address, the part behind the host. */
function pathOf(target = '/'): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') || path === '*' ? path : `/${path}`;
}

function refuse(request: IncomingMessage, response: ServerResponse, found: Problem): void {
  const detail = `${found.message[0].toUpperCase()}${found.message.slice(1)}.`;
  const instance = pathOf(request.url).split('?')[0];
  response.writeHead(403, {
    'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-security-policy': 'default-src \'none\'',
  });
  response.end(JSON.stringify(problemDocument(403, detail, instance, [found])));
}
