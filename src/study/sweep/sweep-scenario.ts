import { contentHash } from '../../engine/case/hash.ts';
import { orThrow } from '../../system/words/problem.ts';
import { EXPORT_RULES, type Scenario } from '../../system/scenario/scenario.ts';
import { comparisonIdentity } from '../ensemble/comparison-identity.ts';
import { resolvePair } from '../../system/scenario/resolve-scenario.ts';
import { begin, partOf } from '../base/phases.ts';
import type { RunOptions, StudyDeps, Watch } from '../base/ports.ts';
import { changeHours, preparePair } from '../run/prepare-case.ts';
import type { SweepResult } from './sweep-result.ts';
import { meanProgress, sharedWorlds, type SharedWorlds } from '../run/shared-worlds.ts';
import { someAtOnce } from '../run/some-at-once.ts';
import { type Axis } from '../../system/reading/sweep-axes.ts';
import { answerOf, axisText, onHours } from './sweep-answer.ts';
import { shownOn, withValue } from './sweep-axis.ts';
import { worldSummary, type SolvedPoint, type WorldSummary } from './sweep-points.ts';
import { checkedModel, pairsOf, type Pair, type Sweep } from './sweep-pairs.ts';
import { namesOf } from './sweep-changes.ts';
import { uncheckedMiddles, withPoints } from './sweep-ends.ts';
import { spansOf } from './sweep-ranges.ts';

/** Pairs of worlds under way together: enough to keep both threads busy while the next pair is compiled. */
const AT_ONCE = 2;

type Rule = Scenario['export_rule'];

/**
 * Level screen unless another is asked for, since a sweep is many pairs of worlds; with the foresight of the scenario,
 * so that its points stand beside a comparison.
 */
const withDefaults = (scenario: Scenario, options: RunOptions): RunOptions => ({
  level: 'screen',
  foresight: scenario.foresight.mode,
  ...options,
});

/** Equal questions have equal names; throws `InvalidInput` for scenarios that cannot be run. */
export const sweepIdentity = async (
  deps: StudyDeps,
  scenario: Scenario,
  reference: Scenario,
  sweep: Sweep,
  given: RunOptions,
): Promise<string> =>
  contentHash([
    'sweep',
    await comparisonIdentity(deps, reference, scenario, withDefaults(scenario, given)),
    { ...sweep, axis: published(sweep.axis), second: sweep.second && published(sweep.second) },
  ]);

/** The axis with its values as they are published, by which equal questions are told. */
const published = (axis: Axis) => ({ ...axis, values: axis.values.map((value) => shownOn(axis, value)) });

/**
 * Response to a field of a measure: every point is a pair of worlds of its own, and worlds that are equal are solved
 * once. Throws `InvalidInput` with every problem of every point.
 */
export async function sweepScenario(
  deps: StudyDeps,
  scenario: Scenario,
  reference: Scenario,
  sweep: Sweep,
  given: RunOptions,
  watch: Watch,
): Promise<SweepResult> {
  const options = withDefaults(scenario, given);
  const asked = deps.clock.now();
  begin(watch, 'compile');
  const [base, counterfactual] = resolvePair(reference, scenario);
  const own = pairsOf(counterfactual, base, sweep);
  const nameOf = namesOf(await checkedModel(deps, own, sweep));
  if (options.strict) await refuseLarge(deps, own, options);
  const firstChangeHour = firstChange(own);
  const begun = deps.clock.now();
  const rules: readonly Rule[] = [
    scenario.export_rule,
    ...(sweep.rules ? EXPORT_RULES.filter((rule) => rule !== scenario.export_rule) : []),
  ];
  const pairs = rules.flatMap((rule) =>
    own.map((pair) => ({
      ...pair,
      scenario: { ...pair.scenario, export_rule: rule },
      reference: { ...pair.reference, export_rule: rule },
    })),
  );
  const replan = [...new Set(pairs.flatMap((pair) => changeHours(pair.scenario)))];
  const solve = (some: readonly Pair[], part: Watch): Promise<SolvedPoint[]> =>
    solveAll(deps, some, { options, replan, firstChangeHour }, part);
  const solved = await solve(pairs, sweep.ends ? roundOf(watch, 0) : watch);
  const rows = rowsOf(solved, sweep.axis);
  const checked = sweep.ends
    ? await checkedRows(rows, rowsOf(pairs, sweep.axis), sweep.axis, (some, round) =>
        solve(some, roundOf(watch, round)),
      )
    : null;
  const perRule = rows.length / rules.length;
  const ofRule = <T>(all: readonly T[], r: number): readonly T[] => all.slice(r * perRule, (r + 1) * perRule);
  const answers = rules.map((rule, r) => ({
    export_rule: rule,
    ...answerOf(ofRule(rows, r), checked && ofRule(checked, r), sweep.axis, { nameOf, firstChangeHour, say: deps.say }),
  }));
  const { window, settings } = solved[own.length - 1].removed;
  const { export_rule: _, ...first } = answers[0];
  return {
    schema: 'spillway/sweep@1',
    scenario: scenario.id,
    ...axisText(sweep),
    window,
    settings,
    ...first,
    rules: sweep.rules ? EXPORT_RULES.map((rule) => answers.find((answer) => answer.export_rule === rule)!) : null,
    timing_ms: { startup: 0, load: begun - asked, total: deps.clock.now() - begun },
  };
}

const rowsOf = <T>(all: readonly T[], { values }: Axis): T[][] =>
  Array.from({ length: all.length / values.length }, (_, row) =>
    all.slice(row * values.length, (row + 1) * values.length),
  );

/** Half of what is left of the whole for every round. */
const roundOf = (watch: Watch, round: number): Watch => partOf(watch, 1 - 1 / 2 ** round, 1 / 2 ** (round + 1));

/** Rounds of checking: each halves the steps at whose ends a range did not hold. */
const MOST_ROUNDS = 4;

/**
 * Every row with points solved inside the first and the last step of each of its ranges; where one lies off its line,
 * the ranges are cut anew and looked into again.
 */
async function checkedRows(
  rows: readonly (readonly SolvedPoint[])[],
  pairs: readonly (readonly Pair[])[],
  axis: Axis,
  solve: (pairs: readonly Pair[], round: number) => Promise<SolvedPoint[]>,
): Promise<(readonly SolvedPoint[])[]> {
  const moved = (pair: Pair, value: number): Pair => ({
    ...pair,
    scenario: orThrow(withValue(pair.scenario, axis, value)),
    reference: orThrow(withValue(pair.reference, axis, value)),
    value,
  });
  let checked = rows;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const asked = checked.map((row) => [
      ...new Set(spansOf(row).flatMap((span) => uncheckedMiddles(row, span, onHours(axis)))),
    ]);
    if (asked.every((values) => values.length === 0)) break;
    const found = await solve(
      asked.flatMap((values, r) => values.map((value) => moved(pairs[r][0], value))),
      round + 1,
    );
    let at = 0;
    checked = checked.map((row, r) =>
      withPoints(
        row,
        asked[r].map(() => ({ ...found[at++], between: true })),
      ),
    );
  }
  return [...checked];
}

/** Throws `InvalidInput` with what strict options refuse in the first pair that they refuse: larger ones fail alike. */
async function refuseLarge(deps: StudyDeps, pairs: readonly Pair[], options: RunOptions): Promise<void> {
  for (const { scenario, reference } of pairs) await preparePair(deps, reference, scenario, options);
}

/** Hour of the first change of loads in any pair: up to it, what differs between points is how large the load was. */
function firstChange(pairs: readonly Pair[]): number | null {
  const hours = pairs.flatMap(({ scenario }) => changeHours(scenario));
  return hours.length === 0 ? null : Math.min(...hours);
}

/** `replan`: days of review that all pairs share. */
interface Solving {
  readonly options: RunOptions;
  readonly replan: readonly number[];
  readonly firstChangeHour: number | null;
}

async function solveAll(
  deps: StudyDeps,
  pairs: readonly Pair[],
  { options, replan, firstChangeHour }: Solving,
  watch: Watch,
): Promise<SolvedPoint[]> {
  const worlds = sharedWorlds(deps, watch, (ledger) => worldSummary(ledger, firstChangeHour));
  const tell = meanProgress(2 * pairs.length, 'sweep', watch);
  try {
    return await someAtOnce(pairs, AT_ONCE, (pair, index) =>
      solvePair(deps, worlds, pair, options, replan, (world, fraction) => tell(2 * index + world, fraction)),
    );
  } catch (error) {
    worlds.stop();
    throw error;
  }
}

async function solvePair(
  deps: StudyDeps,
  worlds: SharedWorlds<WorldSummary>,
  { scenario, reference, value, value2 }: Pair,
  options: RunOptions,
  replan: readonly number[],
  tell: (world: 0 | 1, fraction: number) => void,
): Promise<SolvedPoint> {
  const pair = await preparePair(deps, reference, scenario, options, replan);
  const [kept, removed] = await worlds.solvePair([pair.reference.case, pair.counterfactual.case], tell);
  return { scenario, value, value2, kept, removed };
}
