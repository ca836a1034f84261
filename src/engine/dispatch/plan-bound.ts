import { arrivesInBlock, blockShares } from '../cascade/arrivals.ts';
import { downstreamOrder } from '../cascade/topology.ts';
import type { Case } from '../compile-case/case.ts';
import { dualBound } from '../solver/dual-bound.ts';
import { absoluteCost, objectiveOf } from '../solver/evaluate.ts';
import { HM3_PER_FLOW_HOUR as K } from '../tables.ts';
import { hoursOfStep } from '../timeline.ts';
import type { SeasonPlan } from './season-plan.ts';
import { buildSeasonProgram } from './season-program.ts';
import type { Outlook } from './water-outlook.ts';

/**
 * Cost of the plan, yuan (value of the final storage included), and a lower bound on that of any plan of the season in blocks, from its duals: prices and water values are first lifted to what the cost stage alone allows
 * (no negative price, water never worth less than below). It bounds the block program, not the hours.
 */
export function planBound(c: Case, plan: SeasonPlan, storageNow: Float64Array, outlook: Outlook): { readonly upper: number; readonly lower: number; readonly absolute: number } {
  const { line } = plan.program;
  const p = buildSeasonProgram(c, line, storageNow, outlook, c.zones.slotLoad, 0);
  const y = plan.solution.rowDual.slice();
  for (const step of p.power) for (const row of step.balance) y[row] = Math.max(0, y[row]);
  const { per, steps } = line;
  const value = new Float64Array(c.stations.ids.length * steps);
  const shares = c.stations.ids.map((_, i) => blockShares(c, line, c.stations.travelHours[i]));
  for (const i of downstreamOrder(c).reverse()) {
    for (let first = 0; first < steps; first += per) {
      const at = i * steps + first;
      if (arrivesInBlock(c, i)) {
        let most = Math.max(0, -y[p.water[at]]);
        for (let k = 0; k < per; k++) most = Math.max(most, below(i, first, k));
        y[p.water[at]] = -most;
        value.fill(most, at, at + per);
        continue;
      }
      for (let k = 0; k < per; k++) {
        const carried = K * hoursOfStep(line, first + k);
        value[at + k] = Math.max(0, -y[p.water[at + k]] / carried, below(i, first, k));
        y[p.water[at + k]] = -value[at + k] * carried;
      }
    }
  }
  const { x } = plan.solution;
  return { upper: objectiveOf(p.program, x), lower: dualBound(p.program, y), absolute: absoluteCost(p.program, x) };

  /** What a hm3 released in block `k` of the period that begins at step `first` is worth where it arrives. */
  function below(i: number, first: number, k: number): number {
    const next = c.stations.downstream[i];
    if (next < 0) return 0;
    const at = next * steps + first;
    if (arrivesInBlock(c, next)) return value[at];
    let sum = 0;
    for (let to = 0; to < per; to++) sum += shares[i][to * per + k] * (line.hours[to] / line.hours[k]) * value[at + to];
    return sum;
  }
}
