import { InvalidInput, problem } from '../../../system/words/problem.ts';
import { serveUntilStopped } from '../../serve.ts';
import type { Context } from '../session/context.ts';

/** `spillway serve`: API and dashboard until stopped. */
export async function serveCommand(flags: { readonly port?: string }, { signal, listen }: Context): Promise<void> {
  listen();
  await serveUntilStopped({ port: readPort(flags.port), signal, logLevel: 'info' }, (url) =>
    process.stderr.write(`Spillway serves API and dashboard at ${url} (Ctrl-C ends it)\n`),
  );
}

export function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidInput([
    problem(
      'port',
      '--port',
      text,
      'a whole number from 0 to 65535',
      `"${text}" is not a port`,
      'give a free port, such as 3000',
    ),
  ]);
}
