import type { Case } from '../../case/case.ts';
import { scaleOf } from '../../cascade/scale.ts';
import { zoneExcess, type StepInputs } from '../../outcome/zone-balance.ts';
import { writeFlows, type Schedule } from './schedule.ts';

/**
 * Above this a zone was not left open by rounding, MW of a large system (`Scale.power`): the solver's answer was wrong.
 */
const MOST_EXCESS_MW = 1;

/**
 * The last digits of an interior solution: a zone's small imbalance goes to what can take it there, named in this
 * order; then over a corridor to the next zone. Throws where it is not small.
 */
export function closeZones(c: Case, inputs: StepInputs, into: Schedule, fromStep: number, toStep: number): void {
  const most = MOST_EXCESS_MW * scaleOf(c).power;
  for (let step = fromStep; step < toStep; step++) {
    const excess = zoneExcess(c, inputs, into, step);
    const open = excess.findIndex((mw) => !(Math.abs(mw) <= most));
    if (open >= 0)
      throw new Error(
        `Zone ${c.zones.ids[open]}, step ${step}: the solver left supply less use at ${excess[open]} MW (limit ` +
          `${most} MW).`,
      );
    for (let z = 0; z < excess.length; z++) excess[z] = absorb(c, inputs, into, z, step, excess[z]);
    for (let z = 0; z < excess.length; z++) if (excess[z] !== 0) pass(c, inputs, into, z, step, excess);
  }
}

/** Returns what no participant of the zone could take, MW. */
function absorb(c: Case, inputs: StepInputs, into: Schedule, z: number, step: number, excess: number): number {
  const { steps } = into.timeline;
  let left = absorbInAggregated(c, into, z, step, excess);
  if (left === 0) return 0;
  for (let e = 0; e < c.exports.zone.length; e++)
    if (c.exports.zone[e] === z)
      left = take(into.exported, e * steps + step, 0, inputs.most[e * steps + step], -1, left);
  for (let g = 0; g < c.thermal.zone.length; g++) {
    if (c.thermal.zone[g] === z)
      left = take(into.thermal, g * steps + step, inputs.mustRun[g * steps + step], c.thermal.most[g], 1, left);
  }
  left = take(into.unserved, z * steps + step, 0, inputs.load[z * steps + step], 1, left);
  for (let k = 0; k < c.zones.interruptibleZone.length; k++)
    if (c.zones.interruptibleZone[k] === z)
      left = take(into.interrupted, k * steps + step, 0, inputs.interruptible[k * steps + step], 1, left);
  return absorbInStations(c, into, z, step, left);
}

/**
 * Moves one number within its bounds to take an excess of supply (sign 1: it is supply itself); returns what is left of
 * it.
 */
function take(table: Float64Array, at: number, lower: number, upper: number, sign: 1 | -1, excess: number): number {
  if (excess === 0) return 0;
  const next = Math.min(upper, Math.max(lower, table[at] - sign * excess));
  const left = excess - sign * (table[at] - next);
  table[at] = next;
  return left;
}

function absorbInAggregated(c: Case, into: Schedule, z: number, step: number, excess: number): number {
  let left = excess;
  for (let l = 0; l < c.aggregated.zone.length; l++) {
    if (c.aggregated.zone[l] !== z) continue;
    const at = l * into.timeline.steps + step;
    const available = into.aggregatedPower[at] + into.aggregatedCurtailed[at];
    left = take(into.aggregatedPower, at, 0, available, 1, left);
    into.aggregatedCurtailed[at] = available - into.aggregatedPower[at];
  }
  return left;
}

function absorbInStations(c: Case, into: Schedule, z: number, step: number, excess: number): number {
  let left = excess;
  for (let i = 0; left !== 0 && i < c.stations.zone.length; i++) {
    if (c.stations.zone[i] !== z) continue;
    const at = i * into.timeline.steps + step;
    const factor = into.productionFactor[at];
    if (factor === 0) continue;
    const before = into.turbined[at];
    const spilled = into.turbinableSpill[at] + into.forcedSpill[at];
    const next = Math.min(Math.min(before + spilled, into.turbineLimit[at]), Math.max(0, before - left / factor));
    left -= (before - next) * factor;
    writeFlows(into, at, next, before + spilled - next, into.turbineLimit[at], factor);
  }
  return left;
}

/** What a zone sends takes its excess first, then what it is sent; the other end gets what arrives of it. */
function pass(c: Case, inputs: StepInputs, into: Schedule, z: number, step: number, excess: Float64Array): void {
  const { steps } = into.timeline;
  const { from, to, forward, reverse, loss } = c.corridors;
  for (let l = 0; l < c.corridors.ids.length && excess[z] !== 0; l++) {
    const out = from[l] === z;
    if (!out && to[l] !== z) continue;
    const at = l * steps + step;
    const [sent, received] = out ? [into.flowForward, into.flowReverse] : [into.flowReverse, into.flowForward];
    const [mostSent, mostReceived] = out ? [forward[l], reverse[l]] : [reverse[l], forward[l]];
    const kept = 1 - loss[l];
    const more = moved(sent, at, excess[z], mostSent);
    excess[z] -= more;
    const less = moved(received, at, -excess[z] / kept, mostReceived);
    excess[z] += less * kept;
    const other = out ? to[l] : from[l];
    excess[other] = absorb(c, inputs, into, other, step, excess[other] + more * kept - less);
  }
}

/** Changes a flow by what its limits allow, MW. */
function moved(table: Float64Array, at: number, by: number, most: number): number {
  const before = table[at];
  table[at] = Math.min(most, Math.max(0, before + by));
  return table[at] - before;
}
