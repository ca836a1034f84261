import type { Case } from '../case/case.ts';

/**
 * Mean power of the natural water of each month, MW: inflow through every turbine on its way down the river, and the
 * water of aggregated hydro; whatever the turbines could take.
 */
export function naturalPower(c: Case): Float64Array {
  const { stations, aggregated } = c;
  const below = stations.ids.map((_, i) => {
    let factor = 0;
    for (let s = i; s >= 0; s = stations.downstream[s]) factor += stations.production[s];
    return factor;
  });
  const power = new Float64Array(c.monthKeys.length);
  const length = new Float64Array(c.monthKeys.length);
  for (let t = c.opens; t < c.closes; t++) {
    const month = c.monthOfDay[Math.floor(t / 24)];
    length[month] += 1;
    below.forEach((factor, i) => {
      power[month] += factor * stations.inflow[i * c.hours + t];
    });
    aggregated.ids.forEach((_, l) => {
      power[month] += aggregated.capacity[l] * aggregated.ratio[l * c.hours + t];
    });
  }
  return power.map((mw, month) => mw / length[month]);
}
