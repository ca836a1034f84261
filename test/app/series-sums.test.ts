import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../../src/app/serve.ts';
import { CURVE_SHARES } from '../../src/engine/accounting/load-curves.ts';
import { SERIES_QUANTITIES, type SeriesQuantity } from '../../src/engine/outcome/series.ts';
import type { ComparisonResult } from '../../src/study/comparison/comparison-answer.ts';
import type { KeyedPair, Pair } from '../../src/study/base/results.ts';
import { COUNTS, groupingsOf, SERIES_NATURE, tellsApart, type Counts } from '../../src/study/present/series-nature.ts';
import { ask, codes, until } from './ask.ts';
import { forget } from './plumbing.ts';

/**
 * The pair that ships, hour by hour with rolling foresight, asked over HTTP: every series is added up and set beside
 * what the document prints.
 */
const API = '/api/v1';
const PAIR = { reference: 'sichuan-2021-base', counterfactual: 'sichuan-2021-shutdown-8gw' };
const WORLDS = ['reference', 'counterfactual'] as const;
const folder = mkdtempSync(join(tmpdir(), 'spillway-sums-'));
let server: RunningServer;
let address: string;
let result: ComparisonResult;

beforeAll(async () => {
  server = await startServer({ port: 0, compose: { data: folder, workers: 2 } });
  address = (await ask(server.url, 'POST', `${API}/comparisons`, PAIR)).headers.get('location')!;
  result = (await until(server.url, address, ['done', 'failed', 'cancelled'], 900))
    .result as unknown as ComparisonResult;
}, 960_000);
afterAll(async () => {
  await server.close();
  forget(folder);
});

interface Row {
  readonly world: (typeof WORLDS)[number];
  readonly key: string;
  readonly values: readonly number[];
}
interface Series {
  readonly quantity: SeriesQuantity;
  readonly counts: Counts;
  readonly counted: { readonly en: string };
  readonly unit: string;
  readonly times: readonly string[];
  readonly rows: readonly Row[];
}
const series = async (query: string): Promise<Series> => {
  const answer = await ask(server.url, 'GET', `${address}/series?${query}`);
  expect([query, answer.status]).toEqual([query, 200]);
  return answer.json as unknown as Series;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
/** Hourly MW as GWh of each world, and the difference. */
function energyOf({ rows }: Series): Pair {
  const [reference, counterfactual] = WORLDS.map(
    (world) => sum(rows.filter((row) => row.world === world).flatMap((row) => row.values)) / 1000,
  );
  return { reference, counterfactual, delta: counterfactual - reference };
}
const total = (quantity: SeriesQuantity, counts: Counts = 'statistic', by = 'total'): Promise<Series> =>
  series(`quantity=${quantity}&counts=${counts}&by=${by}`);

/** Within a millionth of the figure; a figure below a kWh is none. */
function meets(value: number, figure: number, what: string): void {
  expect(Math.abs(value - figure), `${what}: ${value} for ${figure}`).toBeLessThanOrEqual(
    1e-6 * Math.max(Math.abs(figure), 1e-3),
  );
}
/**
 * A difference is told as well as the sums of both worlds: series are kept in single precision, whose errors leave a
 * billionth of a season's sum.
 */
function meetsDelta(value: Pair, figure: number, what: string): void {
  const resolution = 1e-9 * (Math.abs(value.reference) + Math.abs(value.counterfactual));
  expect(
    Math.abs(Math.abs(value.delta) - Math.abs(figure)),
    `${what}: ${value.delta} for ${figure}`,
  ).toBeLessThanOrEqual(Math.max(1e-6 * Math.abs(figure), resolution, 1e-9));
}
function meetsBoth(value: Pair, figure: Pair, what: string): void {
  for (const world of WORLDS) meets(value[world], figure[world], `${what}, ${world}`);
}

/**
 * What the document prints of each series: in the statistic, in small hydro, in direct pockets, where it tells them
 * apart.
 */
const printed = (): Partial<Record<SeriesQuantity, Partial<Record<Counts, Pair>>>> => {
  const { outside_statistic_gwh: outside, energy_gwh: energy } = result;
  const all = (...pairs: readonly Pair[]): Pair => ({
    reference: sum(pairs.map((one) => one.reference)),
    counterfactual: sum(pairs.map((one) => one.counterfactual)),
    delta: sum(pairs.map((one) => one.delta)),
  });
  return {
    curtailment_mw: {
      statistic: result.curtailed_gwh,
      'small-hydro': outside.grid_small_hydro,
      'direct-pocket': outside.direct_pocket,
    },
    forced_spill_mw: { statistic: result.forced_spill_gwh },
    hydro_mw: { statistic: result.generated_gwh },
    available_mw: { statistic: result.available_gwh },
    load_mw: { statistic: energy.load },
    interruptible_load_mw: { statistic: energy.interruptible_load },
    unserved_mw: { statistic: all(energy.unserved, energy.unserved_interruptible) },
    thermal_mw: { statistic: energy.thermal },
    renewable_mw: { statistic: energy.renewables },
    renewable_curtailed_mw: { statistic: energy.renewables_curtailed },
    import_mw: { statistic: energy.import },
    export_mw: { statistic: energy.export },
  };
};
/**
 * Flows, storage and prices have no printed sum; the loading of corridors is not printed, that of sections as a curve.
 */
const NOT_SUMMED: readonly SeriesQuantity[] = [
  'turbined_flow',
  'spill_flow',
  'inflow_flow',
  'storage_hm3',
  'price_yuan_per_mwh',
  'corridor_mw',
  'section_mw',
];

describe('every series of the shipped pair', () => {
  test('says what it counts, by itself and as the statistic unless asked', async () => {
    expect([...Object.keys(printed()), ...NOT_SUMMED].sort()).toEqual([...SERIES_QUANTITIES].sort());
    for (const quantity of SERIES_QUANTITIES) {
      const found = await series(`quantity=${quantity}&step=month`);
      expect([found.quantity, found.counts, found.unit]).toEqual([quantity, 'statistic', SERIES_NATURE[quantity].unit]);
      expect(found.counted.en).toMatch(tellsApart(quantity) ? /statistic/ : /^all /);
      expect(found.times).toHaveLength(5);
      const csv = await ask(server.url, 'GET', `${address}/series?quantity=${quantity}&step=month`, undefined, {
        accept: 'text/csv',
      });
      expect(
        csv.text
          .split('\r\n')
          .slice(0, 6)
          .map((line) => line.split(',')[1]),
      ).toEqual(['counts', ...Array<string>(5).fill('statistic')]);
    }
  });

  test('sums to its printed figure, by every grouping it has', async () => {
    for (const [quantity, figures] of Object.entries(printed()) as [SeriesQuantity, Partial<Record<Counts, Pair>>][]) {
      for (const [counts, figure] of Object.entries(figures) as [Counts, Pair][]) {
        for (const by of groupingsOf(quantity))
          meetsBoth(energyOf(await total(quantity, counts, by)), figure, `${quantity} ${counts} by ${by}`);
      }
    }
  });

  test('sums over the three counts to what counts all hydropower, and in differences to the disposition', async () => {
    const all = async (quantity: SeriesQuantity): Promise<Pair> => {
      const parts = await Promise.all(COUNTS.map(async (counts) => energyOf(await total(quantity, counts))));
      const [reference, counterfactual] = WORLDS.map((world) => sum(parts.map((one) => one[world])));
      return { reference, counterfactual, delta: counterfactual - reference };
    };
    const [hydro, forced] = [await all('hydro_mw'), await all('forced_spill_mw')];
    meetsBoth(hydro, result.energy_gwh.hydro, 'all hydropower');
    const d = result.disposition;
    const own = async (quantity: SeriesQuantity): Promise<Pair> => energyOf(await total(quantity));
    const curtailed = { all: await all('curtailment_mw'), statistic: await own('curtailment_mw') };
    const outside: Pair = {
      reference: curtailed.all.reference,
      counterfactual: curtailed.all.counterfactual,
      delta: curtailed.all.delta - curtailed.statistic.delta,
    };
    const [load, named] = [await own('load_mw'), await own('interruptible_load_mw')];
    for (const [what, value, figure] of [
      ['forced spill', forced, d.forced_spill_gwh],
      ['curtailed in the statistic', curtailed.statistic, d.curtailed_in_statistic_gwh],
      ['spilled outside', outside, d.spilled_outside_statistic_gwh],
      ['export', await own('export_mw'), d.export_gwh],
      ['less thermal', await own('thermal_mw'), d.thermal_gwh],
      ['less renewables', await own('renewable_mw'), d.renewables_gwh],
      ['less import', await own('import_mw'), d.import_gwh],
      ['less unserved', await own('unserved_mw'), d.unserved_gwh],
      [
        'removed',
        {
          reference: load.reference + named.reference,
          counterfactual: load.counterfactual + named.counterfactual,
          delta: load.delta + named.delta,
        },
        result.removed_energy_gwh,
      ],
    ] as const) {
      meetsDelta(value, figure, what);
      if (Math.abs(figure) > 1)
        expect(Math.sign(value.delta), what).toBe(
          what.startsWith('less') || what === 'removed' ? -Math.sign(figure) : Math.sign(figure),
        );
    }
    const available = energyOf(await total('available_mw'));
    for (const world of WORLDS)
      meets(
        energyOf(await total('hydro_mw'))[world] / available[world],
        result.utilisation_rate[world]!,
        `utilisation, ${world}`,
      );
  });

  test('of curtailment meets the divisions of the headline: by month, basin, zone, class of hours, and day by day', async () => {
    const byKey = async (by: string, rows: readonly KeyedPair[]): Promise<void> => {
      const found = (await total('curtailment_mw', 'statistic', by)).rows;
      for (const { key, ...figure } of rows) {
        for (const world of WORLDS)
          meets(
            sum(found.filter((row) => row.world === world && row.key === key).flatMap((row) => row.values)) / 1000,
            figure[`${world}_gwh`],
            `${by} ${key}, ${world}`,
          );
      }
    };
    await byKey('basin', result.by_basin);
    await byKey('zone', result.by_zone);
    const hourly = await total('curtailment_mw');
    const classes = (await ask(server.url, 'GET', `${API}/models/sichuan?tables=hour_classes`)).json as unknown as {
      tables: { hour_classes: { hour: number; class: string }[] };
    };
    const classOf = new Map(classes.tables.hour_classes.map((row) => [row.hour, row.class]));
    const gwhWhere = (world: string, keep: (time: string) => boolean): number =>
      sum(hourly.rows.find((row) => row.world === world)!.values.filter((_, h) => keep(hourly.times[h]))) / 1000;
    for (const world of WORLDS) {
      for (const row of result.by_month)
        meets(
          gwhWhere(world, (time) => time.startsWith(row.key)),
          row[`${world}_gwh`],
          `${row.key}, ${world}`,
        );
      for (const row of result.by_hour_class)
        meets(
          gwhWhere(world, (time) => classOf.get(Number(time.slice(11, 13))) === row.key),
          row[`${world}_gwh`],
          `${row.key}, ${world}`,
        );
      const daily = (await series('quantity=curtailment_mw&by=total&step=day')).rows
        .find((row) => row.world === world)!
        .values.map((mw) => (mw * 24) / 1000);
      result.curtailed_by_day_gwh[world].forEach((figure, day) => meets(daily[day], figure, `day ${day}, ${world}`));
    }
  });

  test('of sections and export lines runs through the printed curve', async () => {
    const loadings = { section: await series('quantity=section_mw'), export: await series('quantity=export_mw') };
    for (const line of result.load_curves.lines) {
      for (const world of WORLDS) {
        const falling = [
          ...loadings[line.kind].rows.find((row) => row.world === world && row.key === line.id)!.values,
        ].sort((a, b) => b - a);
        const curve = CURVE_SHARES.map((share) => falling[Math.max(0, Math.ceil(share * falling.length - 1e-9) - 1)]);
        line[`${world}_mw`].forEach((mw, i) => expect(Math.abs(mw - curve[i]), `${line.id} ${i}`).toBeLessThan(0.051));
      }
    }
  });

  test('is cut by station, zone, section and window', async () => {
    const one = await series('quantity=curtailment_mw&station=pubugou,ertan&step=month&world=counterfactual');
    expect(one.rows.map((row) => row.key).sort()).toEqual(['ertan', 'pubugou']);
    const zone = energyOf(await series('quantity=curtailment_mw&zone=shimian'));
    meets(zone.counterfactual, result.by_zone.find((row) => row.key === 'shimian')!.counterfactual_gwh, 'shimian');
    const behind = energyOf(await series('quantity=curtailment_mw&by=total&section=dadu'));
    const at = result.by_section.find((row) => row.key === 'dadu')!;
    expect(behind.counterfactual).toBeGreaterThanOrEqual(at.counterfactual_gwh * (1 - 1e-6));
    expect(behind.counterfactual).toBeLessThan(result.curtailed_gwh.counterfactual);
    const pocket = await series(
      'quantity=curtailment_mw&counts=direct-pocket&by=zone&zone=pocket-aba&from=2021-07-01&to=2021-07-03',
    );
    expect([pocket.times.length, pocket.rows.map((row) => row.key)]).toEqual([48, ['pocket-aba', 'pocket-aba']]);
    expect((await series('quantity=section_mw&section=dadu&step=month')).rows.map((row) => row.key)).toEqual([
      'dadu',
      'dadu',
    ]);
    expect((await series('quantity=corridor_mw&section=dadu&step=month')).rows.length).toBeGreaterThan(0);
    expect(
      new Set((await series('quantity=corridor_mw&zone=shimian&step=month')).rows.map((row) => row.key)).size,
    ).toBeGreaterThan(0);
  });

  test('that nobody has is a named problem', async () => {
    const problems = async (query: string) => {
      const answer = await ask(server.url, 'GET', `${address}/series?${query}`);
      expect([query, answer.status]).toEqual([query, 422]);
      return codes(answer);
    };
    expect(await problems('quantity=curtailment_mw&station=pubuguo,nowhere&zone=shimain&section=dadou')).toEqual([
      'unknown-station',
      'unknown-station',
      'unknown-zone',
      'unknown-section',
    ]);
    expect(await problems('quantity=curtailment_mw&station=small-aba')).toEqual(['counts-otherwise']);
    expect(await problems('quantity=curtailment_mw&zone=pocket-aba')).toEqual(['counts-otherwise']);
    expect(await problems('quantity=turbined_flow&station=small-aba')).toEqual(['no-series']);
    expect(await problems('quantity=export_mw&station=ertan')).toEqual(['filter']);
    expect(await problems('quantity=export_mw&counts=small-hydro')).toEqual(['counts-not-apart']);
    expect(await problems('quantity=hydro_mw&counts=everything')).toEqual(['unknown-value']);
    expect(await problems('quantity=hydro_mw&from=2021-07-03&to=2021-07-01')).toEqual(['empty-window']);
    expect(await problems('quantity=hydro_mw&from=2022-07-01&to=2022-07-03')).toEqual(['window-outside-result']);
    expect(await problems('quantity=hydro_mw&station=')).toEqual(['wrong-length']);
  });
});
