import { describe, expect, it } from 'vitest';
import { seriesFilter } from '../../src/study/present/series-filter.ts';
import { groupingsOf, type Grouping, type Step } from '../../src/study/present/series-nature.ts';
import { seriesPlaces } from '../../src/study/present/series-places.ts';
import { querySeries, type SeriesRows, type SeriesSource } from '../../src/study/present/series-query.ts';
import type { SeriesQuantity } from '../../src/engine/outcome/series.ts';
import { midnight, type Window } from '../../src/system/words/calendar.ts';
import { emptyTables, type Model, type Row } from '../../src/system/model/model.ts';

const station = (id: string, zone: string, basin: string) => ({ id, zone, basin, in_series: 'nea' }) as Row<'stations'>;
const model: Model = {
  id: 'm',
  title: { en: 'm', zh: 'm' },
  version: '1',
  tables: { ...emptyTables(), stations: [station('up', 'west', 'dadu'), station('down', 'east', 'dadu')] },
};
const start = midnight(2021, 6, 30);
/** Station `up` gives the hour of the span, `down` always 100. */
const source = (quantity: SeriesQuantity, hours = 48): SeriesSource => ({
  start,
  hours,
  entry: {
    quantity,
    ids: ['up', 'down'],
    data: Float32Array.from({ length: 2 * hours }, (_, i) => (i < hours ? i : 100)),
  },
});
const all = { start: -Infinity, end: Infinity };
const ask = (from: SeriesSource, by: Grouping, step: Step, window: Window = all): SeriesRows =>
  querySeries(from, { by, step, window, keeps: () => true }, seriesPlaces(model));

describe('a series by group and step', () => {
  it('averages power over days and months and adds it over stations', () => {
    const daily = ask(source('hydro_mw'), 'station', 'day');
    expect(daily.times).toEqual(['2021-06-30T00:00+08:00', '2021-07-01T00:00+08:00']);
    expect(daily.rows).toEqual([
      { key: 'up', values: [11.5, 35.5] },
      { key: 'down', values: [100, 100] },
    ]);
    expect(ask(source('hydro_mw'), 'basin', 'month').rows).toEqual([{ key: 'dadu', values: [111.5, 135.5] }]);
    expect(ask(source('hydro_mw'), 'zone', 'month').rows.map((row) => row.key)).toEqual(['west', 'east']);
  });

  it('takes water in storage at the end of each step', () => {
    expect(ask(source('storage_hm3'), 'total', 'day').rows).toEqual([{ key: 'total', values: [123, 147] }]);
  });

  it('cuts the window to the hours there are', () => {
    const rows = ask(source('hydro_mw'), 'station', 'hour', { start: start + 46, end: start + 99 });
    expect(rows.rows[0].values).toEqual([46, 47]);
    expect(ask(source('hydro_mw'), 'station', 'hour', { start: start + 99, end: start + 100 }).times).toEqual([]);
  });

  it('counts the statistic, small hydro or pockets, parts of aggregated in pockets among them, and names who counts otherwise', () => {
    const lump = {
      id: 'small',
      zone: 'west',
      basin: 'min',
      prefecture: 'hill',
      in_series: 'none',
    } as unknown as Row<'lumped_hydro'>;
    const pocket = {
      id: 'pocket',
      prefecture: 'hill',
      zone: 'west',
      hydro_share: 0.5,
      link_to_grid_mw: 1,
      link_from_grid_mw: 1,
    } as unknown as Row<'pockets'>;
    const zones = ['west', 'east'].map((id) => ({ id }) as Row<'zones'>);
    const places = seriesPlaces({
      ...model,
      tables: { ...model.tables, zones, lumped_hydro: [lump], pockets: [pocket] },
    });
    const ids = ['up', 'down', 'small', 'small-pocket'];
    const held: SeriesSource = {
      start,
      hours: 2,
      entry: { quantity: 'curtailment_mw', ids, data: Float32Array.of(1, 1, 2, 2, 4, 4, 8, 8) },
    };
    const found = (
      by: Grouping,
      counts: 'statistic' | 'small-hydro' | 'direct-pocket',
      filter: { zone?: string[]; station?: string[] } = {},
    ) => {
      const keeps = seriesFilter({ quantity: 'curtailment_mw', counts, ...filter }, ids, places);
      return keeps.ok
        ? querySeries(held, { by, step: 'day', window: all, keeps: keeps.value }, places).rows.map(
            ({ key, values }) => `${key} ${values[0]}`,
          )
        : keeps.problems.map(({ code, value }) => `${code} ${String(value)}`);
    };
    expect([found('total', 'statistic'), found('total', 'small-hydro'), found('total', 'direct-pocket')]).toEqual([
      ['total 3'],
      ['total 4'],
      ['total 8'],
    ]);
    expect([found('zone', 'statistic'), found('zone', 'small-hydro'), found('zone', 'direct-pocket')]).toEqual([
      ['west 1', 'east 2'],
      ['west 4'],
      ['pocket 8'],
    ]);
    expect([found('basin', 'small-hydro'), found('basin', 'direct-pocket')]).toEqual([['min 4'], ['min 8']]);
    expect([
      found('station', 'statistic', { zone: ['east'] }),
      found('station', 'small-hydro', { station: ['small'] }),
    ]).toEqual([['down 2'], ['small 4']]);
    expect([
      found('station', 'statistic', { station: ['small'] }),
      found('station', 'statistic', { zone: ['pocket'] }),
    ]).toEqual([['counts-otherwise small'], ['counts-otherwise pocket']]);
    expect(found('total', 'statistic', { zone: ['east'], station: ['up'] })).toEqual(['total 0']);
  });

  it('never adds up prices or flows along a river', () => {
    expect(groupingsOf('price_yuan_per_mwh')).toEqual(['zone']);
    expect(groupingsOf('turbined_flow')).toEqual(['station']);
    expect(groupingsOf('export_mw')).toEqual(['export', 'zone', 'total']);
  });
});
