#!/usr/bin/env node
import { CommanderError } from 'commander';
import { refuse, type Answer } from './session/answer.ts';
import { buildProgram } from './program.ts';
import { stopSignals, type StopSignals } from './session/stop-signals.ts';
import { usageProblem } from './reading/usage-problem.ts';
import { InvalidInput } from '../../system/words/problem.ts';

const INTERNAL = 1;

/**
 * The command line: one answer on stdout, everything else on stderr, and an exit code (0 ok, 2 invalid input, 1
 * internal, 130 interrupted, 143 terminated).
 */
async function main(argv: readonly string[]): Promise<number> {
  const stops = stopSignals();
  const json = argv.includes('--json');
  const all = argv.includes('--all');
  try {
    const answer = await buildProgram({ json, signal: stops.signal, listen: stops.listen }).run(argv);
    if (answer) await print(answer, json, all);
    return answer?.exitCode ?? served(stops);
  } catch (error) {
    return stops.code() ?? failed(error, json, all);
  }
}

/** Only servers answer nothing; SIGTERM is how one is meant to end. */
const served = ({ signal, code }: StopSignals): number => (signal.reason === 'SIGTERM' ? 0 : (code() ?? 0));

async function failed(error: unknown, json: boolean, all: boolean): Promise<number> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    return printRefusal(refuse([usageProblem(error)]), json, all);
  }
  if (error instanceof InvalidInput) return printRefusal(refuse(error.problems), json, all);
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(
    `spillway: ${process.env.SPILLWAY_DEBUG === '1' ? (stack ?? message) : message.replaceAll('\n', ' ')}\n`,
  );
  return INTERNAL;
}

async function printRefusal(answer: Answer, json: boolean, all: boolean): Promise<number> {
  await print(answer, json, all);
  return answer.exitCode;
}

/** Problems for a person go to stderr; a document always goes to stdout. */
async function print(answer: Answer, json: boolean, all: boolean): Promise<void> {
  const { document, text, exitCode } = all ? (answer.whole?.() ?? answer) : answer;
  const stream = json || exitCode === 0 ? process.stdout : process.stderr;
  await new Promise<void>((resolve) => stream.write(`${json ? JSON.stringify(document) : text}\n`, () => resolve()));
}

// A reader that has seen enough (`| head`) closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : INTERNAL));
process.exit(await main(process.argv.slice(2)));
