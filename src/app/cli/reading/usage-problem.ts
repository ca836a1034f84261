import type { CommanderError } from 'commander';
import { problem, type Problem } from '../../../system/words/problem.ts';

const CODES: Readonly<Record<string, string>> = {
  'commander.unknownOption': 'unknown-option',
  'commander.unknownCommand': 'unknown-command',
  'commander.missingArgument': 'missing-argument',
  'commander.optionMissingArgument': 'missing-value',
  'commander.missingMandatoryOptionValue': 'missing-option',
  'commander.excessArguments': 'excess-arguments',
  'commander.invalidArgument': 'invalid-value',
  'commander.help': 'missing-command',
};

/** A wrong command line as a problem like any other. */
export function usageProblem({ code, message }: CommanderError): Problem {
  const [said, suggestion] = message.replace(/^error: /, '').split('\n');
  const named = /'([^']*)'/.exec(said)?.[1] ?? null;
  if (code === 'commander.help')
    return problem(
      'missing-command',
      '',
      null,
      'a command',
      'no command is given',
      'run "spillway --help" for the commands',
    );
  return problem(
    CODES[code] ?? 'usage',
    named ?? '',
    null,
    null,
    said,
    suggestion?.replace(/^\(|\)$/g, '') ?? 'run "spillway --help", or a command with --help',
  );
}
