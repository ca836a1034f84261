import { Option, type Command } from 'commander';
import { json, langOption, solving, type Keep } from './options.ts';
import type { Context } from './session/context.ts';
import { written } from './session/written.ts';

/** A model beside what was published. */
export function addModels(root: Command, keep: Keep, context: Context): void {
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
}

/** The fit of a model and what follows from it. */
export function addCalibration(root: Command, keep: Keep, context: Context): void {
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
}
