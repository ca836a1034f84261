import { contentHash } from '../../engine/case/hash.ts';
import { InvalidInput, problem } from '../../system/words/problem.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { comparisonIdentity, comparisonName } from '../ensemble/comparison-identity.ts';
import { resolvePair } from '../../system/scenario/resolve-scenario.ts';
import { begin } from '../base/phases.ts';
import type { RunOptions, StudyDeps, Watch } from '../base/ports.ts';
import { preparePair, type PreparedPair } from '../run/prepare-case.ts';
import { meanProgress, sharedWorlds } from '../run/shared-worlds.ts';
import { someAtOnce } from '../run/some-at-once.ts';
import { worldSummary, type WorldSummary } from '../sweep/sweep-points.ts';
import {
  trialsOf,
  uncertainInputs,
  type ResolvedPair,
  type ResolvedTornado,
  type RowHead,
  type Trial,
} from './tornado-trials.ts';
import type { TornadoEnd, TornadoResult, TornadoRow } from './tornado-result.ts';

export interface ScenarioPair {
  readonly reference: Scenario;
  readonly counterfactual: Scenario;
}
/**
 * `variants`: other ways to state the same study (another place of the load, another split), which stand in one row.
 */
export interface Tornado extends ScenarioPair {
  readonly variants: readonly ScenarioPair[];
}

const inNumbers = (asked: ScenarioPair): ResolvedPair => {
  const [reference, counterfactual] = resolvePair(asked.reference, asked.counterfactual);
  return { reference, counterfactual };
};
const resolved = (asked: Tornado): ResolvedTornado => ({
  ...inNumbers(asked),
  variants: asked.variants.map(inNumbers),
});

const AT_ONCE = 2;
export const MOST_VARIANTS = 12;

interface Solved {
  readonly kept: WorldSummary;
  readonly removed: WorldSummary;
}

/** Level screen unless another is asked for. */
const withLevel = (options: RunOptions): RunOptions => ({ level: 'screen', ...options });

/** Equal questions have equal names; throws `InvalidInput` for what cannot be asked. */
export async function tornadoIdentity(deps: StudyDeps, asked: Tornado, given: RunOptions): Promise<string> {
  return tornadoName(deps, await prepareTornado(deps, asked, given));
}

/** A tornado whose base is compiled; `load` is how long that took, ms. */
export interface PreparedTornado {
  readonly asked: Tornado;
  readonly scenarios: ResolvedTornado;
  readonly options: RunOptions;
  readonly pair: PreparedPair;
  readonly load: number;
}

/** Throws `InvalidInput` with everything that stands in the way. */
export async function prepareTornado(deps: StudyDeps, asked: Tornado, given: RunOptions): Promise<PreparedTornado> {
  const started = deps.clock.now();
  const options = withLevel(given);
  const scenarios = resolved(asked);
  const pair = await prepare(deps, scenarios, options);
  return { asked, scenarios, options, pair, load: deps.clock.now() - started };
}

/** Hex name; compiles the variants, which the work itself compiles when their turn comes. */
export async function tornadoName(deps: StudyDeps, { asked, options, pair }: PreparedTornado): Promise<string> {
  const variants = await Promise.all(
    asked.variants.map(({ reference, counterfactual }) => comparisonIdentity(deps, reference, counterfactual, options)),
  );
  return contentHash(['tornado', comparisonName(pair, options), pair.model, variants]);
}

/**
 * Every uncertain input that the model declares put to its low and its high end, one at a time, in both worlds; then
 * the rules for exports, and the variants. Worlds that are equal are solved once.
 */
export async function tornado(
  deps: StudyDeps,
  asked: Tornado,
  given: RunOptions,
  watch: Watch,
): Promise<TornadoResult> {
  begin(watch, 'compile');
  return runTornado(deps, await prepareTornado(deps, asked, given), watch);
}

export async function runTornado(
  deps: StudyDeps,
  { asked, scenarios, options, pair, load }: PreparedTornado,
  watch: Watch,
): Promise<TornadoResult> {
  const { heads, trials } = trialsOf(deps, pair, scenarios, options);
  const begun = deps.clock.now();
  const { solved, worlds } = await solveAll(deps, trials, watch);
  const [base] = solved;
  const ends = solved.map((one, i) => ({ row: trials[i].row, end: endOf(trials[i].value, one) }));
  const rows = heads.map((head, row) =>
    rowOf(
      head,
      ends.filter((one) => one.row === row).map(({ end }) => end),
      ends[0].end,
    ),
  );
  const world = (which: 'reference' | 'counterfactual') => ({
    id: pair[which].scenario.id,
    hash: pair[which].case.hash,
  });
  const { value: _, ...effect } = ends[0].end;
  return {
    schema: 'spillway/tornado@1',
    id: asked.counterfactual.id,
    title: asked.counterfactual.title,
    reference: world('reference'),
    counterfactual: world('counterfactual'),
    window: base.removed.window,
    settings: base.removed.settings,
    base: effect,
    rows: inOrder(rows),
    worlds,
    timing_ms: { startup: 0, load, total: deps.clock.now() - begun },
  };
}

async function prepare(
  deps: StudyDeps,
  { reference, counterfactual, variants }: ResolvedTornado,
  options: RunOptions,
): Promise<PreparedPair> {
  const pair = await preparePair(deps, reference, counterfactual, options);
  const problems = [];
  if (uncertainInputs(pair).length === 0) {
    problems.push(
      problem(
        'no-uncertainty',
        'uncertainty.csv',
        pair.model.id,
        'a row that applies',
        `model "${pair.model.id}" does not say what is uncertain and how widely`,
        'add uncertainty.csv to the model',
      ),
    );
  }
  if (variants.length > MOST_VARIANTS)
    problems.push(
      problem(
        'too-many-variants',
        'variants',
        variants.length,
        `<= ${MOST_VARIANTS}`,
        `${variants.length} variants are named`,
        'name fewer',
      ),
    );
  variants.forEach((variant, i) => {
    if (variant.counterfactual.model !== counterfactual.model)
      problems.push(
        problem(
          'different-models',
          `variants[${i}]`,
          variant.counterfactual.model,
          counterfactual.model,
          `"${variant.counterfactual.id}" stands on another model`,
          'name variants of the same model',
        ),
      );
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  return pair;
}

async function solveAll(
  deps: StudyDeps,
  trials: readonly Trial[],
  watch: Watch,
): Promise<{ readonly solved: readonly Solved[]; readonly worlds: number }> {
  const worlds = sharedWorlds(deps, watch, (ledger) => worldSummary(ledger));
  const tell = meanProgress(2 * trials.length, 'tornado', watch);
  const hashes = new Set<string>();
  try {
    const solved = await someAtOnce(trials, AT_ONCE, async ({ compile }, index): Promise<Solved> => {
      const cases = await compile();
      for (const { hash } of cases) hashes.add(hash);
      const [kept, removed] = await Promise.all(
        cases.map((c, world) => worlds.solve(c, (fraction) => tell(2 * index + world, fraction))),
      );
      return { kept, removed };
    });
    return { solved, worlds: hashes.size };
  } catch (error) {
    worlds.stop();
    throw error;
  }
}

/** Share of the widest swing below which solvers do not tell swings apart. */
const TOLD_APART = 1e-7;

/** The widest swing first; what is not told apart stays in the model's order. */
function inOrder(rows: readonly TornadoRow[]): TornadoRow[] {
  const widest = Math.max(...rows.map((row) => row.swing_gwh));
  const rank = ({ swing_gwh: swing }: TornadoRow): number =>
    widest > 0 ? Math.round(swing / (TOLD_APART * widest)) : 0;
  return [...rows].sort((a, b) => rank(b) - rank(a));
}

const endOf = (value: number | string, { kept, removed }: Solved): TornadoEnd => ({
  value,
  delta_gwh: removed.curtailed - kept.curtailed,
  all_spill_delta_gwh: removed.allCurtailed - kept.allCurtailed,
  removed_energy_gwh: kept.load - removed.load,
});

/** Of a choice the alternatives with the least and the most effect; of a range its ends in their order. */
function rowOf(head: RowHead, ends: readonly TornadoEnd[], base: TornadoEnd): TornadoRow {
  const by = head.ends === 'choice' ? [...ends].sort((a, b) => a.delta_gwh - b.delta_gwh) : ends;
  const [low, high] = [by[0], by[by.length - 1]];
  const deltas = [low, high, base].map(({ delta_gwh }) => delta_gwh);
  return { ...head, low, high, swing_gwh: Math.max(...deltas) - Math.min(...deltas) };
}
