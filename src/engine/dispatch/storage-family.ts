import type { Case } from '../compile-case/case.ts';
import type { ProgramBuilder } from '../solver/program-builder.ts';
import { dayOfStep, hoursOfStep, periodOf, type Timeline } from '../timeline.ts';
import type { PowerColumns, StageScale } from './power-family.ts';
import { DEAREST_SPILL_WEIGHT, STORAGE_USE_YUAN_PER_MWH } from './weights.ts';

export interface StorageColumns { readonly charge: number[][]; readonly discharge: number[][] }

/** A row that speaks of an hour of a window, or of several, counted from its start. */
export interface HourRow { readonly first: number; readonly last: number; readonly row: number }

/** What is lost in charging must not look like spill avoided: it is priced as spill is, or a unit would burn surplus by charging and discharging at once. */
const chargeCost = (efficiency: number, scale: StageScale): number => STORAGE_USE_YUAN_PER_MWH + scale * DEAREST_SPILL_WEIGHT * (1 - efficiency);

/**
 * Electric storage in an hourly window: level[t] = level[t-1] + efficiency * charge - discharge, MWh, empty at the start and the end of each window of
 * days (`daily`: of each of its days) and never below empty.
 */
export function addStorages(b: ProgramBuilder, c: Case, fromHour: number, power: readonly PowerColumns[], scale: StageScale, daily: boolean): StorageColumns & { readonly rows: readonly HourRow[] } {
  const charge: number[][] = power.map(() => []);
  const discharge: number[][] = power.map(() => []);
  const rows: HourRow[] = [];
  c.storages.ids.forEach((id, s) => {
    let before = -1;
    power.forEach((columns, t) => {
      const hour = c.start + fromHour + t;
      const limit = hour >= c.storages.fromHour[s] && hour < c.storages.toHour[s] ? c.storages.power[s] : 0;
      charge[t][s] = b.column(chargeCost(c.storages.efficiency[s], scale), 0, limit, () => `charge_${id}_h${t}`);
      discharge[t][s] = b.column(STORAGE_USE_YUAN_PER_MWH, 0, limit, () => `discharge_${id}_h${t}`);
      const emptied = t === power.length - 1 || (daily && t % 24 === 23);
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

/** Electric storage in blocks: what is charged in a period, less its loss, is discharged in it, and is no more than the unit holds once a day. */
export function addBlockStorages(b: ProgramBuilder, c: Case, line: Timeline, power: readonly PowerColumns[], scale: StageScale): StorageColumns {
  const charge: number[][] = power.map(() => []);
  const discharge: number[][] = power.map(() => []);
  c.storages.ids.forEach((id, s) => {
    for (let from = 0; from < power.length; from += line.per) {
      const day = dayOfStep(line, from);
      const hour = c.start + day * 24;
      const limit = hour >= c.storages.fromHour[s] && hour < c.storages.toHour[s] ? c.storages.power[s] : 0;
      const cycle = b.row(0, 0, () => `storage_${id}_d${day}`);
      const held = b.row(-Infinity, c.storages.energy[s] * line.days[periodOf(line, from)], () => `held_${id}_d${day}`);
      for (let k = 0; k < line.per; k++) {
        const h = hoursOfStep(line, from + k);
        const [more, less] = [b.column(chargeCost(c.storages.efficiency[s], scale) * h, 0, limit, () => `charge_${id}_d${day}b${k}`), b.column(STORAGE_USE_YUAN_PER_MWH * h, 0, limit, () => `discharge_${id}_d${day}b${k}`)];
        charge[from + k][s] = more;
        discharge[from + k][s] = less;
        b.entry(cycle, more, -c.storages.efficiency[s] * h);
        b.entry(cycle, less, h);
        b.entry(held, less, h);
        b.entry(power[from + k].balance[c.storages.zone[s]], more, -1);
        b.entry(power[from + k].balance[c.storages.zone[s]], less, 1);
      }
    }
  });
  return { charge, discharge };
}

/** Export totals change by at most their ramp from hour to hour; a row is written only where it could bind. Returns the rows. */
export function addRamps(b: ProgramBuilder, c: Case, fromHour: number, power: readonly PowerColumns[]): HourRow[] {
  const rows: HourRow[] = [];
  c.exports.ids.forEach((id, e) => {
    const ramp = c.exports.ramp[e];
    const most = (t: number): number => c.exports.most[e * c.hours + fromHour + t];
    const contract = (t: number): number => c.exports.contract[e * c.hours + fromHour + t];
    for (let t = 1; t < power.length; t++) {
      const step = contract(t) - contract(t - 1);
      if (Math.max(most(t) - contract(t - 1), most(t - 1) - contract(t)) <= ramp) continue;
      // A schedule that itself moves faster than the ramp sets the pace: the limit never makes the contract impossible.
      const row = b.row(Math.min(-ramp, step), Math.max(ramp, step), () => `ramp_${id}_h${t}`);
      b.entry(row, power[t].contract[e], 1);
      b.entry(row, power[t].surplus[e], 1);
      b.entry(row, power[t - 1].contract[e], -1);
      b.entry(row, power[t - 1].surplus[e], -1);
      rows.push({ first: t - 1, last: t, row });
    }
  });
  return rows;
}
