import { CLASS_COLUMNS, type Row, type StatedRow } from './model.ts';

type Station = StatedRow<'stations'>;
type RegulationClass = Row<'regulation_classes'>;

const assumed = (
  regulation: RegulationClass['regulation'],
  [usable_storage_h, dead_level_factor, storage_start_share, storage_end_share]: readonly number[],
  source: string,
): RegulationClass => ({
  regulation,
  usable_storage_h,
  dead_level_factor,
  storage_start_share,
  storage_end_share,
  min_release_share: 0.1,
  source: `assumed: ${source}; least release 10 % of mean flow, as in nearly all rows of that model`,
  confidence: 'assumed',
});
const medians = (stations: number): string =>
  `rounded medians of the ${stations} stations of this class in the model that the program ships`;

/** Classes as they stand in the model that the program ships, for a flood season from June to October. */
const USUAL: readonly RegulationClass[] = [
  assumed('multi-year', [1080, 0.88, 0.1, 0.97], medians(2)),
  assumed('annual', [430, 0.86, 0.2, 0.95], medians(18)),
  assumed('seasonal', [90, 0.88, 0.15, 0.95], medians(6)),
  assumed('weekly', [24, 0.95, 0.5, 0.5], 'a day of rated flow, between the daily and the seasonal class; half full'),
  assumed('daily', [3, 0.97, 0.5, 0.5], medians(18)),
  assumed('run-of-river', [0, 1, 0, 0], 'no storage'),
];

const HM3_PER_FLOW_HOUR = 0.0036;

/**
 * Stations with all their numbers, and the classes that stand in the model: its own, and the usual ones that it falls
 * back on.
 */
export interface Classed {
  readonly stations: readonly Row<'stations'>[];
  readonly regulation_classes: readonly RegulationClass[];
}

/**
 * A row that states a number keeps it; one that takes a number from its class says which in its source, and is graded
 * assumed. Rows with an unreadable cell are filled as far as they go.
 */
export function withClassDefaults(stations: readonly Station[], own: readonly RegulationClass[]): Classed {
  const used = new Set<RegulationClass>();
  const filled = stations.map((row) => {
    const regulation =
      own.find((one) => one.regulation === row.regulation) ?? USUAL.find((one) => one.regulation === row.regulation);
    const absent = CLASS_COLUMNS.filter((column) => row[column] === undefined);
    if (!regulation || absent.length === 0) return row as Row<'stations'>;
    used.add(regulation);
    return Object.freeze(filledRow(row, regulation, absent));
  });
  return { stations: filled, regulation_classes: [...own, ...USUAL.filter((one) => used.has(one))] };
}

function filledRow(
  row: Station,
  regulation: RegulationClass,
  absent: readonly (typeof CLASS_COLUMNS)[number][],
): Row<'stations'> {
  const { dead_level_factor, storage_start_share, storage_end_share } = regulation;
  const usable_storage_hm3 = rounded(HM3_PER_FLOW_HOUR * regulation.usable_storage_h * row.rated_flow_m3s);
  const numbers = {
    usable_storage_hm3,
    dead_level_factor,
    storage_start_share,
    storage_end_share,
    min_release_m3s: rounded(regulation.min_release_share * row.mean_flow_m3s),
  };
  const told = absent.map((column) => `${column} ${numbers[column]}`).join(', ');
  return {
    ...row,
    ...Object.fromEntries(absent.map((column) => [column, numbers[column]])),
    source: `${row.source}; assumed by class of regulation (${row.regulation}): ${told}`,
    confidence: 'assumed',
  } as Row<'stations'>;
}

/** Four digits: the figure is no more than an order of size. */
const rounded = (value: number): number => Number(value.toPrecision(4));
