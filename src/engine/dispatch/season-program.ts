import { blockShares } from '../cascade/arrivals.ts';
import { decidedUpstream, givenWater, knownWater } from '../cascade/given-water.ts';
import { chainEnergy, downstreamOrder, naturalFlow, productionAt, turbineLimit } from '../cascade/topology.ts';
import type { Case } from '../compile-case/case.ts';
import type { LinearProgram } from '../solver/linear-program.ts';
import { ProgramBuilder } from '../solver/program-builder.ts';
import { HM3_PER_FLOW_HOUR as K, MAX_TRAVEL_HOURS } from '../tables.ts';
import { byPeriod, hoursOfStep, periodMean, type Timeline } from '../timeline.ts';
import { headValue } from './head-value.ts';
import { addPowerStep, type PowerColumns, type StageScale } from './power-family.ts';
import { powerSteps } from './power-step.ts';
import { addMinimumRelease } from './release-family.ts';
import { addBlockStorages, type StorageColumns } from './storage-family.ts';
import { ruleCurves } from './rule-family.ts';
import { addFlows, addGivenFlow } from './spill-family.ts';
import type { Outlook } from './water-outlook.ts';
import { EXTRA_STORAGE_YUAN_PER_MWH, SHORT_STORAGE_YUAN_PER_MWH } from './weights.ts';

/** The rest of a season in periods of blocks; columns and rows `[station * steps + step]`, of storage, factor and limit `[station * periods + period]`, -1 = none. */
export interface SeasonProgram {
  readonly program: LinearProgram;
  readonly line: Timeline;
  readonly power: readonly PowerColumns[];
  readonly electric: StorageColumns;
  readonly turbined: Int32Array;
  readonly curtailed: Int32Array;
  readonly forced: Int32Array;
  readonly storage: Int32Array;
  /** stations whose water is given, 1 each: their turbined flow is their only column; what is known to come to each station, m3/s `[station * steps + step]` */
  readonly given: Uint8Array;
  readonly known: Float64Array;
  /** water rows: of seasonal reservoirs one a period, at its first step */
  readonly water: Int32Array;
  readonly factor: Float64Array;
  readonly limit: Float64Array;
  /** first column and row of each period, and of what follows the last */
  readonly columnsFrom: Int32Array;
  readonly rowsFrom: Int32Array;
}

/**
 * The season in periods of a few blocks (peak, flat, valley). Seasonal reservoirs carry water from period to period; ponds move it between the blocks;
 * water released in a period arrives in it (a travel time shifts it between blocks), so periods are linked by storage alone. `heads` are the storages at the end
 * of each day that fix production factors, hm3 [station * days]. Stations whose water is `given` have no balance: what passes them is a known number here and below.
 */
export function buildSeasonProgram(
  c: Case, line: Timeline, storageNow: Float64Array, outlook: Outlook, slots: Float64Array, heads: Float64Array, scale: StageScale = 1, given = givenWater(c), named = false,
): SeasonProgram {
  const b = new ProgramBuilder(named ? null : () => buildSeasonProgram(c, line, storageNow, outlook, slots, heads, scale, given, true).program);
  const n = c.stations.ids.length;
  const { steps, per } = line;
  const periods = line.days.length;
  const upstream = decidedUpstream(c, given);
  const order = downstreamOrder(c);
  const curves = ruleCurves(c, scale);
  const known = knownWater(c, given, line, byPeriod(c, line, outlook.inflow), new Float64Array(n * MAX_TRAVEL_HOURS));
  const natural = byPeriod(c, line, naturalFlow(c, outlook.inflow));
  const shares = Array.from({ length: MAX_TRAVEL_HOURS + 1 }, (_, travel) => blockShares(c, line, travel));
  const columns = (): Int32Array => new Int32Array(n * steps).fill(-1);
  const [turbined, curtailed, forced, water] = [columns(), columns(), columns(), columns()];
  const storage = new Int32Array(n * periods).fill(-1);
  const factor = new Float64Array(n * periods);
  const limit = new Float64Array(n * periods);
  const power: PowerColumns[] = [];
  const stepOf = powerSteps(c, line, outlook.ratio, slots);
  const [columnsFrom, rowsFrom] = [new Int32Array(periods + 1), new Int32Array(periods + 1)];
  for (let p = 0; p < periods; p++) {
    for (const i of order) setTurbines(i, p);
    for (let t = p * per; t < (p + 1) * per; t++) {
      const step = addPowerStep(b, c, stepOf(t), scale);
      power.push(step);
      for (const i of order) addTurbines(i, p, t, step);
    }
    for (const i of order) {
      if (given[i] === 1) continue;
      if (c.stations.seasonal[i] === 1) addReservoir(i, p);
      else addPond(i, p);
    }
    [columnsFrom[p + 1], rowsFrom[p + 1]] = [b.columns, b.rows];
  }
  const electric = addBlockStorages(b, c, line, power, scale);
  addSeasonEnd(b, c, Array.from({ length: n }, (_, i) => storage[(i + 1) * periods - 1]));
  return { program: b.build(), line, power, electric, turbined, curtailed, forced, storage, given, known, water, factor, limit, columnsFrom, rowsFrom };

  function released(i: number, t: number): readonly number[] { return [turbined[i * steps + t], curtailed[i * steps + t], forced[i * steps + t]]; }

  /** The day whose limits stand for the period: its last, at whose end the storage is told. */
  function lastDay(p: number): number { return line.firstDay[p] + line.days[p] - 1; }

  function setTurbines(i: number, p: number): void {
    factor[i * periods + p] = productionAt(c, i, periodMean(c, line, heads, i, p));
    let sum = 0;
    for (let d = line.firstDay[p]; d <= lastDay(p); d++) sum += turbineLimit(c, i, d, factor[i * periods + p]);
    limit[i * periods + p] = sum / line.days[p];
  }

  function addTurbines(i: number, p: number, t: number, { balance }: PowerColumns): void {
    const name = (kind: string) => () => `${kind}_${c.stations.ids[i]}_p${p}b${t % per}`;
    const at = i * steps + t;
    const h = hoursOfStep(line, t);
    const step = { hours: h, factor: factor[i * periods + p], limit: limit[i * periods + p], natural: natural[i * periods + p], balance: balance[c.stations.zone[i]] };
    const flows = given[i] === 1 ? addGivenFlow(b, c, step, scale, known[at], name) : addFlows(b, c, step, scale, name);
    [turbined[at], curtailed[at], forced[at]] = [flows.turbined, flows.curtailed, flows.forced];
    if (c.stations.storage[i] > 0) addMinimumRelease(b, c, { station: i, day: line.firstDay[p], hours: h, held: curves.worth(i, line.firstDay[p]) }, released(i, t), name('least'));
  }

  function addReservoir(i: number, p: number): void {
    const name = (kind: string) => () => `${kind}_${c.stations.ids[i]}_p${p}`;
    const v = b.column(-scale * line.days[p] * headValue(c, i, Math.min(limit[i * periods + p], natural[i * periods + p])), 0, Math.max(c.stations.storageLimit[i * c.days + lastDay(p)], 0), name('storage'));
    storage[i * periods + p] = v;
    curves.follow(b, i, lastDay(p), line.days[p], v, () => `${c.stations.ids[i]}_p${p}`);
    const first = p === 0 ? storageNow[i] : 0;
    const row = b.row(first, first, name('water'));
    water[i * steps + p * per] = row;
    b.entry(row, v, 1);
    if (p > 0) b.entry(row, storage[i * periods + p - 1], -1);
    for (let t = p * per; t < (p + 1) * per; t++) {
      const carried = K * hoursOfStep(line, t);
      b.shiftRow(row, carried * known[i * steps + t]);
      for (const column of released(i, t)) b.entry(row, column, carried);
      for (const u of upstream[i]) for (const column of released(u, t)) b.entry(row, column, -carried);
    }
  }

  function addPond(i: number, p: number): void {
    const pond = c.stations.storage[i] * line.days[p];
    const within = pond > 0 && per > 1 ? b.row(0, 0, () => `pond_${c.stations.ids[i]}_p${p}`) : -1;
    for (let k = 0; k < per; k++) {
      const t = p * per + k;
      const row = b.row(known[i * steps + t], known[i * steps + t], () => `water_${c.stations.ids[i]}_p${p}b${k}`);
      water[i * steps + t] = row;
      for (const column of released(i, t)) b.entry(row, column, 1);
      for (const u of upstream[i]) {
        for (let from = 0; from < per; from++) {
          const share = shares[c.stations.travelHours[u]][k * per + from];
          for (const column of released(u, p * per + from)) b.entry(row, column, -share);
        }
      }
      if (within < 0) continue;
      const moved = b.column(0, -pond / 2, pond / 2, () => `moved_${c.stations.ids[i]}_p${p}b${k}`);
      b.entry(row, moved, 1 / (K * hoursOfStep(line, t)));
      b.entry(within, moved, 1);
    }
  }
}

/** Value of what is left at the end of the season: dear below the target, cheap above it. */
function addSeasonEnd(b: ProgramBuilder, c: Case, storage: readonly number[]): void {
  const chain = chainEnergy(c);
  storage.forEach((v, i) => {
    if (v < 0) return;
    const id = c.stations.ids[i];
    const target = Math.min(c.stations.endStorage[i], c.stations.storageLimit[i * c.days + c.days - 1]);
    const row = b.row(target, target, () => `end_${id}`);
    const short = b.column(SHORT_STORAGE_YUAN_PER_MWH * chain[i], 0, Math.max(target, 0), () => `short_${id}`);
    const extra = b.column(-EXTRA_STORAGE_YUAN_PER_MWH * chain[i], 0, c.stations.storage[i], () => `extra_${id}`);
    b.entry(row, v, 1);
    b.entry(row, short, 1);
    b.entry(row, extra, -1);
  });
}
