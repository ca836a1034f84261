import { beforeAll, describe, expect, test } from 'vitest';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { between, hourly, instant, ran, toy, toyDeps } from './toy.ts';

/**
 * A least release of 10 m3/s is asked for as it is written, whatever the river brings and whatever its water could do
 * at another hour.
 */
let deps: StudyDeps;
beforeAll(async () => {
  deps = await toyDeps();
});

/**
 * Eight days of 15 m3/s, the last with the reading given; a load of 95 MW from the seventh on could use more water than
 * there is.
 */
const low = (last: number): Promise<Scenario> =>
  toy('base', {
    ...between('06-01', '06-09'),
    inflow: [{ station: 'upper', start: '2021-06-01', flow_m3s: [15, 15, 15, 15, 15, 15, 15, last] }],
    measures: [{ id: 'late-load', type: 'add-load', zone: 'mountain', size: '95 MW', start: instant('06-07') }],
  });

describe.each(['standard', 'exact'] as const)('level %s', (level) => {
  test.each([15, 0])('is met in every hour with %d m3/s on the last day', async (last) => {
    const run = await ran(deps, await low(last), level);
    const [turbined, spilled] = [hourly(run, 'turbined_flow', 'upper'), hourly(run, 'spill_flow', 'upper')];
    expect(turbined).toHaveLength(192);
    expect(Math.min(...turbined.map((flow, hour) => flow + spilled[hour]))).toBeGreaterThan(10 - 1e-3);
    expect(run.result.flags.map(({ code }) => code)).not.toContain('missed-release');
  });
});

// A pond of 4.32 hm3 can give 10 m3/s for three days, 2.6 hm3. The plan, in which ponds hold no water over a period,
// gives none, and what a day sends on at its end was held to that plan.
test('is met to the last hour of a day where the plan by periods had no water for it', async () => {
  const dry = await toy('base', {
    ...between('06-01', '06-04'),
    inflow: [{ station: 'upper', start: '2021-06-01', flow_m3s: [0, 0, 0] }],
  });
  const run = await ran(deps, dry, 'standard');
  expect(Math.min(...hourly(run, 'turbined_flow', 'upper'))).toBeGreaterThan(10 - 1e-3);
  expect(run.result.flags.map(({ code }) => code)).not.toContain('missed-release');
});

test('level screen, where a pond is as full at the end of a period as at its beginning, says what is missed, and on which days', async () => {
  // The load cuts the periods on 7 June; its two days have 15 and 0 m3/s.
  const { result } = await ran(deps, await low(0), 'screen');
  expect(result.flags.find(({ code }) => code === 'missed-release')?.message_en).toBe(
    'the least release of upper is missed on 2 days, 2021-06-07 to 2021-06-08: 10 m3/s asked, 7.5 m3/s at the worst; the water was not there',
  );
});

test.each(['screen', 'standard', 'exact'] as const)(
  'level %s: what no water can meet is missed and named by station, days and flow',
  async (level) => {
    // The pond is empty, the river brings 4 m3/s.
    const dry = await toy('base', {
      ...between('06-01', '06-03'),
      inflow: [{ station: 'upper', start: '2021-06-01', flow_m3s: [4, 4] }],
      initial_storage: [{ station: 'upper', share: 0 }],
    });
    const { result } = await ran(deps, dry, level);
    expect(result.flags.find(({ code }) => code === 'missed-release')?.message_en).toMatch(
      /^the least release of upper is missed on [12] days, 2021-06-0[12] to 2021-06-02: 10 m3\/s asked/,
    );
  },
);
