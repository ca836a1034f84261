import { beforeAll, expect, it } from 'vitest';
import { compileCase } from '../../src/engine/compile-case/compile-case.ts';
import type { Case } from '../../src/engine/compile-case/case.ts';
import { blockTimeline, periodStarts } from '../../src/engine/timeline.ts';
import { cachedModels } from '../../src/io/cached-models.ts';
import { loadScenarioFile } from '../../src/io/scenario-files.ts';
import { orThrow } from '../../src/system/problem.ts';

let c: Case;

beforeAll(async () => {
  const model = orThrow(await cachedModels('models').model('sichuan'));
  c = compileCase(model, orThrow(await loadScenarioFile('scenarios/sichuan-2021/base.yaml')), { level: 'screen', foresight: 'rolling' });
}, 30_000);

it('keeps every day before the next review a period of its own, the last one too', () => {
  for (const [review, day] of Array.from(c.replanDays.entries())) {
    const next = c.replanDays[review + 1] ?? c.days;
    const line = blockTimeline(c, periodStarts(c, day, c.days, next), c.days);
    for (let own = day; own < next; own++) expect(line.days[line.firstDay.indexOf(own)], `plan of day ${day}, day ${own}`).toBe(1);
    expect(line.days.reduce((sum, days) => sum + days, 0)).toBe(c.days - day);
  }
});

it('goes by single days in a short window inside the season, by ten-day periods around it', () => {
  const [from, to] = [92, 122];
  const starts = periodStarts({ ...c, firstDay: from, endDay: to }, 0, c.days, 0);
  const inside = starts.filter((day) => day >= from && day < to);
  expect(inside).toEqual(Array.from({ length: to - from }, (_, d) => from + d));
  expect(starts.length - inside.length).toBeLessThan(20);
  // a day more than a month: ten-day periods again
  expect(periodStarts({ ...c, firstDay: from, endDay: to + 2 }, 0, c.days, 0).filter((day) => day >= from && day < to).length).toBeLessThan(10);
});
