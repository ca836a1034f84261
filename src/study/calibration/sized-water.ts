import { withFittedValues } from '../../system/model/calibrated-model.ts';
import { waterTarget } from '../../system/tables/water-target.ts';
import { removedOf, withSizeOf } from '../../system/scenario/measure.ts';
import type { Model, Row } from '../../system/model/model.ts';
import { InvalidInput, problem } from '../../system/words/problem.ts';
import { rowPath } from '../../system/model/table-keys.ts';
import type { ResolvedYear } from '../out-turns/backcast-years.ts';
import { factsOf, type Fact } from './calibration-facts.ts';
import { solveStep, valuesOf } from './calibration-step.ts';
import type { SizedWater } from './calibration-result.ts';
import type { CalibrationRuns, Structured } from './calibration-runs.ts';

import { waterPrior } from './water-prior.ts';

type SizeRow = Row<'water_by_size'>;

/**
 * Share of itself within which the generation of the month is met: a plan may burn some coal in one month or the next
 * at one cost, so that it goes by small jumps.
 */
const MET = 2e-3;
const MOST_TRIES = 16;
/** First try: a hundredth of the water a GW. */
const FIRST_PER_MW = 1e-5;

/** Starts the runs of other scenarios of the same years. */
export type RunsOf = (scenarios: readonly ResolvedYear[]) => CalibrationRuns;

/** The model with its water as it was inferred, whatever the size of a load. */
export const withoutSizes = (model: Model): Model =>
  model.tables.water_by_size.length === 0 ? model : { ...model, tables: { ...model.tables, water_by_size: [] } };

/**
 * What the load's size does to inferred water: for every row the shift of its number with which the world without the
 * load, which had it until the removal, generates as much in the month as with the size that the number was inferred
 * with; null where no shift within the bounds of the number does, or nothing is published of the month. Everything else
 * is held. Water of groups of gauges is inferred anew for each size, but for numbers without rows. Throws
 * `InvalidInput` where rows lack that size.
 */
export async function sizedWater(
  runsOf: RunsOf,
  scenarios: readonly ResolvedYear[],
  inferred: Structured,
  rows: readonly SizeRow[],
): Promise<SizedWater[]> {
  const parameters = inferred.model.tables.calibration.filter((row) => row.step === 'infer');
  if (waterPrior(inferred.model, parameters)) return inferredAnew(runsOf, scenarios, inferred, rows);
  const found: SizedWater[] = [];
  for (const row of rows) {
    const { parameter, load, size_mw } = row;
    found.push({ parameter, load, size_mw, shift: await shiftOf(runsOf, scenarios, inferred, row, rows) });
  }
  return found;
}

/** The numbers that have rows, inferred for each size from where they are; all others are held. */
async function inferredAnew(
  runsOf: RunsOf,
  scenarios: readonly ResolvedYear[],
  inferred: Structured,
  rows: readonly SizeRow[],
): Promise<SizedWater[]> {
  const listed = new Set(rows.map(({ parameter }) => parameter));
  const { tables } = inferred.model;
  const held = tables.calibration.map((row) =>
    row.step === 'infer' && !listed.has(row.parameter) ? { ...row, lower: row.value, upper: row.value } : row,
  );
  const structured: Structured = {
    ...inferred,
    model: { ...inferred.model, tables: { ...tables, calibration: held } },
  };
  const from = held.filter((row) => row.step === 'infer').map(({ value }) => value);
  const solvedFor = async (size: SizeRow): Promise<ReadonlyMap<string, number>> => {
    const sized = scenarios.map((one) =>
      removedOf(one.scenario, size.load) === null
        ? one
        : { ...one, scenario: withSizeOf(one.scenario, size.load, size.size_mw) },
    );
    const solved = await solveStep(runsOf(sized), structured, 'infer', null, from);
    return solved ? valuesOf(solved) : new Map();
  };
  const found: SizedWater[] = [];
  for (const load of new Set(rows.map((row) => row.load))) {
    const sizes = sizesIn(rows.filter((row) => row.load === load));
    const values = new Map<number, ReadonlyMap<string, number>>();
    for (const size of sizes) values.set(size.size_mw, await solvedFor(size));
    // Shifts are those from the size that all numbers were inferred with, found in the same way.
    const base = sizes.find((size) => scenarios.some((one) => removedOf(one.scenario, load) === size.size_mw));
    for (const { parameter, size_mw } of rows.filter((row) => row.load === load)) {
      const [own, at] = [values.get(size_mw)?.get(parameter), base && values.get(base.size_mw)?.get(parameter)];
      found.push({
        parameter,
        load,
        size_mw,
        shift: own === undefined || at === undefined ? null : Number((own - at).toFixed(4)),
      });
    }
  }
  return found;
}

const sizesIn = (rows: readonly SizeRow[]): readonly SizeRow[] =>
  rows.filter((row, i) => rows.findIndex((one) => one.load === row.load && one.size_mw === row.size_mw) === i);

async function shiftOf(
  runsOf: RunsOf,
  scenarios: readonly ResolvedYear[],
  inferred: Structured,
  row: SizeRow,
  rows: readonly SizeRow[],
): Promise<number | null> {
  const { parameter, load, size_mw } = row;
  const number = inferred.model.tables.calibration.find((one) => one.parameter === parameter)!;
  const target = waterTarget(number.target);
  const stated = scenarios.find(({ scenario }) => scenario.water.water_year === target?.waterYear);
  const fact = factsOf(inferred.model, 'infer').find(
    (one) => one.year === stated?.year && one.months.length === 1 && Number(one.months[0].slice(5)) === target?.month,
  );
  const inferredWith = stated && removedOf(stated.scenario, load);
  if (!fact || inferredWith === undefined || inferredWith === null) return null;
  if (!rows.some((one) => one.parameter === parameter && one.load === load && one.size_mw === inferredWith)) {
    throw new InvalidInput([
      problem(
        'no-size-of-inference',
        rowPath('water_by_size', row, 'size_mw'),
        size_mw,
        `a row of ${inferredWith} MW`,
        `${parameter} is inferred with ${inferredWith} MW of "${load}", which the table does not list`,
        `add a row of ${inferredWith} MW with shift 0`,
      ),
    ]);
  }
  if (inferredWith === size_mw) return 0;
  const sized = runsOf(
    scenarios.map((one) => (one === stated ? { ...one, scenario: withSizeOf(one.scenario, load, size_mw) } : one)),
  );
  const aim = await generated(runsOf(scenarios), inferred, fact);
  const off = async (shift: number): Promise<number> =>
    (await generated(
      sized,
      { ...inferred, model: withFittedValues(inferred.model, new Map([[parameter, number.value + shift]])) },
      fact,
    )) - aim;
  const within = { low: number.lower - number.value, high: number.upper - number.value };
  return crossing(off, FIRST_PER_MW * (size_mw - inferredWith), MET * Math.abs(aim), within);
}

/** The model's part of a fact. */
async function generated(runs: CalibrationRuns, structured: Structured, fact: Fact): Promise<number> {
  const [[modelled]] = await runs.facts([structured], [fact], 'sizes');
  if (modelled === null) throw new Error(`the run of ${fact.year} says nothing of ${fact.row.id}`);
  return modelled;
}

/**
 * Where a function is within `enough` of 0: secants from 0 and a first try, in turn with halves once both sides are
 * known; null where they do not get there.
 */
export async function crossing(
  off: (at: number) => Promise<number>,
  first: number,
  enough: number,
  { low, high }: { readonly low: number; readonly high: number },
): Promise<number | null> {
  const seen = async (at: number) => {
    const rounded = Number(Math.min(high, Math.max(low, at)).toFixed(4));
    return { at: rounded, off: await off(rounded) };
  };
  let a = await seen(0);
  if (Math.abs(a.off) <= enough) return a.at;
  let b = await seen(first);
  for (let tries = 0; tries < MOST_TRIES && Math.abs(b.off) > enough; tries++) {
    if (b.off === a.off || b.at === a.at) return null;
    const apart = a.off * b.off < 0;
    const next = await seen(
      apart && tries % 2 === 1 ? (a.at + b.at) / 2 : b.at - (b.off * (b.at - a.at)) / (b.off - a.off),
    );
    if (apart ? next.off * a.off < 0 : Math.abs(a.off) < Math.abs(b.off)) b = a;
    [a, b] = [b, next];
  }
  return Math.abs(b.off) <= enough ? b.at : null;
}
