import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { InvalidInput, invalid, orThrow, problem, valid, type Checked } from '../system/problem.ts';
import { createServer } from './api/create-server.ts';
import { readHosts, type HostName } from './api/host-names.ts';
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
  /** aborted when the server is to stop, also while it starts */
  readonly signal?: AbortSignal;
}
export interface RunningServer { readonly url: string; readonly composed: Composed; close(): Promise<void> }

/** Serves the API and the dashboard on this machine only, and works on the queue, until closed. Throws the signal's reason when told to stop before it is up. */
export async function startServer(options: ServeOptions = {}): Promise<RunningServer> {
  const { port, hosts } = settings(options);
  const composed = compose(options.compose);
  try {
    const { store, scenarios, jobs, version, deps } = composed;
    await unlessStopped(options);
    const app = await createServer({ models: deps.models, scenarios, store, jobs, version },
      { dashboard: options.dashboard ?? join(programRoot, 'dist', 'dashboard'), requestsPerMinute: options.requestsPerMinute, hosts });
    await unlessStopped(options);
    await app.listen(port, HOST).catch((error: unknown) => { throw listenFailure(error, port); });
    jobs.start();
    const { port: bound } = app.getHttpServer().address() as { port: number };
    return { url: `http://${HOST}:${bound}`, composed, close: async () => { await app.close(); await composed.close(); } };
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
export async function serveUntilStopped(options: ServeOptions & { readonly signal: AbortSignal }, onReady: (url: string) => void = () => undefined): Promise<void> {
  const server = await startServer(options);
  onReady(server.url);
  await stopped(options.signal);
  await server.close();
}

export const stopped = (signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  if (signal.aborted) resolve();
  else signal.addEventListener('abort', () => resolve(), { once: true });
});

/** What the environment says of the server; throws `InvalidInput` with every problem. */
function settings({ port }: ServeOptions): { readonly port: number; readonly hosts: readonly HostName[] } {
  const read = { port: port === undefined ? readPort(process.env.PORT ?? '') : valid(port), hosts: readHosts(process.env.SPILLWAY_HOSTS ?? '') };
  const problems = Object.values(read).flatMap((one) => (one.ok ? [] : one.problems));
  if (problems.length > 0) throw new InvalidInput(problems);
  return { port: orThrow(read.port), hosts: orThrow(read.hosts) };
}

function readPort(text: string): Checked<number> {
  const port = text === '' ? DEFAULT_PORT : Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return valid(port);
  return invalid([problem('port', 'PORT', text, 'a whole number from 0 to 65535', `"${text}" is not a port`, 'set PORT to a free port, such as 3000')]);
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
