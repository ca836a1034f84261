import type { EnergyDisposition } from '../../engine/accounting/disposition.ts';
import { ZONE_TERMS, type ZoneDisposition, type ZoneTerm } from '../../engine/accounting/zone-disposition.ts';
import type { Disposition } from '../base/results.ts';
import type { MonthDisposition, ZoneDispositionRow } from '../base/disposition-rows.ts';
import { gwh } from './run-result.ts';

type Terms = Omit<EnergyDisposition, 'removed'>;

/** The published terms, GWh. */
export const dispositionGwh = (d: Terms): Disposition => ({
  curtailed_in_statistic_gwh: gwh(d.curtailedInStatistic),
  spilled_outside_statistic_gwh: gwh(d.spilledOutsideStatistic),
  forced_spill_gwh: gwh(d.forcedSpill),
  storage_gwh: gwh(d.storage),
  head_and_routing_gwh: gwh(d.headAndRouting),
  export_gwh: gwh(d.exports),
  thermal_gwh: gwh(d.thermal),
  renewables_gwh: gwh(d.renewables),
  import_gwh: gwh(d.imports),
  unserved_gwh: gwh(d.unserved),
  losses_gwh: gwh(d.losses),
  residual_gwh: gwh(d.residual),
});

export const zoneRows = (zones: readonly ZoneDisposition[]): ZoneDispositionRow[] =>
  zones.map((row) => ({
    zone: row.zone,
    month: row.month,
    removed_energy_gwh: gwh(row.removed),
    ...dispositionGwh(row),
    exchange_gwh: gwh(row.exchange),
    arriving_water_gwh: gwh(row.arrivingWater),
  }));

/** Summed over zones; what zones hand to one another cancels and is left out. */
export function monthRows(zones: readonly ZoneDisposition[]): MonthDisposition[] {
  return [...new Set(zones.map(({ month }) => month))].map((month) => {
    const own = zones.filter((row) => row.month === month);
    const sum = (of: (row: ZoneDisposition) => number): number => own.reduce((total, row) => total + of(row), 0);
    const terms = Object.fromEntries(ZONE_TERMS.map((term) => [term, sum((row) => row[term])])) as Record<
      ZoneTerm,
      number
    >;
    return {
      key: month,
      removed_energy_gwh: gwh(sum((row) => row.removed)),
      ...dispositionGwh({ ...terms, residual: sum((row) => row.residual) }),
    };
  });
}
