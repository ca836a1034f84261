import { waterTarget, withFittedValues } from '../system/calibrated-model.ts';
import { withLoadSize, withRemovedSize, isRemoval, quantityOf } from '../system/measure.ts';
import type { Row } from '../system/model.ts';
import type { Scenario } from '../system/scenario.ts';
import type { BackcastYear } from './backcast-years.ts';
import { factsOf, type Fact } from './calibration-facts.ts';
import type { SizedWater } from './calibration-result.ts';
import type { CalibrationRuns, Structured } from './calibration-runs.ts';
import type { SolvedStep } from './calibration-step.ts';

/** Share of itself within which the generation of the month is met. */
const MET = 3e-4;
const MOST_TRIES = 8;
/** First try: a hundredth of the water a GW. */
const FIRST_PER_MW = 1e-5;

/** Starts the runs of other scenarios of the same years. */
export type RunsOf = (scenarios: readonly BackcastYear[]) => CalibrationRuns;

/**
 * What the load's size does to inferred water: for every row of `water_by_size` the shift of its number with which the world without the load, which had it until the removal, generates as much in the month
 * as with the size that the number was inferred with. Everything else is held.
 */
export async function sizedWater(runsOf: RunsOf, scenarios: readonly BackcastYear[], inferred: SolvedStep): Promise<SizedWater[]> {
  const { model } = inferred.structured;
  const bare: Structured = { ...inferred.structured, model: { ...model, tables: { ...model.tables, water_by_size: [] } } };
  const found: SizedWater[] = [];
  for (const row of model.tables.water_by_size) {
    const { parameter, load, size_mw } = row;
    found.push({ parameter, load, size_mw, shift: await shiftOf(runsOf, scenarios, bare, row) });
  }
  return found;
}

async function shiftOf(runsOf: RunsOf, scenarios: readonly BackcastYear[], bare: Structured, { parameter, load, size_mw }: Row<'water_by_size'>): Promise<number> {
  const number = bare.model.tables.calibration.find((row) => row.parameter === parameter)!;
  const month = waterTarget(number.target)?.month;
  const fact = factsOf(bare.model, 'infer').find((one) => one.months.length === 1 && Number(one.months[0].slice(5)) === month);
  const stated = scenarios.find((one) => one.year === fact?.year);
  if (!fact || !stated) return 0;
  const inferredWith = sizeIn(stated.scenario, load);
  if (inferredWith === null || inferredWith === size_mw) return 0;
  const sized = runsOf(scenarios.map((one) => (one === stated ? { ...one, scenario: ofSize(one.scenario, load, size_mw) } : one)));
  const target = await generated(runsOf(scenarios), bare, fact);
  const off = async (shift: number): Promise<number> => await generated(sized, { ...bare, model: withFittedValues(bare.model, new Map([[parameter, number.value + shift]])) }, fact) - target;
  return rounded(await crossing(off, FIRST_PER_MW * (size_mw - inferredWith), MET * Math.abs(target)));
}

/** The model's part of a fact. */
async function generated(runs: CalibrationRuns, structured: Structured, fact: Fact): Promise<number> {
  const [[modelled]] = await runs.facts([structured], [fact], 'sizes');
  if (modelled === null) throw new Error(`the run of ${fact.year} says nothing of ${fact.row.id}`);
  return modelled;
}

/** Where a falling function is 0, by secants from 0 and a first try; the nearest point seen where they do not settle. */
async function crossing(off: (shift: number) => Promise<number>, first: number, enough: number): Promise<number> {
  let [a, b] = [{ at: 0, off: await off(0) }, { at: first, off: await off(first) }];
  for (let tries = 0; tries < MOST_TRIES && Math.min(Math.abs(a.off), Math.abs(b.off)) > enough && b.off !== a.off; tries++) {
    const at = b.at - b.off * (b.at - a.at) / (b.off - a.off);
    [a, b] = [Math.abs(a.off) < Math.abs(b.off) ? a : b, { at, off: await off(at) }];
  }
  return Math.abs(a.off) < Math.abs(b.off) ? a.at : b.at;
}

/** MW of the load that the scenario removes; null where it removes none of it. */
const sizeIn = ({ measures }: Scenario, load: string): number | null => {
  const removals = measures.filter(isRemoval).filter((measure) => measure.load === load);
  return removals.length === 0 ? null : removals.reduce((sum, { size }) => sum + quantityOf(size, 'power'), 0);
};

const ofSize = (scenario: Scenario, load: string, mw: number): Scenario => withLoadSize(withRemovedSize(scenario, mw), load, `${mw} MW`);

const rounded = (shift: number): number => Number(shift.toFixed(4));
