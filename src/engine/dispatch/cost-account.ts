import { chainEnergy, leastRelease } from '../cascade/topology.ts';
import type { Case } from '../compile-case/case.ts';
import type { Outcome } from '../outcome.ts';
import { dayOfStep, hoursOfStep, limitAt } from '../timeline.ts';
import { CONTRACT_SHORTFALL_YUAN_PER_MWH } from '../tables.ts';
import type { StepInputs } from '../zone-balance.ts';
import type { Schedule } from './schedule.ts';
import { missedRelease, RENEWABLE_CURTAILMENT_YUAN_PER_MWH, STORAGE_USE_YUAN_PER_MWH } from './weights.ts';

/** Cost of a schedule, yuan, the sum of its absolute terms, and the cost if every participant did its cheapest at once: no schedule can be cheaper. */
export interface ScheduleCost { readonly total: number; readonly absolute: number; readonly elementary: number }

export function scheduleCost(c: Case, inputs: StepInputs, s: Schedule | Outcome): ScheduleCost {
  let [total, absolute, elementary] = [0, 0, 0];
  const { steps } = s.timeline;
  const chain = chainEnergy(c);
  const released = (at: number): number => s.turbined[at] + s.turbinableSpill[at] + s.forcedSpill[at];
  for (let t = 0; t < steps; t++) {
    const day = dayOfStep(s.timeline, t);
    const hours = hoursOfStep(s.timeline, t);
    const add = (yuan: number, mw: number, cheapest: number): void => {
      total += yuan * mw * hours;
      elementary += yuan * cheapest * hours;
      absolute += Math.abs(yuan * mw * hours);
    };
    c.thermal.cost.forEach((cost, g) => { add(cost, s.thermal[g * steps + t], limitAt(c, s.timeline, c.thermal.mustRun, g, t)); });
    c.imports.cost.forEach((cost, m) => { add(cost, s.imported[m * steps + t], 0); });
    c.zones.unservedCost.forEach((cost, z) => { add(cost, s.unserved[z * steps + t], 0); });
    c.zones.slotCost.forEach((cost, k) => { add(cost, s.interrupted[k * steps + t], 0); });
    c.renewables.zone.forEach((_, r) => { add(RENEWABLE_CURTAILMENT_YUAN_PER_MWH, inputs.renewable[r * steps + t] - s.renewable[r * steps + t], 0); });
    c.storages.zone.forEach((_, e) => { add(STORAGE_USE_YUAN_PER_MWH, s.storageCharge[e * steps + t] + s.storageDischarge[e * steps + t], 0); });
    chain.forEach((energy, i) => {
      if (c.stations.storage[i] > 0) add(missedRelease(c, energy), Math.max(0, leastRelease(c, i, day) - released(i * steps + t)), 0);
    });
    c.exports.surplusPrice.forEach((price, e) => {
      const contract = inputs.contract[e * steps + t];
      const sold = s.exported[e * steps + t];
      add(-CONTRACT_SHORTFALL_YUAN_PER_MWH, Math.min(sold, contract), contract);
      add(-price, Math.max(0, sold - contract), price < 0 ? 0 : Math.max(0, inputs.most[e * steps + t] - contract));
    });
  }
  return { total, absolute, elementary };
}
