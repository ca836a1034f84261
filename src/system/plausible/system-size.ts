import type { Tables } from '../model/model.ts';

const sum = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((total, row) => total + of(row), 0);
/** The middle of the years, so that one wrong year does not move it. */
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

/** How large a system is, MW: what single figures of it are measured by. */
export interface SystemSize {
  readonly peak: number;
  readonly zone: (id: string) => number;
  readonly use: number;
  readonly whole: number;
}

export function systemSize({
  stations,
  lumped_hydro: lumped,
  thermal,
  load_years: years,
  exports,
  prefectures,
}: Tables): SystemSize {
  const peak = median(years.map((row) => row.max_load_mw));
  const power =
    sum(stations, (s) => s.capacity_mw) + sum(lumped, (s) => s.capacity_mw) + sum(thermal, (s) => s.capacity_mw);
  const zone = (id: string): number => {
    const inZone = <T extends { readonly zone: string }>(rows: readonly T[]): T[] =>
      rows.filter((row) => row.zone === id);
    return (
      sum(inZone(stations), (s) => s.capacity_mw) +
      sum(inZone(lumped), (s) => s.capacity_mw) +
      sum(inZone(thermal), (s) => s.capacity_mw) +
      peak * sum(inZone(prefectures), (row) => row.load_share)
    );
  };
  return { peak, zone, use: peak + sum(exports, (row) => row.rated_mw), whole: power + peak };
}
