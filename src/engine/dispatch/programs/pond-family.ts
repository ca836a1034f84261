import { sharesOf } from '../../cascade/arrivals.ts';
import type { Case } from '../../case/case.ts';
import type { ProgramBuilder } from '../../solver/program/program-builder.ts';
import { HM3_PER_FLOW_HOUR as K, HOURS_A_DAY } from '../../tables.ts';
import { carriesPonds, hoursOfStep, lengthOfPeriod, periodsOf, type Timeline } from '../../case/timeline.ts';
import type { StationRows } from './station-rows.ts';
import { missedTarget } from './weights.ts';

/** Stations that hold water for a day at most, in a plan of blocks: each block has a water balance of its own. */
export class PondFamily {
  private readonly c: Case;
  private readonly b: ProgramBuilder;
  private readonly line: Timeline;
  private readonly stations: StationRows;
  /** columns of storage `[station * periods + period]`, written on; storage as the plan opens, hm3 */
  private readonly storage: Int32Array;
  private readonly opening: Float64Array;
  private readonly shares: (period: number, travel: number) => Float64Array;

  constructor(
    c: Case,
    b: ProgramBuilder,
    plan: {
      readonly line: Timeline;
      readonly stations: StationRows;
      readonly storage: Int32Array;
      readonly opening: Float64Array;
    },
  ) {
    this.c = c;
    this.b = b;
    this.line = plan.line;
    this.stations = plan.stations;
    this.storage = plan.storage;
    this.opening = plan.opening;
    this.shares = sharesOf(plan.line);
  }

  /** Adds the balances of station `i` in the blocks of period `p`, and what its pond moves between them. */
  add(i: number, p: number): void {
    const { c, b, stations, shares, line } = this;
    const first = line.stepsFrom[p];
    const per = line.stepsFrom[p + 1] - first;
    const pond = c.stations.storage[i] * Math.max(1, lengthOfPeriod(line, p) / HOURS_A_DAY);
    const within = pond > 0 && (per > 1 || carriesPonds(c)) ? b.row(0, 0, () => this.nameOf('pond', i, p)) : -1;
    if (within >= 0 && carriesPonds(c)) this.addLevel(i, p, within);
    for (let k = 0; k < per; k++) {
      const t = first + k;
      const row = b.row(0, 0, () => `${this.nameOf('water', i, p)}b${k}`);
      stations.water[i * line.steps + t] = row;
      stations.addOwnWater(row, i, t, 1);
      for (const u of stations.upstream[i]) {
        const share = shares(p, c.stations.travelHours[u]);
        for (let from = 0; from < per; from++) stations.addReleased(row, u, first + from, -share[k * per + from]);
      }
      stations.addMissing(row, i, t, 1, hoursOfStep(line, t), () => `${this.nameOf('missing', i, p)}b${k}`);
      if (within < 0) continue;
      const moved = b.column(0, -pond / 2, pond / 2, () => `${this.nameOf('moved', i, p)}b${k}`);
      b.entry(row, moved, 1 / (K * hoursOfStep(line, t)));
      b.entry(within, moved, 1);
    }
  }

  private nameOf(kind: string, i: number, p: number): string {
    return `${kind}_${this.c.stations.ids[i]}_p${p}`;
  }

  private carries(p: number): boolean {
    const { c, line } = this;
    return (
      p + 1 < periodsOf(line) &&
      lengthOfPeriod(line, p) <= HOURS_A_DAY &&
      lengthOfPeriod(line, p + 1) <= HOURS_A_DAY &&
      line.hoursFrom[p] >= c.from &&
      line.hoursFrom[p + 1] < c.to
    );
  }

  /**
   * Storage of a pond at the end of a period, no more than the day's limit: any between two single days of the
   * dispatched span, where it rises by what the blocks put in; after them half full as far as its water allows;
   * elsewhere half full, and blocks put in as much as they take. Swings within a day have the room they have from half
   * full, wherever the day begins.
   */
  private addLevel(i: number, p: number, within: number): void {
    const { c, b, storage, line } = this;
    const at = i * periodsOf(line) + p;
    const full = c.stations.storage[i];
    const linked = this.carries(p) || (p > 0 && this.carries(p - 1));
    const most = Math.max(
      0,
      Math.min(this.carries(p) ? full : full / 2, c.stations.storageLimit[i * c.hours + line.hoursFrom[p + 1] - 1]),
    );
    const wish = linked && !this.carries(p) ? missedTarget(c, this.stations.chain[i], c.stations.production[i] / K) : 0;
    const level = (storage[at] = b.column(-wish, linked ? 0 : most, most, () => this.nameOf('level', i, p)));
    if (!linked) return;
    b.entry(within, level, -1);
    if (p > 0) b.entry(within, storage[at - 1], 1);
    else b.shiftRow(within, -this.opening[i]);
  }
}
