import { changeHours as cutHoursOf } from '../../engine/compile-case/change-hours.ts';
import { compileCase, type CompileOptions } from '../../engine/compile-case/compile-case.ts';
import type { Case } from '../../engine/case/case.ts';
import { checkScenario } from '../../system/reading/check-scenario.ts';
import { formatInstant } from '../../system/words/calendar.ts';
import { removalSteps, sizedBy } from '../../system/scenario/measure.ts';
import type { Model } from '../../system/model/model.ts';
import { refusedOf } from '../../system/plausible/finding.ts';
import { modelFindings } from '../../system/plausible/model-findings.ts';
import { InvalidInput, orThrow, problem, type Problem } from '../../system/words/problem.ts';
import { pairProblems } from './pair-problems.ts';
import type { CompareOptions, Preparing, RunOptions } from '../base/ports.ts';
import { exactColumns, MOST_EXACT_COLUMNS } from '../../engine/dispatch/rolling/exact-program.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';

/** What may be asked of a pair, so far as it decides whether it can be prepared. */
type PairOptions = RunOptions & Pick<CompareOptions, 'priceOfForesight'>;

/** A checked scenario and the case compiled from it. */
export interface World {
  readonly scenario: ResolvedScenario;
  readonly case: Case;
}
export interface PreparedRun {
  readonly model: Model;
  readonly world: World;
}
/** `compile` is how both were compiled. */
export interface PreparedPair {
  readonly model: Model;
  readonly reference: World;
  readonly counterfactual: World;
  readonly compile: CompileOptions;
}

/**
 * Throws `InvalidInput` with every problem of the scenario and the options. `replanHours` are further hours at whose
 * day it plans anew.
 */
export async function prepareRun(
  deps: Preparing,
  scenario: ResolvedScenario,
  options: RunOptions,
  replanHours: readonly number[] = [],
): Promise<PreparedRun> {
  const model = orThrow(await deps.models.model(scenario.model));
  refuse([
    ...refusedOf(modelFindings(model.tables)),
    ...checkScenario(scenario, model),
    ...windowProblems(scenario, options),
  ]);
  const world = { scenario, case: compileCase(model, scenario, { ...options, replanHours }) };
  refuse([...levelProblems(world.case), ...strictProblems(deps, world.case, options)]);
  return { model, world };
}

/**
 * Two worlds that differ in the measures alone: the reference's loads have the sizes that are removed, and both plan
 * anew at the same hours, those of `alsoReplan` included (so that many pairs can share a world).
 */
export async function preparePair(
  deps: Preparing,
  reference: ResolvedScenario,
  counterfactual: ResolvedScenario,
  options: PairOptions,
  alsoReplan: readonly number[] = [],
): Promise<PreparedPair> {
  const sized = sizedBy(reference, counterfactual);
  const model = orThrow(await deps.models.model(counterfactual.model));
  refuse([
    ...refusedOf(modelFindings(model.tables)),
    ...pairProblems(reference, counterfactual, options),
    ...checkScenario(counterfactual, model),
    ...checkScenario(sized, model),
    ...windowProblems(counterfactual, options),
  ]);
  const replanHours = [...new Set([...changeHours(sized), ...changeHours(counterfactual), ...alsoReplan])].sort(
    (a, b) => a - b,
  );
  const cutHours = [
    ...new Set([...cutHoursOf(model, sized), ...cutHoursOf(model, counterfactual), ...alsoReplan]),
  ].sort((a, b) => a - b);
  const compile = { foresight: options.foresight, level: options.level, window: options.window, replanHours, cutHours };
  const world = (scenario: ResolvedScenario, similar?: Case): World => ({
    scenario,
    case: compileCase(model, scenario, compile, similar),
  });
  const kept = world(sized);
  const pair = { model, reference: kept, counterfactual: world(counterfactual, kept.case), compile };
  refuse([
    ...levelProblems(pair.reference.case),
    ...strictProblems(deps, pair.counterfactual.case, options),
    ...priceProblems(pair.counterfactual.case, options),
  ]);
  return pair;
}

/** Hours at which a load goes or comes without having been foreseen. */
export const changeHours = ({ measures }: ResolvedScenario): number[] =>
  measures.flatMap((measure) => {
    if (measure.type === 'remove-load') return removalSteps(measure).map((step) => step.start);
    return measure.type === 'add-load' ? [measure.start] : [];
  });

function refuse(problems: readonly Problem[]): void {
  const distinct = [...new Map(problems.map((found) => [JSON.stringify(found), found])).values()];
  if (distinct.length > 0) throw new InvalidInput(distinct);
}

/**
 * What knows water and removal has no price of not knowing them; before the season's end, what is stored weighs as much
 * as the price and has no value of its own.
 */
function priceProblems(c: Case, { priceOfForesight = false }: PairOptions): Problem[] {
  if (!priceOfForesight) return [];
  const problems: Problem[] = [];
  if (c.foresight !== 'rolling') {
    problems.push(
      problem(
        'price-needs-rolling',
        'foresight',
        c.foresight,
        'rolling',
        'water and removal are known: there is no price of not knowing them',
        'choose foresight rolling at level screen or standard, or do not ask for its price',
      ),
    );
  }
  if (c.to !== c.closes) {
    problems.push(
      problem(
        'price-needs-season-end',
        'window',
        formatInstant(c.start + c.to),
        formatInstant(c.start + c.closes),
        'the price of foresight is that of a window until the end of the season',
        'let the window end with the season, or do not ask for the price',
      ),
    );
  }
  return problems;
}

const TOO_LARGE: ReadonlySet<string> = new Set(['load-exceeds-prefecture', 'direct-exceeds-small-hydro']);

/** Sizes that what is reported of a place contradicts: flagged, and refused where that is asked for. */
const strictProblems = ({ say }: Preparing, { flags }: Case, { strict = false }: RunOptions): Problem[] =>
  !strict
    ? []
    : flags
        .filter(({ code }) => TOO_LARGE.has(code))
        .map((flag) =>
          problem(
            flag.code,
            'loads',
            null,
            'what is reported of the place',
            say(flag).en,
            'state a smaller size or another place of the load, or do not ask to be strict',
          ),
        );

/** What level exact cannot do: plan anew, or hold more than so many columns in memory. */
function levelProblems(c: Case): Problem[] {
  if (c.level !== 'exact') return [];
  const problems: Problem[] = [];
  if (c.foresight !== 'perfect')
    problems.push(
      problem(
        'exact-needs-perfect',
        'foresight',
        c.foresight,
        'perfect',
        'level exact solves one program in which the water is known',
        'choose foresight perfect, or level standard',
      ),
    );
  const days = Math.ceil((c.to - c.from) / 24);
  const most = Math.floor(MOST_EXACT_COLUMNS / exactColumns(c, 1));
  if (days > most) {
    problems.push(
      problem(
        'window-too-long',
        'window',
        `${days} days`,
        `${most} days`,
        `one hourly program over ${days} days has ${exactColumns(c, days)} columns and would not fit in memory ` +
          `(at most ${MOST_EXACT_COLUMNS})`,
        `choose a window of at most ${most} days, or level standard`,
      ),
    );
  }
  return problems;
}

function windowProblems({ window: { start, end } }: ResolvedScenario, { window }: RunOptions): Problem[] {
  if (!window) return [];
  if (window.start >= start && window.end <= end && window.start < window.end) return [];
  const text = `${formatInstant(window.start)}/${formatInstant(window.end)}`;
  return [
    problem(
      'window-outside-scenario',
      'window',
      text,
      `${formatInstant(start)}/${formatInstant(end)}`,
      `the window ${text} is empty or reaches outside that of the scenario`,
      'choose a start before the end, both inside the window of the scenario',
    ),
  ];
}
