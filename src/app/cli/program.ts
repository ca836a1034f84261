import { Command } from 'commander';
import { programVersion } from '../version.ts';
import type { Answer } from './session/answer.ts';
import type { Context } from './session/context.ts';
import { NOT_BUILT_COMMANDS, notBuilt } from './commands/not-built.ts';
import { addChecks } from './add-checks.ts';
import { addCalibration, addModels } from './add-models.ts';
import { addEnsemble, addExport, addProvenance, addResponses, addRuns } from './add-scenarios.ts';
import { json, langOption } from './options.ts';

export interface Program {
  run(argv: readonly string[]): Promise<Answer | undefined>;
}

/**
 * Every command of the program. What a command needs is loaded only when it is called, so that `validate` does not wait
 * for the server.
 */
export function buildProgram(context: Context): Program {
  const root = new Command('spillway')
    .description('Curtailed hydropower of a wet season, with and without industrial load')
    .version(programVersion())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .showSuggestionAfterError();
  let answer: Answer | undefined;
  const keep = async (made: Promise<Answer>): Promise<void> => {
    answer = await made;
  };
  addChecks(root, keep);
  addRuns(root, keep, context);
  addEnsemble(root, keep, context);
  addResponses(root, keep, context);
  addProvenance(root, keep, context);
  addModels(root, keep, context);
  addCalibration(root, keep, context);
  addExport(root, keep, context);
  addServers(root, context);
  for (const { name, summary, instead } of NOT_BUILT_COMMANDS) {
    root
      .command(name)
      .description(`${summary} (not built yet)`)
      .argument('[arguments...]')
      .allowUnknownOption()
      .action(() => {
        answer = notBuilt(name, instead);
      });
  }
  return {
    run: async (argv) => {
      await root.parseAsync(argv, { from: 'user' });
      return answer;
    },
  };
}

function addServers(root: Command, context: Context): void {
  json(root.command('serve').description('REST API and dashboard on 127.0.0.1'))
    .option('--port <port>', 'PORT, or 3000, if absent')
    .action(async (flags) => (await import('./commands/serve.ts')).serveCommand(flags, context));
  json(root.command('start').description('the 8 GW study, its headline table, then API and dashboard'))
    .option('--port <port>', 'PORT, or 3000, if absent')
    .addOption(langOption())
    .action(async (flags) => (await import('./commands/start.ts')).startCommand(flags, context));
}
