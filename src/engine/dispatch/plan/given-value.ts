import { arrivesInBlock, sharesOf } from '../../cascade/arrivals.ts';
import { downstreamOrder, upstreamLists } from '../../cascade/topology.ts';
import type { Case } from '../../case/case.ts';
import type { Solution } from '../../solver/program/linear-program.ts';
import { HM3_PER_FLOW_HOUR as K } from '../../tables.ts';
import { carriesPonds, hoursOfStep, periodsOf } from '../../case/timeline.ts';
import type { StageScale } from '../programs/power-family.ts';
import { overDays } from '../programs/weights.ts';
import type { SeasonProgram } from '../programs/season-program.ts';
import { forcedSpillPrice } from '../programs/spill-family.ts';

/** A turbine is full where it takes all of its limit but this part, which is the solver's rounding. */
const FULL = 1e-6;

/**
 * Duals of the water rows outside seasonal reservoirs, yuan per mean m3/s of a step [station * steps + step], less =
 * worth more. A station whose water is given has no row: a m3/s more there would be turbined or curtailed, whichever is
 * better, or be forced spill where the turbines are full, and then be released to the station below. So would it where
 * turbines are just full all through a period and no reservoir above could keep water back for it: there any value
 * between that and what less water would cost proves the plan, and a day that took one from between them would keep
 * water for turbines that are full.
 */
export function stepDuals(
  c: Case,
  p: SeasonProgram,
  { x, rowDual }: Pick<Solution, 'x' | 'rowDual'>,
  scale: StageScale,
): Float64Array {
  const { downstream, travelHours, zone } = c.stations;
  const {
    line: { steps },
    line,
    program,
  } = p;
  const periods = periodsOf(line);
  const sharesFor = sharesOf(line);
  const duals = Float64Array.from(p.water, (row) => (row < 0 ? 0 : rowDual[row]));
  const held = reservoirAbove(c);
  for (const i of downstreamOrder(c).reverse()) {
    for (let period = 0; period < periods; period++) {
      const [first, last] = [line.stepsFrom[period], line.stepsFrom[period + 1]];
      if (p.given[i] === 0 && (held[i] === 1 || carriesPonds(c) || !fullThrough(p, x, i, period))) continue;
      for (let t = first; t < last; t++)
        duals[i * steps + t] =
          p.given[i] === 1
            ? own(i, t) + handedOn(i, t)
            : Math.max(
                duals[i * steps + t],
                forcedPrice(c, p, scale, i, t, x[p.forced[i * steps + t]]) + handedOn(i, t),
              );
    }
  }
  return duals;

  function own(i: number, t: number): number {
    const period = i * periods + line.period[t];
    const over = p.known[i * steps + t] - p.limit[period];
    if (over >= 0) return forcedPrice(c, p, scale, i, t, over);
    const column = p.turbined[i * steps + t];
    const curtailed = -program.cost[column] - (program.quadratic?.[column] ?? 0) * x[column];
    return Math.min(curtailed, -p.factor[period] * rowDual[p.power[t].balance[zone[i]]]);
  }

  function handedOn(i: number, t: number): number {
    const below = downstream[i];
    if (below < 0) return 0;
    const [first, n] = [
      line.stepsFrom[line.period[t]],
      line.stepsFrom[line.period[t] + 1] - line.stepsFrom[line.period[t]],
    ];
    if (arrivesInBlock(c, below)) return K * hoursOfStep(line, t) * duals[below * steps + first];
    const shares = sharesFor(line.period[t], travelHours[i]);
    let sum = 0;
    for (let to = 0; to < n; to++) sum += shares[to * n + t - first] * duals[below * steps + first + to];
    return sum;
  }
}

/** Whether the turbines of a station are full in every step of a period. */
function fullThrough({ line, limit, turbined }: SeasonProgram, x: Float64Array, i: number, period: number): boolean {
  const full = limit[i * periodsOf(line) + period] * (1 - FULL);
  for (let t = line.stepsFrom[period]; t < line.stepsFrom[period + 1]; t++)
    if (x[turbined[i * line.steps + t]] < full) return false;
  return true;
}

/** What a m3/s more costs where so many are forced spill, yuan per mean m3/s of the step. */
function forcedPrice(
  c: Case,
  { line, factor, limit, natural }: SeasonProgram,
  scale: StageScale,
  i: number,
  t: number,
  forced: number,
): number {
  const period = i * periodsOf(line) + line.period[t];
  return forcedSpillPrice(
    c,
    {
      hours: hoursOfStep(line, t),
      spread: overDays(c),
      factor: factor[period],
      limit: limit[period],
      natural: natural[period],
    },
    scale,
    forced,
  );
}

/** Stations that are seasonal reservoirs or have one above, 1 each. */
function reservoirAbove(c: Case): Uint8Array {
  const held = new Uint8Array(c.stations.ids.length);
  const upstream = upstreamLists(c);
  for (const i of downstreamOrder(c))
    held[i] = Number(c.stations.seasonal[i] === 1 || upstream[i].some((u) => held[u] === 1));
  return held;
}
