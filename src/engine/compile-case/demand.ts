import { daysInMonth, hourOfDay, midnight, monthOf, dayOf, hourOfYear } from '../../system/words/calendar.ts';
import type { Model, Row } from '../../system/model/model.ts';
import { powerOfTen } from '../power-of-ten.ts';

/**
 * Extremes that meet the published ones this closely are met, and least distances from a mean: of a load of about 50
 * GW.
 */
const SAME_MW = 1e-6;
const APART_MW = 1e-9;
const LOAD_MW = 5e4;

/**
 * Reported provincial load of a year, hour by hour, MW: the model's relative shape bent so that every month has its
 * published energy and the year its published highest and lowest load. Deviations from the month's mean are stretched
 * by one factor above and another below it.
 */
export function reportedLoad(model: Model, year: number): Float64Array {
  const total = hoursOfYear(year);
  const shape = alignShape(model.tables.load_shape, total);
  const bounds = monthBounds(year);
  const energy = Array.from({ length: 12 }, (_, m) => monthEnergy(model, year, m + 1));
  const annual = model.tables.load_years.find((r) => r.year === year);
  let above = 1;
  let below = 1;
  let load = bend(shape, bounds, energy, above, below);
  if (!annual) return load;
  const scale = powerOfTen(annual.max_load_mw, LOAD_MW);
  for (let pass = 0; pass < 60; pass++) {
    const { high, low, highMean, lowMean } = extremes(load, bounds, energy);
    if (Math.max(Math.abs(high - annual.max_load_mw), Math.abs(low - annual.min_load_mw)) < scale * SAME_MW) break;
    above *= (annual.max_load_mw - highMean) / Math.max(high - highMean, scale * APART_MW);
    below *= (lowMean - annual.min_load_mw) / Math.max(lowMean - low, scale * APART_MW);
    above = clamp(above, 0.05, 20);
    below = clamp(below, 0.05, 20);
    load = bend(shape, bounds, energy, above, below);
  }
  return load;
}

export const hoursOfYear = (year: number): number => midnight(year + 1, 1, 1) - midnight(year, 1, 1);
const clamp = (v: number, low: number, high: number): number => Math.min(high, Math.max(low, v));

function monthEnergy(model: Model, year: number, month: number): number {
  const row = model.tables.load_months.find((r) => r.year === year && r.month === month);
  if (!row) throw new Error(`no consumption for ${year}-${month}`);
  return row.consumption_gwh * 1000;
}

function alignShape(rows: readonly Row<'load_shape'>[], hours: number): Float64Array {
  const shape = new Float64Array(hours);
  const byHour = [...rows].sort((a, b) => a.hour_of_year - b.hour_of_year);
  for (let h = 0; h < hours; h++)
    shape[h] =
      byHour[
        Math.min(h, byHour.length - 1 - ((((byHour.length - 1 - h) % 24) + 24) % 24) * (h >= byHour.length ? 1 : 0))
      ].relative_load;
  return shape;
}

function monthBounds(year: number): Int32Array {
  const bounds = new Int32Array(13);
  for (let m = 1; m <= 12; m++) bounds[m] = bounds[m - 1] + daysInMonth(year, m) * 24;
  return bounds;
}

function bend(
  shape: Float64Array,
  bounds: Int32Array,
  energy: readonly number[],
  above: number,
  below: number,
): Float64Array {
  const load = new Float64Array(shape.length);
  for (let m = 0; m < 12; m++) {
    const [from, to] = [bounds[m], bounds[m + 1]];
    const mean = meanOf(shape, from, to);
    for (let h = from; h < to; h++) {
      const deviation = shape[h] / mean - 1;
      load[h] = deviation > 0 ? above * deviation : below * deviation;
    }
    const shift = meanOf(load, from, to);
    const power = energy[m] / (to - from);
    for (let h = from; h < to; h++) load[h] = power * (1 + load[h] - shift);
  }
  return load;
}

function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let h = from; h < to; h++) sum += values[h];
  return sum / (to - from);
}

function extremes(load: Float64Array, bounds: Int32Array, energy: readonly number[]) {
  let high = -Infinity;
  let low = Infinity;
  let highMean = 0;
  let lowMean = 0;
  for (let m = 0; m < 12; m++) {
    const mean = energy[m] / (bounds[m + 1] - bounds[m]);
    // A month without load has no shape to bend.
    if (mean <= 0) continue;
    for (let h = bounds[m]; h < bounds[m + 1]; h++) {
      if (load[h] > high) {
        high = load[h];
        highMean = mean;
      }
      if (load[h] < low) {
        low = load[h];
        lowMean = mean;
      }
    }
  }
  return { high, low, highMean, lowMean };
}

/**
 * Hour of `year` that has the same month, day and hour as hour index `hour` of another year (29 February becomes 28
 * February).
 */
export function sameHourOf(year: number, hour: number): number {
  const month = monthOf(hour);
  const day = Math.min(dayOf(hour), daysInMonth(year, month));
  return hourOfYear(midnight(year, month, day)) + hourOfDay(hour);
}
