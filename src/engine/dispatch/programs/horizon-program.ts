import type { Case } from '../../case/case.ts';
import { uncontrolledStations, knownWater } from '../../cascade/uncontrolled-stations.ts';
import { downstreamOrder, naturalFlow, productionAt, turbineLimit } from '../../cascade/topology.ts';
import type { LinearProgram } from '../../solver/program/linear-program.ts';
import { ProgramBuilder } from '../../solver/program/program-builder.ts';
import { HM3_PER_FLOW_HOUR as K, MAX_TRAVEL_HOURS, HOURS_A_DAY } from '../../tables.ts';
import { byStep, hourTimeline } from '../../case/timeline.ts';
import { headValue } from './head-value.ts';
import { daysOf, type Horizon } from './horizon.ts';
import { EndFamily, type HorizonEnd } from './horizon-end.ts';
import { addPowerStep, type PowerColumns, type StageScale } from './power-family.ts';
import { powerSteps } from './power-step.ts';
import { StationRows } from './station-rows.ts';
import {
  addRampEnds,
  addRamps,
  addStorages,
  type HourRow,
  type RampRow,
  type StorageColumns,
} from './storage-family.ts';
import type { WaterState } from './water-state.ts';
import { waitWeight } from './weights.ts';

export interface HorizonProgram {
  readonly program: LinearProgram;
  readonly span: Horizon;
  /** local days, the first and the last of which may be parts of one, and hours */
  readonly days: number;
  readonly hours: number;
  readonly power: readonly PowerColumns[];
  /** [station * hours + hour] */
  readonly turbined: Int32Array;
  /** turbinable spill (curtailment) and forced spill (-1 = uncontrolled station) */
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
  /** columns and rows that the hours of each day wrote: day d those from the d-th place on */
  readonly columnsFrom: Int32Array;
  readonly rowsFrom: Int32Array;
  /** rows that were written after the hours, in the order of a program of one day, by their hour */
  readonly laterRows: readonly HourRow[];
  /** all rows of ramps, those of both ends included */
  readonly ramps: readonly RampRow[];
}

/**
 * The hourly program of a horizon: power balance, water balance v[t] = v[t-1] + K (inflow + arrivals - q - s),
 * sections, bounds. `heads` are the storages that fix production factors, hm3 [station * days of the horizon];
 * `interruptible` are the named loads as they turn out; `exportedBefore` is what each line carried in the hour before,
 * MW (null: nothing is known of it). Stations whose water is `given` have no balance: what passes them is a known
 * number here and below.
 */
export function buildHorizonProgram(
  c: Case,
  {
    span,
    water,
    heads,
    end,
    interruptible,
    scale,
    given = uncontrolledStations(c),
    exportedBefore = null,
  }: HorizonInputs,
  named = false,
): HorizonProgram {
  const inputs = { span, water, heads, end, interruptible, scale, given, exportedBefore };
  const again = named ? null : () => buildHorizonProgram(c, inputs, true).program;
  return new HorizonWriter(c, inputs, new ProgramBuilder(again)).write();
}

export interface HorizonInputs {
  readonly span: Horizon;
  readonly water: WaterState;
  readonly heads: Float64Array;
  readonly end: HorizonEnd;
  readonly interruptible: Float64Array;
  readonly scale: StageScale;
  readonly given?: Uint8Array;
  readonly exportedBefore?: Float64Array | null;
}

/** A class, since inner functions of a builder that runs for every day would be compiled anew for each. */
class HorizonWriter {
  private readonly c: Case;
  private readonly b: ProgramBuilder;
  private readonly inputs: Required<HorizonInputs>;
  private readonly days: number;
  private readonly hours: number;
  private readonly stations: StationRows;
  private readonly natural: Float64Array;
  private readonly known: Float64Array;
  private readonly storage: Int32Array;
  private readonly release: Int32Array;
  private readonly factor: Float64Array;
  private readonly limit: Float64Array;
  private readonly power: PowerColumns[] = [];

  constructor(c: Case, inputs: Required<HorizonInputs>, b: ProgramBuilder) {
    const { span, water, scale, given } = inputs;
    const line = hourTimeline(c, span.from, span.to);
    this.c = c;
    this.b = b;
    this.inputs = inputs;
    this.days = daysOf(span);
    this.hours = span.to - span.from;
    const inflow = byStep(c, line, c.stations.inflow);
    this.natural = naturalFlow(c, inflow);
    this.known = knownWater(c, given, line, inflow, water.releaseBefore);
    this.stations = new StationRows(c, b, { steps: this.hours, scale, given, known: this.known });
    const size = c.stations.ids.length * this.hours;
    [this.storage, this.release] = [0, 1].map(() => new Int32Array(size).fill(-1));
    this.factor = new Float64Array(size);
    this.limit = new Float64Array(size);
  }

  write(): HorizonProgram {
    const {
      c,
      b,
      days,
      hours,
      power,
      inputs: { span, end, scale, given, interruptible, exportedBefore },
    } = this;
    const stepOf = powerSteps(c, hourTimeline(c, span.from, span.to), c.aggregated.ratio, interruptible);
    const order = downstreamOrder(c);
    const [columnsFrom, rowsFrom] = [new Int32Array(days + 1), new Int32Array(days + 1)];
    for (let t = 0; t < hours; t++) {
      power.push(addPowerStep(b, c, stepOf(t), scale));
      for (const i of order) this.addStationHour(i, t);
      if (this.closesDay(t)) [columnsFrom[this.dayOf(t) + 1], rowsFrom[this.dayOf(t) + 1]] = [b.columns, b.rows];
    }
    const emptied = end.mode === 'guided' || end.path !== undefined;
    const { rows: storageRows, ...electric } = addStorages(b, c, span.from, power, scale, emptied);
    const within = addRamps(b, c, span.from, power);
    if (days > 1) this.addHeadValues();
    if (end.mode === 'guided') this.addWaiting();
    const { stations, storage, known, release, factor, limit } = this;
    new EndFamily(c, b, { span, end, stations, storage, given, known }).add();
    const ramps = [...within, ...addRampEnds(b, c, span.from, power, exportedBefore)];
    const { turbined, curtailed, forced, water } = stations;
    return {
      program: b.build(),
      ...{ span, days, hours, power, turbined, curtailed, forced, storage, given, known, water, release },
      ...{ electric, factor, limit, columnsFrom, rowsFrom, ramps },
      laterRows: [...storageRows, ...within],
    };
  }

  /** The day of the horizon that an hour lies in, and whether it is the last hour of it that the horizon holds. */
  private dayOf(t: number): number {
    return Math.floor((this.inputs.span.from + t) / HOURS_A_DAY) - Math.floor(this.inputs.span.from / HOURS_A_DAY);
  }
  private closesDay(t: number): boolean {
    return t === this.hours - 1 || (this.inputs.span.from + t) % HOURS_A_DAY === 23;
  }

  private nameOf(kind: string, i: number, t: number): string {
    return `${kind}_${this.c.stations.ids[i]}_h${t}`;
  }

  private addStationHour(i: number, t: number): void {
    const {
      c,
      factor,
      limit,
      inputs: { span, heads, given },
    } = this;
    const at = i * this.hours + t;
    const hour = span.from + t;
    factor[at] = productionAt(c, i, heads[i * this.days + this.dayOf(t)]);
    limit[at] = turbineLimit(c, i, hour, factor[at]);
    const step = {
      hours: 1,
      spread: 1,
      factor: factor[at],
      limit: limit[at],
      natural: this.natural[at],
      balance: this.power[t].balance[c.stations.zone[i]],
    };
    this.stations.addFlows(i, t, step, (kind) => () => this.nameOf(kind, i, t));
    if (given[i] === 0) this.addWater(i, t, hour);
  }

  private addWater(i: number, t: number, hour: number): void {
    const { c, b, stations, storage } = this;
    const at = i * this.hours + t;
    const row = (stations.water[at] = b.row(0, 0, () => this.nameOf('water', i, t)));
    stations.addOwnWater(row, i, t, K);
    for (const u of stations.upstream[i]) this.addArrival(row, u, t);
    stations.addMissing(row, i, t, K, 1, () => this.nameOf('missing', i, t));
    if (c.stations.storage[i] <= 0) return;
    const when = { day: Math.floor(hour / HOURS_A_DAY), hour, hours: 1 };
    this.release[at] = stations.addLeastRelease(i, t, when, () => `${c.stations.ids[i]}_h${t}`);
    storage[at] = b.column(0, 0, Math.max(this.storageBound(i, hour), 0), () => this.nameOf('storage', i, t));
    b.entry(row, storage[at], 1);
    if (t === 0) b.shiftRow(row, this.inputs.water.storage[i]);
    else b.entry(row, storage[at - 1], -1);
  }

  private addArrival(row: number, u: number, t: number): void {
    const sent = t - this.c.stations.travelHours[u];
    if (sent >= 0) this.stations.addReleased(row, u, sent, -K);
    else this.b.shiftRow(row, K * this.inputs.water.releaseBefore[u * MAX_TRAVEL_HOURS - sent - 1]);
  }

  /** The limit of the hour; what the horizon opens with above it has until the end of its first day to go. */
  private storageBound(i: number, hour: number): number {
    const {
      c: {
        hours,
        stations: { storageLimit },
      },
      inputs: { span, water },
    } = this;
    const limit = storageLimit[i * hours + hour];
    const above = Math.max(0, water.storage[i] - storageLimit[i * hours + Math.max(span.from - 1, 0)]);
    const end = Math.min((Math.floor(span.from / HOURS_A_DAY) + 1) * HOURS_A_DAY, span.to);
    return hour >= end ? limit : limit + above * (1 - (hour - span.from + 1) / (end - span.from));
  }

  /**
   * Part of the cost stage at every scale. What is kept at the end of a guided horizon has it in the value of its plan.
   */
  private addHeadValues(): void {
    const {
      c,
      b,
      hours,
      limit,
      natural,
      storage,
      inputs: { end },
    } = this;
    const until = { free: 0, guided: hours - 1, pinned: hours }[end.mode];
    for (let i = 0; i < c.stations.ids.length; i++) {
      for (let t = 0; c.stations.seasonal[i] === 1 && t < until; t++) {
        if (!this.closesDay(t)) continue;
        const flow = Math.min(limit[i * hours + t], natural[i * hours + t]);
        b.addCost(storage[i * hours + t], -headValue(c, i, flow));
      }
    }
  }

  /** Every hour but the last, whose water has the value of the plan. */
  private addWaiting(): void {
    const {
      c,
      b,
      hours,
      storage,
      inputs: { scale },
    } = this;
    const weight = scale * waitWeight(c);
    if (weight === 0) return;
    for (let i = 0; i < c.stations.ids.length; i++) {
      if (c.stations.seasonal[i] !== 1) continue;
      for (let t = 0; t < hours - 1; t++)
        if (storage[i * hours + t] >= 0) b.addCost(storage[i * hours + t], (-weight * c.stations.production[i]) / K);
    }
  }
}
