import { describe, expect, test } from 'vitest';
import {
  isRemoval,
  inWindow,
  removalSteps,
  sizedBy,
  withRemovedSize,
  withSizeOf,
} from '../../src/system/scenario/measure.ts';
import { resolvePair, resolveScenario } from '../../src/system/scenario/resolve-scenario.ts';
import type { ResolvedMeasure } from '../../src/system/measures/measures.ts';
import { inWords } from '../../src/system/scenario/resolved-scenario.ts';
import { scenarioDocument, type Scenario } from '../../src/system/scenario/scenario.ts';
import { withField } from '../../src/system/reading/set-field.ts';

/** Hours from 1970-01-01T00:00 UTC to midnight of 1 June 2021 in UTC+8: 18,779 days less 8 hours. */
const JUNE = 18_779 * 24 - 8;
const day = (n: number): number => JUNE + 24 * (n - 1);

const document = (more: object): Scenario =>
  scenarioDocument.parse({
    schema: 'spillway/scenario@1',
    id: 'hand-worked',
    title: { en: 'By hand', zh: '手算' },
    model: 'toy',
    basis: 'ex-post',
    window: { start: '2021-06-01', end: '2021-06-11T00:00+08:00' },
    water: { water_year: '2021' },
    demand: { year: 2021 },
    ...more,
  });
const resolved = (more: object) => resolveScenario(document(more));
const one = (measure: object): ResolvedMeasure => resolved({ measures: [{ id: 'm', ...measure }] }).measures[0];

const LOAD = {
  id: 'mine',
  name: { en: 'Mine', zh: '矿场' },
  size: '0.6 GW',
  shares: { aba: 1 },
  connection: { grid: 1, consumption_zone: 0, direct: 0 },
};

describe('a scenario in numbers', () => {
  test('the window in hour indices, whatever the zone of the text', () => {
    expect(resolved({}).window).toMatchObject({ start: JUNE, end: day(11) });
    const utc = resolved({ window: { start: '2021-05-31T16:00Z', end: '2021-06-02T00:00+00:00' } });
    expect(utc.window).toMatchObject({ start: JUNE, end: day(2) + 8 });
  });

  test.each<[object, object]>([
    [
      { type: 'remove-load', load: 'mine', size: '80 万千瓦' },
      { size: 800, ramp: 0, staged: null, persistence: 1 },
    ],
    [
      { type: 'add-load', zone: 'z', size: '0.25 GW', ramp: '2 day' },
      { size: 250, ramp: 48 },
    ],
    [{ type: 'line-in-service', export: 'e', size: '3 GW' }, { size: 3000 }],
    [{ type: 'line-in-service', export: 'e' }, { size: null }],
    [{ type: 'section-limit', section: 's', limit: '1200 MW' }, { limit: 1200 }],
    [
      { type: 'export-schedule', export: 'e', mean: '2.5 GW', contract_share: 0.5 },
      { mean: 2500, contract_share: 0.5 },
    ],
    [
      { type: 'add-storage', zone: 'z', power: '500 MW', energy: '2 GWh' },
      { power: 500, energy: 2000, efficiency: 0.75 },
    ],
    [{ type: 'outage', station: 'st', capacity: '900 MW' }, { capacity: 900 }],
    [{ type: 'minimum-output', thermal: 'th', output: '400000 kW' }, { output: 400 }],
    [{ type: 'flood-limit', station: 'st', max_storage_share: 0.4 }, { max_storage_share: 0.4 }],
    [
      { type: 'inflow-year', water_year: '2020', factor: 1.1 },
      { water_year: '2020', factor: 1.1 },
    ],
    [{ type: 'growth', factor: '1.05 ^ (year - 2020)' }, { factor: '1.05 ^ (year - 2020)' }],
  ])('%o: its sizes in MW, MWh and hours, from the start of the window and for ever', (measure, numbers) => {
    expect(one(measure)).toMatchObject({ ...numbers, start: JUNE, end: Infinity });
  });

  test('times of its own', () => {
    const outage = { type: 'outage', station: 'st', capacity: '1 MW', start: '2021-06-03', end: '2021-06-05T06:00' };
    expect(one(outage)).toMatchObject({ start: day(3), end: day(5) + 6 });
  });

  test('a removal in stages begins with the earliest, and steps as the file lists them', () => {
    const removal = one({
      type: 'remove-load',
      load: 'mine',
      size: '600 MW',
      ramp: '12 h',
      end: '2021-06-09',
      staged: [
        { start: '2021-06-07', share: 0.75 },
        { start: '2021-06-04', share: 0.25 },
      ],
    });
    expect(removal).toMatchObject({ start: day(4), ramp: 12 });
    expect(isRemoval(removal) && removalSteps(removal)).toEqual([
      { start: day(7), end: day(9), ramp: 12, share: 0.75 },
      { start: day(4), end: day(9), ramp: 12, share: 0.25 },
    ]);
  });

  test('loads: size, share of every month, rationing, and until when the meter counts them', () => {
    const [plain, rationed] = resolved({
      loads: [
        LOAD,
        {
          ...LOAD,
          id: 'other',
          availability_by_month: { 6: 0.5, 12: 0 },
          rationing: [{ start: '2021-06-02', end: '2021-06-03T12:00', connection: 'direct' }],
          metered_until: '2021-06-06',
        },
      ],
    }).loads;
    expect(plain).toMatchObject({ size: 600, availability_by_month: null, rationing: [], metered_until: Infinity });
    expect(rationed).toMatchObject({
      availability_by_month: [1, 1, 1, 1, 1, 0.5, 1, 1, 1, 1, 1, 0],
      rationing: [{ start: day(2), end: day(3) + 12, connection: 'direct' }],
      metered_until: day(6),
    });
  });

  test('stated inflow from an hour index', () => {
    const [inflow] = resolved({ inflow: [{ station: 'st', start: '2021-06-01', flow_m3s: [5, -1] }] }).inflow;
    expect(inflow).toMatchObject({ start: JUNE, flow_m3s: [5, -1] });
  });

  test('its own words, in their own order', () => {
    const given = document({
      loads: [LOAD],
      inflow: [{ station: 'st', start: '2021-06-01', flow_m3s: [5] }],
      measures: [{ type: 'remove-load', id: 'm', load: 'mine', size: '80 万千瓦', ramp: '1 day' }],
    });
    expect(JSON.stringify(inWords(resolveScenario(given)))).toBe(JSON.stringify(given));
  });
});

describe('sizes set by number', () => {
  const removing = (sizes: readonly string[]) =>
    document({
      loads: [LOAD],
      measures: sizes.map((size, i) => ({ type: 'remove-load', id: `m${i}`, load: 'mine', size })),
    });
  const sizesOf = ({ measures }: { readonly measures: readonly ResolvedMeasure[] }) =>
    measures.filter(isRemoval).map(({ size, given }) => [size, given.size]);

  test('the very number, which its text would round', () => {
    const mw = 4285.714285714286;
    const sized = withRemovedSize(resolveScenario(removing(['8 GW'])), mw);
    expect(sizesOf(sized)).toEqual([[mw, '4285.714285714286 MW']]);
    expect(sizedBy(sized, sized).loads[0].size).toBe(mw);
  });

  test('several removals keep their proportions', () => {
    const sized = withRemovedSize(resolveScenario(removing(['2 GW', '6 GW'])), 400);
    expect(sizesOf(sized)).toEqual([
      [100, '100 MW'],
      [300, '300 MW'],
    ]);
  });

  test('a reference has the size that is removed: the words of one measure, the sum of several', () => {
    const [reference, single] = resolvePair(document({ loads: [LOAD] }), removing(['0.8 GW']));
    expect(sizedBy(reference, single).loads[0]).toMatchObject({ size: 800, given: { size: '0.8 GW' } });
    const double = resolveScenario(removing(['0.8 GW', '50 MW']));
    expect(sizedBy(reference, double).loads[0]).toMatchObject({ size: 850, given: { size: '850 MW' } });
  });

  test('one load of so many MW, and its removals with it', () => {
    const sized = withSizeOf(resolveScenario(removing(['2 GW', '6 GW'])), 'mine', 4000);
    expect(sizesOf(sized).map(([mw]) => mw)).toEqual([1000, 3000]);
    expect(sized.loads[0]).toMatchObject({ size: 4000, given: { size: '4000 MW' } });
  });

  test('a measure in another window begins with it, unless it says when', () => {
    const [always, dated] = [{}, { start: '2021-06-03' }].map((times) =>
      one({ type: 'outage', station: 'st', capacity: '1 MW', ...times }),
    );
    expect(inWindow(always, { start: day(5), end: day(9) }).start).toBe(day(5));
    expect(inWindow(dated, { start: day(5), end: day(9) }).start).toBe(day(3));
  });
});

describe('a field set by number', () => {
  const removal = one({ type: 'remove-load', load: 'mine', size: '8 GW' });
  test.each<[string, Parameters<typeof withField>[2], number, object]>([
    ['size', 'power', 1 / 3, { size: 1 / 3, given: { size: '0.3333333333333333 MW' } }],
    ['ramp', 'duration', 36, { ramp: 36, given: { ramp: '36 h' } }],
    ['start', 'instant', day(4), { start: day(4), given: { start: '2021-06-04T00:00+08:00' } }],
    ['persistence', 'number', 0.5, { persistence: 0.5, given: { persistence: 0.5 } }],
  ])('%s', (field, kind, value, expected) => {
    expect(withField(removal, field, kind, value)).toMatchObject({ ok: true, value: expected });
  });
  test.each<[string, Parameters<typeof withField>[2], number]>([
    ['size', 'power', -1],
    ['persistence', 'number', 1.5],
  ])('%s of %s below or above what the schema allows: a problem at the field', (field, kind, value) => {
    expect(withField(removal, field, kind, value)).toMatchObject({ ok: false, problems: [{ path: field }] });
  });
});
