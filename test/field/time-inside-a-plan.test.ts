import { beforeAll, describe, expect, test } from 'vitest';
import { packageScenario } from '../../src/study/countermeasures/package-scenario.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { sweepAxes } from '../../src/system/reading/sweep-axes.ts';
import { sweepScenario } from '../../src/study/sweep/sweep-scenario.ts';
import type { Level } from '../../src/system/scenario/scenario.ts';
import { between, IN_STATISTIC, instant, one, ran, toy, toyDeps } from './toy.ts';

/** Whatever a measure changes, it acts from its own hour, however long the periods of the plan are. */
const LEVELS: readonly Level[] = ['screen', 'standard'];
const JULY = between('07-01', '08-01');
const FIVE_DAYS = between('06-01', '06-06');
let deps: StudyDeps;
beforeAll(async () => {
  deps = await toyDeps();
});

const curtailed = async (level: Level, ...changes: object[]): Promise<readonly [curtailed: number, forced: number]> => {
  const { result } = await ran(deps, await toy('base', Object.assign({}, ...changes)), level);
  return [result.curtailed_gwh, result.forced_spill_gwh];
};

describe.each(LEVELS)('level %s', (level) => {
  // A closed section spills 48 + 50 = 98 MW, an open one 48: 24 h a day of July before its day, the other from it on.
  // All of July: 31 x 24 x 98 MW x 160/168 = 69.44 GWh.
  test.each([
    ['07-01', 69.44],
    ['07-02', 68.297],
    ['07-10', 59.154],
    ['07-12', 56.869],
    ['07-15', 53.44],
    ['07-21', 46.583],
  ] as const)('a section closed from %s on spills %d GWh', async (start, gwh) => {
    const days = Number(start.slice(3)) - 1;
    expect(IN_STATISTIC * 0.024 * (48 * days + 98 * (31 - days))).toBeCloseTo(gwh, 2);
    const [got, forced] = await curtailed(
      level,
      JULY,
      one({ type: 'section-limit', section: 'valley', limit: '0 MW', start: instant(start) }),
    );
    expect(got).toBeCloseTo(gwh, 2);
    expect(forced).toBeCloseTo(0, 5);
  });

  // Five days, from the third on: 2 x 48 + 3 x 98 MW days; at 80 MW the city needs no more than 60, as its coal makes
  // 20: 2 x 48 + 3 x 38 MW days.
  test.each([
    ['0 MW', 8.914],
    ['80 MW', 4.8],
  ] as const)('a section of %s from the third of five days on spills %d GWh', async (limit, gwh) => {
    const [got] = await curtailed(
      level,
      FIVE_DAYS,
      one({ type: 'section-limit', section: 'valley', limit, start: instant('06-03') }),
    );
    expect(got).toBeCloseTo(gwh, 3);
  });

  test('a plant nine tenths out from the third of five days on: 90 MW of its water cannot be turbined, and nothing more is spilled', async () => {
    // Two days of 48 MW, then 168 - 90 = 78 MW are all wanted: 48 MW x 48 h x 160/168 = 2.194 GWh; forced: 90 MW x 72 h
    // = 6.48 GWh.
    const [got, forced] = await curtailed(
      level,
      FIVE_DAYS,
      one({ type: 'outage', station: 'upper', capacity: '90 MW', start: instant('06-03') }),
    );
    expect(got).toBeCloseTo(2.194, 3);
    expect(forced).toBeCloseTo(6.48, 3);
  });

  // From noon of the third of five days: 60 h as before, 60 h changed.
  test.each([
    ['a section limit', { type: 'section-limit', section: 'valley', limit: '0 MW' }, 48, 98, 0],
    ['an outage', { type: 'outage', station: 'upper', capacity: '90 MW' }, 48, 0, 90],
    ['a removal', { type: 'remove-load', load: 'factory', size: '30 MW' }, 48, 78, 0],
  ] as const)('%s from noon acts from noon', async (_, measure, before, after, out) => {
    const [got, forced] = await curtailed(level, FIVE_DAYS, one({ ...measure, start: '2021-06-03T12:00+08:00' }));
    expect(got).toBeCloseTo(IN_STATISTIC * 0.06 * (before + after), 3);
    // Forced spill is spread: a little of the first afternoon's leaves the pond that morning.
    expect(Math.abs(forced / (0.06 * out || 1) - Number(out > 0))).toBeLessThan(level === 'screen' ? 1e-6 : 1e-3);
  });
});

test('10 MW more of a section from 12 July on recover 10 MW for 480 hours, in a package', async () => {
  const gone = await toy('shutdown', {
    ...JULY,
    measures: [{ id: 'shutdown', type: 'remove-load', load: 'factory', size: '30 MW' }],
  });
  const wider = await toy('base', {
    id: 'wider-mid',
    ...JULY,
    measures: [{ id: 'wide', type: 'section-limit', section: 'valley', limit: '60 MW', start: instant('07-12') }],
  });
  const { measures } = await packageScenario(deps, gone, { with: [wider] }, {}, {});
  const { recovered_gwh: recovered, utilisation_hours: hours } = measures[0].alone;
  expect(recovered.statistic).toBeCloseTo(4.57, 2);
  expect(recovered.all_spill).toBeCloseTo(4.8, 3);
  expect(hours.all_spill).toBeCloseTo(480, 1);
});

test('the day on which it begins moves 9.5 MWh in the statistic with every hour, in a sweep', async () => {
  const kept = await toy('base', JULY);
  const scenario = await toy('shutdown', {
    ...JULY,
    measures: [
      { id: 'shutdown', type: 'remove-load', load: 'factory', size: '30 MW' },
      { id: 'wide', type: 'section-limit', section: 'valley', limit: '60 MW', start: instant('07-11') },
    ],
  });
  const axes = sweepAxes(
    scenario,
    { measure: 'wide', field: 'start', from: instant('07-11'), to: instant('07-21'), steps: 11 },
    undefined,
  );
  const { points, ranges } = await sweepScenario(
    deps,
    scenario,
    kept,
    { ...axes, rules: false },
    { level: 'screen' },
    {},
  );
  expect(points).toHaveLength(11);
  // 10 MW x 24 h x 160/168 a day
  points
    .slice(1)
    .forEach((point, i) => expect(point.curtailed_delta_gwh - points[i].curtailed_delta_gwh).toBeCloseTo(0.2286, 4));
  expect(ranges).toHaveLength(1);
  // A month's removal of 30 MW and 10 MW x h in the statistic; the slope is told in GWh a GW or MWh an hour.
  expect(Math.abs(ranges[0].slope.statistic)).toBeCloseTo(9.524, 2);
});
