import type { Case } from '../../case/case.ts';
import { scaleOf } from '../../cascade/scale.ts';
import type { ProgramBuilder } from '../../solver/program/program-builder.ts';
import { HM3_PER_FLOW_HOUR as K, HOURS_A_DAY } from '../../tables.ts';
import { isShortSpan } from '../../case/timeline.ts';
import { daysOf, type Horizon } from './horizon.ts';
import { endTarget, extraValue, shortPrice } from './season-end.ts';
import type { StationRows } from './station-rows.ts';
import { forcedSpillWeight, missedTarget } from './weights.ts';

/**
 * What water is worth when the horizon closes. `free`: nothing; `guided`: a value (yuan/hm3) and a target whose value
 * falls off around it; `pinned`: the target is to be met, a miss costs more than any use of the water. Water released
 * too late to arrive (`transit`, planned hm3 by the station that released it) is worth the value at the station below,
 * falling off around what was planned (null: whatever the amount). `path`: planned storage, hm3, at the end of each day
 * before the last [station * (days - 1) + day], to which seasonal reservoirs are drawn a little (none: they are free
 * until the horizon closes).
 */
export interface HorizonEnd {
  readonly mode: 'free' | 'guided' | 'pinned';
  readonly target: Float64Array;
  readonly value: Float64Array;
  readonly transit: Float64Array | null;
  readonly path?: Float64Array;
  /** what is short of the target has the price of coal; guided ends alone */
  readonly reached?: boolean;
  /**
   * the season closes with the horizon: what reservoirs hold then is worth what plans give it, and is held to no plan
   */
  readonly closes?: boolean;
}

/**
 * The hourly program that ends so: columns of storage, -1 = none, and water that is known to come, m3/s, `[station *
 * hours + hour]`; stations whose water is given, 1 each.
 */
export interface EndInputs {
  readonly span: Horizon;
  readonly end: HorizonEnd;
  readonly stations: StationRows;
  readonly storage: Int32Array;
  readonly given: Uint8Array;
  readonly known: Float64Array;
}

/** Adds to an hourly program what its water is worth when it closes. */
export class EndFamily {
  private readonly c: Case;
  private readonly b: ProgramBuilder;
  private readonly program: EndInputs;
  private readonly hours: number;

  constructor(c: Case, b: ProgramBuilder, program: EndInputs) {
    this.c = c;
    this.b = b;
    this.program = program;
    this.hours = program.span.to - program.span.from;
  }

  add(): void {
    const {
      c,
      hours,
      program: {
        end,
        storage,
        stations: { chain },
      },
    } = this;
    if (end.mode === 'free') return;
    if (end.path !== undefined) this.drawTo(end.path, chain);
    for (let i = 0; i < c.stations.ids.length; i++) {
      const late = Math.min(c.stations.travelHours[i], hours);
      if (c.stations.downstream[i] >= 0 && late > 0) this.handOn(i, late, chain);
      const last = storage[i * hours + hours - 1];
      if (last < 0) continue;
      if (end.mode === 'guided') {
        this.curve(last, end.target[i], end.value[i], (this.guidedFall() * chain[i]) / c.stations.storage[i]);
        if (end.reached === true) this.reach(last, i, chain[i]);
      } else this.pin(last, i, chain[i]);
    }
  }

  /** Inner days follow the plan a little: their water has the value that the horizon's end gives it. */
  private drawTo(path: Float64Array, chain: Float64Array): void {
    const {
      c,
      hours,
      program: { span, storage },
    } = this;
    const days = daysOf(span);
    for (let i = 0; i < c.stations.ids.length; i++) {
      if (c.stations.seasonal[i] !== 1) continue;
      const fall = (c.assumptions['path-fall'] * this.guidedFall() * chain[i]) / c.stations.storage[i];
      for (let d = 0; d < days - 1; d++) {
        const column = storage[i * hours + (Math.floor(span.from / HOURS_A_DAY) + d + 1) * HOURS_A_DAY - 1 - span.from];
        if (column >= 0) this.curve(column, path[i * (days - 1) + d], 0, fall);
      }
    }
  }

  private guidedFall(): number {
    return this.c.assumptions[isShortSpan(this.c) ? 'guided-fall-short' : 'guided-fall'];
  }

  private handOn(i: number, late: number, chain: Float64Array): void {
    const {
      c,
      b,
      hours,
      program: {
        end,
        given,
        known,
        stations: { turbined, curtailed, forced },
      },
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
    this.b.constant += (fall * target ** 2) / 2;
  }

  private pin(column: number, i: number, chain: number): void {
    const {
      c,
      program: { end },
    } = this;
    const [most, name] = [c.stations.storage[i], `end_${c.stations.ids[i]}`];
    if (end.closes === true && c.stations.seasonal[i] === 1)
      this.meet(column, endTarget(c, i), most, shortPrice(c, chain, i), -extraValue(c, chain), name);
    // Above the target water has no further use here: spilling it must stay cheaper than storing it, or the horizon
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

  /** What is short of the target costs what coal costs for all that the water could make there and below. */
  private reach(column: number, i: number, chain: number): void {
    const { b, c } = this;
    const name = `end_${c.stations.ids[i]}`;
    const row = b.row(this.program.end.target[i], Infinity, () => name);
    b.entry(row, column, 1);
    const price = c.assumptions['storage-short'] * chain;
    b.entry(
      row,
      b.column(price, 0, c.stations.storage[i], () => `short_${name}`),
      1,
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
