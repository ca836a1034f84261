import { beforeAll, describe, expect, test } from 'vitest';
import { createLedger, hydroTotal, type Ledger } from '../../src/engine/accounting/ledger.ts';
import type { Case } from '../../src/engine/case/case.ts';
import { daysOf } from '../../src/engine/dispatch/programs/horizon.ts';
import { buildHorizonProgram } from '../../src/engine/dispatch/programs/horizon-program.ts';
import { runCase } from '../../src/engine/run/run-case.ts';
import type { Solve } from '../../src/engine/solver/program/linear-program.ts';
import { blockTimeline, byStep, energyOf, hourTimeline, periodStarts } from '../../src/engine/case/timeline.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { wholeDays } from './tiny-case.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import type { Level } from '../../src/system/scenario/scenario.ts';
import { compileCase } from '../support/from-words.ts';

let highs: Solve;
const cases = new Map<Level, Case>();
const ledgers = new Map<Level, Ledger>();
const none = (): void => undefined;

beforeAll(async () => {
  highs = await loadHighs();
  const model = orThrow(await loadModelFolder('models/two-plant-cascade'));
  const scenario = orThrow(await loadScenarioFile('scenarios/two-plant-cascade/shutdown.yaml'));
  for (const level of ['screen', 'standard', 'exact'] as const) {
    const c = compileCase(model, scenario, { level, foresight: 'perfect' });
    cases.set(level, c);
    ledgers.set(level, createLedger(c, runCase(c, highs, none)));
  }
}, 60_000);

describe('three levels of one case', () => {
  test('every level closes and says itself how it was made', () => {
    for (const [level, ledger] of ledgers) {
      expect(ledger.waterResidualHm3, level).toBeLessThan(1e-9);
      expect(ledger.energyResidualMwh, level).toBeLessThan(1e-3);
    }
    expect(ledgers.get('screen')!.outcome.timeline.kind).toBe('blocks');
    expect(ledgers.get('standard')!.outcome.timeline.kind).toBe('hours');
  });

  test('the season in blocks meets the hourly books within a few per cent where load is flat', () => {
    const [screen, exact] = [ledgers.get('screen')!, ledgers.get('exact')!].map((ledger) => hydroTotal(ledger));
    expect(screen.generated / exact.generated).toBeCloseTo(1, 1);
    expect(screen.available).toBeGreaterThan(0);
  });

  test('no optimum of the referee lies outside the bounds of the hourly dispatch', () => {
    const c = cases.get('standard')!;
    const { outcome: o } = ledgers.get('standard')!;
    const days = daysOf(c);
    const target = Float64Array.from(c.stations.ids, (_, i) => o.storage[(i + 1) * o.timeline.steps - 1]);
    const water = { storage: o.firstStorage, releaseBefore: o.releaseBefore };
    const end = { mode: 'pinned' as const, target, value: new Float64Array(target.length), transit: null };
    const start = (i: number, day: number): number =>
      day === 0 ? o.firstStorage[i] : o.storage[i * o.timeline.steps + day * 24 - 1];
    const heads = Float64Array.from({ length: target.length * days }, (_, at) =>
      start(Math.floor(at / days), at % days),
    );
    const { program } = buildHorizonProgram(c, {
      span: c,
      water,
      heads,
      end,
      interruptible: c.zones.interruptibleLoad,
      scale: 0,
    });
    const best = highs(program, { want: 'vertex' });
    expect(best.status).toBe('optimal');
    expect(best.objective).toBeGreaterThanOrEqual(o.lowerBound - 1e-6 * o.absoluteCost);
    expect(best.objective).toBeLessThanOrEqual(o.upperBound + 1e-6 * o.absoluteCost);
  });

  test('bounds at level exact meet within a millionth', () => {
    const { outcome: o } = ledgers.get('exact')!;
    expect(o.upperBound).toBeGreaterThanOrEqual(o.lowerBound);
    expect((o.upperBound - o.lowerBound) / o.absoluteCost).toBeLessThan(1e-6);
  });
});

describe('timelines', () => {
  test('blocks keep the energy of the hours', () => {
    const c = cases.get('screen')!;
    const [blocks, hours] = [blockTimeline(c, periodStarts(c, c.from, c.to, 0), c.to), hourTimeline(c)];
    expect(energyOf(blocks, byStep(c, blocks, c.zones.load))).toBeCloseTo(
      energyOf(hours, byStep(c, hours, c.zones.load)),
      6,
    );
    expect(blocks.hours.reduce((sum, hours) => sum + hours, 0)).toBe(c.to - c.from);
  });

  test('periods are three parts of a month, cut where loads change, and single days while asked', () => {
    const c = {
      ...cases.get('screen')!,
      ...wholeDays(40),
      stations: { ...cases.get('screen')!.stations, storageLimit: new Float64Array(2 * 40 * 24) },
      cuts: new Int32Array(0),
      replanDays: Int32Array.of(0, 19),
      changeDays: Int32Array.of(19),
      monthOfDay: Int32Array.from({ length: 40 }, (_, d) => Number(d >= 30)),
    };
    // From 1 June: three single days, what is left of the ten from 4 June, 11 June, the change on 20 June, 21 June, 1
    // July; 11 July would be day 40.
    expect(periodStarts(c, 0, 40 * 24, 3 * 24).map((hour) => hour / 24)).toEqual([0, 1, 2, 3, 10, 19, 20, 30]);
  });
});
