import type { Case } from '../compile-case/case.ts';

/** Inflow (m3/s) and lump ratios by day as a planner sees them: known to the end of the week, then normal water with a fading anomaly. */
export interface Outlook { readonly inflow: Float64Array; readonly ratio: Float64Array }

const MEMORY_DAYS = 7;
const FADE_DAYS = 30;

export function perfectOutlook(c: Case): Outlook {
  return { inflow: c.stations.inflow, ratio: c.lumps.ratio };
}

/** Forecast made on `today` when water is known before `knownUntil` (both days of the season). */
export function forecastOutlook(c: Case, today: number, knownUntil: number): Outlook {
  return {
    inflow: forecast(c.stations.inflow, c.stations.normalInflow, c.days, today, knownUntil),
    ratio: forecast(c.lumps.ratio, c.lumps.normalRatio, c.days, today, knownUntil),
  };
}

function forecast(actual: Float64Array, normal: Float64Array, days: number, today: number, knownUntil: number): Float64Array {
  const outlook = actual.slice();
  for (let e = 0; e * days < actual.length; e++) {
    let seen = 0;
    let usual = 0;
    for (let d = Math.max(0, knownUntil - MEMORY_DAYS); d < knownUntil; d++) { seen += actual[e * days + d]; usual += normal[e * days + d]; }
    const anomaly = usual > 0 ? seen / usual - 1 : 0;
    for (let d = knownUntil; d < days; d++) outlook[e * days + d] = normal[e * days + d] * (1 + anomaly * Math.exp(-(d - today) / FADE_DAYS));
  }
  return outlook;
}

/** What the interruptible slots are believed to draw, seen from hour index `now`; MW [slot * hours]. */
export function believedSlots(c: Case, now: number): Float64Array {
  let revision = 0;
  c.zones.revisionHour.forEach((known, r) => { if (known <= now) revision = r; });
  const size = c.zones.slotZone.length * c.hours;
  return c.zones.revisionLoad.subarray(revision * size, (revision + 1) * size);
}
