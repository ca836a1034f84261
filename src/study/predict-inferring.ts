import type { Case } from '../engine/compile-case/case.ts';
import { compileCase, type CompileOptions } from '../engine/compile-case/compile-case.ts';
import { sharedBy } from '../engine/compile-case/shared-by.ts';
import type { Ledger } from '../engine/accounting/ledger.ts';
import { waterTarget, withFittedValues } from '../system/calibrated-model.ts';
import { isRemoval } from '../system/measure.ts';
import type { Model, Row } from '../system/model.ts';
import type { Scenario } from '../system/scenario.ts';
import { sharingIn, structuralVariant } from '../system/structure.ts';
import { valid } from '../system/problem.ts';
import { factsOf, modelledFact, type Fact } from './calibration-facts.ts';
import type { Structured } from './calibration-runs.ts';
import { residualOf } from './calibration-step.ts';
import { inferAlongSlopes } from './drawn-inference.ts';
import { chance, drawnWorld, NEIGHBOUR } from './drawn-world.ts';
import type { Point } from './least-squares.ts';
import type { StudyDeps, Watch } from './ports.ts';
import { preparePair } from './prepare-case.ts';
import { saidOf, type Said } from './prediction-rows.ts';
import { runWorlds } from './run-worlds.ts';
import type { StoredFit } from './stored-fit.ts';
import { waterPrior, type WaterPrior } from './water-prior.ts';

const OPTIONS = { level: 'screen', foresight: 'perfect' } as const;
/** Draws that go on at a time: each waits for its own runs. */
const SIDE_BY_SIDE = 4;


/** One draw with its water inferred anew: the world without the load, which the facts speak of, and the one with it. Energies GWh by series and month. */
export interface InferredDraw {
  readonly draw: number;
  readonly structure: string | null;
  /** sum of squares of what facts and prior miss; the draw counts by exp(-misfit / 2) */
  readonly misfit: number;
  readonly converged: boolean;
  readonly runs: number;
  readonly water: Point;
  readonly removed: Said;
  readonly kept: Said;
}

export interface InferringAsked { readonly model: Model; readonly year: number; readonly scenario: Scenario; readonly fit: StoredFit; readonly draws: number; readonly seed: number }
/** Draws that were made before, and where to put those that are made now. */
export interface DrawStore { readonly made: readonly InferredDraw[]; readonly add: (draw: InferredDraw) => Promise<void> }

interface Setup {
  readonly asked: InferringAsked;
  readonly parameters: readonly Row<'calibration'>[];
  readonly facts: readonly Fact[];
  readonly slopes: readonly Point[];
  readonly structures: readonly (Structured & { readonly id: string | null })[];
  readonly kept: Scenario;
  readonly compile: CompileOptions;
}

/** Whether the water of a year can be inferred anew in every draw: it was inferred by groups of gauges, and the slopes are stored. */
export const canInfer = (model: Model, fit: StoredFit): boolean => {
  const parameters = inferredNumbers(model);
  return fit.inferred?.slopes?.length === parameters.length && waterPrior(model, parameters) !== null;
};

const inferredNumbers = ({ tables }: Model): readonly Row<'calibration'>[] => tables.calibration.filter((row) => row.step === 'infer');

/** All draws, those made before as they are; the same setup and seed give the same draws. */
export async function inferringDraws(deps: StudyDeps, asked: InferringAsked, store: DrawStore, watch: Watch): Promise<readonly InferredDraw[]> {
  const setup = await setupOf(deps, asked);
  const made = new Map(store.made.filter(({ draw }) => draw < asked.draws).map((one) => [one.draw, one]));
  const open = Array.from({ length: asked.draws }, (_, draw) => draw).filter((draw) => !made.has(draw));
  const before = made.size;
  const quiet: Watch = { signal: watch.signal };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async () => {
    for (let draw = open.shift(); draw !== undefined; draw = open.shift()) {
      watch.signal?.throwIfAborted();
      const one = await drawOnce(deps, setup, draw, quiet);
      made.set(draw, one);
      await store.add(one);
      watch.onProgress?.({ stage: 'draws', done: made.size, total: asked.draws, fraction: (made.size - before) / Math.max(1, asked.draws - before) });
    }
  }));
  return [...made.values()].sort((a, b) => a.draw - b.draw);
}

async function setupOf(deps: StudyDeps, asked: InferringAsked): Promise<Setup> {
  const { model, scenario, fit, year } = asked;
  const beyond = new Map((fit.inferred?.facts ?? []).map((one) => [one.fact, one.beyond_reach ?? null]));
  const facts = factsOf(model, 'infer').map((fact) => { const short = beyond.get(fact.row.id) ?? null; return short === null ? fact : { ...fact, reach: fact.published - short }; });
  const kept = { ...scenario, id: `${scenario.id}-kept`, measures: scenario.measures.filter((measure) => !isRemoval(measure)) };
  const pair = await preparePair({ models: { ...deps.models, model: async () => valid(model) } }, kept, scenario, OPTIONS);
  const variants = (fit.structures?.variants ?? []).map(({ variant, values }) => ({ id: variant, model: withFittedValues(structuralVariant(model, variant), new Map(Object.entries(values))), sharing: sharingIn(model, variant) }));
  if (!fit.inferred?.slopes) throw new Error('the stored fit has no slopes of inferred water');
  return {
    asked, parameters: inferredNumbers(model), facts: facts.filter((fact) => fact.year === year), slopes: fit.inferred.slopes,
    structures: [{ id: null, model, sharing: 1 }, ...variants], kept: pair.reference.scenario, compile: pair.compile,
  };
}

interface SaidWorld { readonly modelled: readonly (number | null)[]; readonly said: Said }

async function drawOnce(deps: StudyDeps, { asked, parameters, facts, slopes, structures, kept, compile }: Setup, draw: number, watch: Watch): Promise<InferredDraw> {
  const { scenario, fit, year, seed } = asked;
  const structure = structures[Math.floor(draw / 2) % structures.length];
  const months = [...new Set(parameters.map((row) => waterTarget(row.target)!.month))].sort((a, b) => a - b);
  const world = drawnWorld(structure.model, fit, year, months, facts, parameters, chance(seed, draw));
  const prior = waterPrior(structure.model, parameters)!;
  const at = (point: Point, of: Scenario): Case => sharedBy(compileCase(withFittedValues(world.model, new Map(parameters.map((row, i) => [row.parameter, point[i]]))), of, compile), structure.sharing);
  const run = async (point: Point, of: Scenario): Promise<Ledger> => (await runWorlds(deps, [at(point, of)], watch))[0];
  const targets = facts.map((fact, k) => withTarget(fact, world.facts[k] * fact.spread + scheduleMoved(asked.model, world.model, fact)));
  const found = await inferAlongSlopes<SaidWorld>({
    from: parameters.map((row) => structure.model.tables.calibration.find((one) => one.parameter === row.parameter)!.value), lower: parameters.map((row) => row.lower), upper: parameters.map((row) => row.upper), slopes,
    run: async (point) => {
      const ledger = await run(point, scenario);
      const model = withFittedValues(world.model, new Map(parameters.map((row, i) => [row.parameter, point[i]])));
      return { modelled: facts.map((fact) => modelledFact(model, ledger, fact)), said: saidOf(model, ledger) };
    },
    residuals: ({ modelled }, point) => [...targets.flatMap((fact, k) => (modelled[k] === null ? [] : [residualOf(fact, modelled[k])])), ...movedPrior(prior, point, world.prior)],
  });
  const other = await run(found.point, kept);
  return { draw, structure: structure.id, misfit: found.misfit, converged: found.converged, runs: found.runs + 1, water: found.point, removed: found.said.said, kept: saidOf(asked.model, other) };
}

const withTarget = (fact: Fact, moved: number): Fact => ({ ...fact, reach: (fact.reach ?? fact.published) + moved });

/** The prior's centre moved by a normal number a direction. */
const movedPrior = (prior: WaterPrior, point: Point, moved: readonly number[]): Point => prior.residuals(point).map((missed, i) => missed - moved[i]);

/** GWh by which the draw moves the schedule that a fact of the neighbour's line is. */
function scheduleMoved(stated: Model, drawn: Model, { row, months }: Fact): number {
  const series = stated.tables.reported_series.find((one) => one.quantity === row.quantity && one.series === row.series);
  if (row.quantity !== 'export' || series?.members !== NEIGHBOUR) return 0;
  return months.reduce((sum, key) => {
    const mean = ({ tables }: Model): number => tables.export_schedule.find((one) => one.export === NEIGHBOUR && one.year === Number(key.slice(0, 4)) && one.month === Number(key.slice(5)))?.mean_mw ?? 0;
    const hours = 24 * new Date(Date.UTC(Number(key.slice(0, 4)), Number(key.slice(5)), 0)).getUTCDate();
    return sum + (mean(drawn) - mean(stated)) * hours / 1000;
  }, 0);
}

