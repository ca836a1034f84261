import { addedPower } from '../../engine/accounting/added-power.ts';
import { shapley } from '../../engine/attribution/shapley.ts';
import type { Case } from '../../engine/case/case.ts';
import { contentHash } from '../../engine/case/hash.ts';
import type { Row } from '../../system/model/model.ts';
import { InvalidInput } from '../../system/words/problem.ts';
import { resolveScenario } from '../../system/scenario/resolve-scenario.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { effectOfGain, gainOf, packageWorld, type Gain, type PackageWorld } from './measure-effect.ts';
import { countermeasureOf, packageProblems, type Countermeasure } from './package-checks.ts';
import type { PackageMeasure, PackageResult } from './package-result.ts';
import { begin } from '../base/phases.ts';
import type { Preparing, RunOptions, StudyDeps, Watch } from '../base/ports.ts';
import { changeHours, prepareRun, type PreparedRun } from '../run/prepare-case.ts';
import { meanProgress, sharedWorlds } from '../run/shared-worlds.ts';
import { someAtOnce } from '../run/some-at-once.ts';
import { runIdentity } from '../run/run-identity.ts';

/** The scenarios whose own measures make up the package. */
export interface MeasurePackage {
  readonly with: readonly Scenario[];
}

const AT_ONCE = 2;

/**
 * The scenario with the measures of every set of counter-measures, bit k of the index for the k-th; all compiled on the
 * same days.
 */
export interface PreparedPackage {
  readonly scenario: Scenario;
  readonly members: readonly Countermeasure[];
  readonly worlds: readonly ResolvedScenario[];
  readonly options: RunOptions;
  readonly replan: readonly number[];
  readonly whole: PreparedRun;
}

/** Level screen unless another is asked for. Throws `InvalidInput` with every problem of the package. */
export async function preparePackage(
  deps: Preparing,
  scenario: Scenario,
  asked: MeasurePackage,
  given: RunOptions,
): Promise<PreparedPackage> {
  const [base, ...others] = [scenario, ...asked.with].map(resolveScenario);
  const problems = packageProblems(base, others);
  if (problems.length > 0) throw new InvalidInput(problems);
  const options: RunOptions = { level: 'screen', ...given };
  const members = others.map((one) => countermeasureOf(base, one));
  const worlds = Array.from({ length: 1 << members.length }, (_, mask) => ({
    ...base,
    measures: [...base.measures, ...members.flatMap(({ measures }, k) => (mask & (1 << k) ? measures : []))],
  }));
  const whole = worlds[worlds.length - 1];
  const replan = changeHours(whole);
  return { scenario, members, worlds, options, replan, whole: await prepareRun(deps, whole, options, replan) };
}

export async function packageIdentity(
  deps: StudyDeps,
  scenario: Scenario,
  asked: MeasurePackage,
  options: RunOptions,
): Promise<string> {
  return packageName(deps, await preparePackage(deps, scenario, asked, options));
}

/** Hex name; compiles the scenario without the measures too. */
export async function packageName(
  deps: StudyDeps,
  { scenario, members, options, whole }: PreparedPackage,
): Promise<string> {
  return contentHash([
    'package',
    await runIdentity(deps, scenario, options),
    whole.world.case.hash,
    members.map((one) => ({ ...one, measures: one.measures.map(({ given }) => given) })),
    whole.model.tables.valuations,
  ]);
}

/**
 * What counter-measures recover of a scenario's curtailment: each alone, in every combination, and as its Shapley share
 * of them all. Every world has the same water, demand and days of review.
 */
export async function packageScenario(
  deps: StudyDeps,
  scenario: Scenario,
  asked: MeasurePackage,
  given: RunOptions,
  watch: Watch,
): Promise<PackageResult> {
  begin(watch, 'compile');
  const started = deps.clock.now();
  const prepared = await preparePackage(deps, scenario, asked, given);
  return runPackage(deps, prepared, deps.clock.now() - started, watch);
}

/** A package that took `load` ms to compile. */
export async function runPackage(
  deps: StudyDeps,
  prepared: PreparedPackage,
  load: number,
  watch: Watch,
): Promise<PackageResult> {
  const { scenario } = prepared;
  const begun = deps.clock.now();
  const { books, power, hash } = await solveAll(deps, prepared, watch);
  const valuations = inOrder(prepared.whole.model.tables.valuations);
  const [without] = books;
  const gains = books.map((book) => gainOf(without, book));
  const effect = (gain: Gain, mw: number | null) => effectOfGain(gain, without.months, mw, valuations);
  const shares = shareGains(prepared.members.length, gains);
  const all = books.length - 1;
  return {
    schema: 'spillway/package@1',
    scenario: { id: scenario.id, hash },
    title: scenario.title,
    window: without.window,
    settings: without.settings,
    curtailed_gwh: { statistic: without.statistic, all_spill: without.allSpill },
    measures: prepared.members.map(({ id, title, why, source }, k): PackageMeasure => ({
      id,
      title,
      mw: power[1 << k],
      why,
      source,
      alone: effect(gains[1 << k], power[1 << k]),
      share: effect(shares[k], power[1 << k]),
    })),
    package: { mw: power[all], ...effect(gains[all], power[all]) },
    combinations: gains.slice(1).map(({ statistic, allSpill }, at) => ({
      with: prepared.members.filter((_, k) => (at + 1) & (1 << k)).map(({ id }) => id),
      recovered_gwh: { statistic, all_spill: allSpill },
    })),
    valuations: valuations.map(({ id, kind, name_en, name_zh, unit, value, source, confidence }) => ({
      id,
      kind,
      name: { en: name_en, zh: name_zh },
      unit,
      value,
      source,
      confidence,
    })),
    timing_ms: { startup: 0, load, total: deps.clock.now() - begun },
  };
}

/** Prices from the lowest up, then factors. */
function inOrder(valuations: readonly Row<'valuations'>[]): readonly Row<'valuations'>[] {
  const kinds = ['price', 'co2', 'coal'];
  return [...valuations].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.value - b.value);
}

interface Solved {
  readonly books: readonly PackageWorld[];
  readonly power: readonly (number | null)[];
  readonly hash: string;
}

async function solveAll(
  deps: StudyDeps,
  { worlds, options, replan, whole }: PreparedPackage,
  watch: Watch,
): Promise<Solved> {
  const solved = sharedWorlds(deps, watch, packageWorld);
  const tell = meanProgress(worlds.length, 'package', watch);
  const compiled = async (scenario: ResolvedScenario): Promise<Case> =>
    (await prepareRun(deps, scenario, options, replan)).world.case;
  const base = await compiled(worlds[0]);
  try {
    const found = await someAtOnce(worlds, AT_ONCE, async (scenario, at) => {
      const c = at === worlds.length - 1 ? whole.world.case : await compiled(scenario);
      return { book: await solved.solve(c, (fraction) => tell(at, fraction)), power: addedPower(base, c) };
    });
    return { books: found.map(({ book }) => book), power: found.map(({ power }) => power), hash: base.hash };
  } catch (error) {
    solved.stop();
    throw error;
  }
}

/** Every additive figure shared by itself; `gains[mask]` is what the counter-measures of the mask gain together. */
function shareGains(members: number, gains: readonly Gain[]): Gain[] {
  const share = (of: (gain: Gain) => number): Float64Array => shapley(members, gains.map(of));
  const [statistic, allSpill, sold, allSold] = [
    share((g) => g.statistic),
    share((g) => g.allSpill),
    share((g) => g.sold),
    share((g) => g.allSold),
  ];
  const [exported, thermal] = [share((g) => g.exported), share((g) => g.thermal)];
  const months = gains[0].byMonth.map((_, m) => share((g) => g.byMonth[m]));
  return Array.from({ length: members }, (_, k) => ({
    statistic: statistic[k],
    allSpill: allSpill[k],
    sold: sold[k],
    allSold: allSold[k],
    exported: exported[k],
    thermal: thermal[k],
    byMonth: months.map((month) => month[k]),
  }));
}
