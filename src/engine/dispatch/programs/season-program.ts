import { uncontrolledStations, knownWater } from '../../cascade/uncontrolled-stations.ts';
import { downstreamOrder, naturalFlow, productionAt, turbineLimit } from '../../cascade/topology.ts';
import type { Case } from '../../case/case.ts';
import type { LinearProgram } from '../../solver/program/linear-program.ts';
import { ProgramBuilder } from '../../solver/program/program-builder.ts';
import { HM3_PER_FLOW_HOUR as K, MAX_TRAVEL_HOURS, HOURS_A_DAY } from '../../tables.ts';
import {
  byPeriod,
  byStep,
  dayOfStep,
  hoursOfStep,
  lengthOfPeriod,
  periodMean,
  periodsOf,
  type Timeline,
} from '../../case/timeline.ts';
import { headValue } from './head-value.ts';
import { PondFamily } from './pond-family.ts';
import { addPowerStep, type PowerColumns, type StageScale } from './power-family.ts';
import { powerSteps } from './power-step.ts';
import { addSeasonEnd } from './season-end.ts';
import { addBlockStorages, type StorageColumns } from './storage-family.ts';
import { StationRows } from './station-rows.ts';
import type { Outlook } from './water-outlook.ts';
import { keepWeight, overDays } from './weights.ts';

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

/** Where a season program has its columns and rows: its numbers are done with once it is solved. */
export type SeasonLayout = Omit<SeasonProgram, 'program'> & {
  readonly program: Pick<LinearProgram, 'columns' | 'rows'>;
};

/** What a season program is written from. */
export interface SeasonInputs {
  readonly line: Timeline;
  /** storage with which it begins, hm3 a station */
  readonly storage: Float64Array;
  readonly outlook: Outlook;
  /** named loads that the plan believes in, MW [slot * hours] */
  readonly interruptible: Float64Array;
  /** storages at the end of each day that fix production factors, hm3 [station * days] */
  readonly heads: Float64Array;
  /** 1 if absent */
  readonly scale?: StageScale;
  /** stations whose water is given, 1 each; those that `uncontrolledStations` finds if absent */
  readonly given?: Uint8Array;
}

/**
 * The season in periods of a few blocks (peak, flat, valley). Seasonal reservoirs carry water from period to period;
 * ponds move it between the blocks, and in a short span that will be dispatched by the hour (`carriesPonds`) from one
 * single day to the next; water released in a period arrives in it (a travel time shifts it between blocks), so periods
 * are linked by storage alone. Stations whose water is `given` have no balance: what passes them is a known number here
 * and below.
 */
export function buildSeasonProgram(
  c: Case,
  { line, storage, outlook, interruptible, heads, scale = 1, given = uncontrolledStations(c) }: SeasonInputs,
  named = false,
): SeasonProgram {
  const inputs = { line, storage, outlook, interruptible, heads, scale, given };
  const again = named ? null : () => buildSeasonProgram(c, inputs, true).program;
  return new SeasonWriter(c, inputs, new ProgramBuilder(again)).write();
}

/** A class, since inner functions of a builder that runs for every plan would be compiled anew for each. */
class SeasonWriter {
  private readonly c: Case;
  private readonly b: ProgramBuilder;
  private readonly inputs: Required<SeasonInputs>;
  private readonly periods: number;
  private readonly order: Int32Array;
  private readonly stations: StationRows;
  private readonly ponds: PondFamily;
  private readonly known: Float64Array;
  private readonly natural: Float64Array;
  private readonly storage: Int32Array;
  private readonly factor: Float64Array;
  private readonly limit: Float64Array;

  constructor(c: Case, inputs: Required<SeasonInputs>, b: ProgramBuilder) {
    const { line, outlook, scale, given } = inputs;
    const n = c.stations.ids.length;
    this.c = c;
    this.b = b;
    this.inputs = inputs;
    this.periods = periodsOf(line);
    this.order = downstreamOrder(c);
    this.known = knownWater(c, given, line, byStep(c, line, outlook.inflow), new Float64Array(n * MAX_TRAVEL_HOURS));
    this.natural = naturalFlow(c, byPeriod(c, line, outlook.inflow));
    this.stations = new StationRows(c, b, { steps: line.steps, scale, given, known: this.known });
    this.storage = new Int32Array(n * this.periods).fill(-1);
    this.ponds = new PondFamily(c, b, {
      line,
      stations: this.stations,
      storage: this.storage,
      opening: inputs.storage,
    });
    this.factor = new Float64Array(n * this.periods);
    this.limit = new Float64Array(n * this.periods);
  }

  write(): SeasonProgram {
    const {
      c,
      b,
      inputs: { line, outlook, interruptible, scale, given },
      periods,
      order,
      stations: { turbined, curtailed, forced, water },
      storage,
    } = this;
    const power: PowerColumns[] = [];
    const stepOf = powerSteps(c, line, outlook.ratio, interruptible);
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
        else this.ponds.add(i, p);
      }
      [columnsFrom[p + 1], rowsFrom[p + 1]] = [b.columns, b.rows];
    }
    const electric = addBlockStorages(b, c, line, power, scale);
    addSeasonEnd(
      b,
      c,
      Array.from(c.stations.ids, (_, i) => (c.stations.seasonal[i] === 1 ? storage[(i + 1) * periods - 1] : -1)),
    );
    const { known, factor, limit, natural } = this;
    return {
      program: b.build(),
      ...{ line, power, electric, turbined, curtailed, forced, storage, given, known, water },
      ...{ factor, limit, natural, columnsFrom, rowsFrom },
    };
  }

  /** The last hour of a period, at whose end the storage is told. */
  private lastHour(p: number): number {
    return this.inputs.line.hoursFrom[p + 1] - 1;
  }

  private nameOf(kind: string, i: number, p: number): string {
    return `${kind}_${this.c.stations.ids[i]}_p${p}`;
  }

  private setTurbines(i: number, p: number): void {
    const {
      c,
      factor,
      limit,
      inputs: { line, heads },
    } = this;
    const at = i * this.periods + p;
    factor[at] = productionAt(c, i, periodMean(c, line, heads, i, p));
    limit[at] = turbineLimit(c, i, line.hoursFrom[p], factor[at]);
  }

  private addTurbines(i: number, p: number, t: number, { balance }: PowerColumns): void {
    const {
      c,
      inputs: { line },
    } = this;
    const name = (kind: string) => () => `${this.nameOf(kind, i, p)}b${line.hourClass[t]}`;
    const at = i * this.periods + p;
    const hours = hoursOfStep(line, t);
    const step = {
      hours,
      spread: overDays(c),
      factor: this.factor[at],
      limit: this.limit[at],
      natural: this.natural[at],
      balance: balance[c.stations.zone[i]],
    };
    this.stations.addFlows(i, t, step, name);
    const when = { day: dayOfStep(line, line.stepsFrom[p]), hour: line.hoursFrom[p], hours };
    this.stations.addLeastRelease(i, t, when, name('least'));
  }

  private addReservoir(i: number, p: number): void {
    const {
      c,
      b,
      periods,
      stations,
      storage,
      inputs: { line, scale },
    } = this;
    const at = i * periods + p;
    const days = lengthOfPeriod(line, p) / HOURS_A_DAY;
    const worth =
      scale * days * (headValue(c, i, Math.min(this.limit[at], this.natural[at])) + keepWeight(c) * stations.chain[i]);
    const v = b.column(-worth, 0, Math.max(c.stations.storageLimit[i * c.hours + this.lastHour(p)], 0), () =>
      this.nameOf('storage', i, p),
    );
    storage[at] = v;
    stations.curves.follow(
      b,
      i,
      { lastHour: this.lastHour(p), hours: lengthOfPeriod(line, p) },
      v,
      () => `${c.stations.ids[i]}_p${p}`,
    );
    const opening = p === 0 ? this.inputs.storage[i] : 0;
    const row = b.row(opening, opening, () => this.nameOf('water', i, p));
    stations.water[i * line.steps + line.stepsFrom[p]] = row;
    b.entry(row, v, 1);
    if (p > 0) b.entry(row, storage[at - 1], -1);
    for (let t = line.stepsFrom[p]; t < line.stepsFrom[p + 1]; t++) {
      const hours = hoursOfStep(line, t);
      stations.addOwnWater(row, i, t, K * hours);
      for (const u of stations.upstream[i]) stations.addReleased(row, u, t, -K * hours);
      stations.addMissing(row, i, t, K * hours, hours, () => `${this.nameOf('missing', i, p)}t${t}`);
    }
  }
}
