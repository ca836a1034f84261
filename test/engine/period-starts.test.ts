import { beforeAll, expect, it } from 'vitest';
import type { Case } from '../../src/engine/case/case.ts';
import { blockTimeline, lengthOfPeriod, periodStarts } from '../../src/engine/case/timeline.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { wholeDays } from './tiny-case.ts';
import { compileCase } from '../support/from-words.ts';

let c: Case;

beforeAll(async () => {
  const model = orThrow(await cachedModels('models').model('sichuan'));
  c = compileCase(model, orThrow(await loadScenarioFile('scenarios/sichuan-2021/base.yaml')), {
    level: 'screen',
    foresight: 'rolling',
  });
}, 30_000);

it('keeps every day before the next review a period of its own, the last one too', () => {
  for (const [review, day] of Array.from(c.replanDays.entries())) {
    const next = c.replanDays[review + 1] ?? c.days;
    const line = blockTimeline(c, periodStarts(c, day * 24, c.closes, next * 24), c.closes);
    for (let own = day; own < next; own++)
      expect(lengthOfPeriod(line, line.hoursFrom.indexOf(own * 24)), `plan of day ${day}, day ${own}`).toBe(24);
    expect(line.hours.reduce((sum, hours) => sum + hours, 0)).toBe(c.hours - day * 24);
  }
});

it('goes by single days in a short window inside the season, by ten-day periods around it', () => {
  const [from, to] = [92, 122];
  const starts = periodStarts({ ...c, ...wholeDays(c.days, from, to) }, 0, c.closes, 0).map((hour) => hour / 24);
  const inside = starts.filter((day) => day >= from && day < to);
  expect(inside).toEqual(Array.from({ length: to - from }, (_, d) => from + d));
  expect(starts.length - inside.length).toBeLessThan(20);
  // a day more than a month: ten-day periods again
  expect(
    periodStarts({ ...c, ...wholeDays(c.days, from, to + 2) }, 0, c.closes, 0).filter(
      (hour) => hour >= from * 24 && hour < to * 24,
    ).length,
  ).toBeLessThan(10);
});
