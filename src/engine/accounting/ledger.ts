import type { Case } from '../case/case.ts';
import type { Outcome } from '../outcome/outcome.ts';
import { spanOf, type Span } from '../case/span.ts';
import { energyOf, type Timeline } from '../case/timeline.ts';
import { stepInputs, type StepInputs } from '../outcome/zone-balance.ts';
import { checkEnergy } from './energy-check.ts';
import { LedgerError } from './ledger-error.ts';
import { settledOutcome } from './settle.ts';
import { checkWater } from './water-check.ts';

/** Hydro power of stations, then aggregated: mean MW `[plant * steps + step]`; available = generated + curtailed. */
export interface PlantSteps {
  readonly generated: Float64Array;
  readonly curtailed: Float64Array;
  readonly forced: Float64Array;
}
export interface HydroTotal {
  readonly available: number;
  readonly generated: number;
  readonly curtailed: number;
  readonly forced: number;
}

/** Stations first, aggregated hydro after them, under one index. */
export interface Plants {
  readonly ids: readonly string[];
  readonly zone: Int32Array;
  readonly basin: Int32Array;
  readonly inStatistic: Uint8Array;
  readonly pocket: Uint8Array;
}

/**
 * The books of one dispatched case. It exists only where water and energy close; all energy in MWh. The outcome is that
 * of dispatch without dust.
 */
export interface Ledger {
  readonly case: Case;
  readonly outcome: Outcome;
  /** what was asked for and on offer in each step of the outcome */
  readonly inputs: StepInputs;
  readonly span: Span;
  readonly plants: Plants;
  readonly byStep: PlantSteps;
  readonly byPlant: readonly HydroTotal[];
  readonly waterResidualHm3: number;
  readonly energyResidualMwh: number;
}

/** Throws `LedgerError` where a station's water, a zone's energy or a bound does not hold. */
export function createLedger(c: Case, dispatched: Outcome): Ledger {
  const {
    hoursFrom,
    stepOfHour: { length: hours },
  } = dispatched.timeline;
  if (hoursFrom[0] !== c.from || hours !== c.to - c.from)
    throw new LedgerError(`The outcome holds ${hours} hours, but the case dispatches ${c.to - c.from}.`);
  const inputs = stepInputs(c, dispatched.timeline);
  const waterResidualHm3 = checkWater(c, dispatched);
  const energyResidualMwh = checkEnergy(c, inputs, dispatched);
  const o = settledOutcome(c, dispatched, inputs);
  const plants = plantsOf(c);
  const byStep = plantSteps(o);
  return {
    case: c,
    outcome: o,
    inputs,
    span: spanOf(c),
    plants,
    byStep,
    byPlant: plants.ids.map((_, p) => plantTotal(o.timeline, byStep, p)),
    waterResidualHm3,
    energyResidualMwh,
  };
}

function plantsOf({ stations, aggregated, zones }: Case): Plants {
  return {
    ids: [...stations.ids, ...aggregated.ids],
    zone: Int32Array.of(...stations.zone, ...aggregated.zone),
    basin: Int32Array.of(...stations.basin, ...aggregated.basin),
    inStatistic: Uint8Array.of(...stations.inStatistic, ...aggregated.inStatistic),
    pocket: Uint8Array.of(...stations.zone.map((z) => zones.pocket[z]), ...aggregated.pocket),
  };
}

function plantSteps(o: Outcome): PlantSteps {
  const energy = (flow: Float64Array, aggregated: Float64Array): Float64Array => {
    const all = new Float64Array(flow.length + aggregated.length);
    for (let at = 0; at < flow.length; at++) all[at] = flow[at] * o.productionFactor[at];
    all.set(aggregated, flow.length);
    return all;
  };
  return {
    generated: energy(o.turbined, o.aggregatedPower),
    curtailed: energy(o.turbinableSpill, o.aggregatedCurtailed),
    forced: energy(o.forcedSpill, o.aggregatedForced),
  };
}

function plantTotal(line: Timeline, table: PlantSteps, plant: number): HydroTotal {
  const total = (powers: Float64Array): number =>
    energyOf(line, powers.subarray(plant * line.steps, (plant + 1) * line.steps));
  const [generated, curtailed, forced] = [total(table.generated), total(table.curtailed), total(table.forced)];
  return { available: generated + curtailed, generated, curtailed, forced };
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Total over the plants that `keep` accepts. */
export function hydroTotal(ledger: Ledger, keep: (plants: Plants, plant: number) => boolean = () => true): HydroTotal {
  const kept = ledger.byPlant.filter((_, plant) => keep(ledger.plants, plant));
  const total = (field: keyof HydroTotal): number => sum(kept.map((row) => row[field]));
  return {
    available: total('available'),
    generated: total('generated'),
    curtailed: total('curtailed'),
    forced: total('forced'),
  };
}
export const inStatistic = (plants: Plants, plant: number): boolean => plants.inStatistic[plant] === 1;
export const inGridSmallHydro = (plants: Plants, plant: number): boolean =>
  plants.inStatistic[plant] === 0 && plants.pocket[plant] === 0;
export const inDirectPocket = (plants: Plants, plant: number): boolean =>
  plants.inStatistic[plant] === 0 && plants.pocket[plant] === 1;
