import type { DrawnFlow } from '../hydrology/water-draws.ts';
import type { Case } from '../case/case.ts';
import type { GaugeFlow } from './gauge-water.ts';
import { deriveCase } from '../case/derive-case.ts';
import { contentHash } from '../case/hash.ts';
import { aggregatedRatio, stationWater, type River } from './river.ts';

/**
 * The case with the natural flow of a draw in place of its water year: inflow, water in transit at the start, and the
 * water of aggregated hydro. Normal water, on which forecasts rest, stays; so does an inflow that the scenario states.
 * `river` is that of the same model, scenario and season. Two worlds that share `commonHash` still share it with the
 * same draw.
 */
export const withDrawnWater = (c: Case, river: River, drawn: DrawnFlow): Case =>
  withFlow(
    c,
    river,
    {
      at: (mean, gauge, hour) => (gauge < 0 ? 0 : mean * drawn.ratio[gauge * river.days + Math.floor(hour / 24)]),
      daily: true,
    },
    `drawn-${drawn.seed}-${drawn.draw}`,
  );

/** The same with any natural flow; `waterYear` names it. */
export function withFlow(c: Case, river: River, flow: GaugeFlow, waterYear: string): Case {
  if (river.days !== c.days || river.stationGauge.length !== c.stations.ids.length)
    throw new Error('the river is not that of the case');
  const water = { stations: stationWater(river, flow), ratio: aggregatedRatio(river, flow), waterYear };
  return deriveCase(c, contentHash(water), {
    waterYear: water.waterYear,
    stations: { ...c.stations, ...water.stations },
    aggregated: { ...c.aggregated, ratio: water.ratio },
  });
}
