import { contentHash } from '../../engine/case/hash.ts';
import type { DrawSetup } from '../../engine/ensemble/draw-setup.ts';
import type { DrawnSample } from '../../engine/ensemble/sampled-draw.ts';
import type { Uncertainty } from '../../engine/ensemble/drawn-inputs.ts';
import { checkScenario } from '../../system/reading/check-scenario.ts';
import { mustBeKnown } from '../../system/words/known.ts';
import { removedMw } from '../../system/scenario/measure.ts';
import type { Model } from '../../system/model/model.ts';
import { InvalidInput, problem, type Problem } from '../../system/words/problem.ts';
import { inWords } from '../../system/scenario/resolved-scenario.ts';
import type { EnsembleOptions } from '../base/ports.ts';
import type { DrawablePair } from './calibrated-structures.ts';
import type { SampleResult } from '../base/sample-result.ts';
import { drawnPlaces, placeProblems } from './drawn-places.ts';

export const MOST_DRAWS = 10_000;
/**
 * Counts up when the figures told of the same draws change, so that a stored answer without them is not given again.
 */
const FIGURES = 6;
/** Counts up when more is kept of a draw, so that draws kept without it are made again. */
const KEPT = 2;

/** Inputs of which a sample has its own account. */
const SAMPLED: readonly Uncertainty['input'][] = ['water', 'section_limit', 'export_acceptance'];
const isSampled = ({ input, month }: Uncertainty): boolean =>
  SAMPLED.includes(input) || (input === 'water_error' && month !== undefined);

/**
 * The inputs that are drawn for a pair: by what is known of its water, structures where they are calibrated, the size
 * and outages where asked for.
 */
export function drawnRows(
  { model, counterfactual, structures = [], sample }: DrawablePair,
  { drawSize, drawOutage, waterYears }: EnsembleOptions,
): Uncertainty[] {
  if (waterYears !== undefined) return [];
  const asked = ({ input }: Uncertainty): boolean => (input === 'forced_outage' ? drawOutage : drawSize) === true;
  return model.tables.uncertainty.filter(
    (row) =>
      !(sample && isSampled(row)) &&
      (row.input !== 'structure' || structures.length > 0) &&
      (row.drawn === 'always' ||
        row.drawn === counterfactual.scenario.basis ||
        (row.drawn === 'on-request' && asked(row))),
  );
}

/**
 * Setup of the draws at a level; the season plan in blocks knows the water. Throws `InvalidInput` with everything that
 * stands in the way.
 */
export function drawSetup(pair: DrawablePair, options: EnsembleOptions, level: 'screen' | 'standard'): DrawSetup {
  refuseEnsemble(pair, options);
  const { model, reference, counterfactual } = pair;
  const compile = { ...pair.compile, level, ...(level === 'screen' && { foresight: 'perfect' as const }) };
  const drawn = drawnRows(pair, options);
  const structures = drawn.some((row) => row.input === 'structure')
    ? (pair.structures ?? []).map(({ id, values }) => ({ id, values }))
    : [];
  const content = {
    model,
    reference: reference.scenario,
    counterfactual: counterfactual.scenario,
    compile,
    drawn,
    structures,
    places: drawnPlaces(options),
    seed: options.seed,
    ...(pair.sample && options.waterYears === undefined && { sample: drawnSample(pair.sample) }),
    ...(options.waterYears !== undefined && { waterYears: namedYears(model, options.waterYears) }),
  };
  // Scenarios are named by their own words: a key outlives the program that made it.
  const named = {
    ...content,
    reference: inWords(reference.scenario),
    counterfactual: inWords(counterfactual.scenario),
  };
  return { key: contentHash(['draws', reference.case.engineVersion, KEPT, named]), ...content };
}

/** What draws are made from. */
export const drawnSample = ({ year, quantities, values, weights }: SampleResult): DrawnSample => ({
  year,
  names: quantities.map(({ name }) => name),
  values,
  weights,
});

/** Throws `InvalidInput` with everything that stands in the way of an ensemble. */
export function refuseEnsemble(pair: DrawablePair, options: EnsembleOptions): void {
  const problems = ensembleProblems(pair, options);
  if (problems.length > 0) throw new InvalidInput(problems);
}

/** Names everything that an ensemble's figures depend on. */
export const ensembleKey = (pair: DrawablePair, options: EnsembleOptions): string =>
  contentHash([
    drawSetup(pair, options, 'screen').key,
    pair.assimilated === undefined
      ? null
      : contentHash([pair.assimilated.values, pair.assimilated.weights, pair.assimilated.assimilated]),
    options.draws,
    options.control ?? 0,
    options.stopWidthGwh ?? 0,
    FIGURES,
  ]);

/** The water year of the name, or all whose names begin with it and a hyphen, by name. */
function namedYears({ tables }: Model, name: string): string[] {
  return [...new Set(tables.water_years.map((row) => row.water_year))]
    .filter((year) => year === name || year.startsWith(`${name}-`))
    .sort();
}

/** With named water years the number of draws is theirs. */
export const countedDraws = (model: Model, options: EnsembleOptions): EnsembleOptions =>
  options.waterYears === undefined ? options : { ...options, draws: namedYears(model, options.waterYears).length };

function yearProblems({ model, counterfactual }: DrawablePair, name: string): Problem[] {
  const years = namedYears(model, name);
  const known = [...new Set(model.tables.water_years.map((row) => row.water_year))];
  if (years.length === 0)
    return mustBeKnown(
      'water year',
      'water_years',
      name,
      [...new Set(known.flatMap((year) => [year, year.replace(/-[^-]*$/, '')]))].sort(),
      'water_years.csv',
    );
  return years.flatMap((water_year) =>
    checkScenario({ ...counterfactual.scenario, water: { water_year, factor: 1 } }, model),
  );
}

const whole = (path: string, value: number, low: number, high: number): Problem[] =>
  Number.isInteger(value) && value >= low && value <= high
    ? []
    : [
        problem(
          'range',
          path,
          value,
          `a whole number from ${low} to ${high}`,
          `${value} is not a whole number from ${low} to ${high}`,
          'correct the number',
        ),
      ];

function ensembleProblems(pair: DrawablePair, options: EnsembleOptions): Problem[] {
  if (options.waterYears !== undefined) return yearProblems(pair, options.waterYears);
  const { draws, seed, drawSize = false, control = 0, stopWidthGwh } = options;
  const { model, counterfactual } = pair;
  const problems = [
    ...whole('draws', draws, 2, MOST_DRAWS),
    ...whole('seed', seed, 0, Number.MAX_SAFE_INTEGER),
    ...whole('control', control, 0, Math.max(0, draws)),
  ];
  if (stopWidthGwh !== undefined && !(stopWidthGwh > 0))
    problems.push(
      problem(
        'range',
        'stop_width_gwh',
        stopWidthGwh,
        '> 0 GWh',
        'the width at which to stop is not above 0',
        'give a width above 0, or none',
      ),
    );
  if (pair.sample === undefined && drawnRows(pair, { draws, seed }).length === 0) {
    problems.push(
      problem(
        'no-uncertainty',
        'uncertainty.csv',
        model.id,
        'a row that is drawn',
        `model "${model.id}" does not say what is uncertain and how widely`,
        'add uncertainty.csv to the model, or compare without draws',
      ),
    );
  }
  if (drawSize) problems.push(...sizeProblems(pair));
  return [...problems, ...placeProblems(model, counterfactual.scenario, options)];
}

/** What stands in the way of drawing the size of the load. */
function sizeProblems({ model, counterfactual }: DrawablePair): Problem[] {
  const problems: Problem[] = [];
  if (!model.tables.uncertainty.some((row) => row.input === 'size')) {
    problems.push(
      problem(
        'no-size-range',
        'uncertainty.csv',
        model.id,
        'a row of input size',
        `model "${model.id}" gives no range for the size of the load`,
        'add a row of input size, or leave the size as the measure states it',
      ),
    );
  }
  if (removedMw(counterfactual.scenario) === 0)
    problems.push(
      problem(
        'no-removal',
        'measures',
        counterfactual.scenario.id,
        'a remove-load measure',
        'there is no removed load whose size could be drawn',
        'name a counterfactual that removes a load',
      ),
    );
  return problems;
}
