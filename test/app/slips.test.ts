import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { validatePath } from '../../src/app/cli/commands/validate.ts';
import { noteLines } from '../../src/app/cli/text/say-notes.ts';
import { warningNote } from '../../src/app/cli/tables/standing-text.ts';
import type { Warning } from '../../src/system/plausible/finding.ts';
import type { Problem } from '../../src/system/words/problem.ts';

const root = mkdtempSync(join(tmpdir(), 'spillway-slips-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const HAN = /\p{Script=Han}/u;

interface Told {
  readonly path: string;
  readonly line?: number;
  readonly text: string;
}

/** What `validate` says of a folder or file: problems where it refuses, else warnings. */
async function told(path: string): Promise<readonly Told[]> {
  const { document, exitCode, text } = await validatePath(path);
  const { problems = [], warnings = [] } = document as {
    problems?: readonly Problem[];
    warnings?: readonly (Warning & { file?: string; line?: number })[];
  };
  if (exitCode === 2)
    return problems.map(({ path: at, line, message, hint, limit }) => ({
      path: at,
      line,
      text: `${message} ${limit ?? ''} ${hint}`,
    }));
  // What a program reads, a person reads too, in both languages, with file and line.
  for (const one of warnings)
    expect([text.includes(one.message_en), HAN.test(noteLines([warningNote(one)], 'zh')[0])]).toEqual([true, true]);
  return warnings.map(({ path: at, line, message_en: said }) => ({ path: at, line, text: said }));
}

/** A copy of a shipped model with text of one table changed, once unless `all`. */
function model(id: string, table: string, from: string | RegExp, to: string | ((match: string) => string)): string {
  const folder = join(root, `m${count++}`, id);
  cpSync(`models/${id}`, folder, { recursive: true });
  const path = join(folder, `${table}.csv`);
  const was = readFileSync(path, 'utf8');
  const now = was.replace(from as RegExp, to as string);
  expect(now).not.toBe(was);
  writeFileSync(path, now);
  return folder;
}
const TOY = 'two-plant-cascade',
  SICHUAN = 'sichuan';
/** The figures of a column of a whole file times a factor; the head is passed over. */
const column =
  (index: number, factor: number) =>
  (line: string): string =>
    line
      .split(',')
      .map((cell, i) => (i === index && Number.isFinite(Number(cell)) ? String(Number(cell) * factor) : cell))
      .join(',');
const LINES = /^.*$/gm;

describe('slips in the tables of a model: refused or warned of, each with its row', () => {
  test.each<
    [
      slip: string,
      id: string,
      table: string,
      from: string | RegExp,
      to: string | ((match: string) => string),
      row: string,
      likely: RegExp,
    ]
  >([
    // Loads
    [
      'one month of load in MWh',
      TOY,
      'load_months',
      '2021,6,72,',
      '2021,6,72000,',
      'load_months.csv/2021:6.',
      /MWh written for GWh/,
    ],
    [
      'one month of load in 亿kWh',
      TOY,
      'load_months',
      '2021,6,72,',
      '2021,6,0.72,',
      'load_months.csv/2021:6.',
      /亿kWh written for GWh/,
    ],
    [
      'all months of load in MWh',
      TOY,
      'load_months',
      LINES,
      column(2, 1000),
      'load_years.csv/2021.consumption_gwh',
      /./,
    ],
    [
      'all months of load in 万kWh',
      TOY,
      'load_months',
      LINES,
      column(2, 100),
      'load_years.csv/2021.consumption_gwh',
      /./,
    ],
    [
      'the year of load in TWh',
      TOY,
      'load_years',
      '2021,876,',
      '2021,0.876,',
      'load_years.csv/2021.consumption_gwh',
      /TWh written for GWh/,
    ],
    [
      'the year of load in 亿kWh',
      SICHUAN,
      'load_years',
      '2021,327500,',
      '2021,3275,',
      'load_years.csv/2021.consumption_gwh',
      /亿kWh written for GWh/,
    ],
    [
      'the year and its months in MWh',
      TOY,
      'load_years',
      '2021,876,100,100',
      '2021,876000,100,100',
      'load_years.csv/2021.consumption_gwh',
      /MWh written for GWh/,
    ],
    [
      'the highest load in kW',
      TOY,
      'load_years',
      ',876,100,100',
      ',876,100000,100',
      'load_years.csv/2021.max_load_mw',
      /kW written for MW/,
    ],
    [
      'the highest load in 万kW',
      SICHUAN,
      'load_years',
      /^2021,(\d+),(\d+),/m,
      (line) => line.replace(/(\d+),$/, (_, mw: string) => `${Number(mw) / 10},`),
      'load_years.csv/2021.',
      /./,
    ],
    [
      'an hour of the load shape as a percentage',
      TOY,
      'load_shape',
      '\n12,1\n',
      '\n12,100\n',
      'load_shape.csv/12.',
      /misplaced|percent/,
    ],
    [
      'an hour of the load shape without data',
      TOY,
      'load_shape',
      '\n12,1\n',
      '\n12,99999\n',
      'load_shape.csv/12.',
      /no-data code/,
    ],
    [
      'a share of load as a percentage',
      TOY,
      'prefectures',
      'mountain,0.2',
      'mountain,20',
      'prefectures.csv/hill-county.',
      /percent/,
    ],
    // Water
    [
      'one month of flow in hm3/day',
      TOY,
      'natural_flow',
      'river-gauge,6,100',
      'river-gauge,6,8.64',
      'natural_flow.csv/river-gauge:6.',
      /hm3\/day written for m3\/s/,
    ],
    [
      'one month of flow divided by 0.0864',
      TOY,
      'natural_flow',
      'river-gauge,6,100',
      'river-gauge,6,1157.4',
      'natural_flow.csv/river-gauge:6.',
      /divided by 0.0864/,
    ],
    [
      'all months of flow in hm3/day',
      TOY,
      'natural_flow',
      LINES,
      column(2, 0.0864),
      'gauges.csv/river-gauge.mean_flow_m3s',
      /./,
    ],
    [
      'a month of flow without data',
      SICHUAN,
      'natural_flow',
      /^yalong-ertan,8,\d+/m,
      'yalong-ertan,8,99999',
      'natural_flow.csv/yalong-ertan:8.',
      /no-data code/,
    ],
    [
      'a month of flow with 9999',
      SICHUAN,
      'natural_flow',
      /^yalong-ertan,8,\d+/m,
      'yalong-ertan,8,9999',
      'natural_flow.csv/yalong-ertan:8.',
      /no-data code/,
    ],
    [
      'a month of flow with -9999',
      TOY,
      'natural_flow',
      'river-gauge,6,100',
      'river-gauge,6,-9999',
      'natural_flow.csv/river-gauge:6.',
      /no-data code/,
    ],
    [
      'the mean of a gauge in litres',
      TOY,
      'gauges',
      '水文站,100,',
      '水文站,100000,',
      'gauges.csv/river-gauge.',
      /litres/,
    ],
    [
      'a gauge in hm3/day',
      TOY,
      'gauges',
      '水文站,100,',
      '水文站,8.64,',
      'gauges.csv/river-gauge.mean_flow_m3s',
      /hm3\/day/,
    ],
    [
      'a factor of a water year as a percentage',
      SICHUAN,
      'water_years',
      /^(2020,all,8,)[\d.]+/m,
      (line) => line.replace(/[\d.]+$/, '114'),
      'water_years.csv/2020:all:8.',
      /./,
    ],
    [
      'a Cv as a percentage',
      TOY,
      'flow_variability',
      'river-gauge,1,0.2,',
      'river-gauge,1,20,',
      'flow_variability.csv/river-gauge:1.',
      /./,
    ],
    [
      'a daily Cv divided by 100',
      TOY,
      'daily_variability',
      'river-gauge,1,0.1,',
      'river-gauge,1,0.001,',
      'daily_variability.csv/river-gauge:1.',
      /./,
    ],
    // Stations
    [
      'storage in m3',
      TOY,
      'stations',
      ',daily,8.64,',
      ',daily,8640000,',
      'stations.csv/upper.usable_storage_hm3',
      /m3 written for hm3/,
    ],
    [
      'storage in 亿m3',
      SICHUAN,
      'stations',
      ',annual,5009,',
      ',annual,50.09,',
      'stations.csv/baihetan.usable_storage_hm3',
      /亿m3 written for hm3/,
    ],
    [
      'storage in 万m3',
      TOY,
      'stations',
      ',daily,8.64,',
      ',daily,864,',
      'stations.csv/upper.usable_storage_hm3',
      /万m3 written for hm3/,
    ],
    [
      'a class that the storage does not have',
      TOY,
      'stations',
      ',daily,8.64,',
      ',multi-year,8.64,',
      'stations.csv/upper.usable_storage_hm3',
      /./,
    ],
    ['capacity in kW', TOY, 'stations', ',100,113.26,', ',100000,113.26,', 'stations.csv/upper.', /./],
    [
      'capacity, flow and factor together in kW',
      TOY,
      'stations',
      ',100,113.26,1,100,',
      ',100000,113.26,1000,100,',
      'stations.csv/upper.',
      /kW/,
    ],
    ['head in cm', TOY, 'stations', ',113.26,', ',11326,', 'stations.csv/upper.head_m', /cm written for m/],
    ['head in feet', TOY, 'stations', ',113.26,', ',371.6,', 'stations.csv/upper.head_m', /feet/],
    ['head in km', TOY, 'stations', ',113.26,', ',0.11326,', 'stations.csv/upper.head_m', /km written for m/],
    [
      'production factor in kW',
      TOY,
      'stations',
      ',113.26,1,',
      ',113.26,1000,',
      'stations.csv/upper.production_mw_per_m3s',
      /./,
    ],
    ['mean flow in hm3/day', TOY, 'stations', ',100,100,daily,', ',100,8.64,daily,', 'stations.csv/upper.', /hm3\/day/],
    ['rated flow in litres', TOY, 'stations', ',1,100,100,daily', ',1,100000,100,daily', 'stations.csv/upper.', /./],
    [
      'least release as a share',
      TOY,
      'stations',
      ',0.5,0.5,10,',
      ',0.5,0.5,0.1,',
      'stations.csv/upper.min_release_m3s',
      /./,
    ],
    [
      'travel time in minutes',
      TOY,
      'stations',
      ',lower,1,',
      ',lower,60,',
      'stations.csv/upper.travel_time_h',
      /minutes written for hours/,
    ],
    [
      'dead level as a percentage',
      TOY,
      'stations',
      ',8.64,1,0.5',
      ',8.64,85,0.5',
      'stations.csv/upper.dead_level_factor',
      /percent/,
    ],
    [
      'storage at the start as a percentage',
      TOY,
      'stations',
      ',0.5,0.5,10,',
      ',50,0.5,10,',
      'stations.csv/upper.storage_start_share',
      /percent/,
    ],
    [
      'capacity on line in GW',
      SICHUAN,
      'availability',
      'jinsha,2021-04-01T00:00+08:00,280',
      'jinsha,2021-04-01T00:00+08:00,0.28',
      'availability.csv/jinsha:2021-04-01T00:00+08:00.',
      /GW written for MW/,
    ],
    [
      'a year with exchanged digits',
      SICHUAN,
      'availability',
      'jinsha,2021-04-01',
      'jinsha,2201-04-01',
      'availability.csv/jinsha:2201-04-01T00:00+08:00.',
      /year/,
    ],
    [
      'a flood limit as a percentage',
      SICHUAN,
      'flood_limits',
      'xiluodu-left,06-01,07-31,0.4',
      'xiluodu-left,06-01,07-31,40',
      'flood_limits.csv/xiluodu-left:06-01.',
      /percent/,
    ],
    [
      'an overhaul as a percentage',
      SICHUAN,
      'maintenance',
      'changheba,01-01,04-30,0.17',
      'changheba,01-01,04-30,17',
      'maintenance.csv/changheba:01-01.',
      /percent/,
    ],
    [
      'a withdrawal in litres',
      SICHUAN,
      'withdrawals',
      'wudu,3,8,',
      'wudu,3,8000,',
      'withdrawals.csv/wudu:3.',
      /litres/,
    ],
    [
      'small hydro in kW',
      TOY,
      'lumped_hydro',
      'hill-county,10,',
      'hill-county,10000,',
      'lumped_hydro.csv/small-hill.capacity_mw',
      /kW written for MW/,
    ],
    [
      'rated flow over mean flow as a percentage',
      TOY,
      'lumped_hydro',
      'hill-county,10,1,',
      'hill-county,10,160,',
      'lumped_hydro.csv/small-hill.rated_flow_ratio',
      /percent/,
    ],
    [
      'availability as a percentage',
      TOY,
      'lumped_hydro',
      ',10,1,0.8,',
      ',10,1,80,',
      'lumped_hydro.csv/small-hill.availability',
      /percent/,
    ],
    [
      'a link of a pocket in kW',
      SICHUAN,
      'pockets',
      /,226,283,/,
      ',226000,283,',
      'pockets.csv/pocket-yaan.link_to_grid_mw',
      /kW written for MW/,
    ],
    // Grid
    [
      'a corridor in kW',
      TOY,
      'corridors',
      'city,100,100,',
      'city,100000,100,',
      'corridors.csv/mountain-to-city.forward_mw',
      /kW written for MW/,
    ],
    [
      'a corridor in GW',
      TOY,
      'corridors',
      'city,100,100,',
      'city,0.1,100,',
      'corridors.csv/mountain-to-city.forward_mw',
      /GW written for MW/,
    ],
    [
      'a corridor with 99999 for no limit',
      TOY,
      'corridors',
      'city,100,100,',
      'city,100,99999,',
      'corridors.csv/mountain-to-city.reverse_mw',
      /no-data code/,
    ],
    [
      'losses as a percentage',
      TOY,
      'corridors',
      ',100,100,0,',
      ',100,100,3,',
      'corridors.csv/mountain-to-city.loss_share',
      /./,
    ],
    [
      'a section in kW',
      TOY,
      'sections',
      '断面,50,',
      '断面,50000,',
      'sections.csv/valley.limit_mw',
      /kW written for MW/,
    ],
    ['a section in GW', TOY, 'sections', '断面,50,', '断面,0.05,', 'sections.csv/valley.limit_mw', /GW written for MW/],
    [
      'a dated limit in GW',
      SICHUAN,
      'section_limits',
      ',7000,',
      ',7,',
      'section_limits.csv/kangding:2019-01-01T00:00+08:00.',
      /GW written for MW/,
    ],
    [
      'a coefficient as a percentage',
      TOY,
      'section_members',
      ',1',
      ',100',
      'section_members.csv/valley:mountain-to-city.',
      /percent/,
    ],
    [
      'an export line in kW',
      TOY,
      'exports',
      'East,20,',
      'East,20000,',
      'exports.csv/east.rated_mw',
      /kW written for MW/,
    ],
    [
      'a ramp in kW',
      TOY,
      'exports',
      ',contract,20,',
      ',contract,20000,',
      'exports.csv/east.ramp_mw_per_h',
      /kW written for MW/,
    ],
    [
      'a contract price in yuan/kWh',
      TOY,
      'exports',
      ',100,300,',
      ',100,0.3,',
      'exports.csv/east.contract_yuan_per_mwh',
      /yuan\/kWh written for yuan\/MWh/,
    ],
    [
      'a surplus price in fen/kWh',
      TOY,
      'exports',
      ',100,300,',
      ',10,300,',
      'exports.csv/east.surplus_yuan_per_mwh',
      /fen\/kWh/,
    ],
    [
      'a line commissioned in the year 0200',
      TOY,
      'exports',
      '2000-01-01',
      '2100-01-01',
      'exports.csv/east.commissioned',
      /year/,
    ],
    [
      'a month of export in GW',
      TOY,
      'export_schedule',
      'east,2021,6,20,',
      'east,2021,6,0.02,',
      'export_schedule.csv/east:2021:6.mean_mw',
      /GW written for MW/,
    ],
    [
      'an hour ratio as a percentage',
      SICHUAN,
      'export_schedule',
      ',0.9,1.08,1,0.92,',
      ',0.9,108,1,0.92,',
      'export_schedule.csv/',
      /percent/,
    ],
    [
      'power bought in kW',
      SICHUAN,
      'imports',
      /2021,7,must-take,[\d.]+,/,
      (cells) => `${cells.slice(0, -1)}000,`.replace('.', ''),
      'imports.csv/',
      /./,
    ],
    // Plants that burn, wind and sun
    [
      'the price of coal power in yuan/kWh',
      TOY,
      'thermal',
      ',300,1,',
      ',0.3,1,',
      'thermal.csv/city-coal.yuan_per_mwh',
      /yuan\/kWh written for yuan\/MWh/,
    ],
    [
      'coal power in kW',
      TOY,
      'thermal',
      '煤电,city,100,',
      '煤电,city,100000,',
      'thermal.csv/city-coal.capacity_mw',
      /kW written for MW/,
    ],
    [
      'a floor in GW',
      TOY,
      'thermal',
      ',100,20,300',
      ',100,0.02,300',
      'thermal.csv/city-coal.must_run_mw',
      /GW written for MW/,
    ],
    [
      'availability of coal power as a percentage',
      TOY,
      'thermal',
      ',300,1,',
      ',300,92,',
      'thermal.csv/city-coal.availability',
      /percent/,
    ],
    [
      'lost load in yuan/kWh',
      TOY,
      'zones',
      '山区,10000,',
      '山区,10,',
      'zones.csv/mountain.',
      /yuan\/kWh written for yuan\/MWh/,
    ],
    [
      'a month of wind in MWh',
      SICHUAN,
      'renewable_months',
      'wind,2019,1,1082.4',
      'wind,2019,1,1082400',
      'renewable_months.csv/wind:2019:1.',
      /MWh written for GWh/,
    ],
    [
      'a month of wind in 亿kWh',
      SICHUAN,
      'renewable_months',
      'wind,2019,3,',
      'wind,2019,3,0.',
      'renewable_months.csv/wind:2019:3.',
      /./,
    ],
    [
      'an hour of wind as a percentage',
      SICHUAN,
      'renewable_shape',
      'wind,0,1.12',
      'wind,0,112',
      'renewable_shape.csv/wind:0.',
      /./,
    ],
    [
      'a share of wind as a percentage',
      SICHUAN,
      'renewables',
      'liangshan,wind,0.8',
      'liangshan,wind,80',
      'renewables.csv/wind-liangshan.',
      /percent/,
    ],
    // What studies compare with
    [
      'published curtailment in 亿kWh',
      SICHUAN,
      'reported',
      ',curtailment,GWh,7600,',
      ',curtailment,GWh,76,',
      'reported.csv/2012',
      /亿kWh written for GWh/,
    ],
    [
      'published output in MWh',
      SICHUAN,
      'reported',
      /^2019-07,nbs,hydro_generation,GWh,[\d.]+/m,
      '2019-07,nbs,hydro_generation,GWh,38000000',
      'reported.csv/2019-07',
      /MWh written for GWh/,
    ],
    [
      'published peak in GW',
      SICHUAN,
      'reported',
      /peak_load,MW,(\d+)/,
      'peak_load,MW,35.19',
      'reported.csv/2016',
      /GW written for MW/,
    ],
    [
      'what is assumed outside the season in MWh',
      SICHUAN,
      'outside_season',
      'nea-sichuan-main-basins,2019,11,0,292.4,3688.6',
      'nea-sichuan-main-basins,2019,11,0,292400,3688600',
      'outside_season.csv/nea-sichuan-main-basins:2019:11.',
      /MWh written for GWh/,
    ],
    [
      'the spread of a fact in MWh',
      SICHUAN,
      'calibration_facts',
      'hydro-2019-06,fit,hydro_generation,full-fleet,,2019-06,GWh,800',
      'hydro-2019-06,fit,hydro_generation,full-fleet,,2019-06,GWh,800000',
      'calibration_facts.csv/hydro-2019-06.',
      /MWh written for GWh/,
    ],
    [
      'a fitted limit in GW',
      SICHUAN,
      'calibration',
      '9000,17000,13020',
      '9,17,13',
      'calibration.csv/section-dadu.',
      /./,
    ],
    ['hash rate in PH/s', SICHUAN, 'evidence', ',136.47,85,', ',136470,85000,', 'evidence.csv/network-fall.', /PH\/s/],
    [
      'a price in yuan/MWh',
      TOY,
      'valuations',
      'yuan/kWh,0.2',
      'yuan/kWh,200',
      'valuations.csv/price-toy.',
      /yuan\/MWh written for yuan\/kWh/,
    ],
    ['emissions in kg/MWh', TOY, 'valuations', 't/MWh,0.8', 't/MWh,800', 'valuations.csv/co2-toy.', /kg\/MWh/],
    [
      'the range of a load in GW',
      SICHUAN,
      'uncertainty',
      ',2400,3200,8000,',
      ',2.4,3.2,8,',
      'uncertainty.csv/size.',
      /GW written for MW/,
    ],
    [
      'the range of a factor as a percentage',
      SICHUAN,
      'uncertainty',
      /(demand,,uniform),0.98,,1.02/,
      '$1,98,,102',
      'uncertainty.csv/demand.',
      /percent/,
    ],
    [
      'a structure with a limit in GW',
      SICHUAN,
      'structures',
      'stations,*,dead_level_factor,1',
      'sections,panxi,limit_mw,9999',
      'structures.csv/constant-head',
      /no-data code/,
    ],
  ])(
    '%s',
    async (_, id, table, from, to, row, likely) => {
      const found = await told(model(id, table, from, to));
      const named = found.filter(({ path }) => path.startsWith(row));
      expect(
        named.map(({ path }) => path),
        JSON.stringify(found.slice(0, 4)),
      ).not.toEqual([]);
      expect(named.map(({ text }) => text).join('\n')).toMatch(likely);
      expect(named[0].line).toBeGreaterThan(1);
    },
    30_000,
  );
});

test('a gauge and all of its months in hm3/day, so that they agree with each other, do not agree with the stations', async () => {
  const folder = model(TOY, 'gauges', '水文站,100,', '水文站,8.64,');
  const flows = join(folder, 'natural_flow.csv');
  writeFileSync(flows, readFileSync(flows, 'utf8').replace(LINES, column(2, 0.0864)));
  // 8.64 at the gauge is 0.0864 of the 100 m3/s of its stations, where a fifth is usual; 8.64 / 0.0864 = 100.
  expect(await told(folder)).toMatchObject([
    {
      path: 'gauges.csv/river-gauge.mean_flow_m3s',
      line: 2,
      text: expect.stringContaining('hm3/day written for m3/s') as unknown,
    },
  ]);
});

const toy = join(process.cwd(), 'scenarios/two-plant-cascade/base.yaml');
const shutdown = join(process.cwd(), 'scenarios/two-plant-cascade/shutdown.yaml');

/** A scenario upon the toy with these lines, and with these files beside it. */
function scenario(lines: string, base = toy, files: Readonly<Record<string, string>> = {}): string {
  const folder = join(root, `s${count++}`);
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'own.yaml'), `schema: spillway/scenario@1\nid: own\nextends: ${base}\n${lines}\n`);
  return join(folder, 'own.yaml');
}
const measure = (text: string): string => `measures:\n  - { id: own, ${text} }`;
const month = 'window: { start: "2021-06-01", end: "2021-07-01" }\ninflow:\n  - { station: upper, file: upper.csv }';
const daily = (flow: (day: number) => number): Readonly<Record<string, string>> => ({
  'upper.csv': `date,flow_m3s\n${Array.from({ length: 30 }, (_, d) => `2021-06-${String(d + 1).padStart(2, '0')},${flow(d)}`).join('\n')}\n`,
});

describe('slips in a scenario and its inflow: refused or warned of, each with its field', () => {
  test.each<[slip: string, path: string, field: RegExp, likely: RegExp]>([
    [
      'a load in kW',
      scenario('load_changes: { factory: { size: 30 kW } }'),
      /loads\[0\]\.size|load/,
      /GW written for MW|kW|misplaced/,
    ],
    ['water as a percentage', scenario('water: { water_year: normal, factor: 95 }'), /water\.factor/, /./],
    ['demand as a percentage', scenario('demand: { year: 2021, factor: 105 }'), /demand\.factor/, /./],
    [
      'a section limit in kW',
      scenario(measure('type: section-limit, section: valley, limit: 50 GW')),
      /measures\[\d\]\.limit/,
      /kW written for MW/,
    ],
    [
      'an outage in GW',
      scenario(measure('type: outage, station: upper, capacity: 100 kW')),
      /measures\[\d\]\.capacity/,
      /GW written for MW/,
    ],
    [
      'export in GW',
      scenario(measure('type: export-schedule, export: east, mean: 20 kW')),
      /measures\[\d\]\.mean/,
      /GW written for MW/,
    ],
    [
      'efficiency as a percentage',
      scenario(measure('type: add-storage, zone: city, power: 20 MW, energy: 100 MWh, efficiency: 85')),
      /measures\[\d\]\.efficiency/,
      /percent/,
    ],
    [
      'energy of storage in GWh',
      scenario(measure('type: add-storage, zone: city, power: 20 MW, energy: 100 GWh')),
      /measures\[\d\]\.energy/,
      /./,
    ],
    [
      'power of storage in GW',
      scenario(measure('type: add-storage, zone: city, power: 20 GW, energy: 100 GWh')),
      /measures\[\d\]\.power/,
      /kW written for MW/,
    ],
    [
      'a flood limit as a percentage',
      scenario(measure('type: flood-limit, station: upper, max_storage_share: 60')),
      /measures\[\d\]\.max_storage_share/,
      /percent/,
    ],
    [
      'least output in GW',
      scenario(measure('type: minimum-output, thermal: city-coal, output: 20 kW')),
      /measures\[\d\]\.output/,
      /GW written for MW/,
    ],
    ['growth as a percentage', scenario(measure('type: growth, factor: 4.9')), /measures\[\d\]\.factor/, /./],
    [
      'an inflow year as a percentage',
      scenario(measure('type: inflow-year, water_year: normal, factor: 4.9')),
      /measures\[\d\]\.factor/,
      /./,
    ],
    [
      'load that is added in kW',
      scenario(measure('type: add-load, zone: city, size: 20 GW')),
      /measures\[\d\]\.size/,
      /kW written for MW|above|larger/,
    ],
    [
      'cost of interruption in yuan/kWh',
      scenario(measure('type: add-load, zone: city, size: 20 MW, interruption_yuan_per_mwh: 2')),
      /interruption_yuan_per_mwh/,
      /yuan\/kWh written for yuan\/MWh/,
    ],
    ['a ramp in seconds', scenario(measure('ramp: 2592000 h'), shutdown).replace('own.yaml', 'own.yaml'), /./, /./],
    [
      'initial storage in 亿m3',
      scenario('initial_storage:\n  - { station: upper, storage_hm3: 0.0043 }'),
      /initial_storage\[0\]/,
      /./,
    ],
    [
      'inflow in hm3/day',
      scenario(
        month,
        toy,
        daily(() => 8.64),
      ),
      /inflow\[0\]/,
      /hm3\/day written for m3\/s/,
    ],
    [
      'inflow in litres',
      scenario(
        month,
        toy,
        daily(() => 100_000),
      ),
      /inflow\[0\]/,
      /litres/,
    ],
    [
      'inflow with a day of 99999',
      scenario(
        month,
        toy,
        daily((d) => (d === 9 ? 99_999 : 100)),
      ),
      /inflow\[0\]/,
      /no-data code|99999/,
    ],
    [
      'inflow with a day in hm3/day',
      scenario(
        month,
        toy,
        daily((d) => (d === 9 ? 8.64 : 100)),
      ),
      /inflow\[0\]/,
      /hm3\/day written for m3\/s/,
    ],
    [
      'inflow with a day of 0 among others',
      scenario(
        month,
        toy,
        daily((d) => (d === 9 ? 0 : 100)),
      ),
      /inflow\[0\]/,
      /./,
    ],
    [
      'inflow of another river',
      scenario(
        month,
        toy,
        daily(() => 1_500),
      ),
      /inflow\[0\]/,
      /./,
    ],
  ])('%s', async (_, path, field, likely) => {
    const found = await told(path);
    const named = found.filter((one) => field.test(one.path));
    expect(
      named.map((one) => one.path),
      JSON.stringify(found.slice(0, 4)),
    ).not.toEqual([]);
    expect(named.map(({ text }) => text).join('\n')).toMatch(likely);
  });
});
