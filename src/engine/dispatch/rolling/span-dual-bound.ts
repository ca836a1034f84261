import { downstreamOrder, upstreamLists } from '../../cascade/topology.ts';
import type { Case } from '../../case/case.ts';
import { CompensatedSum } from '../../solver/program/compensated-sum.ts';
import { dualBound } from '../../solver/program/dual-bound.ts';
import { HM3_PER_FLOW_HOUR as K, MAX_TRAVEL_HOURS, HOURS_A_DAY } from '../../tables.ts';
import { rowsOfDay } from './day-horizons.ts';
import type { Horizon } from '../programs/horizon.ts';
import type { WaterState } from '../programs/water-state.ts';
import { buildHorizonProgram, type HorizonProgram } from '../programs/horizon-program.ts';

/**
 * A dispatched day or part of one: its hours, the water it began with, the storages of its heads (hm3), the row duals
 * of a program of that day alone, and by station the mean value of its water, yuan/hm3 (0 where it is given).
 */
export interface SolvedDay {
  readonly span: Horizon;
  readonly water: WaterState;
  readonly heads: Float64Array;
  readonly rowDual: Float64Array;
  readonly waterValue: Float64Array;
}

/** Day `at` of a solved horizon. */
export function solvedDay(
  w: HorizonProgram,
  rowDual: Float64Array,
  at: number,
  { water, heads }: Pick<SolvedDay, 'water' | 'heads'>,
): SolvedDay {
  const { hours } = w;
  const midnight = (Math.floor(w.span.from / HOURS_A_DAY) + at) * HOURS_A_DAY;
  const span = { from: Math.max(w.span.from, midnight), to: Math.min(w.span.to, midnight + HOURS_A_DAY) };
  const [first, last] = [span.from - w.span.from, span.to - w.span.from];
  const waterValue = Float64Array.from(water.storage, (_, i) =>
    w.water
      .subarray(i * hours + first, i * hours + last)
      .reduce((sum, row) => (row < 0 ? sum : sum - rowDual[row] / (last - first)), 0),
  );
  return {
    span,
    water,
    heads,
    rowDual: w.days === 1 ? rowDual : Float64Array.from(rowsOfDay(w, at), (row) => rowDual[row]),
    waterValue,
  };
}

const FREE = { mode: 'free' as const, target: new Float64Array(0), value: new Float64Array(0), transit: null };

/**
 * Lower bound, yuan, on the cost of any hourly schedule of the dispatched days, water known, that has the production
 * factors of this one and leaves the reservoirs as full: the days' programs joined into one by dual values. Any values
 * give a valid bound, good ones a tight one: prices are those of the days, lifted to what the cost stage alone allows;
 * seasonal water has a value that hardly changes from day to day (see `steadyValues`); elsewhere water is worth what it
 * adds at its station, as the day says, above its value below.
 */
export function spanDualBound(c: Case, days: readonly SolvedDay[], end: Float64Array): number {
  const total = new CompensatedSum();
  const values = new Values(c, c.from, c.to, steadyValues(c, days));
  const programs = (at: number): HorizonProgram =>
    buildHorizonProgram(c, {
      span: days[at].span,
      water: days[at].water,
      heads: days[at].heads,
      end: FREE,
      interruptible: c.zones.interruptibleLoad,
      scale: 0,
    });
  for (let at = days.length - 1; at >= 0; at--) {
    const w = programs(at);
    const y = days[at].rowDual.slice(0, w.program.rows);
    const first = days[at].span.from;
    values.lift(w, y, first);
    const link = at === days.length - 1 ? pinnedEnd(w, end) : w;
    values.price(link, first);
    total.add(dualBound(link.program, y));
    if (at > 0) total.add(-values.opening(w, y, days[at].water));
  }
  return total.value;
}

/**
 * Days before and after a day whose values make its own: a jump of the value costs the bound a whole reservoir, a level
 * beside the days' own a little of every release.
 */
const STEADY_DAYS = 16;

/** Value of seasonal water, yuan/hm3 [station * days]: running medians of what the days' programs say. */
function steadyValues(c: Case, days: readonly SolvedDay[]): Float64Array {
  const steady = new Float64Array(c.stations.ids.length * c.days);
  for (let i = 0; i < c.stations.ids.length; i++) {
    if (c.stations.seasonal[i] !== 1) continue;
    const told = days.map(({ waterValue }) => waterValue[i]);
    days.forEach(({ span }, at) => {
      const around = told.slice(Math.max(0, at - STEADY_DAYS), at + STEADY_DAYS + 1).sort((a, b) => a - b);
      steady[i * c.days + Math.floor(span.from / HOURS_A_DAY)] = around[around.length >> 1];
    });
  }
  return steady;
}

function pinnedEnd(w: HorizonProgram, end: Float64Array): HorizonProgram {
  const columnLower = w.program.columnLower.slice();
  const columnUpper = w.program.columnUpper.slice();
  const { hours } = w;
  end.forEach((storage, i) => {
    const column = w.storage[(i + 1) * hours - 1];
    if (column >= 0) columnLower[column] = columnUpper[column] = storage;
  });
  return { ...w, program: { ...w.program, columnLower, columnUpper } };
}

function ceilings(c: Case, value: Float64Array): Float64Array {
  const upstream = upstreamLists(c);
  const ceiling = value.slice();
  for (const i of downstreamOrder(c)) {
    if (c.stations.seasonal[i] === 1) continue;
    for (let d = 0; d < c.days; d++)
      ceiling[i * c.days + d] = Math.min(Infinity, ...upstream[i].map((u) => ceiling[u * c.days + d]));
  }
  return ceiling;
}

/** Value of water, yuan/hm3, by station and hour of the season; 0 after its end. */
class Values {
  private readonly value: Float64Array;
  private readonly order: Int32Array;
  private readonly c: Case;
  private readonly from: number;
  private readonly hours: number;
  /**
   * the steady value of a seasonal reservoir's water, and at other stations that of the water above them: water runs
   * down for nothing
   */
  private readonly ceiling: Float64Array;

  constructor(c: Case, from: number, to: number, seasonal: Float64Array) {
    this.c = c;
    this.ceiling = ceilings(c, seasonal);
    this.from = from;
    this.hours = to - from;
    this.value = new Float64Array(c.stations.ids.length * this.hours);
    this.order = downstreamOrder(c).reverse();
  }

  private at(station: number, hour: number): number {
    return station < 0 || hour - this.from >= this.hours ? 0 : this.value[station * this.hours + hour - this.from];
  }

  /** Lifts the duals of a day in place and keeps its water values. */
  lift(w: HorizonProgram, y: Float64Array, first: number): void {
    const { downstream, travelHours, seasonal } = this.c.stations;
    const { hours } = w;
    const told = y.slice();
    for (const step of w.power) for (const row of step.balance) y[row] = Math.max(0, y[row]);
    for (const i of this.order) {
      if (w.given[i] === 1) continue;
      for (let t = hours - 1; t >= 0; t--) {
        const row = w.water[i * hours + t];
        const below = this.at(downstream[i], first + t + travelHours[i]);
        const ceiling = this.ceiling[i * this.c.days + Math.floor(first / HOURS_A_DAY)];
        const own =
          seasonal[i] === 1
            ? Math.max(ceiling, below)
            : Math.max(below, Math.min(ceiling, below + this.added(w, told, i, t)));
        this.value[i * this.hours + first + t - this.from] = own;
        y[row] = -own;
        // A least release earns no more than letting the water go costs.
        const least = w.release[i * hours + t];
        if (least >= 0) y[least] = Math.min(y[least], K * (own - below));
      }
    }
  }

  /**
   * What water adds at a station above its value below, by the day's own duals; water that arrives after the day counts
   * as it does at the day's end.
   */
  private added(w: HorizonProgram, told: Float64Array, i: number, t: number): number {
    const next = this.c.stations.downstream[i];
    const arrives = Math.min(w.hours - 1, t + this.c.stations.travelHours[i]);
    const below = next < 0 ? 0 : -told[w.water[next * w.hours + arrives]];
    return Math.max(0, -told[w.water[i * w.hours + t]] - below);
  }

  /**
   * Prices what a day hands on: stored water and water on its way, at the values of the days that receive it; what is
   * given is no day's to decide.
   */
  price({ program, ...w }: HorizonProgram, first: number): void {
    const { downstream, travelHours } = this.c.stations;
    for (let i = 0; i < downstream.length; i++) {
      if (w.given[i] === 1) continue;
      const kept = w.storage[(i + 1) * w.hours - 1];
      if (kept >= 0) program.cost[kept] -= this.at(i, first + w.hours);
      for (let t = Math.max(0, w.hours - travelHours[i]); t < w.hours; t++) {
        const [value, at] = [K * this.at(downstream[i], first + t + travelHours[i]), i * w.hours + t];
        for (const column of [w.turbined[at], w.curtailed[at], w.forced[at]]) program.cost[column] -= value;
      }
    }
  }

  /**
   * What the water that a day was handed adds to its own bound, yuan: the days before have priced it already. Water
   * that was let go before the run is priced by none and stays.
   */
  opening(w: HorizonProgram, y: Float64Array, water: WaterState): number {
    const { downstream, travelHours, storage } = this.c.stations;
    let sum = 0;
    for (let i = 0; i < downstream.length; i++) {
      if (storage[i] > 0) sum += y[w.water[i * w.hours]] * water.storage[i];
      if (downstream[i] < 0 || w.given[i] === 1) continue;
      for (let ago = 1; ago <= travelHours[i]; ago++) {
        const arrives = travelHours[i] - ago;
        if (arrives < w.hours && w.span.from - ago >= this.from)
          sum +=
            K * y[w.water[downstream[i] * w.hours + arrives]] * water.releaseBefore[i * MAX_TRAVEL_HOURS + ago - 1];
      }
    }
    return sum;
  }
}
