import type { SeriesQuantity } from '../../engine/outcome/series.ts';

export const STEPS = ['hour', 'day', 'month'] as const;
export type Step = (typeof STEPS)[number];
export const GROUPINGS = ['station', 'zone', 'basin', 'corridor', 'section', 'export', 'thermal', 'total'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/**
 * What a series of hydropower counts: plants in the published statistic; small hydro of the grid and that of direct
 * pockets, both outside it. Series of anything else have one part, which counts all that there is.
 */
export const COUNTS = ['statistic', 'small-hydro', 'direct-pocket'] as const;
export type Counts = (typeof COUNTS)[number];

/**
 * How a quantity is kept: what its ids name, its unit, and whether values of several ids may be added and of several
 * hours averaged.
 */
export interface Nature {
  readonly of: Exclude<Grouping, 'total' | 'basin'>;
  readonly unit: string;
  readonly adds: boolean;
  readonly over: 'mean' | 'last';
}
const nature = (of: Nature['of'], unit = 'MW', adds = true, over: Nature['over'] = 'mean'): Nature => ({
  of,
  unit,
  adds,
  over,
});

export const SERIES_NATURE: Readonly<Record<SeriesQuantity, Nature>> = {
  hydro_mw: nature('station'),
  curtailment_mw: nature('station'),
  available_mw: nature('station'),
  forced_spill_mw: nature('station'),
  turbined_flow: nature('station', 'm3/s', false),
  spill_flow: nature('station', 'm3/s', false),
  inflow_flow: nature('station', 'm3/s', false),
  storage_hm3: nature('station', 'hm3', true, 'last'),
  load_mw: nature('zone'),
  interruptible_load_mw: nature('zone'),
  unserved_mw: nature('zone'),
  price_yuan_per_mwh: nature('zone', 'yuan/MWh', false),
  thermal_mw: nature('thermal'),
  renewable_mw: nature('zone'),
  renewable_curtailed_mw: nature('zone'),
  import_mw: nature('zone'),
  corridor_mw: nature('corridor', 'MW', false),
  section_mw: nature('section', 'MW', false),
  export_mw: nature('export'),
};

/** Whether a series tells hydropower in the statistic from that outside it. */
export const tellsApart = (quantity: SeriesQuantity): boolean => SERIES_NATURE[quantity].of === 'station';

/** The groupings a quantity allows, its own first. Flows in one river and prices cannot be added up. */
export function groupingsOf(quantity: SeriesQuantity): readonly Grouping[] {
  const { of, adds } = SERIES_NATURE[quantity];
  if (!adds) return [of];
  return of === 'station'
    ? ['station', 'zone', 'basin', 'total']
    : of === 'zone'
      ? ['zone', 'total']
      : [of, 'zone', 'total'];
}

const HYDRO_COUNTED = {
  statistic: { en: 'hydropower in the published statistic', zh: '统计口径内水电' },
  'small-hydro': { en: 'grid small hydro, outside the statistic', zh: '并网小水电（统计口径外）' },
  'direct-pocket': { en: 'hydropower of direct pockets, outside the statistic', zh: '直供电站（统计口径外）' },
} as const satisfies Readonly<Record<Counts, { readonly en: string; readonly zh: string }>>;
const ALL_COUNTED = { en: 'all that the model has of it; no part is told apart', zh: '模型内全部，不分口径' };

/** What a series counts, in words. */
export const countedText = (quantity: SeriesQuantity, counts: Counts): { readonly en: string; readonly zh: string } =>
  tellsApart(quantity) ? HYDRO_COUNTED[counts] : ALL_COUNTED;
