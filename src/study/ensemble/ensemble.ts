import type { PairDraw } from '../../engine/ensemble/draw-setup.ts';
import { meanInterval } from '../../engine/ensemble/mean-interval.ts';
import { CHUNK, drawChunks } from './draw-chunks.ts';
import { drawnRows, drawSetup } from './draw-setup.ts';
import { deltaGwh, ensembleFigures } from './ensemble-figures.ts';
import type { Ensemble } from './ensemble-result.ts';
import { begin, phasesOf } from '../base/phases.ts';
import type { EnsembleOptions, Runner, StudyDeps, Watch } from '../base/ports.ts';
import { DRAW } from '../base/work-sizes.ts';
import type { DrawablePair } from './calibrated-structures.ts';

/**
 * A stop rule looks at no fewer draws, and again only when there are a tenth more: looking often would stop by chance.
 */
const LEAST_DRAWS = 20;
const LOOK_AGAIN = 1.1;

/**
 * Draws both worlds with the same water, limits, schedules, demand and, where asked, load size, and tells the spread of
 * their difference. All draws are made at level screen; the first `control` of them, in whole mirrored pairs, at level
 * standard too. The same request gives the same bits whatever the number of workers, and whatever was kept from an
 * earlier start.
 */
export async function ensembleOf(
  deps: StudyDeps,
  pair: DrawablePair,
  options: EnsembleOptions,
  watch: Watch,
): Promise<Ensemble> {
  const { draws, seed, control = 0, stopWidthGwh } = options;
  const setup = drawSetup(pair, options, 'screen');
  const structures = pair.structures ?? [];
  const phases = phasesOf(watch, drawsWork(deps.runner, options, structures.length, knows(pair, options)));
  begin(phases.start, 'draws');
  const made = await drawChunks(
    deps,
    {
      setup,
      draws,
      chunk: CHUNK,
      stage: 'draws',
      enough: narrowEnough(stopWidthGwh, seed),
      weightOf: weightIn(deps, pair, options, CHUNK, DRAW.screen),
    },
    phases.made,
  );
  const hourly = control === 0 ? [] : await drawnHourly(deps, pair, options, made.length, phases.hourly);
  const knowing = knows(pair, options) ? await drawnKnowing(deps, pair, options, made.length, phases.knowing) : null;
  return ensembleFigures({
    made,
    hourly,
    ...(knowing && { assimilated: { sample: pair.assimilated!, made: knowing } }),
    options,
    rows: pair.model.tables.uncertainty,
    drawn: drawnRows(pair, options),
    counterfactual: pair.counterfactual.scenario,
    structures,
    waterYears: setup.waterYears,
    ...(setup.sample && { sample: pair.sample }),
  });
}

/** The first `control` draws once more at level standard, in whole mirrored pairs; no more than were made. */
const drawnHourly = (
  deps: StudyDeps,
  pair: DrawablePair,
  options: EnsembleOptions,
  made: number,
  watch: Watch,
): Promise<readonly PairDraw[]> => {
  const { control = 0 } = options;
  return drawChunks(
    deps,
    {
      setup: drawSetup(pair, options, 'standard'),
      draws: Math.min(control + (control % 2), made),
      chunk: 1,
      stage: 'control draws',
      enough: () => false,
      weightOf: weightIn(deps, pair, options, 1, DRAW.standard),
    },
    watch,
  );
};

/** As many draws of those that know the published curtailment of the year. */
const drawnKnowing = (
  deps: StudyDeps,
  pair: DrawablePair,
  options: EnsembleOptions,
  made: number,
  watch: Watch,
): Promise<readonly PairDraw[]> =>
  drawChunks(
    deps,
    {
      setup: drawSetup({ ...pair, structures: [], sample: pair.assimilated }, options, 'screen'),
      draws: made,
      chunk: CHUNK,
      stage: 'assimilated draws',
      enough: () => false,
      weightOf: weightIn(deps, pair, options, CHUNK, DRAW.screen),
    },
    watch,
  );

const weightIn = (
  { runner }: StudyDeps,
  { structures = [] }: DrawablePair,
  options: EnsembleOptions,
  chunk: number,
  one: number,
): ((draw: number) => number) => weightOf(runner.slots, chunk, kindsOf(structures.length, options), one);

/** Whether the draws are made once more, of those that know the published curtailment of the year. */
const knows = ({ assimilated }: Pick<DrawablePair, 'assimilated'>, { waterYears }: EnsembleOptions): boolean =>
  assimilated !== undefined && waterYears === undefined;

function narrowEnough(widthGwh: number | undefined, seed: number): (draws: readonly PairDraw[]) => boolean {
  if (widthGwh === undefined) return () => false;
  let look = LEAST_DRAWS;
  return (draws) => {
    if (draws.length < look) return false;
    look = Math.ceil(draws.length * LOOK_AGAIN);
    const interval = meanInterval(draws.map(deltaGwh), seed);
    return interval !== null && interval.high - interval.low < widthGwh;
  };
}

/** In wall time of the runner: every thread meets every structure and place, in chunks of draws. */
export const ensembleWork = (
  runner: Pick<Runner, 'slots'>,
  options: EnsembleOptions,
  { structures = [], assimilated }: DrawablePair,
): number => {
  const { start, made, hourly, knowing } = drawsWork(
    runner,
    options,
    structures.length,
    knows({ assimilated }, options),
  );
  return start + made + hourly + knowing;
};

const drawsWork = (
  { slots }: Pick<Runner, 'slots'>,
  options: EnsembleOptions,
  structures: number,
  assimilated: boolean,
): Readonly<Record<'start' | 'made' | 'hourly' | 'knowing', number>> => {
  const { draws, control = 0 } = options;
  const sum = (count: number, chunk: number, one: number): number => {
    const weigh = weightOf(slots, chunk, kindsOf(structures, options), one);
    return Array.from({ length: count }, (_, draw) => weigh(draw)).reduce((so, w) => so + w, 0) / Math.max(1, slots);
  };
  const made = sum(draws, CHUNK, DRAW.screen);
  return { start: DRAW.start, made, hourly: sum(control, 1, DRAW.standard), knowing: assimilated ? made : 0 };
};

/** Structures and places that draws take turns among, together; every named water year is a kind of its own. */
const kindsOf = (structures: number, { places = [], waterYears }: EnsembleOptions): number =>
  waterYears === undefined ? Math.max(1, structures) * Math.max(1, places.length) : Infinity;

/** A thread compiles and plans every kind once, with its first draw; a kind comes with every mirrored pair. */
const weightOf =
  (slots: number, chunk: number, kinds: number, one: number) =>
  (draw: number): number =>
    one + (draw < kinds * Math.max(1, slots) * Math.min(2, chunk) ? DRAW.first / Math.min(2, chunk) : 0);
