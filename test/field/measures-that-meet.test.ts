import { beforeAll, expect, test } from 'vitest';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { between, IN_STATISTIC, instant, ran, toy, toyDeps } from './toy.ts';

let deps: StudyDeps;
beforeAll(async () => {
  deps = await toyDeps();
});

const low = { id: 'low', type: 'section-limit', section: 'valley', limit: '40 MW' };
const lower = { ...low, id: 'lower', limit: '30 MW', start: instant('06-02'), end: instant('06-03') };
const met = (by: string) =>
  `measures ${by === 'lower' ? 'low and lower' : 'lower and low'} set the same figure from ${instant('06-02')}: ${by}, ` +
  'the later in the list, holds while both are in force';
const curtailed = async (measures: readonly object[], level: 'screen' | 'standard' | 'exact') => {
  const { result } = await ran(deps, await toy('base', { ...between('06-01', '06-05'), measures }), level);
  return {
    gwh: result.curtailed_gwh / IN_STATISTIC,
    met: result.flags.filter(({ code }) => code === 'measure-overridden').map(({ message_en }) => message_en),
  };
};

// Of 168 MW 48 are spilled with a section of 50 MW: 58 with 40, 68 with 30. Four days are 96 hours.
test.each(['screen', 'standard', 'exact'] as const)(
  'of two measures that set one limit the later in the list holds, and the answer says so: %s',
  async (level) => {
    const after = await curtailed([low, lower], level);
    expect(after.gwh).toBeCloseTo((58 * 72 + 68 * 24) / 1000, 6);
    expect(after.met).toEqual([met('lower')]);
    const before = await curtailed([lower, low], level);
    expect(before.gwh).toBeCloseTo((58 * 96) / 1000, 6);
    expect(before.met).toEqual([met('low')]);
    const alone = await curtailed([{ ...low, end: instant('06-02') }, lower], level);
    expect(alone.met).toEqual([]);
  },
);
