import type { Unit } from './slips.ts';

export type Span = readonly [low: number, high: number];

/**
 * A range of a quantity: beyond `possible` it is refused, beyond `usual` warned of; 0 passes where nothing of it is a
 * plain answer.
 */
export interface Range {
  readonly unit: Unit;
  readonly possible: Span;
  readonly usual: Span;
  readonly zero?: boolean;
  readonly why: string;
}

const range = (unit: Unit, possible: Span, usual: Span, why: string, zero = false): Range => ({
  unit,
  possible,
  usual,
  why,
  ...(zero && { zero }),
});
const ANY: Span = [-Infinity, Infinity];

/**
 * What each quantity may be. `possible` is wide on purpose: beyond it no plant, river or grid on earth lies, so that a
 * figure there is refused. `usual` holds what planners meet; a figure beyond it is let through and told. Where the
 * right size depends on the system, relations between figures (`*-relations.ts`) judge.
 */
export const QUANTITIES = {
  plant_mw: range(
    'MW',
    [0, 200_000],
    [0.05, 25_000],
    'the largest station, Three Gorges, has 22,500 MW; the largest planned about 60,000',
    true,
  ),
  fleet_mw: range(
    'MW',
    [0, 3_000_000],
    [0.5, 60_000],
    'all coal power of China is about 1,200,000 MW; a row is a plant or the fleet of a zone',
    true,
  ),
  line_mw: range(
    'MW',
    [0, 500_000],
    [0, 50_000],
    'the largest line, ±1,100 kV, carries 12,000 MW; sections a few tens of thousands',
  ),
  export_mw: range('MW', [0, 100_000], [0.5, 12_000], 'the largest line, ±1,100 kV, carries 12,000 MW', true),
  load_mw: range(
    'MW',
    [0, 3_000_000],
    [0, 300_000],
    'the highest load of all China is about 1,450,000 MW, of a province 150,000',
  ),
  ramp_mw: range('MW', [0, 500_000], [0.02, 12_000], 'no line changes by more than its rating in an hour', true),
  energy_gwh: range(
    'GWh',
    [0, 30_000_000],
    [0, 1_000_000],
    'all electricity of China is about 10,000,000 GWh a year, of a province 800,000',
  ),
  month_gwh: range(
    'GWh',
    [0, 3_000_000],
    [0, 100_000],
    'all electricity of China is about 900,000 GWh a month, of a province 80,000',
  ),
  correction_gwh: range(
    'GWh',
    [-500_000, 500_000],
    [-10_000, 10_000],
    'what a month of a province leaves over in its balance, some percent of its load',
  ),
  part_gwh: range(
    'GWh',
    [0, 500_000],
    [0, 20_000],
    'a part of what a province spills or generates in a month or half a year',
  ),
  flow: range(
    'm3/s',
    [0, 300_000],
    [0.005, 60_000],
    'the Amazon brings 209,000 m3/s to the sea, the Yangtze 30,000; its monthly flow at Yichang stays below 50,000',
    true,
  ),
  local_flow: range(
    'm3/s',
    [-300_000, 300_000],
    [-60_000, 60_000],
    'the Amazon brings 209,000 m3/s to the sea; between two stations more may be lost than gained',
  ),
  storage_hm3: range(
    'hm3',
    [0, 250_000],
    [0, 50_000],
    'the largest reservoir, Kariba, holds 185,000 hm3; Three Gorges uses 22,150',
  ),
  head: range(
    'm',
    [0.3, 2_500],
    [1.5, 1_300],
    'the highest head in use is 1,883 m (Bieudron), the lowest of river plants about 2 m',
  ),
  production: range(
    'MW per m3/s',
    [0.001, 25],
    [0.012, 12],
    '0.00981 times the head in metres and the efficiency: 0.012 at 1.5 m, 12 at 1,300 m',
  ),
  travel_h: range(
    'h',
    [0, 2_000],
    [0, 36],
    'water takes hours from one station to the next: 36 h are more than 300 km',
  ),
  storage_h: range(
    'h',
    [0, 200_000],
    [0, 50_000],
    "storage over rated flow: a day's pond has hours, a lake of several years some 50,000",
  ),
  share: range('1', [0, 1], [0, 1], 'a share of a whole lies between 0 and 1'),
  small_share: range('1', [0, 1], [0.001, 0.15], 'losses of a line are a few percent', true),
  stored_share: range('1', [0, 1], [0.0099, 1], 'a share of the usable storage', true),
  limit_share: range('1', [0, 1], [0.03, 1], 'reservoirs are not kept all but empty', true),
  contract_share: range('1', [0, 1], [0.02, 1], 'the part of a line that is under contract', true),
  overhaul: range('1', [0, 1], [0.005, 0.75], 'stations are overhauled unit by unit', true),
  available: range('1', [0, 1], [0.3, 1], 'plants are available most of the time', true),
  dead_level: range('1', [0.2, 1], [0.3, 1], 'the head at dead level over that at full storage'),
  efficiency: range(
    '1',
    [0, 1],
    [0.4, 1],
    'pumped storage returns about 0.75, batteries up to 0.95, load that moves nearly all',
  ),
  flow_ratio: range('1', [0, 50], [0.4, 6], 'plants without storage are built for about 1.5 times the mean flow'),
  water_factor: range(
    '1',
    [0, 10],
    [0.25, 3],
    'months of dry and wet years lie between a quarter and three times the normal',
    true,
  ),
  demand_factor: range('1', [0, 5], [0.5, 2], 'demand of one year over another lies near 1'),
  draw_factor: range('1', [0, 20], [0, 5], 'factors that are drawn lie near 1, shares below it'),
  cv: range('1', [0, 2], [0.004, 1.2], 'flows vary by a hundredth to about their mean', true),
  spread: range('1', [0, 2], [0.001, 0.6], 'a spread of a factor is a few hundredths or tenths', true),
  lag: range('1', [-1, 1], [-0.5, 1], 'flows follow those of the month or day before', true),
  correlation: range('1', [-1, 1], [-0.6, 1], 'neighbouring rivers are wet together', true),
  hour_ratio: range('1', [0, 50], [0.2, 4], 'peak and valley hours over the mean lie near 1'),
  weight: range('', [0, Infinity], [0, 25], 'weights of the hours of a day have a mean of about 1'),
  relative: range('', [0, Infinity], [0, Infinity], 'only ratios matter; each is compared with the others'),
  coefficient: range('1', [-1, 1], [-1, 1], 'a line counts by all of its flow at most'),
  shift: range('1', [-5, 5], [-0.5, 0.5], 'what is added to a factor of water is a few hundredths', true),
  price_mwh: range('yuan/MWh', [0, 100_000], [50, 2_500], 'fuel and power cost some hundred yuan/MWh', true),
  surplus_mwh: range(
    'yuan/MWh',
    [-10_000, 100_000],
    [50, 2_500],
    'surplus power is sold for some hundred yuan/MWh; prices fall below 0 where others must run too',
    true,
  ),
  lost_load: range(
    'yuan/MWh',
    [0, 10_000_000],
    [300, 300_000],
    'power that is not served costs some thousand yuan/MWh: 10 yuan/kWh is 10,000',
  ),
  price_kwh: range('yuan/kWh', [0, 50], [0.02, 2.5], 'generators are paid some tenths of a yuan/kWh'),
  emission: range(
    't/MWh',
    [0, 5],
    [0.1, 1.6],
    'coal power emits about 0.8 t/MWh of CO2 and burns about 0.3 t/MWh of standard coal',
  ),
  hash_rate: range('EH/s', [0, 100_000], [0.5, 3_000], 'the whole network had about 180 EH/s in May 2021'),
  joules: range('J/TH', [1, 100_000], [8, 5_000], 'machines of 2021 needed 30 to 100 J/TH'),
  ratio_of_one: range('1', [0, 10], [0.01, 3], 'a share, or a ratio of powers such as a PUE of 1.05'),
  percent: range('%', [-100, 1_000], [0.5, 100], 'percent of a whole'),
  sigma_share: range('1', [0, 1], [0.001, 0.5], 'the spread of a share is some hundredths'),
  sigma_gwh: range('GWh', [0, 100_000], [5, 20_000], 'published monthly energy is known to some percent'),
  sigma_mw: range('MW', [0, 100_000], [5, 20_000], 'published peaks are known to some percent'),
  storage_mwh: range(
    'MWh',
    [0, 500_000_000],
    [0.01, 5_000_000],
    'the largest pumped storage holds about 40,000 MWh; a province has some hundred thousand',
  ),
  storage_hours: range('h', [0, 100_000], [0.25, 400], 'pumped storage runs for 5 to 10 h, batteries for 1 to 4'),
  ramp_h: range('h', [0, 100_000], [0, 8_784], 'a load is gone within a year', true),
  interruption: range(
    'yuan/MWh',
    [0, 10_000_000],
    [50, 200_000],
    'interrupted load costs some thousand yuan/MWh: 2 yuan/kWh is 2,000',
  ),
  place_weight: range('', [0, Infinity], [0, Infinity], 'only ratios matter; each is compared with the others', true),
  year: range('year', [1_900, 2_200], [1_950, 2_075], 'a year of data or of a plan'),
  counted: range('', ANY, ANY, 'counts hours and months: the schema bounds it'),
} as const satisfies Readonly<Record<string, Range>>;
export type Quantity = keyof typeof QUANTITIES;
