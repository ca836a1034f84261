import type { Case } from '../case/case.ts';
import { deriveCase } from '../case/derive-case.ts';

/** What one year has that another had not: the drivers of a change from year to year. */
export const DRIVERS = ['water', 'hydro_fleet', 'base_demand', 'removed_load', 'lines', 'thermal'] as const;

/**
 * The earlier year with some of its drivers taken from the later one, bit k of `mask` for `DRIVERS[k]`; both cases come
 * from one model and cover the same days of their years.
 */
export function mixYears(earlier: Case, later: Case, mask: number): Case {
  if (mask === 0) return earlier;
  const from = (driver: (typeof DRIVERS)[number]): Case =>
    (mask & (1 << DRIVERS.indexOf(driver))) !== 0 ? later : earlier;
  const [water, fleet, demand, named, lines, thermal] = DRIVERS.map(from);
  const { inflow, normalInflow, releaseBefore, minRelease, minReleaseByDay } = water.stations;
  const { interruptibleZone, interruptibleCost, interruptibleLoad, revisionHour, revisionLoad } = named.zones;
  const mark = { later: later.hash, mask };
  return deriveCase(earlier, mark, {
    stations: { ...fleet.stations, inflow, normalInflow, releaseBefore, minRelease, minReleaseByDay },
    aggregated: { ...fleet.aggregated, ratio: water.aggregated.ratio, normalRatio: water.aggregated.normalRatio },
    zones: {
      ...earlier.zones,
      load: demand.zones.load,
      correction: demand.zones.correction,
      interruptibleZone,
      interruptibleCost,
      interruptibleLoad,
      revisionHour,
      revisionLoad,
    },
    exports: lines.exports,
    sections: lines.sections,
    corridors: lines.corridors,
    imports: lines.imports,
    thermal: thermal.thermal,
    renewables: thermal.renewables,
  });
}
