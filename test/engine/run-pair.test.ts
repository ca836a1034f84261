import { beforeAll, expect, it } from 'vitest';
import { compileCase, type CompileOptions } from '../../src/engine/compile-case/compile-case.ts';
import type { Case } from '../../src/engine/compile-case/case.ts';
import { partingDay } from '../../src/engine/dispatch/standing.ts';
import { runCase, runPair } from '../../src/engine/run-case.ts';
import type { Solve } from '../../src/engine/solver/linear-program.ts';
import { cachedModels } from '../../src/io/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadScenarioFile } from '../../src/io/scenario-files.ts';
import { midnight } from '../../src/system/calendar.ts';
import { sizedBy } from '../../src/system/measure.ts';
import { orThrow } from '../../src/system/problem.ts';

const RUN_MS = 120_000;
/** 20 June, counted from 1 June */
const SHUTDOWN_DAY = 19;
let solve: Solve;
let pairOf: (options: CompileOptions) => [Case, Case];

beforeAll(async () => {
  solve = await loadHighs();
  const model = orThrow(await cachedModels('models').model('sichuan'));
  const removed = orThrow(await loadScenarioFile('scenarios/sichuan-2021/shutdown-8gw.yaml'));
  const kept = sizedBy(orThrow(await loadScenarioFile('scenarios/sichuan-2021/base.yaml')), removed);
  const replanHours = [midnight(2021, 6, 20)];
  pairOf = (options) => [kept, removed].map((scenario) => compileCase(model, scenario, { ...options, replanHours })) as [Case, Case];
}, RUN_MS);

const silent = (): void => undefined;
const firstDays = { start: midnight(2021, 6, 1), end: midnight(2021, 6, 25) };

it.each<[string, CompileOptions]>([
  ['season in blocks, rolling', { level: 'screen', foresight: 'rolling' }],
  ['hour by hour, rolling', { level: 'standard', foresight: 'rolling', window: firstDays }],
  ['season in blocks, water known', { level: 'screen', foresight: 'perfect' }],
])('gives each world of a pair the bits it has by itself: %s', (_, options) => {
  const pair = pairOf(options);
  const told: number[] = [];
  const together = runPair(pair, solve, (world) => told.push(world));
  expect(together).toEqual(pair.map((c) => runCase(c, solve, silent)));
  expect(new Set(told)).toEqual(new Set([0, 1]));
}, RUN_MS);

it('lets worlds part where their loads do, where a plan sees them coming, or at once where anything else differs', () => {
  const [kept, removed] = pairOf({ level: 'screen', foresight: 'rolling' });
  expect(partingDay(kept, removed)).toBe(SHUTDOWN_DAY);
  expect(partingDay(kept, kept)).toBe(kept.endDay);
  expect(partingDay(kept, { ...removed, commonHash: 'other water' })).toBe(0);
  expect(partingDay(kept, { ...removed, changeDays: Int32Array.of() })).toBe(0);
  // the review of day 12 already believes in the loads of the removed world
  const foreseen = { ...removed.zones, revisionHour: removed.zones.revisionHour.map((hour, r) => (r === 0 ? hour : kept.start + 12 * 24)) };
  expect(partingDay(kept, { ...removed, zones: foreseen })).toBe(12);
});
