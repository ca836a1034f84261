import { join } from 'node:path';
import { InvalidInput, problem } from '../system/problem.ts';
import { createServer } from './api/create-server.ts';
import { compose, type Composed, type ComposeOptions } from './compose.ts';
import { programRoot } from './version.ts';

const HOST = '127.0.0.1';
const DEFAULT_PORT = 3000;

export interface ServeOptions {
  /** `PORT`, or 3000, if absent; 0 takes any free port */
  readonly port?: number;
  readonly compose?: ComposeOptions;
  readonly dashboard?: string;
  readonly requestsPerMinute?: number;
}
export interface RunningServer { readonly url: string; readonly composed: Composed; close(): Promise<void> }

/** Serves the API and the dashboard on this machine only, and works on the queue, until closed. */
export async function startServer(options: ServeOptions = {}): Promise<RunningServer> {
  const port = options.port ?? portFromEnvironment();
  const composed = compose(options.compose);
  try {
    const { store, scenarios, jobs, version, deps } = composed;
    const app = await createServer({ models: deps.models, scenarios, store, jobs, version },
      { dashboard: options.dashboard ?? join(programRoot, 'dist', 'dashboard'), requestsPerMinute: options.requestsPerMinute });
    await app.listen(port, HOST).catch((error: unknown) => { throw listenFailure(error, port); });
    jobs.start();
    const { port: bound } = app.getHttpServer().address() as { port: number };
    return { url: `http://${HOST}:${bound}`, composed, close: async () => { await app.close(); await composed.close(); } };
  } catch (error) {
    await composed.close();
    throw error;
  }
}

/** Serves until the process is asked to stop; a second signal ends it at once. */
export async function serveUntilStopped(options: ServeOptions = {}, onReady: (url: string) => void = () => undefined): Promise<void> {
  const server = await startServer(options);
  onReady(server.url);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await server.close();
}

function portFromEnvironment(): number {
  const text = process.env.PORT;
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidInput([problem('port', 'PORT', text, 'a whole number from 0 to 65535', `"${text}" is not a port`, 'set PORT to a free port, such as 3000')]);
}

function listenFailure(error: unknown, port: number): unknown {
  const { code } = error as { code?: string };
  if (code === 'EADDRINUSE') {
    return new InvalidInput([problem('port-busy', 'port', port, 'a free port', `port ${port} on ${HOST} is in use by another program`, 'stop that program, or choose another port with --port or PORT')]);
  }
  if (code === 'EACCES') {
    return new InvalidInput([problem('port-denied', 'port', port, 'a port from 1024 up', `port ${port} may not be used by this user`, 'choose another port with --port or PORT')]);
  }
  return error;
}
