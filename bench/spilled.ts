import type { Case } from '../src/engine/case/case.ts';
import type { HorizonProgram } from '../src/engine/dispatch/programs/horizon-program.ts';

/**
 * Curtailed energy in the statistic that any point of an hourly program implies, GWh: of a station's spill that part
 * which its turbines could still have taken, and what lumped hydro leaves of its available power. The split between
 * curtailed and forced columns is not read, since the cost stage leaves it open.
 */
export function spilledGwh(c: Case, w: HorizonProgram, x: ArrayLike<number>): number {
  let mwh = 0;
  const hours = w.days * 24;
  for (let i = 0; i < c.stations.ids.length; i++) {
    if (c.stations.inStatistic[i] === 0) continue;
    for (let at = i * hours; at < (i + 1) * hours; at++) {
      const spilled = x[w.curtailed[at]] + x[w.forced[at]];
      mwh += w.factor[at] * Math.max(0, Math.min(spilled, w.limit[at] - x[w.turbined[at]]));
    }
  }
  for (const { aggregated } of w.power)
    aggregated.forEach((column, l) => {
      if (c.aggregated.inStatistic[l] === 1) mwh += Math.max(0, w.program.columnUpper[column] - x[column]);
    });
  return mwh / 1000;
}
