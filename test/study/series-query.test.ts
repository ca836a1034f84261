import { describe, expect, it } from 'vitest';
import { groupingsOf, querySeries, type SeriesSource } from '../../src/study/series-query.ts';
import type { SeriesQuantity } from '../../src/engine/series.ts';
import { midnight } from '../../src/system/calendar.ts';
import { emptyTables, type Model, type Row } from '../../src/system/model.ts';

const station = (id: string, zone: string, basin: string) => ({ id, zone, basin }) as Row<'stations'>;
const model: Model = {
  id: 'm', title: { en: 'm', zh: 'm' }, version: '1', tables: { ...emptyTables(), stations: [station('up', 'west', 'dadu'), station('down', 'east', 'dadu')] },
};
const start = midnight(2021, 6, 30);
/** Station `up` gives the hour of the span, `down` always 100. */
const source = (quantity: SeriesQuantity, hours = 48): SeriesSource => ({
  start, hours, entry: { quantity, ids: ['up', 'down'], data: Float32Array.from({ length: 2 * hours }, (_, i) => (i < hours ? i : 100)) },
});
const all = { start: -Infinity, end: Infinity };

describe('a series by group and step', () => {
  it('averages power over days and months and adds it over stations', () => {
    const daily = querySeries(source('hydro_mw'), 'station', 'day', model, all);
    expect(daily.times).toEqual(['2021-06-30T00:00+08:00', '2021-07-01T00:00+08:00']);
    expect(daily.rows).toEqual([{ key: 'up', values: [11.5, 35.5] }, { key: 'down', values: [100, 100] }]);
    expect(querySeries(source('hydro_mw'), 'basin', 'month', model, all).rows).toEqual([{ key: 'dadu', values: [111.5, 135.5] }]);
    expect(querySeries(source('hydro_mw'), 'zone', 'month', model, all).rows.map((row) => row.key)).toEqual(['west', 'east']);
  });

  it('takes water in storage at the end of each step', () => {
    expect(querySeries(source('storage_hm3'), 'total', 'day', model, all).rows).toEqual([{ key: 'total', values: [123, 147] }]);
  });

  it('cuts the window to the hours there are', () => {
    const rows = querySeries(source('hydro_mw'), 'station', 'hour', model, { start: start + 46, end: start + 99 });
    expect(rows.rows[0].values).toEqual([46, 47]);
    expect(querySeries(source('hydro_mw'), 'station', 'hour', model, { start: start + 99, end: start + 100 }).times).toEqual([]);
  });

  it('never adds up prices or flows along a river', () => {
    expect(groupingsOf('price_yuan_per_mwh')).toEqual(['zone']);
    expect(groupingsOf('turbined_flow')).toEqual(['station']);
    expect(groupingsOf('export_mw')).toEqual(['export', 'zone', 'total']);
  });
});
