import { destination, pino, stdTimeFunctions, type Logger } from 'pino';
import type { LogLevel } from './log.ts';

/**
 * A server's log: one JSON document a line on stderr, with `level` by name and `time` in UTC. An error stands under
 * `err`, its stack included.
 */
export const jsonLog = (level: LogLevel): Logger =>
  pino(
    { level, base: null, timestamp: stdTimeFunctions.isoTime, formatters: { level: (name) => ({ level: name }) } },
    destination({ fd: 2, sync: true }),
  );
