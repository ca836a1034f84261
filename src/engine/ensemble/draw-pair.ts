import { breakDown } from '../accounting/breakdown.ts';
import { disposition } from '../accounting/disposition.ts';
import { createLedger, hydroTotal, inStatistic, type Ledger } from '../accounting/ledger.ts';
import type { Case } from '../compile-case/case.ts';
import { compileCase, type CompileOptions } from '../compile-case/compile-case.ts';
import { scenarioFlow } from '../compile-case/gauge-water.ts';
import { compileRiver, type River } from '../compile-case/river.ts';
import { withDrawnWater, withFlow } from '../compile-case/with-drawn-water.ts';
import { waterDraws } from '../hydrology/water-draws.ts';
import { runCase, seasonPlanOf } from '../run-case.ts';
import type { SeasonPlan } from '../dispatch/season-plan.ts';
import type { Solve } from '../solver/linear-program.ts';
import { calibratedModel } from '../../system/calibrated-model.ts';
import { sizedBy, withRemovedSize } from '../../system/measure.ts';
import type { Model } from '../../system/model.ts';
import type { Scenario } from '../../system/scenario.ts';
import { calendarMonths, drawnInputs, type DrawnInputs, type Uncertainty } from './drawn-inputs.ts';
import { naturalPower } from './natural-energy.ts';
import { varyCase } from './vary-case.ts';

/** Everything from which the draws of an ensemble follow; plain data, so that it can travel to a worker whole. */
export interface DrawSetup {
  /** names the setup: equal setups have equal keys */
  readonly key: string;
  readonly model: Model;
  readonly reference: Scenario;
  readonly counterfactual: Scenario;
  readonly compile: CompileOptions;
  /** the inputs that are drawn */
  readonly drawn: readonly Uncertainty[];
  readonly seed: number;
}

/** Curtailed energy of one world, MWh: in the statistic, and of all hydro. */
export interface DrawnWorld { readonly curtailed: number; readonly all: number }

/** What is kept of one draw: both worlds, and the figures drawn, by name (`water` and `water_error` one a month). */
export interface PairDraw {
  readonly draw: number;
  /** MWh */
  readonly removed: number;
  readonly reference: DrawnWorld;
  readonly counterfactual: DrawnWorld;
  /** counterfactual less reference, in the statistic, MWh */
  readonly deltaByMonth: readonly { readonly key: string; readonly mwh: number }[];
  readonly inputs: Readonly<Record<string, readonly number[]>>;
}

export type DrawOf = (draw: number, solve: Solve, onProgress: (fraction: number) => void) => PairDraw;
interface Worlds { readonly cases: readonly [Case, Case]; readonly rivers: readonly [River, River] }

interface DrawnPair { readonly cases: readonly [Case, Case]; readonly inputs: DrawnInputs }

/** Both worlds of a draw, reference first, with the same water, limits, schedules, demand and load size; draw k is the same whatever was drawn before. */
export function pairCases(setup: DrawSetup): (draw: number) => DrawnPair {
  const { seed, drawn } = setup;
  // Water as compiled cases have it: with the model's fitted numbers.
  const model = calibratedModel(setup.model);
  const fixed = compileWorlds(setup, null);
  const [first] = fixed.cases;
  const season = { start: first.start, days: first.days };
  const inputsOf = drawnInputs(drawn, seed, first.sections.ids.length, calendarMonths(first), first.stations.ids.length);
  const years = drawn.some((row) => row.input === 'water') ? waterDraws(model, seed, season) : null;
  const own = [setup.reference, setup.counterfactual].map((scenario) => scenarioFlow(model, scenario, season));
  return (draw) => {
    const inputs = inputsOf(draw);
    const { cases, rivers } = inputs.sizeMw === null ? fixed : compileWorlds(setup, inputs.sizeMw);
    const year = years?.year(draw);
    const watered = (c: Case, world: number): Case => (year ? withDrawnWater(c, rivers[world], year)
      : withFlow(c, rivers[world], (mean, gauge, day) => own[world](mean, gauge, day) * inputs.waterError[c.monthOfDay[day]], `${c.waterYear}-drawn-${seed}-${draw}`));
    return { cases: [varyCase(watered(cases[0], 0), inputs), varyCase(watered(cases[1], 1), inputs)], inputs };
  };
}

/**
 * Draws pairs, dispatched and booked: the same bits whatever was drawn before, and where. Heads of all draws are those of the undrawn pair's plans, whose solutions
 * are also where the solver begins.
 */
export function pairDraws(setup: DrawSetup): DrawOf {
  const casesOf = pairCases(setup);
  let plans: readonly SeasonPlan[] | undefined;
  return (draw, solve, onProgress) => {
    plans ??= compileWorlds(setup, null).cases.map((c) => seasonPlanOf(c, solve));
    const like = plans;
    const { cases: [kept, removed], inputs } = casesOf(draw);
    const book = (c: Case, world: number): Ledger => createLedger(c, runCase(c, solve, ({ fraction }) => onProgress((world + fraction) / 2), like[world]));
    return summary(draw, book(kept, 0), book(removed, 1), drawnFigures(kept, setup, inputs));
  };
}

function compileWorlds({ model, reference, counterfactual, compile }: DrawSetup, sizeMw: number | null): Worlds {
  const removing = sizeMw === null ? counterfactual : withRemovedSize(counterfactual, sizeMw);
  const scenarios = [sizedBy(reference, removing), removing] as const;
  const cases = scenarios.map((scenario) => compileCase(model, scenario, compile));
  const rivers = scenarios.map((scenario, world) => compileRiver(calibratedModel(model), scenario, { start: cases[world].start, days: cases[world].days }));
  return { cases: [cases[0], cases[1]], rivers: [rivers[0], rivers[1]] };
}

function summary(draw: number, reference: Ledger, counterfactual: Ledger, inputs: PairDraw['inputs']): PairDraw {
  const world = (ledger: Ledger): DrawnWorld => ({ curtailed: hydroTotal(ledger, inStatistic).curtailed, all: hydroTotal(ledger).curtailed });
  const [before, after] = [reference, counterfactual].map((ledger) => breakDown(ledger).byMonth);
  return {
    draw, removed: disposition(reference, counterfactual).removed, reference: world(reference), counterfactual: world(counterfactual),
    deltaByMonth: after.map(({ key, mwh }, month) => ({ key, mwh: mwh - before[month].mwh })), inputs,
  };
}

/** Share of all rated capacity that is out: outages of single stations would be too many to rank. */
const capacityOut = ({ stations: { ratedCapacity } }: Case, out: Float64Array): number => ratedCapacity.reduce((sum, mw, i) => sum + mw * out[i], 0) / ratedCapacity.reduce((sum, mw) => sum + mw, 0);

/** Water is told by what it can give in each month, MW: that is what the other months, gauges and days of a draw add up to. */
function drawnFigures(c: Case, { drawn }: DrawSetup, one: DrawnInputs): PairDraw['inputs'] {
  const figures = drawn.flatMap(({ input }): [string, readonly number[]][] => {
    if (input === 'water' || input === 'water_error') return [[input, [...naturalPower(c)]]];
    if (input === 'section_limit') return c.sections.ids.map((id, s) => [`${input}:${id}`, [one.sectionLimit[s]]]);
    if (input === 'forced_outage') return [[input, [capacityOut(c, one.forcedOutage)]]];
    if (input === 'size') return [[input, [one.sizeMw ?? 0]]];
    return [[input, [input === 'demand' ? one.demand : one.exportAcceptance]]];
  });
  return Object.fromEntries(figures);
}
