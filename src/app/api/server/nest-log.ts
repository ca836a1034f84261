import type { LoggerService } from '@nestjs/common';
import type { Log } from '../../../io/log/log.ts';

/** The framework's warnings and errors as lines of the server's log; its news of loaded modules is none. */
export const nestLog = (log: Log): LoggerService => ({
  log: () => undefined,
  warn: (message: unknown, context?: unknown) => log.warn({ context }, String(message)),
  error: (message: unknown, stack?: unknown, context?: unknown) =>
    log.error({ context, stack: message instanceof Error ? message.stack : stack }, String(message)),
});
