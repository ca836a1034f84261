import { Option, type Command } from 'commander';
import type { Answer } from './session/answer.ts';
import { LANGS } from './text/words.ts';

/** Takes the answer of the command that was called. */
export type Keep = (made: Promise<Answer>) => Promise<void>;

/** A command that can answer in JSON. */
export const json = (command: Command): Command =>
  command
    .option('--json', 'one JSON document on stdout, problems included')
    .option('--all', 'print every problem, not only the first 200');

export const langOption = (): Option =>
  new Option('--lang <lang>', 'language of the table').choices(LANGS).default('en');
/** A command that solves, at a level and with a foresight of choice. */
export const solving = (command: Command): Command =>
  json(command)
    .option('--foresight <mode>', "perfect or rolling; the scenario's own if absent")
    .option('--level <level>', 'screen, standard or exact')
    .option(
      '--strict',
      'refuse a load larger than what is reported of its place, instead of taking the excess for never metered',
    )
    .option('--no-cache', 'compute again even where the store has the answer')
    .option('--out <file>', 'also write the result to a file');
/** And in a window of hours. */
export const windowed = (command: Command): Command =>
  solving(command)
    .option('--from <instant>', 'first hour, ISO 8601 (no zone: UTC+8)')
    .option('--to <instant>', 'end of the window');
