import { beforeAll, expect, it } from 'vitest';
import type { CompileOptions } from '../../src/engine/compile-case/compile-case.ts';
import type { Case } from '../../src/engine/case/case.ts';
import { sharedUntil } from '../../src/engine/dispatch/rolling/checkpoint.ts';
import { runCase, runPair } from '../../src/engine/run/run-case.ts';
import type { Solve } from '../../src/engine/solver/program/linear-program.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { midnight } from '../../src/system/words/calendar.ts';
import { sizedBy } from '../../src/system/scenario/measure.ts';
import type { Model } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import type { ResolvedScenario } from '../../src/system/scenario/resolved-scenario.ts';
import { compileCase, inNumbers } from '../support/from-words.ts';

const RUN_MS = 120_000;
/** 20 June, counted from 1 June */
const SHUTDOWN_DAY = 19;
let solve: Solve;
let model: Model;
let removedScenario: ResolvedScenario;
const replanHours = [midnight(2021, 6, 20)];
let pairOf: (options: CompileOptions) => [Case, Case];

beforeAll(async () => {
  solve = await loadHighs();
  model = orThrow(await cachedModels('models').model('sichuan'));
  removedScenario = inNumbers(orThrow(await loadScenarioFile('scenarios/sichuan-2021/shutdown-8gw.yaml')));
  const kept = sizedBy(inNumbers(orThrow(await loadScenarioFile('scenarios/sichuan-2021/base.yaml'))), removedScenario);
  pairOf = (options) =>
    [kept, removedScenario].map((scenario) => compileCase(model, scenario, { ...options, replanHours })) as [
      Case,
      Case,
    ];
}, RUN_MS);

const silent = (): void => undefined;
const firstDays = { start: midnight(2021, 6, 1), end: midnight(2021, 6, 25) };

it.each<[string, CompileOptions]>([
  ['season in blocks, rolling', { level: 'screen', foresight: 'rolling' }],
  ['hour by hour, rolling', { level: 'standard', foresight: 'rolling', window: firstDays }],
  ['season in blocks, water known', { level: 'screen', foresight: 'perfect' }],
])(
  'gives each world of a pair the bits it has by itself: %s',
  (_, options) => {
    const pair = pairOf(options);
    const told: number[] = [];
    const together = runPair(pair, solve, (world) => told.push(world));
    expect(together).toEqual(pair.map((c) => runCase(c, solve, silent)));
    expect(new Set(told)).toEqual(new Set([0, 1]));
  },
  RUN_MS,
);

/** Bits of both worlds together and apart over the first days of a season, or of a window inside it. */
function expectSame(pair: readonly [Case, Case]): void {
  expect(runPair(pair, solve, silent)).toEqual(pair.map((c) => runCase(c, solve, silent)));
}

it(
  'shares nothing between worlds that open a window with other water, have other water, or another load',
  () => {
    const autumn = { start: midnight(2021, 9, 1), end: midnight(2021, 9, 3) };
    const inside = pairOf({ level: 'standard', foresight: 'rolling', window: autumn });
    expect(inside[0].from).toBeGreaterThan(0);
    expectSame(inside);

    const opening = {
      level: 'standard' as const,
      foresight: 'rolling' as const,
      window: { start: midnight(2021, 6, 1), end: midnight(2021, 6, 8) },
    };
    const [kept, removed] = pairOf(opening);
    const wetter = compileCase(
      model,
      { ...removedScenario, water: { ...removedScenario.water, factor: 1.2 } },
      { ...opening, replanHours },
    );
    expect(wetter.commonHash).not.toBe(kept.commonHash);
    expectSame([kept, wetter]);

    const { zones } = removed;
    const more = {
      ...removed,
      commonHash: 'one more load',
      zones: {
        ...zones,
        interruptibleZone: Int32Array.of(...zones.interruptibleZone, 0),
        interruptibleCost: Float64Array.of(...zones.interruptibleCost, 80),
        interruptibleLoad: withRow(zones.interruptibleLoad, 1),
        revisionLoad: withRow(zones.revisionLoad, zones.revisionHour.length),
      },
    };
    expectSame([kept, more]);

    /** 50 MW of a further load in every hour, after the loads of each revision */
    function withRow(table: Float64Array, revisions: number): Float64Array {
      const size = table.length / revisions;
      return Float64Array.from({ length: table.length + revisions * removed.hours }, (_, at) =>
        at % (size + removed.hours) < size
          ? table[Math.floor(at / (size + removed.hours)) * size + (at % (size + removed.hours))]
          : 50,
      );
    }
  },
  RUN_MS,
);

it('shares days up to the last plan before loads part, or before a plan sees them coming; none where anything else differs', () => {
  const [kept, removed] = pairOf({ level: 'screen', foresight: 'rolling' });
  // plans are made on the days 0, 5, 12, 19, 26 and so on
  expect(sharedUntil(kept, removed)).toBe(SHUTDOWN_DAY);
  expect(sharedUntil(kept, kept)).toBe(152);
  expect(sharedUntil(kept, { ...removed, commonHash: 'other water' })).toBeNull();
  expect(sharedUntil(kept, { ...removed, changeDays: Int32Array.of() })).toBeNull();
  const later = { ...removed.zones, interruptibleLoad: kept.zones.interruptibleLoad.slice() };
  later.interruptibleLoad[20 * 24] += 1;
  expect(
    sharedUntil(kept, {
      ...removed,
      zones: { ...kept.zones, ...later, revisionHour: kept.zones.revisionHour, revisionLoad: kept.zones.revisionLoad },
    }),
  ).toBe(SHUTDOWN_DAY);
  // the review of day 12 already believes in the loads of the removed world: day 12 is the last plan before which
  // nothing differs
  const foreseen = {
    ...removed.zones,
    revisionHour: removed.zones.revisionHour.map((hour, r) => (r === 0 ? hour : kept.start + 12 * 24)),
  };
  expect(sharedUntil(kept, { ...removed, zones: foreseen })).toBe(12);
  const known = {
    ...removed.zones,
    revisionHour: removed.zones.revisionHour.map((hour, r) => (r === 0 ? hour : kept.start)),
  };
  expect(sharedUntil(kept, { ...removed, zones: known })).toBeNull();
});
