import { HOURS_A_DAY } from '../../tables.ts';
import type { Case } from '../../case/case.ts';

/**
 * Inflow (m3/s) and ratios of aggregated hydro by hour as a planner sees them: known to the end of the week, then
 * normal water with a fading anomaly.
 */
export interface Outlook {
  readonly inflow: Float64Array;
  readonly ratio: Float64Array;
}

/** A day in hours, h. */

export function perfectOutlook(c: Case): Outlook {
  return { inflow: c.stations.inflow, ratio: c.aggregated.ratio };
}

/**
 * Forecast made at hour `now`, of that hour and all after it, when water is known before `knownUntil` (both hours of
 * the season); a forecast is the same all day.
 */
export function forecastOutlook(c: Case, now: number, knownUntil: number): Outlook {
  return {
    inflow: forecast(c, c.stations.inflow, c.stations.normalInflow, now, knownUntil),
    ratio: forecast(c, c.aggregated.ratio, c.aggregated.normalRatio, now, knownUntil),
  };
}

function forecast(
  { hours, opens, assumptions }: Case,
  actual: Float64Array,
  normal: Float64Array,
  now: number,
  knownUntil: number,
): Float64Array {
  const outlook = new Float64Array(actual.length);
  const memory = assumptions['forecast-memory'] * HOURS_A_DAY;
  const fading = fadingFrom(now, hours, assumptions['forecast-fade'] * HOURS_A_DAY);
  for (let row = 0; row < actual.length; row += hours) {
    let seen = 0;
    let usual = 0;
    for (let t = Math.max(opens, knownUntil - memory); t < knownUntil; t++) {
      seen += actual[row + t];
      usual += normal[row + t];
    }
    const anomaly = usual > 0 ? seen / usual - 1 : 0;
    for (let t = now; t < knownUntil; t++) outlook[row + t] = actual[row + t];
    for (let t = knownUntil; t < hours; t++) outlook[row + t] = normal[row + t] * (1 + anomaly * fading[t]);
  }
  return outlook;
}

/**
 * What is left by hour of an anomaly that fades to 1/e in so many hours (`fade`): the same all day, counted from the
 * hour of the forecast.
 */
function fadingFrom(now: number, hours: number, fade: number): Float64Array {
  const fading = new Float64Array(hours);
  for (let t = now; t < hours; t += HOURS_A_DAY)
    fading.fill(Math.exp((-HOURS_A_DAY * Math.floor((t - now) / HOURS_A_DAY)) / fade), t, t + HOURS_A_DAY);
  return fading;
}

/** What the interruptible loads are believed to draw, seen from hour index `now`; MW [slot * hours]. */
export function believedInterruptible(c: Case, now: number): Float64Array {
  let revision = 0;
  c.zones.revisionHour.forEach((known, r) => {
    if (known <= now) revision = r;
  });
  const size = c.zones.interruptibleZone.length * c.hours;
  return c.zones.revisionLoad.subarray(revision * size, (revision + 1) * size);
}
