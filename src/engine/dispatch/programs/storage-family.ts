import type { Case } from '../../case/case.ts';
import type { ProgramBuilder } from '../../solver/program/program-builder.ts';
import { hoursOfStep, lengthOfPeriod, periodsOf, type Timeline } from '../../case/timeline.ts';
import type { PowerColumns, StageScale } from './power-family.ts';
import { dearestSpillWeight } from './weights.ts';
import { HOURS_A_DAY } from '../../tables.ts';

export interface StorageColumns {
  readonly charge: number[][];
  readonly discharge: number[][];
}

/** A row that speaks of an hour of a horizon, or of several, counted from its start. */
export interface HourRow {
  readonly first: number;
  readonly last: number;
  readonly row: number;
}

/**
 * What is lost in charging must not look like spill avoided: it is priced as spill is, or a unit would burn surplus by
 * charging and discharging at once.
 */
const chargeCost = (c: Case, efficiency: number, scale: StageScale): number =>
  c.assumptions['storage-use'] + scale * dearestSpillWeight(c) * (1 - efficiency);

/**
 * Electric storage in an hourly horizon: level[t] = level[t-1] + efficiency * charge - discharge, MWh, empty at the
 * start and the end of each horizon of days (`daily`: of each of its days) and never below empty.
 */
export function addStorages(
  b: ProgramBuilder,
  c: Case,
  fromHour: number,
  power: readonly PowerColumns[],
  scale: StageScale,
  daily: boolean,
): StorageColumns & { readonly rows: readonly HourRow[] } {
  const charge: number[][] = power.map(() => []);
  const discharge: number[][] = power.map(() => []);
  const rows: HourRow[] = [];
  c.storages.ids.forEach((id, s) => {
    let before = -1;
    power.forEach((columns, t) => {
      const hour = c.start + fromHour + t;
      const limit = hour >= c.storages.fromHour[s] && hour < c.storages.toHour[s] ? c.storages.power[s] : 0;
      charge[t][s] = b.column(chargeCost(c, c.storages.efficiency[s], scale), 0, limit, () => `charge_${id}_h${t}`);
      discharge[t][s] = b.column(c.assumptions['storage-use'], 0, limit, () => `discharge_${id}_h${t}`);
      const emptied = t === power.length - 1 || (daily && (fromHour + t) % HOURS_A_DAY === 23);
      const level = b.column(0, 0, emptied ? 0 : c.storages.energy[s], () => `level_${id}_h${t}`);
      const row = b.row(0, 0, () => `storage_${id}_h${t}`);
      rows.push({ first: t, last: t, row });
      b.entry(row, level, 1);
      if (before >= 0) b.entry(row, before, -1);
      b.entry(row, charge[t][s], -c.storages.efficiency[s]);
      b.entry(row, discharge[t][s], 1);
      b.entry(columns.balance[c.storages.zone[s]], charge[t][s], -1);
      b.entry(columns.balance[c.storages.zone[s]], discharge[t][s], 1);
      before = level;
    });
  });
  return { charge, discharge, rows };
}

/** The same of an export line's ramp. */
export interface RampRow extends HourRow {
  readonly line: number;
}

/**
 * Electric storage in blocks: what is charged in a period, less its loss, is discharged in it, and is no more than the
 * unit holds once a day.
 */
export function addBlockStorages(
  b: ProgramBuilder,
  c: Case,
  line: Timeline,
  power: readonly PowerColumns[],
  scale: StageScale,
): StorageColumns {
  const charge: number[][] = power.map(() => []);
  const discharge: number[][] = power.map(() => []);
  c.storages.ids.forEach((id, s) => {
    for (let p = 0; p < periodsOf(line); p++) {
      const hour = c.start + line.hoursFrom[p];
      const limit = hour >= c.storages.fromHour[s] && hour < c.storages.toHour[s] ? c.storages.power[s] : 0;
      const cycle = b.row(0, 0, () => `storage_${id}_p${p}`);
      const held = b.row(
        -Infinity,
        c.storages.energy[s] * Math.max(1, lengthOfPeriod(line, p) / HOURS_A_DAY),
        () => `held_${id}_p${p}`,
      );
      for (let t = line.stepsFrom[p]; t < line.stepsFrom[p + 1]; t++) {
        const h = hoursOfStep(line, t);
        const [more, less] = [
          b.column(chargeCost(c, c.storages.efficiency[s], scale) * h, 0, limit, () => `charge_${id}_t${t}`),
          b.column(c.assumptions['storage-use'] * h, 0, limit, () => `discharge_${id}_t${t}`),
        ];
        charge[t][s] = more;
        discharge[t][s] = less;
        b.entry(cycle, more, -c.storages.efficiency[s] * h);
        b.entry(cycle, less, h);
        b.entry(held, less, h);
        b.entry(power[t].balance[c.storages.zone[s]], more, -1);
        b.entry(power[t].balance[c.storages.zone[s]], less, 1);
      }
    }
  });
  return { charge, discharge };
}

/**
 * The most by which an export may rise and fall from hour `t - 1` of the season to hour `t`, MW. A schedule that itself
 * moves faster than the ramp sets the pace: the limit never makes the contract impossible.
 */
function pace(
  { exports: { ramp, contract, groups }, hours }: Case,
  e: number,
  t: number,
): { readonly up: number; readonly down: number } {
  // Lines of a group follow the schedule that they share.
  const group = groups?.of[e] ?? -1;
  const [table, row] = group >= 0 ? [groups!.most, group] : [contract, e];
  const step = table[row * hours + t] - table[row * hours + t - 1];
  return { up: Math.max(ramp[e], step), down: Math.max(ramp[e], -step) };
}

/**
 * Export totals change by at most their ramp from hour to hour; a row is written only where it could bind. Returns the
 * rows.
 */
export function addRamps(b: ProgramBuilder, c: Case, fromHour: number, power: readonly PowerColumns[]): RampRow[] {
  const rows: RampRow[] = [];
  c.exports.ids.forEach((id, e) => {
    const most = (t: number): number => c.exports.most[e * c.hours + fromHour + t];
    const contract = (t: number): number => c.exports.contract[e * c.hours + fromHour + t];
    for (let t = 1; t < power.length; t++) {
      if (Math.max(most(t) - contract(t - 1), most(t - 1) - contract(t)) <= c.exports.ramp[e]) continue;
      const { up, down } = pace(c, e, fromHour + t);
      const row = b.row(-down, up, () => `ramp_${id}_h${t}`);
      for (const [hour, sign] of [
        [t, 1],
        [t - 1, -1],
      ] as const) {
        b.entry(row, power[hour].contract[e], sign);
        b.entry(row, power[hour].surplus[e], sign);
      }
      rows.push({ line: e, first: t - 1, last: t, row });
    }
  });
  return rows;
}

/**
 * The same over the two ends of a horizon: its first hour follows what was exported in the hour before it (`before`, MW
 * by export; null where nothing did), and its last hour is such that the schedule of the hours after it can be met, as
 * far as they are dispatched. Rows of these come last: they speak of more than the horizon. Returns them.
 */
export function addRampEnds(
  b: ProgramBuilder,
  c: Case,
  fromHour: number,
  power: readonly PowerColumns[],
  before: Float64Array | null,
): RampRow[] {
  const rows: RampRow[] = [];
  const last = power.length - 1;
  c.exports.ids.forEach((id, e) => {
    if (before !== null) {
      const { up, down } = pace(c, e, fromHour);
      // What the solver's rounding left above the next hours' reach must not make this hour impossible.
      addTotal(0, Math.min(before[e] - down, reachable(c, e, fromHour)), before[e] + up, 'first');
    }
    const most = reachable(c, e, fromHour + last);
    if (most < c.exports.most[e * c.hours + fromHour + last]) addTotal(last, -Infinity, most, 'last');

    function addTotal(t: number, lower: number, upper: number, which: string): void {
      const row = b.row(lower, upper, () => `ramp_${id}_${which}`);
      b.entry(row, power[t].contract[e], 1);
      b.entry(row, power[t].surplus[e], 1);
      rows.push({ line: e, first: t, last: t, row });
    }
  });
  return rows;
}

/**
 * The most that an export may carry in an hour and still come down to what is accepted in each of the dispatched hours
 * of a day after it, MW.
 */
function reachable(c: Case, e: number, hour: number): number {
  const { most } = c.exports;
  let [reach, fallen] = [most[e * c.hours + hour], 0];
  for (let t = hour + 1; t < Math.min(c.to, hour + 25); t++) {
    fallen += pace(c, e, t).down;
    reach = Math.min(reach, most[e * c.hours + t] + fallen);
  }
  return reach;
}
