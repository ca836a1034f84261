import { expect, test } from 'vitest';
import { setAside } from '../../src/engine/compile-case/set-aside.ts';
import { formatInstant } from '../../src/system/words/calendar.ts';
import { tinyCase } from './tiny-case.ts';

const scenario = (stated: readonly { station: string; share: number }[], others: object = {}) =>
  ({ initial_storage: stated, inflow: [], measures: [], ...others }) as never;

test('a schedule that moves faster than its ramp is told with its hours', () => {
  const c = tinyCase(0);
  const { hours, exports } = c;
  // 0 MW, then 20 from hour 3 to hour 5, then 0: two steps of 20 over a ramp of 2 MW an hour.
  const contract = new Float64Array(exports.ids.length * hours);
  contract.fill(20, 3, 6);
  const ramp = new Float64Array(exports.ids.length).fill(2);
  const [flag, ...others] = setAside({ ...c, exports: { ...exports, contract, ramp } }, scenario([]));
  expect(others).toEqual([]);
  // Season hours begin at `start`: the first step is that of hour 3.
  const first = formatInstant(c.start + 3);
  expect(flag).toEqual({
    code: 'schedule-beats-ramp',
    values: { export: exports.ids[0], moves_mw: 20, ramp_mw: 2, hours: 2, first },
  });
  expect(setAside({ ...c, exports: { ...exports, contract, ramp: ramp.fill(20) } }, scenario([]))).toEqual([]);
});

test('a stated start of a pond is told to have no effect in blocks, and at no other level', () => {
  const c = tinyCase(0);
  const stations = { ...c.stations, seasonal: c.stations.seasonal.map((_, i) => Number(i !== 0)) };
  const stated = scenario(c.stations.ids.map((station) => ({ station, share: 0 })));
  const still = { ...c.exports, contract: c.exports.contract.map(() => 0) };
  expect(setAside({ ...c, stations, exports: still, level: 'screen' }, stated)).toEqual([
    { code: 'pond-start', values: { station: c.stations.ids[0] } },
  ]);
  expect(setAside({ ...c, stations, exports: still, level: 'standard' }, stated)).toEqual([]);
});

test('a limit of a pond and inflow by days are told to count otherwise in blocks, and at no other level', () => {
  const c = tinyCase(0);
  const [station] = c.stations.ids;
  const still = { ...c.exports, contract: c.exports.contract.map(() => 0) };
  const ponds = { ...c.stations, seasonal: c.stations.seasonal.map(() => 0) };
  const reservoirs = { ...c.stations, seasonal: c.stations.seasonal.map(() => 1) };
  const limit = { type: 'flood-limit', id: 'low', station };
  const stated = (flow: number[]) =>
    scenario([], { measures: [limit], inflow: [{ station, start: '2021-06-30', flow_m3s: flow }] });
  const daily = { code: 'mean-inflow', values: { station } };
  const told = (stations: typeof c.stations, level: 'screen' | 'standard', flow: number[]) =>
    setAside({ ...c, stations, exports: still, level }, stated(flow));
  expect(told(ponds, 'screen', [0, 200])).toEqual([{ code: 'pond-limit', values: { station, measure: 'low' } }, daily]);
  expect(told(reservoirs, 'screen', [0, 200])).toEqual([daily]);
  expect(told(reservoirs, 'screen', [100, 100])).toEqual([]);
  expect(told(ponds, 'standard', [0, 200])).toEqual([]);
});
