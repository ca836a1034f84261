import { arrivals } from '../cascade/arrivals.ts';
import { downstreamOrder, upstreamLists } from '../cascade/topology.ts';
import type { Case } from '../compile-case/case.ts';
import { HM3_PER_FLOW_HOUR as K } from '../tables.ts';
import { byPeriod, hoursOfStep } from '../timeline.ts';
import type { StepInputs } from '../zone-balance.ts';
import { closeZones } from './close-zones.ts';
import { writeFlows, writePower, type Schedule } from './schedule.ts';
import type { SeasonPlan } from './season-plan.ts';
import type { WaterState } from './window-program.ts';

/**
 * Writes the periods of a season plan from day `fromDay` up to day `toDay` into a schedule that has the same periods there, and returns the storage after them. Water
 * is followed again period by period from the turbined flow, so that it closes to rounding; a pond ends every period as it began.
 */
export function writePlan(c: Case, inputs: StepInputs, into: Schedule, plan: SeasonPlan, fromDay: number, toDay: number, water: WaterState): WaterState {
  const { program: p, solution: { x, rowDual } } = plan;
  const line = into.timeline;
  const storage = water.storage.slice();
  const upstream = upstreamLists(c);
  const arriving = arrivals(c, { ...into, releaseBefore: water.releaseBefore });
  const inflow = byPeriod(c, line, c.stations.inflow);
  const first = line.firstDay.indexOf(fromDay);
  const last = line.firstDay.indexOf(toDay) < 0 ? line.days.length : line.firstDay.indexOf(toDay);
  const offset = p.line.firstDay.indexOf(fromDay) - first;
  for (const i of downstreamOrder(c)) for (let period = first; period < last; period++) writePeriod(i, period);
  for (let to = first * line.per; to < last * line.per; to++) {
    const at = to + offset * line.per;
    writePower(c, into, p.power[at], x, rowDual, { to, charge: p.electric.charge[at], discharge: p.electric.discharge[at] });
  }
  closeZones(c, inputs, into, first * line.per, last * line.per);
  return { storage, releaseBefore: water.releaseBefore };

  function writePeriod(i: number, period: number): void {
    const [holds, seasonal] = [c.stations.storage[i] > 0, c.stations.seasonal[i] === 1];
    const planned = i * p.line.days.length + period + offset;
    const [limit, factor] = [p.limit[planned], p.factor[planned]];
    const steps = Array.from({ length: line.per }, (_, k) => period * line.per + k);
    const coming = steps.map((t) => inflow[i * line.days.length + period] + upstream[i].reduce((sum, u) => sum + arriving(u, i, t), 0));
    const from = (k: number): number => i * p.line.steps + (period + offset) * line.per + k;
    const turbined = steps.map((_, k) => Math.min(Math.max(x[p.turbined[from(k)]], 0), limit));
    const release = steps.map((_, k) => (holds ? turbined[k] + Math.max(x[p.curtailed[from(k)]] + x[p.forced[from(k)]], 0) : Math.max(0, coming[k])));
    const after = storage[i] + K * steps.reduce((sum, t, k) => sum + hoursOfStep(line, t) * (coming[k] - release[k]), 0);
    const [least, most] = seasonal ? [0, Math.max(c.stations.storageLimit[i * c.days + line.firstDay[period] + line.days[period] - 1], 0)] : [storage[i], storage[i]];
    const end = holds ? Math.min(most, Math.max(least, after)) : 0;
    // Rounding of the solver: the same flow more or less in every block brings the period to an allowed storage.
    const shift = holds ? (after - end) / (K * 24 * line.days[period]) : 0;
    steps.forEach((t, k) => {
      const out = Math.max(0, release[k] + shift);
      const flow = Math.min(turbined[k], out);
      writeFlows(into, i * line.steps + t, flow, out - flow, limit, c.stations.capacity[i * c.days + line.firstDay[period] + line.days[period] - 1] > 0 ? factor : 0);
      into.storage[i * line.steps + t] = end;
    });
    storage[i] = end;
  }
}
