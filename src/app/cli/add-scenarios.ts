import { Option, type Command } from 'commander';
import { json, langOption, solving, windowed, type Keep } from './options.ts';
import type { Context } from './session/context.ts';
import { written } from './session/written.ts';

/** One scenario, or a pair of them. */
export function addRuns(root: Command, keep: Keep, context: Context): void {
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
}

/** A pair over draws or water years. */
export function addEnsemble(root: Command, keep: Keep, context: Context): void {
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
    .addOption(
      new Option('--write', 'keep the spread with the model: compare and the page then show it of this pair').conflicts(
        ['waterYears', 'from', 'to', 'drawSize', 'drawOutage', 'places', 'stopWidth'],
      ),
    )
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
}

/** How a result responds to what a scenario states or assumes. */
export function addResponses(root: Command, keep: Keep, context: Context): void {
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
}

/** What a figure rests on. */
export function addProvenance(root: Command, keep: Keep, context: Context): void {
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
}

/** A scenario for other programs. */
export function addExport(root: Command, keep: Keep, context: Context): void {
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
