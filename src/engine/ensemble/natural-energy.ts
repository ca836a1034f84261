import type { Case } from '../compile-case/case.ts';

/** Mean power of the natural water of each month, MW: inflow through every turbine on its way down the river, and the water of lumped hydro; whatever the turbines could take. */
export function naturalPower(c: Case): Float64Array {
  const { stations, lumps, days } = c;
  const below = stations.ids.map((_, i) => {
    let factor = 0;
    for (let s = i; s >= 0; s = stations.downstream[s]) factor += stations.production[s];
    return factor;
  });
  const power = new Float64Array(c.monthKeys.length);
  const length = new Float64Array(c.monthKeys.length);
  for (let d = 0; d < days; d++) {
    const month = c.monthOfDay[d];
    length[month] += 1;
    below.forEach((factor, i) => { power[month] += factor * stations.inflow[i * days + d]; });
    lumps.ids.forEach((_, l) => { power[month] += lumps.capacity[l] * lumps.ratio[l * days + d]; });
  }
  return power.map((mw, month) => mw / length[month]);
}
