import type { Case } from '../compile-case/case.ts';
import { decidedUpstream, givenWater, knownWater } from '../cascade/given-water.ts';
import { chainEnergy, downstreamOrder, naturalFlow, productionAt, turbineLimit } from '../cascade/topology.ts';
import type { LinearProgram } from '../solver/linear-program.ts';
import { ProgramBuilder } from '../solver/program-builder.ts';
import { HM3_PER_FLOW_HOUR as K, MAX_TRAVEL_HOURS } from '../tables.ts';
import { byPeriod, hourTimeline, isShortWindow } from '../timeline.ts';
import { headValue } from './head-value.ts';
import { addPowerStep, type PowerColumns, type StageScale } from './power-family.ts';
import { powerSteps } from './power-step.ts';
import { addRamps, addStorages, type StorageColumns } from './storage-family.ts';
import { addMinimumRelease } from './release-family.ts';
import { ruleCurves } from './rule-family.ts';
import { addFlows, addGivenFlow } from './spill-family.ts';
import { FORCED_SPILL_WEIGHT, MISSED_TARGET_YUAN_PER_MWH, MISSED_TRANSIT_YUAN_PER_MWH, MOST_SPILL_FLOW } from './weights.ts';

/** Where the water stands when a window opens: storage (hm3) and what was released in the hours before, m3/s [station * MAX_TRAVEL_HOURS + hours ago - 1]. */
export interface WaterState { readonly storage: Float64Array; readonly releaseBefore: Float64Array }

/**
 * What water is worth when the window closes. `free`: nothing; `guided`: a value (yuan/hm3) and a target whose value falls off around it; `pinned`: the target is to be
 * met, a miss costs more than any use of the water. Water released too late to arrive (`transit`, planned hm3 by
 * the station that released it) is worth the value at the station below, falling off around what was planned (null: whatever the amount).
 */
export interface WindowEnd { readonly mode: 'free' | 'guided' | 'pinned'; readonly target: Float64Array; readonly value: Float64Array; readonly transit: Float64Array | null }

export interface WindowProgram {
  readonly program: LinearProgram;
  readonly days: number;
  readonly power: readonly PowerColumns[];
  /** [station * hours + hour] */
  readonly turbined: Int32Array;
  /** turbinable spill (curtailment) and forced spill (-1 = given water) */
  readonly curtailed: Int32Array;
  readonly forced: Int32Array;
  readonly storage: Int32Array;
  /** stations whose water is given, 1 each, and what is known to come to each station, m3/s [station * hours + hour] */
  readonly given: Uint8Array;
  readonly known: Float64Array;
  /** rows of the water balance, and of the least release (-1 = none) */
  readonly water: Int32Array;
  readonly release: Int32Array;
  readonly electric: StorageColumns;
  readonly factor: Float64Array;
  readonly limit: Float64Array;
}

/**
 * Yuan/MWh by which the value of water falls over a whole reservoir in a guided day: it keeps days near the plan and answers unique. More in a short window, whose plan goes by single days and
 * whose end is the plan's.
 */
const GUIDED_FALL_YUAN_PER_MWH = { season: 300, shortWindow: 1000 } as const;

/**
 * The hourly program of `days` days from `fromDay`: power balance, water balance v[t] = v[t-1] + K (inflow + arrivals - q - s), sections, bounds.
 * `heads` are the storages that fix production factors, hm3 [station * days of the window]; slots are the named loads as they turn out. Stations whose water is `given`
 * have no balance: what passes them is a known number here and below.
 */
export function buildWindowProgram(
  c: Case, fromDay: number, days: number, water: WaterState, heads: Float64Array, end: WindowEnd, slots: Float64Array, scale: StageScale, given = givenWater(c), named = false,
): WindowProgram {
  const b = new ProgramBuilder(named ? null : () => buildWindowProgram(c, fromDay, days, water, heads, end, slots, scale, given, true).program);
  const n = c.stations.ids.length;
  const line = hourTimeline(c, fromDay, fromDay + days);
  const hours = days * 24;
  const upstream = decidedUpstream(c, given);
  const order = downstreamOrder(c);
  const curves = ruleCurves(c, scale);
  const guidedFall = GUIDED_FALL_YUAN_PER_MWH[isShortWindow(c) ? 'shortWindow' : 'season'];
  const natural = naturalFlow(c, c.stations.inflow);
  const known = knownWater(c, given, line, byPeriod(c, line, c.stations.inflow), water.releaseBefore);
  const [turbined, curtailed, forced] = [0, 1, 2].map(() => new Int32Array(n * hours));
  const [storage, waterRow, releaseRow] = [0, 1, 2].map(() => new Int32Array(n * hours).fill(-1));
  const factor = new Float64Array(n * hours);
  const limit = new Float64Array(n * hours);
  const power: PowerColumns[] = [];
  const stepOf = powerSteps(c, line, c.lumps.ratio, slots);
  for (let t = 0; t < hours; t++) {
    const day = fromDay + Math.floor(t / 24);
    power.push(addPowerStep(b, c, stepOf(t), scale));
    for (const i of order) addStationHour(i, t, day);
  }
  const electric = addStorages(b, c, fromDay * 24, power, scale);
  addRamps(b, c, fromDay * 24, power);
  if (end.mode === 'pinned' && days > 1) addHeadValues();
  addWindowEnd();
  return { program: b.build(), days, power, turbined, curtailed, forced, storage, given, known, water: waterRow, release: releaseRow, electric, factor, limit };

  function addStationHour(i: number, t: number, day: number): void {
    const id = c.stations.ids[i];
    const at = i * hours + t;
    factor[at] = productionAt(c, i, heads[i * days + day - fromDay]);
    limit[at] = turbineLimit(c, i, day, factor[at]);
    const step = { hours: 1, factor: factor[at], limit: limit[at], natural: natural[i * c.days + day], balance: power[t].balance[c.stations.zone[i]] };
    const name = (kind: string) => () => `${kind}_${id}_h${t}`;
    const flows = given[i] === 1 ? addGivenFlow(b, c, step, scale, known[at], name) : addFlows(b, c, step, scale, name);
    [turbined[at], curtailed[at], forced[at]] = [flows.turbined, flows.curtailed, flows.forced];
    if (given[i] === 0) addWater(i, t, day);
  }

  function addWater(i: number, t: number, day: number): void {
    const id = c.stations.ids[i];
    const at = i * hours + t;
    const row = waterRow[at] = b.row(0, 0, () => `water_${id}_h${t}`);
    b.shiftRow(row, K * known[at]);
    for (const column of [turbined[at], curtailed[at], forced[at]]) b.entry(row, column, K);
    for (const u of upstream[i]) addArrival(row, u, t);
    if (c.stations.storage[i] > 0) {
      releaseRow[at] = addMinimumRelease(b, c, { station: i, day, hours: 1, held: curves.worth(i, day) }, [turbined[at], curtailed[at], forced[at]], () => `${id}_h${t}`);
      storage[at] = b.column(0, 0, Math.max(storageBound(i, day, t), 0), () => `storage_${id}_h${t}`);
      b.entry(row, storage[at], 1);
      if (t === 0) b.shiftRow(row, water.storage[i]);
      else b.entry(row, storage[at - 1], -1);
    }
  }

  function addArrival(row: number, u: number, t: number): void {
    const sent = t - c.stations.travelHours[u];
    if (sent >= 0) {
      for (const column of [turbined[u * hours + sent], curtailed[u * hours + sent], forced[u * hours + sent]]) b.entry(row, column, -K);
    } else b.shiftRow(row, K * water.releaseBefore[u * MAX_TRAVEL_HOURS - sent - 1]);
  }

  /** The limit moves linearly through the day from yesterday's to today's, but never below what is already stored. */
  function storageBound(i: number, day: number, t: number): number {
    const today = c.stations.storageLimit[i * c.days + day];
    const before = Math.max(c.stations.storageLimit[i * c.days + Math.max(day - 1, 0)], day === fromDay ? water.storage[i] : 0);
    return before + (today - before) * (((t % 24) + 1) / 24);
  }

  /** Days on their own have it in the value of their plan. */
  function addHeadValues(): void {
    for (let i = 0; i < n; i++) {
      for (let t = 0; c.stations.seasonal[i] === 1 && t < hours; t += 24) {
        const flow = Math.min(limit[i * hours + t], natural[i * c.days + fromDay + t / 24]);
        b.addCost(storage[i * hours + t + 23], -scale * headValue(c, i, flow));
      }
    }
  }

  function addWindowEnd(): void {
    if (end.mode === 'free') return;
    const chain = chainEnergy(c);
    for (let i = 0; i < n; i++) {
      const late = Math.min(c.stations.travelHours[i], hours);
      if (c.stations.downstream[i] >= 0 && late > 0) handOn(i, late, chain);
      const last = storage[i * hours + hours - 1];
      if (last < 0) continue;
      if (end.mode === 'guided') guide(last, i, chain[i]);
      else pin(last, i, chain[i]);
    }
  }

  function handOn(i: number, late: number, chain: Float64Array): void {
    const below = c.stations.downstream[i];
    if (given[i] === 1) {
      for (let t = hours - late; t < hours; t++) b.constant -= K * end.value[below] * known[i * hours + t];
      return;
    }
    const sent = [];
    for (let t = hours - late; t < hours; t++) sent.push(turbined[i * hours + t], curtailed[i * hours + t], forced[i * hours + t]);
    if (end.transit === null || c.stations.storage[i] <= 0) {
      for (const column of sent) b.addCost(column, -K * end.value[below]);
      return;
    }
    const handed = b.column(0, 0, K * late * MOST_SPILL_FLOW, () => `transit_${c.stations.ids[i]}`);
    const row = b.row(0, 0, () => `sent_${c.stations.ids[i]}`);
    b.entry(row, handed, -1);
    for (const column of sent) b.entry(row, column, K);
    if (end.mode === 'guided') curve(handed, end.transit[i], end.value[below], guidedFall * chain[below] / Math.max(end.transit[i], K * late));
    else meet(handed, end.transit[i], K * late * MOST_SPILL_FLOW, MISSED_TRANSIT_YUAN_PER_MWH * chain[below], MISSED_TRANSIT_YUAN_PER_MWH * chain[below], `sent_end_${c.stations.ids[i]}`);
  }

  function guide(column: number, i: number, chain: number): void {
    curve(column, end.target[i], end.value[i], guidedFall * chain / c.stations.storage[i]);
  }

  /** Worth `value` a unit at the target, less by `fall` with every unit above it. */
  function curve(column: number, target: number, value: number, fall: number): void {
    b.square(column, fall);
    b.addCost(column, -value - fall * target);
    b.constant += 0.5 * fall * target ** 2;
  }

  function pin(column: number, i: number, chain: number): void {
    // Above the target water has no further use here: spilling it must stay cheaper than storing it, or the window would end fuller than planned.
    meet(column, end.target[i], c.stations.storage[i], MISSED_TARGET_YUAN_PER_MWH * chain, scale * 2 * FORCED_SPILL_WEIGHT * chain, `end_${c.stations.ids[i]}`);
  }

  /** Holds a column at its target; what is short of it and what is beyond it costs so much a unit. */
  function meet(column: number, target: number, most: number, short: number, extra: number, name: string): void {
    const row = b.row(target, target, () => name);
    b.entry(row, column, 1);
    b.entry(row, b.column(short, 0, most, () => `short_${name}`), 1);
    b.entry(row, b.column(extra, 0, most, () => `extra_${name}`), -1);
  }
}
