import { chainEnergy, leastRelease } from '../../cascade/topology.ts';
import type { Case } from '../../case/case.ts';
import type { Outcome } from '../../outcome/outcome.ts';
import { dayOfStep, hoursOfStep } from '../../case/timeline.ts';
import type { StepInputs } from '../../outcome/zone-balance.ts';
import type { Schedule } from './schedule.ts';
import { missedRelease } from '../programs/weights.ts';

/**
 * Cost of a schedule, yuan, the sum of its absolute terms, and the cost if every participant did its cheapest at once:
 * no schedule can be cheaper.
 */
export interface ScheduleCost {
  readonly total: number;
  readonly absolute: number;
  readonly elementary: number;
}

export function scheduleCost(c: Case, inputs: StepInputs, s: Schedule | Outcome): ScheduleCost {
  let [total, absolute, elementary] = [0, 0, 0];
  const { steps } = s.timeline;
  const { assumptions } = c;
  const shortOf = chainEnergy(c).map((energy) => missedRelease(c, energy));
  const linesOf = (c.exports.groups?.ids ?? []).map((_, g) =>
    c.exports.ids.flatMap((_line, e) => (c.exports.groups!.of[e] === g ? [e] : [])),
  );
  const released = (at: number): number => s.turbined[at] + s.turbinableSpill[at] + s.forcedSpill[at];
  for (let t = 0; t < steps; t++) {
    const day = dayOfStep(s.timeline, t);
    const hours = hoursOfStep(s.timeline, t);
    const add = (yuan: number, mw: number, cheapest: number): void => {
      total += yuan * mw * hours;
      elementary += yuan * cheapest * hours;
      absolute += Math.abs(yuan * mw * hours);
    };
    c.thermal.cost.forEach((cost, g) => {
      add(cost, s.thermal[g * steps + t], inputs.mustRun[g * steps + t]);
    });
    c.imports.cost.forEach((cost, m) => {
      add(cost, s.imported[m * steps + t], c.imports.firm?.[m] === 1 ? inputs.importMost[m * steps + t] : 0);
    });
    c.zones.unservedCost.forEach((cost, z) => {
      add(cost, s.unserved[z * steps + t], 0);
    });
    c.zones.interruptibleCost.forEach((cost, k) => {
      add(cost, s.interrupted[k * steps + t], 0);
    });
    c.renewables.zone.forEach((_, r) => {
      add(assumptions['renewable-curtailment'], inputs.renewable[r * steps + t] - s.renewable[r * steps + t], 0);
    });
    c.storages.zone.forEach((_, e) => {
      add(assumptions['storage-use'], s.storageCharge[e * steps + t] + s.storageDischarge[e * steps + t], 0);
    });
    shortOf.forEach((yuan, i) => {
      if (c.stations.storage[i] > 0) add(yuan, Math.max(0, leastRelease(c, i, day) - released(i * steps + t)), 0);
    });
    c.exports.surplusPrice.forEach((price, e) => {
      if ((c.exports.groups?.of[e] ?? -1) >= 0) return;
      const contract = inputs.contract[e * steps + t];
      const sold = s.exported[e * steps + t];
      add(-assumptions['contract-shortfall'], Math.min(sold, contract), contract);
      add(-price, Math.max(0, sold - contract), price < 0 ? 0 : Math.max(0, inputs.most[e * steps + t] - contract));
    });
    // Lines of a group have one price of surplus: it is all the same whose sale counts as contract.
    linesOf.forEach((lines, g) => {
      const [contract, most] = [inputs.groupContract[g * steps + t], inputs.groupMost[g * steps + t]];
      const sold = lines.reduce((sum, e) => sum + s.exported[e * steps + t], 0);
      add(-assumptions['contract-shortfall'], Math.min(sold, contract), contract);
      add(-c.exports.surplusPrice[lines[0]], Math.max(0, sold - contract), Math.max(0, most - contract));
    });
  }
  return { total, absolute, elementary };
}
