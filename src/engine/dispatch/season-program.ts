import type { Case } from '../compile-case/case.ts';
import { chainEnergy, downstreamOrder, productionAt, turbineLimit, upstreamLists } from '../cascade/topology.ts';
import { ProgramBuilder } from '../solver/program-builder.ts';
import type { Solution, Solve } from '../solver/linear-program.ts';
import { HM3_PER_FLOW_HOUR as K } from '../tables.ts';
import { addPowerStep, type PowerStep } from './power-family.ts';
import type { Outlook } from './water-outlook.ts';
import { EXTRA_STORAGE_YUAN_PER_MWH, MOST_SPILL_FLOW, SHARING_WEIGHT, SHORT_STORAGE_YUAN_PER_MWH, SPILL_WEIGHT } from './weights.ts';

/** Targets of a season plan: storage at the end of each day (hm3) and the value of water during it (yuan/hm3), [station * days]; released flow by block. */
export interface SeasonPlan {
  readonly fromDay: number;
  readonly storage: Float64Array;
  readonly waterValue: Float64Array;
  /** mean release of the day, m3/s [station * days] */
  readonly release: Float64Array;
  readonly objective: number;
}

const BLOCKS = 3;

/**
 * The season in days of three blocks (peak, flat, valley). Seasonal reservoirs carry water from day to day; daily ponds move it between the
 * blocks of a day; water released in a day arrives in it (a travel time shifts it between blocks), so days are linked by storage alone.
 */
export function planSeason(c: Case, solve: Solve, fromDay: number, storageNow: Float64Array, outlook: Outlook, slots: Float64Array): SeasonPlan {
  const b = new ProgramBuilder();
  const n = c.stations.ids.length;
  const upstream = upstreamLists(c);
  const order = downstreamOrder(c);
  const hoursOf = blockHours(c);
  const storageColumn = new Int32Array(n * c.days).fill(-1);
  const waterRow = new Int32Array(n * c.days * BLOCKS).fill(-1);
  const releaseColumns = new Int32Array(n * c.days * BLOCKS * 2);
  for (let d = fromDay; d < c.days; d++) {
    const q: number[][] = [];
    const s: number[][] = [];
    for (const i of order) { q[i] = []; s[i] = []; }
    for (let block = 0; block < BLOCKS; block++) {
      const h = hoursOf[block];
      const power = addPowerStep(b, c, blockStep(c, d, block, h, outlook, slots), 1);
      for (const i of order) {
        const factor = plannedFactor(c, i, d);
        const limit = turbineLimit(c, i, d, factor);
        const reference = Math.max(1, Math.min(limit, naturalFlow(c, outlook, i, d, upstream)));
        q[i][block] = b.column(-SHARING_WEIGHT * factor * h, 0, limit, () => `turbined_${c.stations.ids[i]}_d${d}b${block}`);
        b.square(q[i][block], SHARING_WEIGHT * factor * h / reference);
        s[i][block] = b.column(SPILL_WEIGHT * factor * h, 0, MOST_SPILL_FLOW, () => `spill_${c.stations.ids[i]}_d${d}b${block}`);
        b.entry(power.balance[c.stations.zone[i]], q[i][block], factor);
        releaseColumns.set([q[i][block], s[i][block]], ((i * c.days + d) * BLOCKS + block) * 2);
      }
    }
    for (const i of order) addWater(i, d, q, s);
  }
  addSeasonEnd(b, c, storageColumn);
  const program = b.build();
  const solution = solve(program, { want: 'interior' });
  if (solution.status !== 'optimal') throw new Error(`season plan from day ${fromDay}: ${solution.status}: ${solution.message}`);
  return readPlan(solution);

  function addWater(i: number, d: number, q: number[][], s: number[][]): void {
    const inflow = outlook.inflow[i * c.days + d];
    const id = c.stations.ids[i];
    if (c.stations.seasonal[i]) {
      const v = b.column(0, 0, Math.max(c.stations.storageLimit[i * c.days + d], 0), () => `storage_${id}_d${d}`);
      storageColumn[i * c.days + d] = v;
      const before = d === fromDay ? storageNow[i] : 0;
      const row = b.row(K * 24 * inflow + before, K * 24 * inflow + before, () => `water_${id}_d${d}`);
      waterRow[(i * c.days + d) * BLOCKS] = row;
      b.entry(row, v, 1);
      if (d > fromDay) b.entry(row, storageColumn[i * c.days + d - 1], -1);
      for (let block = 0; block < BLOCKS; block++) {
        for (const column of [q[i][block], s[i][block]]) b.entry(row, column, K * hoursOf[block]);
        for (const u of upstream[i]) for (const column of [q[u][block], s[u][block]]) b.entry(row, column, -K * hoursOf[block]);
      }
      return;
    }
    const pond = c.stations.storage[i];
    const within = pond > 0 ? b.row(0, 0, () => `pond_${id}_d${d}`) : -1;
    for (let block = 0; block < BLOCKS; block++) {
      const row = b.row(inflow, inflow, () => `water_${id}_d${d}b${block}`);
      waterRow[(i * c.days + d) * BLOCKS + block] = row;
      b.entry(row, q[i][block], 1);
      b.entry(row, s[i][block], 1);
      for (const u of upstream[i]) {
        for (let from = 0; from < BLOCKS; from++) {
          const share = arrivalShare(c, c.stations.travelHours[u], block, from, hoursOf);
          b.entry(row, q[u][from], -share);
          b.entry(row, s[u][from], -share);
        }
      }
      if (within >= 0) {
        const moved = b.column(0, -pond / 2, pond / 2, () => `moved_${id}_d${d}b${block}`);
        b.entry(row, moved, 1 / (K * hoursOf[block]));
        b.entry(within, moved, 1);
      }
    }
  }

  function readPlan(found: Solution): SeasonPlan {
    const storage = new Float64Array(n * c.days);
    const waterValue = new Float64Array(n * c.days);
    const release = new Float64Array(n * c.days);
    for (let i = 0; i < n; i++) {
      for (let d = fromDay; d < c.days; d++) {
        const at = i * c.days + d;
        storage[at] = storageColumn[at] >= 0 ? found.x[storageColumn[at]] : c.stations.storage[i] / 2;
        for (let block = 0; block < BLOCKS; block++) {
          const h = hoursOf[block];
          release[at] += (found.x[releaseColumns[(at * BLOCKS + block) * 2]] + found.x[releaseColumns[(at * BLOCKS + block) * 2 + 1]]) * h / 24;
          if (!c.stations.seasonal[i]) waterValue[at] -= found.rowDual[waterRow[at * BLOCKS + block]] / (K * 24);
        }
        if (c.stations.seasonal[i]) waterValue[at] = -found.rowDual[waterRow[at * BLOCKS]];
      }
    }
    return { fromDay, storage, waterValue, release, objective: found.objective };
  }
}

/** Value of what is left at the end of the season: dear below the target, cheap above it. */
function addSeasonEnd(b: ProgramBuilder, c: Case, storageColumn: Int32Array): void {
  const chain = chainEnergy(c);
  c.stations.ids.forEach((id, i) => {
    const v = storageColumn[i * c.days + c.days - 1];
    if (v < 0) return;
    const target = Math.min(c.stations.endStorage[i], c.stations.storageLimit[i * c.days + c.days - 1]);
    const row = b.row(target, target, () => `end_${id}`);
    const short = b.column(SHORT_STORAGE_YUAN_PER_MWH * chain[i], 0, Math.max(target, 0), () => `short_${id}`);
    const extra = b.column(-EXTRA_STORAGE_YUAN_PER_MWH * chain[i], 0, c.stations.storage[i], () => `extra_${id}`);
    b.entry(row, v, 1);
    b.entry(row, short, 1);
    b.entry(row, extra, -1);
  });
}

function blockHours(c: Case): number[] {
  const hours = [0, 0, 0];
  for (const k of c.hourClass) hours[k]++;
  return hours.map((h) => Math.max(h, 1e-9));
}

/** Share of block `from`'s release that makes up the arrivals of block `to` after the travel time, counted hour by hour around the day. */
function arrivalShare(c: Case, travel: number, to: number, from: number, hoursOf: number[]): number {
  let count = 0;
  for (let h = 0; h < 24; h++) if (c.hourClass[h] === to && c.hourClass[(((h - travel) % 24) + 24) % 24] === from) count++;
  return count / hoursOf[to];
}

function plannedFactor(c: Case, i: number, d: number): number {
  const { startStorage, endStorage, storageLimit, storage } = c.stations;
  if (!c.stations.seasonal[i]) return productionAt(c, i, storage[i] / 2);
  const path = startStorage[i] + (endStorage[i] - startStorage[i]) * (d / c.days);
  return productionAt(c, i, Math.min(path, storageLimit[i * c.days + d]));
}

function naturalFlow(c: Case, outlook: Outlook, i: number, d: number, upstream: number[][]): number {
  return upstream[i].reduce((sum, u) => sum + naturalFlow(c, outlook, u, d, upstream), outlook.inflow[i * c.days + d]);
}

function blockStep(c: Case, d: number, block: number, h: number, outlook: Outlook, slots: Float64Array): PowerStep {
  const mean = (data: Float64Array, entity: number): number => {
    let sum = 0;
    for (let hour = 0; hour < 24; hour++) if (c.hourClass[hour] === block) sum += data[entity * c.hours + d * 24 + hour];
    return sum / h;
  };
  return {
    name: `d${d}b${block}`, day: d, hours: h,
    load: Float64Array.from(c.zones.ids, (_, z) => mean(c.zones.load, z)),
    slots: Float64Array.from(c.zones.slotZone, (_, k) => mean(slots, k)),
    lumps: Float64Array.from(c.lumps.ids, (_, l) => c.lumps.capacity[l] * Math.min(1, outlook.ratio[l * c.days + d])),
    contract: Float64Array.from(c.exports.ids, (_, e) => mean(c.exports.contract, e)),
    most: Float64Array.from(c.exports.ids, (_, e) => mean(c.exports.most, e)),
    renewables: Float64Array.from(c.renewables.ids, (_, r) => mean(c.renewables.available, r)),
  };
}
