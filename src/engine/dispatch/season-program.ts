import { sharesOf } from '../cascade/arrivals.ts';
import { decidedUpstream, givenWater, knownWater } from '../cascade/given-water.ts';
import { chainEnergy, downstreamOrder, naturalFlow, productionAt, turbineLimit } from '../cascade/topology.ts';
import type { Case } from '../compile-case/case.ts';
import type { LinearProgram } from '../solver/linear-program.ts';
import { ProgramBuilder } from '../solver/program-builder.ts';
import { HM3_PER_FLOW_HOUR as K, MAX_TRAVEL_HOURS } from '../tables.ts';
import {
  byPeriod,
  byStep,
  carriesPonds,
  dayOfStep,
  hoursOfStep,
  lengthOfPeriod,
  periodMean,
  periodsOf,
  type Timeline,
} from '../timeline.ts';
import { headValue } from './head-value.ts';
import { addPowerStep, type PowerColumns, type StageScale } from './power-family.ts';
import { powerSteps } from './power-step.ts';
import { addMinimumRelease } from './release-family.ts';
import { addSeasonEnd } from './season-end.ts';
import { addBlockStorages, type StorageColumns } from './storage-family.ts';
import { ruleCurves, type RuleCurves } from './rule-family.ts';
import { addFlows, addGivenFlow, addMissingWater } from './spill-family.ts';
import type { Outlook } from './water-outlook.ts';
import { keepWeight, missedTarget, overDays } from './weights.ts';

/**
 * The rest of a season in periods of blocks; columns and rows `[station * steps + step]`, of storage, factor and limit
 * `[station * periods + period]`, -1 = none. Ponds have storage where they carry water on.
 */
export interface SeasonProgram {
  readonly program: LinearProgram;
  readonly line: Timeline;
  readonly power: readonly PowerColumns[];
  readonly electric: StorageColumns;
  readonly turbined: Int32Array;
  readonly curtailed: Int32Array;
  readonly forced: Int32Array;
  readonly storage: Int32Array;
  /**
   * stations whose water is given, 1 each: their turbined flow is their only column; what is known to come to each
   * station, m3/s `[station * steps + step]`
   */
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
 * The season in periods of a few blocks (peak, flat, valley). Seasonal reservoirs carry water from period to period;
 * ponds move it between the blocks, and in a short window that will be dispatched by the hour (`carriesPonds`) from one
 * single day to the next; water released in a period arrives in it (a travel time shifts it between blocks), so periods
 * are linked by storage alone. `heads` are the storages at the end of each day that fix production factors, hm3
 * [station * days]. Stations whose water is `given` have no balance: what passes them is a known number here and below.
 */
export function buildSeasonProgram(
  c: Case,
  line: Timeline,
  storageNow: Float64Array,
  outlook: Outlook,
  slots: Float64Array,
  heads: Float64Array,
  scale: StageScale = 1,
  given = givenWater(c),
  named = false,
): SeasonProgram {
  const again = named
    ? null
    : () => buildSeasonProgram(c, line, storageNow, outlook, slots, heads, scale, given, true).program;
  return new SeasonWriter(
    c,
    { line, storage: storageNow, outlook, heads, scale, given },
    new ProgramBuilder(again),
  ).write(slots);
}

interface SeasonInputs {
  readonly line: Timeline;
  readonly storage: Float64Array;
  readonly outlook: Outlook;
  readonly heads: Float64Array;
  readonly scale: StageScale;
  readonly given: Uint8Array;
}

/** A class, since inner functions of a builder that runs for every plan would be compiled anew for each. */
class SeasonWriter {
  private readonly c: Case;
  private readonly b: ProgramBuilder;
  private readonly inputs: SeasonInputs;
  private readonly steps: number;
  private readonly periods: number;
  private readonly upstream: readonly (readonly number[])[];
  private readonly order: Int32Array;
  private readonly chain: Float64Array;
  private readonly curves: RuleCurves;
  private readonly known: Float64Array;
  private readonly natural: Float64Array;
  private readonly shares: (period: number, travel: number) => Float64Array;
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
    this.periods = periodsOf(line);
    this.upstream = decidedUpstream(c, given);
    this.order = downstreamOrder(c);
    this.chain = chainEnergy(c);
    this.curves = ruleCurves(c, scale);
    this.known = knownWater(c, given, line, byStep(c, line, outlook.inflow), new Float64Array(n * MAX_TRAVEL_HOURS));
    this.natural = naturalFlow(c, byPeriod(c, line, outlook.inflow));
    this.shares = sharesOf(line);
    const columns = (): Int32Array => new Int32Array(n * this.steps).fill(-1);
    [this.turbined, this.curtailed, this.forced, this.water] = [columns(), columns(), columns(), columns()];
    this.storage = new Int32Array(n * this.periods).fill(-1);
    this.factor = new Float64Array(n * this.periods);
    this.limit = new Float64Array(n * this.periods);
  }

  write(slots: Float64Array): SeasonProgram {
    const {
      c,
      b,
      inputs: { line, outlook, scale, given },
      periods,
      order,
      turbined,
      curtailed,
      forced,
      storage,
      known,
      water,
      factor,
      limit,
      natural,
    } = this;
    const power: PowerColumns[] = [];
    const stepOf = powerSteps(c, line, outlook.ratio, slots);
    const [columnsFrom, rowsFrom] = [new Int32Array(periods + 1), new Int32Array(periods + 1)];
    for (let p = 0; p < periods; p++) {
      for (const i of order) this.setTurbines(i, p);
      for (let t = line.stepsFrom[p]; t < line.stepsFrom[p + 1]; t++) {
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
    addSeasonEnd(
      b,
      c,
      Array.from(c.stations.ids, (_, i) => (c.stations.seasonal[i] === 1 ? storage[(i + 1) * periods - 1] : -1)),
    );
    return {
      program: b.build(),
      line,
      power,
      electric,
      turbined,
      curtailed,
      forced,
      storage,
      given,
      known,
      water,
      factor,
      limit,
      natural,
      columnsFrom,
      rowsFrom,
    };
  }

  /** Adds one entry for each of the three flows that a station releases in a step. */
  private addReleased(row: number, i: number, t: number, value: number): void {
    const at = i * this.steps + t;
    this.b.entry(row, this.turbined[at], value);
    this.b.entry(row, this.curtailed[at], value);
    this.b.entry(row, this.forced[at], value);
  }

  /** The last hour of a period, at whose end the storage is told. */
  private lastHour(p: number): number {
    return this.inputs.line.hoursFrom[p + 1] - 1;
  }

  private daysOf(p: number): number {
    return lengthOfPeriod(this.inputs.line, p) / 24;
  }

  private nameOf(kind: string, i: number, p: number): string {
    return `${kind}_${this.c.stations.ids[i]}_p${p}`;
  }

  private setTurbines(i: number, p: number): void {
    const {
      c,
      periods,
      factor,
      limit,
      inputs: { line, heads },
    } = this;
    const at = i * periods + p;
    factor[at] = productionAt(c, i, periodMean(c, line, heads, i, p));
    limit[at] = turbineLimit(c, i, line.hoursFrom[p], factor[at]);
  }

  private addTurbines(i: number, p: number, t: number, { balance }: PowerColumns): void {
    const {
      c,
      b,
      periods,
      factor,
      limit,
      natural,
      inputs: { line, scale, given },
    } = this;
    const name = (kind: string) => () => `${this.nameOf(kind, i, p)}b${line.hourClass[t]}`;
    const at = i * this.steps + t;
    const h = hoursOfStep(line, t);
    const step = {
      hours: h,
      spread: overDays(c),
      factor: factor[i * periods + p],
      limit: limit[i * periods + p],
      natural: natural[i * periods + p],
      balance: balance[c.stations.zone[i]],
    };
    const flows =
      given[i] === 1 ? addGivenFlow(b, c, step, scale, this.known[at], name) : addFlows(b, c, step, scale, name);
    this.turbined[at] = flows.turbined;
    this.curtailed[at] = flows.curtailed;
    this.forced[at] = flows.forced;
    if (c.stations.storage[i] <= 0) return;
    const asked = {
      station: i,
      day: dayOfStep(line, line.stepsFrom[p]),
      hours: h,
      chain: this.chain[i],
      held: this.curves.worth(i, line.hoursFrom[p]),
    };
    addMinimumRelease(b, c, asked, [flows.turbined, flows.curtailed, flows.forced], name('least'));
  }

  private addReservoir(i: number, p: number): void {
    const {
      c,
      b,
      periods,
      steps,
      storage,
      limit,
      natural,
      known,
      inputs: { line, scale },
    } = this;
    const at = i * periods + p;
    const [first, last] = [line.stepsFrom[p], line.stepsFrom[p + 1]];
    const worth =
      scale * this.daysOf(p) * (headValue(c, i, Math.min(limit[at], natural[at])) + keepWeight(c) * this.chain[i]);
    const v = b.column(-worth, 0, Math.max(c.stations.storageLimit[i * c.hours + this.lastHour(p)], 0), () =>
      this.nameOf('storage', i, p),
    );
    storage[at] = v;
    this.curves.follow(
      b,
      i,
      { lastHour: this.lastHour(p), hours: lengthOfPeriod(line, p) },
      v,
      () => `${c.stations.ids[i]}_p${p}`,
    );
    const opening = p === 0 ? this.inputs.storage[i] : 0;
    const row = b.row(opening, opening, () => this.nameOf('water', i, p));
    this.water[i * steps + first] = row;
    b.entry(row, v, 1);
    if (p > 0) b.entry(row, storage[at - 1], -1);
    for (let t = first; t < last; t++) {
      const carried = K * hoursOfStep(line, t);
      b.shiftRow(row, carried * known[i * steps + t]);
      this.addReleased(row, i, t, carried);
      for (const u of this.upstream[i]) this.addReleased(row, u, t, -carried);
      addMissingWater(
        b,
        row,
        -known[i * steps + t],
        carried * c.assumptions['missing-water'] * this.chain[i],
        -carried,
        () => `${this.nameOf('missing', i, p)}t${t}`,
      );
    }
  }

  private addPond(i: number, p: number): void {
    const {
      c,
      b,
      steps,
      known,
      shares,
      inputs: { line },
    } = this;
    const first = line.stepsFrom[p];
    const per = line.stepsFrom[p + 1] - first;
    const pond = c.stations.storage[i] * Math.max(1, this.daysOf(p));
    const within = pond > 0 && (per > 1 || carriesPonds(c)) ? b.row(0, 0, () => this.nameOf('pond', i, p)) : -1;
    if (within >= 0 && carriesPonds(c)) this.addLevel(i, p, within);
    for (let k = 0; k < per; k++) {
      const t = first + k;
      const row = b.row(known[i * steps + t], known[i * steps + t], () => `${this.nameOf('water', i, p)}b${k}`);
      this.water[i * steps + t] = row;
      this.addReleased(row, i, t, 1);
      for (const u of this.upstream[i]) {
        const share = shares(p, c.stations.travelHours[u]);
        for (let from = 0; from < per; from++) this.addReleased(row, u, first + from, -share[k * per + from]);
      }
      addMissingWater(
        b,
        row,
        -known[i * steps + t],
        K * hoursOfStep(line, t) * c.assumptions['missing-water'] * this.chain[i],
        -1,
        () => `${this.nameOf('missing', i, p)}b${k}`,
      );
      if (within < 0) continue;
      const moved = b.column(0, -pond / 2, pond / 2, () => `${this.nameOf('moved', i, p)}b${k}`);
      b.entry(row, moved, 1 / (K * hoursOfStep(line, t)));
      b.entry(within, moved, 1);
    }
  }

  private carries(p: number): boolean {
    const {
      c,
      inputs: { line },
    } = this;
    return (
      p + 1 < this.periods &&
      lengthOfPeriod(line, p) <= 24 &&
      lengthOfPeriod(line, p + 1) <= 24 &&
      line.hoursFrom[p] >= c.from &&
      line.hoursFrom[p + 1] < c.to
    );
  }

  /**
   * Storage of a pond at the end of a period, no more than the day's limit: any between two single days of the
   * dispatched window, where it rises by what the blocks put in; after them half full as far as its water allows;
   * elsewhere half full, and blocks put in as much as they take. Swings within a day have the room they have from half
   * full, wherever the day begins.
   */
  private addLevel(i: number, p: number, within: number): void {
    const { c, b, periods, storage, inputs } = this;
    const full = c.stations.storage[i];
    const linked = this.carries(p) || (p > 0 && this.carries(p - 1));
    const most = Math.max(
      0,
      Math.min(this.carries(p) ? full : full / 2, c.stations.storageLimit[i * c.hours + this.lastHour(p)]),
    );
    const wish = linked && !this.carries(p) ? missedTarget(c, this.chain[i], c.stations.production[i] / K) : 0;
    const level = (storage[i * periods + p] = b.column(-wish, linked ? 0 : most, most, () =>
      this.nameOf('level', i, p),
    ));
    if (!linked) return;
    b.entry(within, level, -1);
    if (p > 0) b.entry(within, storage[i * periods + p - 1], 1);
    else b.shiftRow(within, -inputs.storage[i]);
  }
}
