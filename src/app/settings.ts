import { LOG_LEVELS, type LogLevel } from '../io/log/log.ts';
import { InvalidInput, invalid, orThrow, problem, valid, type Checked } from '../system/words/problem.ts';
import { readHosts, type HostName } from './api/server/host-names.ts';

export const DEFAULT_PORT = 3000;

/** What a server is told from outside. */
export interface Settings {
  readonly port: number;
  readonly hosts: readonly HostName[];
  readonly logLevel: LogLevel;
}
/** What stands in for a variable that is not set, or goes before it. */
export interface Given {
  readonly port?: number;
  readonly logLevel: LogLevel;
}

/** Reads `PORT`, `SPILLWAY_HOSTS` and `SPILLWAY_LOG`; throws `InvalidInput` with every problem of all of them. */
export function readSettings(
  { PORT = '', SPILLWAY_HOSTS = '', SPILLWAY_LOG = '' }: NodeJS.ProcessEnv,
  given: Given,
): Settings {
  const port = given.port === undefined ? readPort(PORT) : valid(given.port);
  const hosts = readHosts(SPILLWAY_HOSTS);
  const logLevel = SPILLWAY_LOG === '' ? valid(given.logLevel) : readLevel(SPILLWAY_LOG);
  const problems = [port, hosts, logLevel].flatMap((read) => (read.ok ? [] : read.problems));
  if (problems.length > 0) throw new InvalidInput(problems);
  return { port: orThrow(port), hosts: orThrow(hosts), logLevel: orThrow(logLevel) };
}

function readPort(text: string): Checked<number> {
  const port = text === '' ? DEFAULT_PORT : Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return valid(port);
  return invalid([
    problem(
      'port',
      'PORT',
      text,
      'a whole number from 0 to 65535',
      `"${text}" is not a port`,
      'set PORT to a free port, such as 3000',
    ),
  ]);
}

function readLevel(text: string): Checked<LogLevel> {
  const level = LOG_LEVELS.find((name) => name === text.toLowerCase());
  return level
    ? valid(level)
    : invalid([
        problem(
          'log-level',
          'SPILLWAY_LOG',
          text,
          `one of ${LOG_LEVELS.join(', ')}`,
          `"${text}" is not a level of the log`,
          'set SPILLWAY_LOG to one of them, or leave it out',
        ),
      ]);
}
