import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { jsonLog } from '../io/log/json-log.ts';
import type { LogLevel } from '../io/log/log.ts';
import { InvalidInput, problem } from '../system/words/problem.ts';
import { createServer } from './api/create-server.ts';
import { compose, type Composed, type ComposeOptions } from './compose.ts';
import { readSettings } from './settings.ts';
import { programRoot } from './version.ts';

const HOST = '127.0.0.1';

export interface ServeOptions {
  /** `PORT`, or 3000, if absent; 0 takes any free port */
  readonly port?: number;
  readonly compose?: ComposeOptions;
  readonly dashboard?: string;
  readonly requestsPerMinute?: number;
  /** aborted when the server is to stop, also while it starts */
  readonly signal?: AbortSignal;
  /** where `SPILLWAY_LOG` says nothing; only warnings and errors if absent */
  readonly logLevel?: LogLevel;
}
export interface RunningServer {
  readonly url: string;
  readonly composed: Composed;
  close(): Promise<void>;
}

/**
 * Serves the API and the dashboard on this machine only, and works on the queue, until closed. Throws the signal's
 * reason when told to stop before it is up.
 */
export async function startServer(options: ServeOptions = {}): Promise<RunningServer> {
  const { port, hosts, logLevel } = readSettings(process.env, {
    port: options.port,
    logLevel: options.logLevel ?? 'warn',
  });
  const log = jsonLog(logLevel);
  const composed = compose({ log, ...options.compose });
  try {
    const { store, scenarios, jobs, version, deps } = composed;
    await unlessStopped(options);
    const app = await createServer(
      { models: deps.models, scenarios, store, jobs, version },
      {
        dashboard: options.dashboard ?? join(programRoot, 'dist', 'dashboard'),
        requestsPerMinute: options.requestsPerMinute,
        hosts,
        log,
      },
    );
    await unlessStopped(options);
    const url = await app
      .getHttpAdapter()
      .getInstance()
      .listen({ port, host: HOST, listenTextResolver: (address) => `server is up at ${address}` })
      .catch((error: unknown) => {
        throw listenFailure(error, port);
      });
    jobs.start();
    return {
      url,
      composed,
      close: async () => {
        await app.close();
        await composed.close();
        log.info({ url }, 'server has ended');
      },
    };
  } catch (error) {
    await composed.close();
    throw error;
  }
}

/** Lets a signal that has come be heard: steps of the start may hold up everything else. */
async function unlessStopped({ signal }: ServeOptions): Promise<void> {
  await nextTurn();
  signal?.throwIfAborted();
}

/** Serves until told to stop. */
export async function serveUntilStopped(
  options: ServeOptions & { readonly signal: AbortSignal },
  onReady: (url: string) => void = () => undefined,
): Promise<void> {
  const server = await startServer(options);
  onReady(server.url);
  await stopped(options.signal);
  await server.close();
}

export const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

function listenFailure(error: unknown, port: number): unknown {
  const { code } = error as { code?: string };
  if (code === 'EADDRINUSE') {
    return new InvalidInput([
      problem(
        'port-busy',
        'port',
        port,
        'a free port',
        `port ${port} on ${HOST} is in use by another program`,
        'stop that program, or choose another port with --port or PORT',
      ),
    ]);
  }
  if (code === 'EACCES') {
    return new InvalidInput([
      problem(
        'port-denied',
        'port',
        port,
        'a port from 1024 up',
        `port ${port} may not be used by this user`,
        'choose another port with --port or PORT',
      ),
    ]);
  }
  return error;
}
