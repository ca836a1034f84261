import type { Case } from '../engine/compile-case/case.ts';
import { hydroTotal, inStatistic, type Ledger } from '../engine/accounting/ledger.ts';
import { systemEnergy } from '../engine/accounting/system-energy.ts';
import { isRemoval } from '../system/measure.ts';
import { InvalidInput, problem } from '../system/problem.ts';
import type { Scenario } from '../system/scenario.ts';
import type { RunOptions, StudyDeps, Watch } from './ports.ts';
import { preparePair } from './prepare-case.ts';
import type { Settings, SweepResult, WindowText } from './results.ts';
import { gwh, ratio, settingsOf, windowText } from './run-result.ts';
import { runWorlds } from './run-worlds.ts';

export interface Sweep { readonly measure: string; readonly sizesMw: readonly number[] }
type Point = SweepResult['points'][number];

/** What a sweep keeps of a world; its hours are let go. GWh. */
interface WorldSummary { readonly curtailed: number; readonly allCurtailed: number; readonly load: number; readonly window: WindowText; readonly settings: Settings }

/** Response to the size of a removed load: every size is a pair made from one number, and worlds that are equal are solved once. */
export async function sweepScenario(deps: StudyDeps, scenario: Scenario, reference: Scenario, sweep: Sweep, options: RunOptions, watch: Watch): Promise<SweepResult> {
  refuseSweep(scenario, sweep);
  const asked = deps.clock.now();
  const solved = new Map<string, WorldSummary>();
  const points: Point[] = [];
  let solving = 0;
  let last: WorldSummary | undefined;
  for (const [index, sizeMw] of sweep.sizesMw.entries()) {
    const pair = await preparePair(deps, reference, withSize(scenario, sweep.measure, sizeMw), options);
    const begun = deps.clock.now();
    const [kept, removed] = await summaries(deps, [pair.reference.case, pair.counterfactual.case], solved, partOf(watch, index, sweep.sizesMw.length));
    solving += deps.clock.now() - begun;
    points.push(pointOf(sizeMw, kept, removed, points.at(-1)));
    last = removed;
  }
  const { window, settings } = last!;
  const timing_ms = { startup: 0, load: deps.clock.now() - asked - solving, total: solving };
  return { schema: 'spillway/sweep@1', scenario: scenario.id, measure: sweep.measure, field: 'size', window, settings, points, timing_ms };
}

const withSize = (scenario: Scenario, measure: string, sizeMw: number): Scenario =>
  ({ ...scenario, measures: scenario.measures.map((m) => (m.id === measure && isRemoval(m) ? { ...m, size: `${sizeMw} MW` } : m)) });

async function summaries(deps: StudyDeps, cases: readonly Case[], solved: Map<string, WorldSummary>, watch: Watch): Promise<WorldSummary[]> {
  const open = cases.filter((c) => !solved.has(c.hash));
  for (const ledger of await runWorlds(deps, open, watch)) solved.set(ledger.case.hash, summaryOf(ledger));
  return cases.map((c) => solved.get(c.hash)!);
}

function summaryOf(ledger: Ledger): WorldSummary {
  const energy = systemEnergy(ledger);
  return {
    curtailed: gwh(hydroTotal(ledger, inStatistic).curtailed), allCurtailed: gwh(hydroTotal(ledger).curtailed), load: gwh(energy.load + energy.namedLoad),
    window: windowText(ledger), settings: settingsOf(ledger),
  };
}

function pointOf(sizeMw: number, kept: WorldSummary, removed: WorldSummary, before: Point | undefined): Point {
  const energy = kept.load - removed.load;
  const statistic = removed.curtailed - kept.curtailed;
  const all = removed.allCurtailed - kept.allCurtailed;
  const step = before && energy - before.removed_energy_gwh;
  return {
    size_gw: sizeMw / 1000, removed_energy_gwh: energy, curtailed_delta_gwh: statistic, all_spill_delta_gwh: all,
    average_curtailment_factor: { statistic: ratio(statistic, energy), all_spill: ratio(all, energy) },
    marginal_curtailment_factor: {
      statistic: before && step !== undefined ? ratio(statistic - before.curtailed_delta_gwh, step) : null,
      all_spill: before && step !== undefined ? ratio(all - before.all_spill_delta_gwh, step) : null,
    },
  };
}

const partOf = (watch: Watch, index: number, parts: number): Watch =>
  ({ signal: watch.signal, onProgress: (progress) => watch.onProgress?.({ ...progress, fraction: (index + progress.fraction) / parts }) });

function refuseSweep(scenario: Scenario, { measure, sizesMw }: Sweep): void {
  const problems = [];
  const removals = scenario.measures.filter(isRemoval).map((m) => m.id);
  if (!removals.includes(measure)) {
    problems.push(problem('unknown-measure', 'measure', measure, removals.join(', ') || null, `scenario "${scenario.id}" has no remove-load measure "${measure}"`, 'name a remove-load measure of the scenario'));
  }
  if (sizesMw.length === 0) problems.push(problem('no-sizes', 'sizes', [], 'at least one', 'the sweep has no sizes', 'give at least one size'));
  sizesMw.forEach((size, at) => {
    if (!(Number.isFinite(size) && size >= 0)) problems.push(problem('range', `sizes[${at}]`, size, '>= 0 MW', `size ${size} MW is not a size of 0 or more`, 'give sizes of 0 or more'));
  });
  if (problems.length > 0) throw new InvalidInput(problems);
}
