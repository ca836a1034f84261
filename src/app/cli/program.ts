import { Command, Option } from 'commander';
import { programVersion } from '../version.ts';
import type { Answer } from './session/answer.ts';
import type { Context } from './session/context.ts';
import { NOT_BUILT_COMMANDS, notBuilt } from './commands/not-built.ts';
import { LANGS, type Lang } from './text/words.ts';
import { writeOut } from './session/write-out.ts';

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
  addStudies(root, keep, context);
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

type Keep = (made: Promise<Answer>) => Promise<void>;
const json = (command: Command): Command =>
  command
    .option('--json', 'one JSON document on stdout, problems included')
    .option('--all', 'print every problem, not only the first 200');

function addChecks(root: Command, keep: Keep): void {
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

const langOption = (): Option => new Option('--lang <lang>', 'language of the table').choices(LANGS).default('en');
const solving = (command: Command): Command =>
  json(command)
    .option('--foresight <mode>', "perfect or rolling; the scenario's own if absent")
    .option('--level <level>', 'screen, standard or exact')
    .option(
      '--strict',
      'refuse a load larger than what is reported of its place, instead of taking the excess for never metered',
    )
    .option('--no-cache', 'compute again even where the store has the answer')
    .option('--out <file>', 'also write the result to a file');
const windowed = (command: Command): Command =>
  solving(command)
    .option('--from <instant>', 'first hour, ISO 8601 (no zone: UTC+8)')
    .option('--to <instant>', 'end of the window');

function addStudies(root: Command, keep: Keep, context: Context): void {
  windowed(root.command('run').argument('<scenario>', 'scenario file').description('one case'))
    .addOption(langOption())
    .action(async (path, flags) =>
      keep(written((await import('./commands/run.ts')).runCommand(path, flags, context), flags.out)),
    );
  windowed(
    root
      .command('compare')
      .argument('<reference>', 'scenario file, load kept')
      .argument('<counterfactual>', 'scenario file, load removed')
      .description('with and without'),
  )
    .addOption(langOption())
    .option(
      '--attribute [causes]',
      'divide curtailment among its causes: sections, exports, intraday, storage; all if none is named',
    )
    .option(
      '--sensitivity',
      'the causes once more with exports lifted without limit and storage by a tenth more volume',
    )
    .option(
      '--price-of-foresight',
      'both worlds once more with water and removal known: what not knowing them cost, and what would have ' +
        'been curtailed',
    )
    .option('--zones', 'print where the removed energy went by zone too')
    .option('--draws <n>', 'draw what is uncertain so many times: the spread of the difference')
    .option('--seed <s>', 'seed of the draws; 1 if absent')
    .option('--draw-size', 'draw the size of the load too')
    .option('--draw-outage', 'draw forced outages of stations too')
    .option(
      '--places <names>',
      'draw the place of the load too, among these scenarios beside the counterfactual, apart by commas',
    )
    .option('--control <m>', 'so many draws hour by hour too, to correct the mean')
    .option('--stop-width <gwh>', 'stop once the 95 % interval of the mean is narrower')
    .action(async (reference, counterfactual, flags) =>
      keep(
        written(
          (await import('./commands/compare.ts')).compareCommand([reference, counterfactual], flags, context),
          flags.out,
        ),
      ),
    );
  json(
    root
      .command('ensemble')
      .argument('<reference>', 'scenario file, load kept')
      .argument('<counterfactual>', 'scenario file, load removed')
      .description('the difference over draws, or over named water years, at level screen'),
  )
    .option(
      '--water-years <name>',
      'in place of draws: each water year whose name begins so, such as "recorded", all else as stated: the ' +
        'difference by year',
    )
    .option('--draws <n>', 'draw what is uncertain so many times')
    .option('--seed <s>', 'seed of the draws; 1 if absent')
    .option('--draw-size', 'draw the size of the load too')
    .option('--draw-outage', 'draw forced outages of stations too')
    .option(
      '--places <names>',
      'draw the place of the load too, among these scenarios beside the counterfactual, apart by commas',
    )
    .option('--control <m>', 'so many draws hour by hour too, to correct the mean')
    .option('--stop-width <gwh>', 'stop once the 95 % interval of the mean is narrower')
    .option('--from <instant>', 'first hour, ISO 8601 (no zone: UTC+8)')
    .option('--to <instant>', 'end of the window')
    .option('--no-cache', 'compute again even where the store has the answer')
    .option('--out <file>', 'also write the result to a file')
    .addOption(langOption())
    .action(async (reference, counterfactual, flags) =>
      keep(
        written(
          (await import('./commands/ensemble.ts')).ensembleCommand([reference, counterfactual], flags, context),
          flags.out,
        ),
      ),
    );
  solving(
    root
      .command('sweep')
      .argument('<scenario>', 'scenario file with the measure')
      .description('dose and response: vary a field of a measure'),
  )
    .requiredOption('--measure <id>', 'id of the measure')
    .option('--field <field>', 'what is varied: a quantity, a number or a date', 'size')
    .requiredOption('--from <value>', 'first value, such as "0 GW"')
    .requiredOption('--to <value>', 'last value, such as "12 GW"')
    .option('--steps <n>', 'number of values', '13')
    .option('--measure2 <id>', 'measure of a second axis')
    .option('--field2 <field>', 'its field', 'size')
    .option('--from2 <value>', 'its first value')
    .option('--to2 <value>', 'its last value')
    .option('--steps2 <n>', 'its number of values', '3')
    .option('--rules', 'also under each of the three export rules')
    .option('--check-ends', 'solve inside both ends of every range too, and cut it anew where it does not hold')
    .option('--window-from <instant>', 'first hour, ISO 8601')
    .option('--window-to <instant>', 'end of the window')
    .addOption(langOption())
    .action(async (path, flags) =>
      keep(written((await import('./commands/sweep.ts')).sweepCommand(path, flags, context), flags.out)),
    );
  windowed(
    root
      .command('package')
      .argument('<scenario>', 'scenario file')
      .description('counter-measures, each alone and as a share of them all'),
  )
    .requiredOption(
      '--with <names>',
      'up to five, apart by commas: files of the folder "measures" beside the scenario, or paths',
    )
    .addOption(langOption())
    .action(async (path, flags) =>
      keep(written((await import('./commands/package.ts')).packageCommand(path, flags, context), flags.out)),
    );
  windowed(
    root
      .command('tornado')
      .argument('<counterfactual>', 'scenario file, load removed; compared with what it extends')
      .description('which assumptions move the difference most: each at its two ends'),
  )
    .option('--variants <names>', 'also one row of other scenarios, apart by commas: files beside the first, or paths')
    .addOption(langOption())
    .action(async (path, flags) =>
      keep(written((await import('./commands/tornado.ts')).tornadoCommand(path, flags, context), flags.out)),
    );
  windowed(
    root
      .command('provenance')
      .argument('<reference>', 'scenario file; alone for a figure of its run')
      .argument('[counterfactual]', 'scenario file, for a figure of the comparison')
      .description('what a figure of a result rests on'),
  )
    .option('--figure <path>', 'such as curtailed_gwh.delta, by_section[dadu] or by_month[2021-07].delta_gwh')
    .addOption(langOption())
    .option('--attribute [causes]', 'for a figure of the causes')
    .option('--draws <n>', 'for a figure of an ensemble, and to rank the assumptions')
    .option('--seed <s>', 'seed of the draws; 1 if absent')
    .action(async (reference, counterfactual, flags) =>
      keep(
        written(
          (await import('./commands/provenance.ts')).provenanceCommand(
            [reference, ...(counterfactual === undefined ? [] : [counterfactual])],
            flags,
            context,
          ),
          flags.out,
        ),
      ),
    );
  solving(
    root
      .command('backcast')
      .argument('<model>', 'model folder or id')
      .description('a model against published out-turns'),
  )
    .option('--years <years>', 'such as 2016..2020; all years with a scenario if absent')
    .addOption(langOption())
    .action(async (model, flags) =>
      keep(written((await import('./commands/backcast.ts')).backcastCommand(model, flags, context), flags.out)),
    );
  json(
    root
      .command('decompose')
      .argument('<model>', 'model folder or id')
      .description('what changed curtailment from year to year'),
  )
    .option('--years <years>', 'such as 2019..2021; all years with a scenario if absent')
    .option('--no-cache', 'compute again')
    .option('--out <file>', 'write the document there too')
    .addOption(langOption())
    .action(async (model, flags) =>
      keep(written((await import('./commands/decompose.ts')).decomposeCommand(model, flags, context), flags.out)),
    );
  json(
    root
      .command('calibrate')
      .argument('<model>', 'model folder or id')
      .description('fit the few free numbers of a model to published out-turns'),
  )
    .option('--write', 'store the values in calibration.csv of the model, and the fit beside it')
    .option('--variants', 'repeat the fit under every structure of the model')
    .addOption(new Option('--infer', 'infer water alone, the fit as it is stored').conflicts('variants'))
    .addOption(
      new Option(
        '--predict <year>',
        'fit nothing: what the stored fit says of the curtailment of a year that it has not seen, with an interval',
      ).conflicts(['variants', 'infer']),
    )
    .addOption(
      new Option(
        '--sample <year>',
        'fit nothing: draws of water and limits that the facts of a year leave plausible, for ensembles and ' +
          'predictions',
      ).conflicts(['variants', 'infer', 'predict']),
    )
    .addOption(
      new Option(
        '--assimilate',
        'with --sample: weigh the draws by the published curtailment of the year as well',
      ).conflicts(['variants', 'infer', 'predict']),
    )
    .addOption(
      new Option(
        '--leave-out <facts>',
        'fit without these facts of calibration_facts.csv, apart by commas: what the fit then says of them, ' +
          'with an interval; stores nothing',
      ).conflicts(['write', 'variants', 'infer', 'predict', 'sample', 'assimilate', 'draws', 'seed']),
    )
    .option('--draws <n>', 'draws of a prediction (500 if absent) or a sample (1000)')
    .option('--seed <s>', 'seed of a prediction or a sample; 1 if absent')
    .option('--out <file>', 'also write the result to a file')
    .addOption(langOption())
    .action(async (model, flags) =>
      keep(written((await import('./commands/calibrate.ts')).calibrateCommand(model, flags, context), flags.out)),
    );
  windowed(
    root
      .command('export')
      .argument('<scenario>', 'scenario file')
      .description('the exact linear program of the window, the network for PyPSA, or the hourly series of a run'),
  )
    .requiredOption('--format <format>', 'mps, lp, pypsa or csv')
    .addOption(langOption())
    .action(async (path, flags) => keep((await import('./commands/export.ts')).exportCommand(path, flags, context)));
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

/** The answer, its document written to a file first where one is named. */
async function written(made: Promise<Answer>, out: string | undefined): Promise<Answer> {
  const answer = await made;
  if (out === undefined || answer.exitCode !== 0) return answer;
  await writeOut(out, `${JSON.stringify(answer.document, null, 2)}\n`);
  return answer;
}
