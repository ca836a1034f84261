import { daysInMonth } from '../words/calendar.ts';
import type { Tables } from './model.ts';

/** What Sichuan supplies beside the modelled lines goes to these neighbours: the first takes what the second leaves. */
export const NEIGHBOUR = 'chuanyu';
export const TIBET = 'chuanzang';
/** Most that Sichuan-Chongqing carries as the mean of a month, MW. */
const MOST_NEIGHBOUR_MW = 5500;

/**
 * Energy of a month beside the modelled lines and Tibet, GWh: Sichuan-Chongqing carries up to 5.5 GW of it (mean MW, at
 * least 0), a correction of the grid's load (GWh, may be negative) is the rest.
 */
export function splitSupply(
  gwh: number,
  year: number,
  month: number,
): { readonly neighbourMw: number; readonly correction: number } {
  const hours = 24 * daysInMonth(year, month);
  const neighbour = Math.max(0, Math.min(gwh, (MOST_NEIGHBOUR_MW * hours) / 1000));
  return { neighbourMw: (neighbour * 1000) / hours, correction: gwh - neighbour };
}

/**
 * The schedule of Sichuan-Chongqing and the corrections of load with so much more (GWh, by month of one year) supplied
 * beside the modelled lines than the tables state.
 */
export function withMoreSupplied(
  { export_schedule, load_corrections }: Pick<Tables, 'export_schedule' | 'load_corrections'>,
  year: number,
  more: ReadonlyMap<number, number>,
): Pick<Tables, 'export_schedule' | 'load_corrections'> {
  const told = new Map(
    [...more].map(([month, gwh]) => {
      const scheduled =
        export_schedule.find((row) => row.export === NEIGHBOUR && row.year === year && row.month === month)?.mean_mw ??
        0;
      const corrected = load_corrections.find((row) => row.year === year && row.month === month)?.energy_gwh ?? 0;
      return [
        month,
        splitSupply((scheduled * 24 * daysInMonth(year, month)) / 1000 + corrected + gwh, year, month),
      ] as const;
    }),
  );
  const stated = new Set(load_corrections.filter((row) => row.year === year).map(({ month }) => month));
  const added = [...told]
    .filter(([month]) => !stated.has(month))
    .map(([month, { correction }]): Tables['load_corrections'][number] => ({
      year,
      month,
      energy_gwh: correction,
      source: 'drawn',
      confidence: 'assumed',
    }));
  return {
    export_schedule: export_schedule.map((row) =>
      row.export === NEIGHBOUR && row.year === year && told.has(row.month)
        ? { ...row, mean_mw: told.get(row.month)!.neighbourMw }
        : row,
    ),
    load_corrections: [
      ...load_corrections.map((row) =>
        row.year === year && told.has(row.month) ? { ...row, energy_gwh: told.get(row.month)!.correction } : row,
      ),
      ...added,
    ],
  };
}
