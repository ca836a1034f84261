import type { Model } from '../../system/model/model.ts';

/** What is assumed of a series in months that no scenario models, GWh. */
export interface AssumedPart {
  readonly low: number;
  readonly central: number;
  readonly high: number;
}

/** The sum over the months, taken to be low or high together; null where one of them has no assumption. */
export function assumedIn({ tables }: Model, series: string, months: readonly string[]): AssumedPart | null {
  const rows = months.map((key) =>
    tables.outside_season.find(
      (row) => row.series === series && `${row.year}-${String(row.month).padStart(2, '0')}` === key,
    ),
  );
  if (rows.length === 0 || rows.includes(undefined)) return null;
  const sum = (column: 'low_gwh' | 'central_gwh' | 'high_gwh'): number =>
    rows.reduce((total, row) => total + row![column], 0);
  return { low: sum('low_gwh'), central: sum('central_gwh'), high: sum('high_gwh') };
}
