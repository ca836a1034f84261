import { randomUUID } from 'node:crypto';
import { LogController, type FastifyInstance } from 'fastify';
import { cut } from '../../../system/words/echo.ts';

const MOST_ADDRESS = 200;

/** Names a request in the log, and to whoever sent it. */
export const newRequestId = (): string => randomUUID();

/** The framework's own lines are two a request, and none for what it refuses: `logRequests` writes one. */
export const requestLines = new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' });

/** One line of the log for every request that was answered; what else is logged while it is answered has its id too. */
export function logRequests(instance: FastifyInstance): void {
  instance.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  instance.addHook('onResponse', ({ log, method, url }, { statusCode, elapsedTime }, done) => {
    log.info(
      { method, url: cut(url, MOST_ADDRESS), status: statusCode, ms: Math.round(elapsedTime) },
      'request answered',
    );
    done();
  });
}
