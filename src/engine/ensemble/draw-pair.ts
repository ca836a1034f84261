import { caseWork } from '../dispatch/rolling/case-work.ts';
import { breakDown } from '../accounting/breakdown.ts';
import { disposition } from '../accounting/disposition.ts';
import { createLedger, hydroTotal, inStatistic, type Ledger } from '../accounting/ledger.ts';
import type { Case } from '../case/case.ts';
import type { CompileOptions } from '../compile-case/compile-case.ts';
import type { GaugeFlow } from '../compile-case/gauge-water.ts';
import type { River } from '../compile-case/river.ts';
import { withDrawnWater, withFlow } from '../compile-case/with-drawn-water.ts';
import { waterDraws } from '../hydrology/water-draws.ts';
import { runPair, seasonPlanOf } from '../run/run-case.ts';
import type { SeasonPlan } from '../dispatch/plan/season-plan.ts';
import { startsUnplanned } from '../dispatch/rolling/standing.ts';
import type { Solve } from '../solver/program/linear-program.ts';
import { calibratedModel, waterTarget } from '../../system/model/calibrated-model.ts';
import { drawnModel, EXPORTS, SECTION_LIMIT, SUPPLIED } from '../../system/model/drawn-model.ts';
import type { Model } from '../../system/model/model.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import { choiceOf } from './drawn-choice.ts';
import { calendarMonths, drawnInputs, type DrawnInputs, type Uncertainty } from './drawn-inputs.ts';
import { chosenWorlds, type DrawnPlace, type DrawnStructure } from './drawn-worlds.ts';
import { naturalPower } from './natural-energy.ts';
import { sampledDraw, structuredDraw, type DrawnSample } from './sampled-draw.ts';
import { varyCase } from './vary-case.ts';

/** Everything from which the draws of an ensemble follow; plain data, so that it can travel to a worker whole. */
export interface DrawSetup {
  /** names the setup: equal setups have equal keys */
  readonly key: string;
  readonly model: Model;
  readonly reference: ResolvedScenario;
  readonly counterfactual: ResolvedScenario;
  readonly compile: CompileOptions;
  /** the inputs that are drawn */
  readonly drawn: readonly Uncertainty[];
  /** structures that draws take turns among, the model's own included; empty where none is drawn */
  readonly structures: readonly DrawnStructure[];
  /** places of the load that draws take turns among; empty where it stays where the scenarios put it */
  readonly places: readonly DrawnPlace[];
  readonly seed: number;
  /** draws of a year that belong together, in the place of single inputs */
  readonly sample?: DrawnSample;
  /** water years that stand in the place of draws, all else as stated */
  readonly waterYears?: readonly string[];
}

/** Curtailed energy of one world, MWh: in the statistic, and of all hydro. */
export interface DrawnWorld {
  readonly curtailed: number;
  readonly all: number;
}

/**
 * What is kept of one draw: both worlds, and the figures drawn, by name (`water` and `water_error` one a month, as a
 * ratio to the water as stated; `structure` and `place` a position in the list of the setup).
 */
export interface PairDraw {
  readonly draw: number;
  /** MWh */
  readonly removed: number;
  readonly reference: DrawnWorld;
  readonly counterfactual: DrawnWorld;
  /** counterfactual less reference, in the statistic, MWh */
  readonly deltaByMonth: readonly { readonly key: string; readonly mwh: number }[];
  /** of the counterfactual, in the statistic, MWh */
  readonly counterfactualByMonth: readonly { readonly key: string; readonly mwh: number }[];
  readonly inputs: Readonly<Record<string, readonly number[]>>;
}

/** The plans of an undrawn pair, in the unit of `caseWork`. */
const FIRST = 4;

export type DrawOf = (draw: number, solve: Solve, onProgress: (fraction: number) => void) => PairDraw;

interface DrawnPair {
  readonly cases: readonly [Case, Case];
  readonly figures: PairDraw['inputs'];
  /**
   * the pair of the same structure and place with all else as stated; draws that share its key share it; null for a
   * pair that is planned by itself
   */
  readonly undrawn: { readonly key: string; readonly cases: () => readonly [Case, Case] } | null;
}

/** Both worlds with the water of a named year, as a comparison would compile them. */
const yearCases =
  (setup: DrawSetup, waterYears: readonly string[]) =>
  (draw: number): DrawnPair => {
    const water = { water_year: waterYears[draw], factor: 1 };
    const { cases } = chosenWorlds({
      ...setup,
      reference: { ...setup.reference, water },
      counterfactual: { ...setup.counterfactual, water },
    })({ structure: null, place: null, sizeMw: null });
    return { cases, figures: {}, undrawn: null };
  };

/** Both worlds of a sampled draw: compiled from the model that the draw makes of the stated one. */
function sampledCases(setup: DrawSetup, sample: DrawnSample): (draw: number) => DrawnPair {
  const { model, seed, drawn, structures, places } = setup;
  const statedWorlds = chosenWorlds(setup);
  const {
    cases: [first],
  } = statedWorlds({ structure: null, place: null, sizeMw: null });
  const inputsOf = drawnInputs(
    drawn,
    seed,
    first.sections.ids.length,
    calendarMonths(first),
    first.stations.ids.length,
  );
  const powers = new Map<number, Float64Array>();
  const valuesOf = sampledDraw(sample);
  const told = new Set(
    model.tables.calibration.flatMap((row) =>
      row.kind === 'water-factor' && sample.names.includes(row.parameter) ? (waterTarget(row.target)?.month ?? []) : [],
    ),
  );
  return (draw) => {
    const inputs = inputsOf(draw);
    const [structure, place] = [
      choiceOf(seed, 'structure', structures.length, draw),
      choiceOf(seed, 'place', places.length, draw),
    ];
    const chosen = { place: places[place] ?? null, sizeMw: inputs.sizeMw };
    const values = valuesOf(draw);
    const { cases, rivers, flows } = chosenWorlds({ ...setup, model: drawnModel(model, sample.year, values) })({
      ...chosen,
      structure: structure < 0 ? null : structuredDraw(model, structures[structure], values),
    });
    const [kept, removed] = cases.map((c, world) =>
      varyCase(
        otherMonths(c, rivers[world], flows[world], inputs.waterError, told, `${c.waterYear}-drawn-${seed}-${draw}`),
        inputs,
      ),
    );
    // Water is told beside that of its structure.
    const power =
      powers.get(structure) ??
      statedWorlds({ ...chosen, structure: structures[structure] ?? null, sizeMw: null }).power;
    powers.set(structure, power);
    const figures = {
      ...drawnFigures(kept, power, first.sections.ids, drawn, inputs),
      ...sampledFigures(model, values, kept, power),
      ...(structures.length > 0 && { structure: [structure] }),
      ...(places.length > 0 && { place: [place] }),
    };
    return {
      cases: [kept, removed],
      figures,
      undrawn: {
        key: `${structure} ${place}`,
        cases: () => statedWorlds({ ...chosen, structure: structures[structure] ?? null, sizeMw: null }).cases,
      },
    };
  };
}

/** Water of months that the sample does not tell, by the error of each. */
function otherMonths(
  c: Case,
  river: River,
  flow: GaugeFlow,
  error: Float64Array,
  told: ReadonlySet<number>,
  name: string,
): Case {
  const months = calendarMonths(c);
  if (months.every((month) => told.has(month))) return c;
  const factor = months.map((month, m) => (told.has(month) ? 1 : error[m]));
  return withFlow(
    c,
    river,
    { ...flow, at: (mean, gauge, hour) => flow.at(mean, gauge, hour) * factor[c.monthOfDay[Math.floor(hour / 24)]] },
    name,
  );
}

/**
 * Inferred water as a ratio to the stated, by month; limits of sections and exports as factors; what is supplied beside
 * the modelled lines in GWh more than stated, by month.
 */
function sampledFigures(
  { tables }: Model,
  values: ReadonlyMap<string, number>,
  c: Case,
  power: Float64Array,
): PairDraw['inputs'] {
  const limits = tables.calibration.flatMap((row): [string, readonly number[]][] =>
    row.kind === 'section-limit' && values.has(row.parameter)
      ? [[`${SECTION_LIMIT}${row.target}`, [values.get(row.parameter)! / row.value]]]
      : [],
  );
  const factors = [...values].flatMap(([name, value]): [string, readonly number[]][] =>
    name === EXPORTS || name.startsWith(SECTION_LIMIT) ? [[name, [value]]] : [],
  );
  const supplied = [...values].flatMap(([name, value]) => (name.startsWith(SUPPLIED) ? [value] : []));
  return {
    water_error: waterFigures(c, power),
    ...Object.fromEntries([...limits, ...factors]),
    ...(supplied.length > 0 && { supplied }),
  };
}

const waterFigures = (c: Case, power: Float64Array): readonly number[] =>
  [...naturalPower(c)].map((mw, month) => (power[month] > 0 ? mw / power[month] : mw));

/**
 * Both worlds of a draw, reference first, with the same structure, place, water, limits, schedules, demand and load
 * size; draw k is the same whatever was drawn before.
 */
export function pairCases(setup: DrawSetup): (draw: number) => DrawnPair {
  const { seed, drawn, structures, places, waterYears, sample } = setup;
  if (waterYears) return yearCases(setup, waterYears);
  if (sample) return sampledCases(setup, sample);
  const worldsOf = chosenWorlds(setup);
  const [first] = worldsOf({ structure: null, place: null, sizeMw: null }).cases;
  const inputsOf = drawnInputs(
    drawn,
    seed,
    first.sections.ids.length,
    calendarMonths(first),
    first.stations.ids.length,
  );
  const years = drawn.some((row) => row.input === 'water')
    ? waterDraws(calibratedModel(setup.model, setup.counterfactual), seed, { start: first.start, days: first.days })
    : null;
  return (draw) => {
    const inputs = inputsOf(draw);
    const [structure, place] = [
      choiceOf(seed, 'structure', structures.length, draw),
      choiceOf(seed, 'place', places.length, draw),
    ];
    const chosen = { structure: structures[structure] ?? null, place: places[place] ?? null };
    const worlds = worldsOf({ ...chosen, sizeMw: inputs.sizeMw });
    const year = years?.year(draw);
    const [kept, removed] = worlds.cases.map((c, world) => {
      const flow = worlds.flows[world];
      return varyCase(
        year
          ? withDrawnWater(c, worlds.rivers[world], year)
          : withFlow(
              c,
              worlds.rivers[world],
              {
                ...flow,
                at: (mean, gauge, hour) =>
                  flow.at(mean, gauge, hour) * inputs.waterError[c.monthOfDay[Math.floor(hour / 24)]],
              },
              `${c.waterYear}-drawn-${seed}-${draw}`,
            ),
        inputs,
      );
    });
    const choices = {
      ...(structures.length > 0 && { structure: [structure] }),
      ...(places.length > 0 && { place: [place] }),
    };
    const undrawn = { key: `${structure} ${place}`, cases: () => worldsOf({ ...chosen, sizeMw: null }).cases };
    return {
      cases: [kept, removed],
      figures: { ...drawnFigures(kept, worlds.power, first.sections.ids, drawn, inputs), ...choices },
      undrawn,
    };
  };
}

/**
 * Draws pairs, dispatched and booked: the same bits whatever was drawn before, and where. Heads of all draws of a
 * structure and place are those of its undrawn pair's plans, whose solutions are also where the solver begins.
 */
export function pairDraws(setup: DrawSetup): DrawOf {
  const casesOf = pairCases(setup);
  const plans = new Map<string, readonly SeasonPlan[]>();
  return (draw, solve, onProgress) => {
    onProgress(0);
    const {
      cases: [kept, removed],
      figures,
      undrawn,
    } = casesOf(draw);
    const shared = startsUnplanned(kept) ? null : undrawn;
    const first = shared !== null && !plans.has(shared.key);
    const like = shared === null ? [] : (plans.get(shared.key) ?? shared.cases().map((c) => seasonPlanOf(c, solve)));
    if (shared !== null) plans.set(shared.key, like);
    const from = first ? FIRST / (FIRST + caseWork(kept).total) : 0;
    const [before, after] = runPair(
      [kept, removed],
      solve,
      (world, { fraction }) => onProgress(from + ((1 - from) * (world + fraction)) / 2),
      like,
    );
    return summary(draw, createLedger(kept, before), createLedger(removed, after), figures);
  };
}

function summary(draw: number, reference: Ledger, counterfactual: Ledger, inputs: PairDraw['inputs']): PairDraw {
  const world = (ledger: Ledger): DrawnWorld => ({
    curtailed: hydroTotal(ledger, inStatistic).curtailed,
    all: hydroTotal(ledger).curtailed,
  });
  const [before, after] = [reference, counterfactual].map((ledger) => breakDown(ledger).byMonth);
  return {
    draw,
    removed: disposition(reference, counterfactual).removed,
    reference: world(reference),
    counterfactual: world(counterfactual),
    deltaByMonth: after.map(({ key, mwh }, month) => ({ key, mwh: mwh - before[month].mwh })),
    counterfactualByMonth: after.map(({ key, mwh }) => ({ key, mwh })),
    inputs,
  };
}

/** Share of all rated capacity that is out: outages of single stations would be too many to rank. */
const capacityOut = ({ stations: { ratedCapacity } }: Case, out: Float64Array): number =>
  ratedCapacity.reduce((sum, mw, i) => sum + mw * out[i], 0) / ratedCapacity.reduce((sum, mw) => sum + mw, 0);

/**
 * Water is told by what it can give in each month against what the stated water of the same structure gives: that is
 * what the other months, gauges and days of a draw add up to.
 */
function drawnFigures(
  c: Case,
  power: Float64Array,
  sections: readonly string[],
  drawn: readonly Uncertainty[],
  one: DrawnInputs,
): PairDraw['inputs'] {
  const figures = drawn.flatMap(({ input }): [string, readonly number[]][] => {
    if (input === 'structure') return [];
    if (input === 'water' || input === 'water_error') return [[input, waterFigures(c, power)]];
    if (input === 'section_limit') return sections.map((id, s) => [`${input}:${id}`, [one.sectionLimit[s]]]);
    if (input === 'forced_outage') return [[input, [capacityOut(c, one.forcedOutage)]]];
    if (input === 'size') return [[input, [one.sizeMw ?? 0]]];
    return [[input, [input === 'demand' ? one.demand : one.exportAcceptance]]];
  });
  return Object.fromEntries(figures);
}
