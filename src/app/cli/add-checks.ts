import type { Command } from 'commander';
import { json, langOption, type Keep } from './options.ts';
import type { Lang } from './text/words.ts';

/** The commands that check or show what is written, without a run of a scenario. */
export function addChecks(root: Command, keep: Keep): void {
  json(
    root
      .command('validate')
      .argument('<path>', 'model folder or scenario file')
      .description('check a model or a scenario; lists every problem'),
  )
    .addOption(langOption())
    .action(async (path: string, { lang }: { lang: Lang }) =>
      keep((await import('./commands/validate.ts')).validatePath(path, lang)),
    );
  json(
    root
      .command('diff')
      .argument('<scenario>', 'scenario file')
      .argument('[other]', 'scenario file; without it, the first beside what it extends')
      .description('fields that two scenarios hold differently'),
  )
    .addOption(langOption())
    .action(async (path: string, other: string | undefined, flags: { lang: Lang }) =>
      keep((await import('./commands/diff.ts')).diffCommand(path, other, flags.lang)),
    );
  json(
    root
      .command('inflow')
      .argument('<scenario>', 'scenario file that states inflow of its own')
      .description('own inflow beside the climatology, month by month and as a plot'),
  )
    .option('--out <file>', 'write the plot, an SVG image')
    .addOption(langOption())
    .action(async (path: string, flags: { lang: Lang; out?: string }) =>
      keep((await import('./commands/inflow.ts')).inflowCommand(path, flags)),
    );
  json(
    root
      .command('evidence')
      .argument('[model]', 'model folder or id; that of the study that opens if absent')
      .description('the size of the load that a fall of the hash rate implies'),
  )
    .option('--hash-rate <eh>', 'hash rate lost, EH/s')
    .option('--efficiency <low,central,high>', 'J/TH')
    .option('--pue <factor>', 'power usage effectiveness')
    .option('--share <share>', 'share of the fall that lay in the province, at most 1')
    .option('--claim <size>', 'load claimed, such as "8 GW"')
    .option('--draws <n>', 'draws of the distribution')
    .option('--seed <s>', 'seed of the draws')
    .addOption(langOption())
    .action(async (model: string | undefined, flags: Record<string, string> & { lang: Lang }) =>
      keep((await import('./commands/evidence.ts')).evidenceCommand(model, flags)),
    );
  json(root.command('solve').argument('<case>', 'file of schema dispatch-case/1').description('solve a reference case'))
    .addOption(langOption())
    .action(async (path: string, { lang }: { lang: Lang }) =>
      keep((await import('./commands/solve.ts')).solveCaseFile(path, lang)),
    );
}
