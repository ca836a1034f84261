import { blockShares } from '../cascade/arrivals.ts';
import { decidedUpstream, givenWater, knownWater } from '../cascade/given-water.ts';
import { chainEnergy, downstreamOrder, naturalFlow, productionAt, turbineLimit } from '../cascade/topology.ts';
import type { Case } from '../compile-case/case.ts';
import type { LinearProgram } from '../solver/linear-program.ts';
import { ProgramBuilder } from '../solver/program-builder.ts';
import { HM3_PER_FLOW_HOUR as K, MAX_TRAVEL_HOURS } from '../tables.ts';
import { byPeriod, carriesPonds, hoursOfStep, periodMean, type Timeline } from '../timeline.ts';
import { headValue } from './head-value.ts';
import { addPowerStep, type PowerColumns, type StageScale } from './power-family.ts';
import { powerSteps } from './power-step.ts';
import { addMinimumRelease } from './release-family.ts';
import { addSeasonEnd } from './season-end.ts';
import { addBlockStorages, type StorageColumns } from './storage-family.ts';
import { ruleCurves, type RuleCurves } from './rule-family.ts';
import { addFlows, addGivenFlow } from './spill-family.ts';
import type { Outlook } from './water-outlook.ts';
import { MISSED_TARGET_YUAN_PER_MWH } from './weights.ts';

/** The rest of a season in periods of blocks; columns and rows `[station * steps + step]`, of storage, factor and limit `[station * periods + period]`, -1 = none. Ponds have storage where they carry water on. */
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
  /** MW per m3/s, most flow of the turbines and flow if nothing were stored, m3/s [station * periods + period] */
  readonly factor: Float64Array;
  readonly limit: Float64Array;
  readonly natural: Float64Array;
  /** first column and row of each period, and of what follows the last */
  readonly columnsFrom: Int32Array;
  readonly rowsFrom: Int32Array;
}

/**
 * The season in periods of a few blocks (peak, flat, valley). Seasonal reservoirs carry water from period to period; ponds move it between the blocks, and in a short window that
 * will be dispatched by the hour (`carriesPonds`) from one single day to the next; water released in a period arrives in it (a travel time shifts it between blocks), so periods are
 * linked by storage alone. `heads` are the storages at the end of each day that fix production factors, hm3 [station * days]. Stations whose water is `given` have no balance: what passes them is a known number here and below.
 */
export function buildSeasonProgram(
  c: Case, line: Timeline, storageNow: Float64Array, outlook: Outlook, slots: Float64Array, heads: Float64Array, scale: StageScale = 1, given = givenWater(c), named = false,
): SeasonProgram {
  const again = named ? null : () => buildSeasonProgram(c, line, storageNow, outlook, slots, heads, scale, given, true).program;
  return new SeasonWriter(c, { line, storage: storageNow, outlook, heads, scale, given }, new ProgramBuilder(again)).write(slots);
}

interface SeasonInputs { readonly line: Timeline; readonly storage: Float64Array; readonly outlook: Outlook; readonly heads: Float64Array; readonly scale: StageScale; readonly given: Uint8Array }

/** A class, since inner functions of a builder that runs for every plan would be compiled anew for each. */
class SeasonWriter {
  private readonly c: Case;
  private readonly b: ProgramBuilder;
  private readonly inputs: SeasonInputs;
  private readonly steps: number;
  private readonly per: number;
  private readonly periods: number;
  private readonly upstream: readonly (readonly number[])[];
  private readonly order: Int32Array;
  private readonly chain: Float64Array;
  private readonly curves: RuleCurves;
  private readonly known: Float64Array;
  private readonly natural: Float64Array;
  private readonly shares: readonly Float64Array[];
  private readonly turbined: Int32Array;
  private readonly curtailed: Int32Array;
  private readonly forced: Int32Array;
  private readonly water: Int32Array;
  private readonly storage: Int32Array;
  private readonly factor: Float64Array;
  private readonly limit: Float64Array;

  constructor(c: Case, inputs: SeasonInputs, b: ProgramBuilder) {
    const { line, outlook, scale, given } = inputs;
    const n = c.stations.ids.length;
    this.c = c;
    this.b = b;
    this.inputs = inputs;
    this.steps = line.steps;
    this.per = line.per;
    this.periods = line.days.length;
    this.upstream = decidedUpstream(c, given);
    this.order = downstreamOrder(c);
    this.chain = chainEnergy(c);
    this.curves = ruleCurves(c, scale);
    this.known = knownWater(c, given, line, byPeriod(c, line, outlook.inflow), new Float64Array(n * MAX_TRAVEL_HOURS));
    this.natural = byPeriod(c, line, naturalFlow(c, outlook.inflow));
    this.shares = Array.from({ length: MAX_TRAVEL_HOURS + 1 }, (_, travel) => blockShares(c, line, travel));
    const columns = (): Int32Array => new Int32Array(n * this.steps).fill(-1);
    [this.turbined, this.curtailed, this.forced, this.water] = [columns(), columns(), columns(), columns()];
    this.storage = new Int32Array(n * this.periods).fill(-1);
    this.factor = new Float64Array(n * this.periods);
    this.limit = new Float64Array(n * this.periods);
  }

  write(slots: Float64Array): SeasonProgram {
    const { c, b, inputs: { line, outlook, scale, given }, periods, per, order, turbined, curtailed, forced, storage, known, water, factor, limit, natural } = this;
    const power: PowerColumns[] = [];
    const stepOf = powerSteps(c, line, outlook.ratio, slots);
    const [columnsFrom, rowsFrom] = [new Int32Array(periods + 1), new Int32Array(periods + 1)];
    for (let p = 0; p < periods; p++) {
      for (const i of order) this.setTurbines(i, p);
      for (let t = p * per; t < (p + 1) * per; t++) {
        const step = addPowerStep(b, c, stepOf(t), scale);
        power.push(step);
        for (const i of order) this.addTurbines(i, p, t, step);
      }
      for (const i of order) {
        if (given[i] === 1) continue;
        if (c.stations.seasonal[i] === 1) this.addReservoir(i, p);
        else this.addPond(i, p);
      }
      [columnsFrom[p + 1], rowsFrom[p + 1]] = [b.columns, b.rows];
    }
    const electric = addBlockStorages(b, c, line, power, scale);
    addSeasonEnd(b, c, Array.from(c.stations.ids, (_, i) => (c.stations.seasonal[i] === 1 ? storage[(i + 1) * periods - 1] : -1)));
    return { program: b.build(), line, power, electric, turbined, curtailed, forced, storage, given, known, water, factor, limit, natural, columnsFrom, rowsFrom };
  }

  /** Adds one entry for each of the three flows that a station releases in a step. */
  private addReleased(row: number, i: number, t: number, value: number): void {
    const at = i * this.steps + t;
    this.b.entry(row, this.turbined[at], value);
    this.b.entry(row, this.curtailed[at], value);
    this.b.entry(row, this.forced[at], value);
  }

  /** The day whose limits stand for the period: its last, at whose end the storage is told. */
  private lastDay(p: number): number {
    const { line } = this.inputs;
    return line.firstDay[p] + line.days[p] - 1;
  }

  private nameOf(kind: string, i: number, p: number): string { return `${kind}_${this.c.stations.ids[i]}_p${p}`; }

  private setTurbines(i: number, p: number): void {
    const { c, periods, factor, limit, inputs: { line, heads } } = this;
    const at = i * periods + p;
    factor[at] = productionAt(c, i, periodMean(c, line, heads, i, p));
    let sum = 0;
    for (let d = line.firstDay[p]; d <= this.lastDay(p); d++) sum += turbineLimit(c, i, d, factor[at]);
    limit[at] = sum / line.days[p];
  }

  private addTurbines(i: number, p: number, t: number, { balance }: PowerColumns): void {
    const { c, b, periods, per, factor, limit, natural, inputs: { line, scale, given } } = this;
    const name = (kind: string) => () => `${this.nameOf(kind, i, p)}b${t % per}`;
    const at = i * this.steps + t;
    const h = hoursOfStep(line, t);
    const step = { hours: h, factor: factor[i * periods + p], limit: limit[i * periods + p], natural: natural[i * periods + p], balance: balance[c.stations.zone[i]] };
    const flows = given[i] === 1 ? addGivenFlow(b, c, step, scale, this.known[at], name) : addFlows(b, c, step, scale, name);
    this.turbined[at] = flows.turbined;
    this.curtailed[at] = flows.curtailed;
    this.forced[at] = flows.forced;
    if (c.stations.storage[i] <= 0) return;
    const asked = { station: i, day: line.firstDay[p], hours: h, held: this.curves.worth(i, line.firstDay[p]) };
    addMinimumRelease(b, c, asked, [flows.turbined, flows.curtailed, flows.forced], name('least'));
  }

  private addReservoir(i: number, p: number): void {
    const { c, b, periods, per, steps, storage, limit, natural, known, inputs: { line, scale } } = this;
    const at = i * periods + p;
    const worth = scale * line.days[p] * headValue(c, i, Math.min(limit[at], natural[at]));
    const v = b.column(-worth, 0, Math.max(c.stations.storageLimit[i * c.days + this.lastDay(p)], 0), () => this.nameOf('storage', i, p));
    storage[at] = v;
    this.curves.follow(b, i, this.lastDay(p), line.days[p], v, () => `${c.stations.ids[i]}_p${p}`);
    const first = p === 0 ? this.inputs.storage[i] : 0;
    const row = b.row(first, first, () => this.nameOf('water', i, p));
    this.water[i * steps + p * per] = row;
    b.entry(row, v, 1);
    if (p > 0) b.entry(row, storage[at - 1], -1);
    for (let t = p * per; t < (p + 1) * per; t++) {
      const carried = K * hoursOfStep(line, t);
      b.shiftRow(row, carried * known[i * steps + t]);
      this.addReleased(row, i, t, carried);
      for (const u of this.upstream[i]) this.addReleased(row, u, t, -carried);
    }
  }

  private addPond(i: number, p: number): void {
    const { c, b, per, steps, known, shares, inputs: { line } } = this;
    const pond = c.stations.storage[i] * line.days[p];
    const within = pond > 0 && per > 1 ? b.row(0, 0, () => this.nameOf('pond', i, p)) : -1;
    if (within >= 0 && carriesPonds(c)) this.addLevel(i, p, within);
    for (let k = 0; k < per; k++) {
      const t = p * per + k;
      const row = b.row(known[i * steps + t], known[i * steps + t], () => `${this.nameOf('water', i, p)}b${k}`);
      this.water[i * steps + t] = row;
      this.addReleased(row, i, t, 1);
      for (const u of this.upstream[i]) {
        for (let from = 0; from < per; from++) this.addReleased(row, u, p * per + from, -shares[c.stations.travelHours[u]][k * per + from]);
      }
      if (within < 0) continue;
      const moved = b.column(0, -pond / 2, pond / 2, () => `${this.nameOf('moved', i, p)}b${k}`);
      b.entry(row, moved, 1 / (K * hoursOfStep(line, t)));
      b.entry(within, moved, 1);
    }
  }

  private carries(p: number): boolean {
    const { c, inputs: { line } } = this;
    return line.days[p] === 1 && line.days[p + 1] === 1 && line.firstDay[p] >= c.firstDay && line.firstDay[p] < c.endDay - 1;
  }

  /**
   * Storage of a pond at the end of a period, no more than the day's limit: any between two single days of the dispatched window, where it rises by what the blocks put in; after them half full as far
   * as its water allows; elsewhere half full, and blocks put in as much as they take. Swings within a day have the room they have from half full, wherever the day begins.
   */
  private addLevel(i: number, p: number, within: number): void {
    const { c, b, periods, storage, inputs } = this;
    const full = c.stations.storage[i];
    const linked = this.carries(p) || (p > 0 && this.carries(p - 1));
    const most = Math.max(0, Math.min(this.carries(p) ? full : full / 2, c.stations.storageLimit[i * c.days + this.lastDay(p)]));
    const wish = linked && !this.carries(p) ? MISSED_TARGET_YUAN_PER_MWH * this.chain[i] : 0;
    const level = storage[i * periods + p] = b.column(-wish, linked ? 0 : most, most, () => this.nameOf('level', i, p));
    if (!linked) return;
    b.entry(within, level, -1);
    if (p > 0) b.entry(within, storage[i * periods + p - 1], 1);
    else b.shiftRow(within, -inputs.storage[i]);
  }
}
