import type { Case } from '../compile-case/case.ts';
import type { Outcome } from '../outcome.ts';
import { dualBound } from '../solver/dual-bound.ts';
import { absoluteCost, objectiveOf } from '../solver/evaluate.ts';
import type { LinearProgram } from '../solver/linear-program.ts';
import { CONTRACT_SHORTFALL_YUAN_PER_MWH } from '../tables.ts';
import type { Schedule } from './schedule.ts';
import type { SeasonPlan } from './season-program.ts';
import { RENEWABLE_CURTAILMENT_YUAN_PER_MWH, SHARING_WEIGHT, SPILL_WEIGHT } from './weights.ts';
import { buildWindowProgram, type WaterState, type WindowProgram } from './window-program.ts';

/** The cost stage of the dispatched window as one hourly program, pinned to the season plan's storage at its end: what `export` writes. */
export function buildCostProgram(c: Case, plan: SeasonPlan, start: WaterState): WindowProgram {
  const last = c.endDay - 1;
  const end = {
    mode: 'pinned' as const,
    target: Float64Array.from(c.stations.ids, (_, i) => plan.storage[i * c.days + last]),
    value: Float64Array.from(c.stations.ids, (_, i) => plan.waterValue[i * c.days + last]),
  };
  return buildWindowProgram(c, c.firstDay, c.endDay - c.firstDay, start, start.storage, end, c.zones.slotLoad, 0);
}

interface Proof { readonly lower: { readonly program: { readonly program: LinearProgram }; readonly dual: Float64Array; readonly x: Float64Array } | null; readonly solver: string }

/** Adds what a finished schedule costs, a bound on what any schedule could cost, and how it was made. */
export function sealOutcome(c: Case, schedule: Schedule, start: WaterState, plan: SeasonPlan, replans: readonly number[], proof: Proof): Outcome {
  const cost = proof.lower ? windowBounds(proof.lower) : scheduleBounds(c, schedule);
  return {
    ...schedule, firstStorage: start.storage, releaseBefore: start.releaseBefore,
    ...cost, priceOfForesight: null, replans,
    waterValue: Float64Array.from(c.stations.ids, (_, i) => plan.waterValue[i * c.days + c.endDay - 1]),
    stages: [
      { stage: 'cost', tolerance: 'relative gap 1e-9 in each hourly program' },
      { stage: 'least hydro spill', tolerance: `${SPILL_WEIGHT} yuan/MWh beside the cost` },
      { stage: 'sharing pro rata', tolerance: `convex, at most ${SHARING_WEIGHT} yuan/MWh` },
    ],
    solver: proof.solver,
  };
}

function windowBounds(found: NonNullable<Proof['lower']>) {
  const { program } = found.program;
  return { upperBound: objectiveOf(program, found.x), lowerBound: dualBound(program, found.dual), absoluteCost: absoluteCost(program, found.x) };
}

/** Cost of the schedule, yuan, and the bound in which every participant does its cheapest at once: no schedule can be cheaper. */
function scheduleBounds(c: Case, s: Schedule): Pick<Outcome, 'upperBound' | 'lowerBound' | 'absoluteCost'> {
  let upper = 0;
  let lower = 0;
  let absolute = 0;
  const add = (cost: number, amount: number, cheapest: number): void => {
    upper += cost * amount;
    lower += cost * cheapest;
    absolute += Math.abs(cost * amount);
  };
  const first = c.firstDay * 24;
  for (let t = 0; t < s.hours; t++) {
    const day = c.firstDay + Math.floor(t / 24);
    const hour = first + t;
    c.thermal.cost.forEach((cost, g) => { add(cost, s.thermal[g * s.hours + t], c.thermal.mustRun[g * c.days + day]); });
    c.imports.cost.forEach((cost, m) => { add(cost, s.imported[m * s.hours + t], 0); });
    c.zones.unservedCost.forEach((cost, z) => { add(cost, s.unserved[z * s.hours + t], 0); });
    c.zones.slotCost.forEach((cost, k) => { add(cost, s.interrupted[k * s.hours + t], 0); });
    c.renewables.zone.forEach((_, r) => { add(RENEWABLE_CURTAILMENT_YUAN_PER_MWH, c.renewables.available[r * c.hours + hour] - s.renewable[r * s.hours + t], 0); });
    c.exports.surplusPrice.forEach((price, e) => {
      const contract = c.exports.contract[e * c.hours + hour];
      const sold = s.exported[e * s.hours + t];
      add(-CONTRACT_SHORTFALL_YUAN_PER_MWH, Math.min(sold, contract), contract);
      add(-price, Math.max(0, sold - contract), Math.max(0, c.exports.most[e * c.hours + hour] - contract));
    });
  }
  return { upperBound: upper, lowerBound: lower, absoluteCost: absolute };
}
