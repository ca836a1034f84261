import { contentHash } from '../../engine/case/hash.ts';
import { aboveProvince } from '../../system/checks/load-size.ts';
import { checkScenario } from '../../system/reading/check-scenario.ts';
import { InvalidInput, orThrow, problem, type Problem } from '../../system/words/problem.ts';
import type { Model } from '../../system/model/model.ts';
import { EXPORT_RULES, type Scenario } from '../../system/scenario/scenario.ts';
import { KINDS } from '../../system/schema/units.ts';
import { comparisonIdentity } from '../ensemble/comparison-identity.ts';
import { resolvePair } from '../../system/scenario/resolve-scenario.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import { begin, partOf } from '../shared/phases.ts';
import type { RunOptions, StudyDeps, Watch } from '../shared/ports.ts';
import { changeHours, preparePair } from '../run/prepare-case.ts';
import type { SweepAnswer, SweepResult } from './sweep-result.ts';
import { meanProgress, sharedWorlds, type SharedWorlds } from '../run/shared-worlds.ts';
import { someAtOnce } from '../run/some-at-once.ts';
import { type Axis } from '../../system/reading/sweep-axes.ts';
import { shownOn, withValue } from './sweep-axis.ts';
import { sweepPoint, worldSummary, type SolvedPoint, type WorldSummary } from './sweep-points.ts';
import { namesOf } from './sweep-changes.ts';
import { uncheckedMiddles, withPoints } from './sweep-ends.ts';
import { spansOf, sweepRanges } from './sweep-ranges.ts';
import { sweepTurns, type TurnWords } from './sweep-turns.ts';

/**
 * One field of one measure over its values, or two at once; `rules`: under each rule for exports too; `ends`: solve
 * just inside both ends of every range too.
 */
export interface Sweep {
  readonly axis: Axis;
  readonly second: Axis | null;
  readonly rules: boolean;
  readonly ends?: boolean;
}

/** Pairs of worlds under way together: enough to keep both threads busy while the next pair is compiled. */
const AT_ONCE = 2;
const MOST_POINTS = 400;

/** A pair yet to be solved. A measure that the reference has too varies in both worlds. */
interface Pair {
  readonly scenario: ResolvedScenario;
  readonly reference: ResolvedScenario;
  readonly value: number;
  readonly value2: number | string | null;
}
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
  const eve = firstChange(own);
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
    solveAll(deps, some, { options, replan, eve }, part);
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
    ...answerOf(ofRule(rows, r), checked && ofRule(checked, r), sweep.axis, { nameOf, eve, say: deps.say }),
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

/** The first axis runs fastest. */
function pairsOf(scenario: ResolvedScenario, reference: ResolvedScenario, { axis, second }: Sweep): Pair[] {
  const set = (base: ResolvedScenario, along: Axis, value: number): ResolvedScenario =>
    orThrow(withValue(base, along, value));
  const rows =
    second === null
      ? [{ scenario, reference, value2: null }]
      : second.values.map((value2) => ({
          scenario: set(scenario, second, value2),
          reference: set(reference, second, value2),
          value2: shownOn(second, value2),
        }));
  return rows.flatMap((row) =>
    axis.values.map((value) => ({
      scenario: set(row.scenario, axis, value),
      reference: set(row.reference, axis, value),
      value,
      value2: row.value2,
    })),
  );
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

/** Throws `InvalidInput` with every problem of every point. */
async function checkedModel(deps: StudyDeps, pairs: readonly Pair[], { axis, second }: Sweep): Promise<Model> {
  const problems: Problem[] = [];
  if (second !== null && second.measure === axis.measure && second.field === axis.field) {
    problems.push(
      problem(
        'same-axis',
        'second.field',
        second.field,
        `another field than ${axis.field}`,
        'both axes of the grid vary the same field',
        'vary another field or another measure along the second axis',
      ),
    );
  }
  if (pairs.length > MOST_POINTS)
    problems.push(
      problem(
        'grid-too-large',
        'steps',
        pairs.length,
        `<= ${MOST_POINTS} points`,
        `the grid has ${pairs.length} points`,
        'ask for fewer steps along either axis',
      ),
    );
  const model = orThrow(await deps.models.model(pairs[0].scenario.model));
  const { scenario: first } = pairs[0];
  for (const [along, prefix] of [[axis, ''], ...(second === null ? [] : ([[second, 'second.']] as const))] as const) {
    if (takesLoad(along))
      problems.push(
        ...(['from', 'to'] as const).flatMap((end) =>
          aboveProvince(`${prefix}${end}`, sizeAt(along, end), first, model.tables),
        ),
      );
  }
  if (problems.length === 0) problems.push(...pairs.flatMap(({ scenario }) => checkScenario(scenario, model)));
  const distinct = [...new Map(problems.map((found) => [JSON.stringify(found), found])).values()];
  if (distinct.length > 0) throw new InvalidInput(distinct);
  return model;
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
  readonly eve: number | null;
}

async function solveAll(
  deps: StudyDeps,
  pairs: readonly Pair[],
  { options, replan, eve }: Solving,
  watch: Watch,
): Promise<SolvedPoint[]> {
  const worlds = sharedWorlds(deps, watch, (ledger) => worldSummary(ledger, eve));
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

/** Whether the values are sizes of a load, which have an upper limit: told once of each end, not of every point. */
const takesLoad = ({ type, field }: Axis): boolean =>
  (type === 'remove-load' || type === 'add-load') && field === 'size';

const sizeAt = ({ values }: Axis, end: 'from' | 'to') => {
  const mw = end === 'from' ? values[0] : values[values.length - 1];
  return { mw, text: `${mw} MW` };
};

const onHours = ({ kind }: Axis): boolean => kind === 'instant';

/** What the published fields `size_gw` and GW are for. */
const isSize = ({ type, field }: Axis): boolean => type === 'remove-load' && field === 'size';

function answerOf(
  rows: readonly (readonly SolvedPoint[])[],
  checked: readonly (readonly SolvedPoint[])[] | null,
  axis: Axis,
  words: Omit<TurnWords, 'shown'>,
): SweepAnswer {
  const shown = (value: number): number | string => (isSize(axis) ? value / 1000 : shownOn(axis, value));
  const turns = rows.flatMap((row) => sweepTurns(row, { ...words, shown }));
  return {
    points: rows.flatMap((row) =>
      row.map((point, i) => sweepPoint(point, i > 0 ? row[i - 1] : null, isSize(axis) ? null : shown(point.value))),
    ),
    monotone: turns.length === 0,
    turns,
    ranges: (checked ?? rows).flatMap((row) =>
      sweepRanges(row, checked !== null, { shown, onHours: onHours(axis), nameOf: words.nameOf }),
    ),
  };
}

function axisText({
  axis,
  second,
}: Sweep): Pick<SweepResult, 'measure' | 'field' | 'unit' | 'slope_unit' | 'measure2' | 'field2' | 'unit2'> {
  const unit = ({ kind }: Axis): string | null => (kind === 'instant' || kind === 'number' ? null : KINDS[kind]);
  const per = axis.kind === 'instant' ? 'h' : unit(axis);
  return {
    measure: axis.measure,
    field: axis.field,
    unit: isSize(axis) ? 'GW' : unit(axis),
    slope_unit: per === null ? 'MWh' : `MWh/${per}`,
    measure2: second?.measure ?? null,
    field2: second?.field ?? null,
    unit2: second && unit(second),
  };
}
