import type { Case } from '../compile-case/case.ts';
import { decidedUpstream, givenWater, knownWater } from '../cascade/given-water.ts';
import { chainEnergy, downstreamOrder, naturalFlow, productionAt, turbineLimit } from '../cascade/topology.ts';
import type { LinearProgram } from '../solver/linear-program.ts';
import { ProgramBuilder } from '../solver/program-builder.ts';
import { scaleOf } from '../scale.ts';
import { HM3_PER_FLOW_HOUR as K, MAX_TRAVEL_HOURS } from '../tables.ts';
import { byStep, hourTimeline, isShortWindow } from '../timeline.ts';
import { headValue } from './head-value.ts';
import { addPowerStep, type PowerColumns, type StageScale } from './power-family.ts';
import { powerSteps } from './power-step.ts';
import {
  addRampEnds,
  addRamps,
  addStorages,
  type HourRow,
  type RampRow,
  type StorageColumns,
} from './storage-family.ts';
import { addMinimumRelease } from './release-family.ts';
import { endTarget, extraValue, shortPrice } from './season-end.ts';
import { ruleCurves, type RuleCurves } from './rule-family.ts';
import { addFlows, addGivenFlow, addMissingWater } from './spill-family.ts';
import { forcedSpillWeight, missedTarget, waitWeight } from './weights.ts';

/**
 * Where the water stands when a window opens: storage (hm3) and what was released in the hours before, m3/s [station *
 * MAX_TRAVEL_HOURS + hours ago - 1].
 */
export interface WaterState {
  readonly storage: Float64Array;
  readonly releaseBefore: Float64Array;
}

/**
 * What water is worth when the window closes. `free`: nothing; `guided`: a value (yuan/hm3) and a target whose value
 * falls off around it; `pinned`: the target is to be met, a miss costs more than any use of the water. Water released
 * too late to arrive (`transit`, planned hm3 by the station that released it) is worth the value at the station below,
 * falling off around what was planned (null: whatever the amount). `path`: planned storage, hm3, at the end of each day
 * before the last [station * (days - 1) + day], to which seasonal reservoirs are drawn a little (none: they are free
 * until the window closes).
 */
export interface WindowEnd {
  readonly mode: 'free' | 'guided' | 'pinned';
  readonly target: Float64Array;
  readonly value: Float64Array;
  readonly transit: Float64Array | null;
  readonly path?: Float64Array;
  /**
   * the season closes with the window: what reservoirs hold then is worth what plans give it, and is held to no plan
   */
  readonly closes?: boolean;
}

/** Hours of the season that a window holds, [from, to). */
export interface HourSpan {
  readonly from: number;
  readonly to: number;
}

/** The local days that a span touches, the first and the last of which may be parts of days. */
export const daysOf = ({ from, to }: HourSpan): number => Math.ceil(to / 24) - Math.floor(from / 24);

export interface WindowProgram {
  readonly program: LinearProgram;
  readonly span: HourSpan;
  /** local days, the first and the last of which may be parts of one, and hours */
  readonly days: number;
  readonly hours: number;
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
  /** columns and rows that the hours of each day wrote: day d those from the d-th place on */
  readonly columnsFrom: Int32Array;
  readonly rowsFrom: Int32Array;
  /** rows that were written after the hours, in the order of a program of one day, by their hour */
  readonly laterRows: readonly HourRow[];
  /** all rows of ramps, those of both ends included */
  readonly ramps: readonly RampRow[];
}

/**
 * The hourly program of a span of hours: power balance, water balance v[t] = v[t-1] + K (inflow + arrivals - q - s),
 * sections, bounds. `heads` are the storages that fix production factors, hm3 [station * days of the window]; slots are
 * the named loads as they turn out; `exportedBefore` is what each line carried in the hour before, MW (null: nothing is
 * known of it). Stations whose water is `given` have no balance: what passes them is a known number here and below.
 */
export function buildWindowProgram(
  c: Case,
  { span, water, heads, end, slots, scale, given = givenWater(c), exportedBefore = null }: WindowInputs,
  named = false,
): WindowProgram {
  const inputs = { span, water, heads, end, slots, scale, given, exportedBefore };
  const again = named ? null : () => buildWindowProgram(c, inputs, true).program;
  return new WindowWriter(c, inputs, new ProgramBuilder(again)).write();
}

export interface WindowInputs {
  readonly span: HourSpan;
  readonly water: WaterState;
  readonly heads: Float64Array;
  readonly end: WindowEnd;
  readonly slots: Float64Array;
  readonly scale: StageScale;
  readonly given?: Uint8Array;
  readonly exportedBefore?: Float64Array | null;
}

/** A class, since inner functions of a builder that runs for every day would be compiled anew for each. */
class WindowWriter {
  private readonly c: Case;
  private readonly b: ProgramBuilder;
  private readonly inputs: Required<WindowInputs>;
  private readonly days: number;
  private readonly hours: number;
  private readonly upstream: readonly (readonly number[])[];
  private readonly curves: RuleCurves;
  private readonly chain: Float64Array;
  private readonly natural: Float64Array;
  private readonly known: Float64Array;
  private readonly turbined: Int32Array;
  private readonly curtailed: Int32Array;
  private readonly forced: Int32Array;
  private readonly storage: Int32Array;
  private readonly waterRow: Int32Array;
  private readonly releaseRow: Int32Array;
  private readonly factor: Float64Array;
  private readonly limit: Float64Array;
  private readonly power: PowerColumns[] = [];

  constructor(c: Case, inputs: Required<WindowInputs>, b: ProgramBuilder) {
    const { span, water, scale, given } = inputs;
    const line = hourTimeline(c, span.from, span.to);
    this.c = c;
    this.b = b;
    this.inputs = inputs;
    this.days = daysOf(span);
    this.hours = span.to - span.from;
    this.upstream = decidedUpstream(c, given);
    this.curves = ruleCurves(c, scale);
    this.chain = chainEnergy(c);
    const inflow = byStep(c, line, c.stations.inflow);
    this.natural = naturalFlow(c, inflow);
    this.known = knownWater(c, given, line, inflow, water.releaseBefore);
    const size = c.stations.ids.length * this.hours;
    [this.turbined, this.curtailed, this.forced] = [0, 1, 2].map(() => new Int32Array(size));
    [this.storage, this.waterRow, this.releaseRow] = [0, 1, 2].map(() => new Int32Array(size).fill(-1));
    this.factor = new Float64Array(size);
    this.limit = new Float64Array(size);
  }

  write(): WindowProgram {
    const {
      c,
      b,
      days,
      hours,
      power,
      turbined,
      curtailed,
      forced,
      storage,
      known,
      factor,
      limit,
      inputs: { span, end, scale, given, slots, exportedBefore },
    } = this;
    const stepOf = powerSteps(c, hourTimeline(c, span.from, span.to), c.lumps.ratio, slots);
    const order = downstreamOrder(c);
    const [columnsFrom, rowsFrom] = [new Int32Array(days + 1), new Int32Array(days + 1)];
    for (let t = 0; t < hours; t++) {
      power.push(addPowerStep(b, c, stepOf(t), scale));
      for (const i of order) this.addStationHour(i, t);
      if (this.closesDay(t)) [columnsFrom[this.dayOf(t) + 1], rowsFrom[this.dayOf(t) + 1]] = [b.columns, b.rows];
    }
    const { rows: storageRows, ...electric } = addStorages(
      b,
      c,
      span.from,
      power,
      scale,
      end.mode === 'guided' || end.path !== undefined,
    );
    const within = addRamps(b, c, span.from, power);
    if (days > 1) this.addHeadValues();
    if (end.mode === 'guided') this.addWaiting();
    this.addWindowEnd();
    const ramps = [...within, ...addRampEnds(b, c, span.from, power, exportedBefore)];
    return {
      program: b.build(),
      span,
      days,
      hours,
      power,
      turbined,
      curtailed,
      forced,
      storage,
      given,
      known,
      water: this.waterRow,
      release: this.releaseRow,
      electric,
      factor,
      limit,
      columnsFrom,
      rowsFrom,
      laterRows: [...storageRows, ...within],
      ramps,
    };
  }

  /** The day of the window that an hour lies in, and whether it is the last hour of it that the window holds. */
  private dayOf(t: number): number {
    return Math.floor((this.inputs.span.from + t) / 24) - Math.floor(this.inputs.span.from / 24);
  }
  private closesDay(t: number): boolean {
    return t === this.hours - 1 || (this.inputs.span.from + t) % 24 === 23;
  }

  private nameOf(kind: string, i: number, t: number): string {
    return `${kind}_${this.c.stations.ids[i]}_h${t}`;
  }

  private addStationHour(i: number, t: number): void {
    const {
      c,
      b,
      days,
      factor,
      limit,
      known,
      inputs: { span, heads, scale, given },
    } = this;
    const at = i * this.hours + t;
    const hour = span.from + t;
    factor[at] = productionAt(c, i, heads[i * days + this.dayOf(t)]);
    limit[at] = turbineLimit(c, i, hour, factor[at]);
    const step = {
      hours: 1,
      spread: 1,
      factor: factor[at],
      limit: limit[at],
      natural: this.natural[at],
      balance: this.power[t].balance[c.stations.zone[i]],
    };
    const name = (kind: string) => () => this.nameOf(kind, i, t);
    const flows = given[i] === 1 ? addGivenFlow(b, c, step, scale, known[at], name) : addFlows(b, c, step, scale, name);
    this.turbined[at] = flows.turbined;
    this.curtailed[at] = flows.curtailed;
    this.forced[at] = flows.forced;
    if (given[i] === 0) this.addWater(i, t, hour);
  }

  /** Adds one entry for each of the three flows that a station releases in an hour. */
  private addReleased(row: number, at: number, value: number): void {
    this.b.entry(row, this.turbined[at], value);
    this.b.entry(row, this.curtailed[at], value);
    this.b.entry(row, this.forced[at], value);
  }

  private addWater(i: number, t: number, hour: number): void {
    const { c, b, storage, turbined, curtailed, forced } = this;
    const at = i * this.hours + t;
    const row = (this.waterRow[at] = b.row(0, 0, () => this.nameOf('water', i, t)));
    b.shiftRow(row, K * this.known[at]);
    this.addReleased(row, at, K);
    for (const u of this.upstream[i]) this.addArrival(row, u, t);
    addMissingWater(b, row, -this.known[at], K * c.assumptions['missing-water'] * this.chain[i], -K, () =>
      this.nameOf('missing', i, t),
    );
    if (c.stations.storage[i] <= 0) return;
    const asked = {
      station: i,
      day: Math.floor(hour / 24),
      hours: 1,
      chain: this.chain[i],
      held: this.curves.worth(i, hour),
    };
    this.releaseRow[at] = addMinimumRelease(
      b,
      c,
      asked,
      [turbined[at], curtailed[at], forced[at]],
      () => `${c.stations.ids[i]}_h${t}`,
    );
    storage[at] = b.column(0, 0, Math.max(this.storageBound(i, hour), 0), () => this.nameOf('storage', i, t));
    b.entry(row, storage[at], 1);
    if (t === 0) b.shiftRow(row, this.inputs.water.storage[i]);
    else b.entry(row, storage[at - 1], -1);
  }

  private addArrival(row: number, u: number, t: number): void {
    const sent = t - this.c.stations.travelHours[u];
    if (sent >= 0) this.addReleased(row, u * this.hours + sent, -K);
    else this.b.shiftRow(row, K * this.inputs.water.releaseBefore[u * MAX_TRAVEL_HOURS - sent - 1]);
  }

  /** The limit of the hour; what the window opens with above it has until the end of its first day to go. */
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
    const end = Math.min((Math.floor(span.from / 24) + 1) * 24, span.to);
    return hour >= end ? limit : limit + above * (1 - (hour - span.from + 1) / (end - span.from));
  }

  /**
   * Part of the cost stage at every scale. What is kept at the end of a guided window has it in the value of its plan.
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

  private addWindowEnd(): void {
    const {
      c,
      hours,
      storage,
      inputs: { end },
    } = this;
    if (end.mode === 'free') return;
    const { chain } = this;
    if (end.path !== undefined) this.drawTo(end.path, chain);
    for (let i = 0; i < c.stations.ids.length; i++) {
      const late = Math.min(c.stations.travelHours[i], hours);
      if (c.stations.downstream[i] >= 0 && late > 0) this.handOn(i, late, chain);
      const last = storage[i * hours + hours - 1];
      if (last < 0) continue;
      if (end.mode === 'guided')
        this.curve(last, end.target[i], end.value[i], (this.guidedFall() * chain[i]) / c.stations.storage[i]);
      else this.pin(last, i, chain[i]);
    }
  }

  /** Inner days follow the plan a little: their water has the value that the window's end gives it. */
  private drawTo(path: Float64Array, chain: Float64Array): void {
    const {
      c,
      storage,
      hours,
      days,
      inputs: { span },
    } = this;
    for (let i = 0; i < c.stations.ids.length; i++) {
      if (c.stations.seasonal[i] !== 1) continue;
      const fall = (c.assumptions['path-fall'] * this.guidedFall() * chain[i]) / c.stations.storage[i];
      for (let d = 0; d < days - 1; d++) {
        const column = storage[i * hours + (Math.floor(span.from / 24) + d + 1) * 24 - 1 - span.from];
        if (column >= 0) this.curve(column, path[i * (days - 1) + d], 0, fall);
      }
    }
  }

  /**
   * Yuan/MWh by which the value of water falls over a whole reservoir in a guided day: it keeps days near the plan and
   * answers unique. More in a short window, whose plan goes by single days and whose end is the plan's.
   */
  private guidedFall(): number {
    return this.c.assumptions[isShortWindow(this.c) ? 'guided-fall-short' : 'guided-fall'];
  }

  private handOn(i: number, late: number, chain: Float64Array): void {
    const {
      c,
      b,
      hours,
      turbined,
      curtailed,
      forced,
      known,
      inputs: { end, given },
    } = this;
    const below = c.stations.downstream[i];
    if (given[i] === 1) {
      for (let t = hours - late; t < hours; t++) b.constant -= K * end.value[below] * known[i * hours + t];
      return;
    }
    const sent = [];
    for (let t = hours - late; t < hours; t++)
      sent.push(turbined[i * hours + t], curtailed[i * hours + t], forced[i * hours + t]);
    if (end.transit === null || c.stations.storage[i] <= 0) {
      for (const column of sent) b.addCost(column, -K * end.value[below]);
      return;
    }
    const handed = b.column(0, 0, K * late * scaleOf(c).mostFlow, () => `transit_${c.stations.ids[i]}`);
    const row = b.row(0, 0, () => `sent_${c.stations.ids[i]}`);
    b.entry(row, handed, -1);
    for (const column of sent) b.entry(row, column, K);
    if (end.mode === 'guided')
      this.curve(
        handed,
        end.transit[i],
        end.value[below],
        (this.guidedFall() * chain[below]) / Math.max(end.transit[i], K * late * scaleOf(c).flow),
      );
    else
      this.meet(
        handed,
        end.transit[i],
        K * late * scaleOf(c).mostFlow,
        c.assumptions['missed-transit'] * chain[below],
        c.assumptions['missed-transit'] * chain[below],
        `sent_end_${c.stations.ids[i]}`,
      );
  }

  /** Worth `value` a unit at the target, less by `fall` with every unit above it. */
  private curve(column: number, target: number, value: number, fall: number): void {
    this.b.square(column, fall);
    this.b.addCost(column, -value - fall * target);
    this.b.constant += 0.5 * fall * target ** 2;
  }

  private pin(column: number, i: number, chain: number): void {
    const {
      c,
      inputs: { end },
    } = this;
    const [most, name] = [c.stations.storage[i], `end_${c.stations.ids[i]}`];
    if (end.closes === true && c.stations.seasonal[i] === 1)
      this.meet(column, endTarget(c, i), most, shortPrice(c, chain, i), -extraValue(c, chain), name);
    // Above the target water has no further use here: spilling it must stay cheaper than storing it, or the window
    // would end fuller than planned.
    else
      this.meet(
        column,
        end.target[i],
        most,
        missedTarget(c, chain, c.stations.production[i] / K),
        2 * forcedSpillWeight(c) * chain,
        name,
      );
  }

  /** Holds a column at its target; what is short of it and what is beyond it costs so much a unit. */
  private meet(column: number, target: number, most: number, short: number, extra: number, name: string): void {
    const row = this.b.row(target, target, () => name);
    this.b.entry(row, column, 1);
    this.b.entry(
      row,
      this.b.column(short, 0, most, () => `short_${name}`),
      1,
    );
    this.b.entry(
      row,
      this.b.column(extra, 0, most, () => `extra_${name}`),
      -1,
    );
  }
}
