import { beforeAll, describe, expect, test } from 'vitest';
import type { Case } from '../../src/engine/case/case.ts';
import { pointFrom } from '../../src/engine/dispatch/plan/warm-start.ts';
import { perfectPlanning, planSeason, rulePath, type SeasonPlan } from '../../src/engine/dispatch/plan/season-plan.ts';
import { createInteriorPoint } from '../../src/engine/solver/barrier/interior-point.ts';
import { blockTimeline, coarseStarts, periodsOf } from '../../src/engine/case/timeline.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { compileCase } from '../support/from-words.ts';

const solve = createInteriorPoint();
let c: Case;
let coarse: SeasonPlan;
let cold: SeasonPlan;

beforeAll(async () => {
  c = compileCase(
    orThrow(await loadModelFolder('models/sichuan')),
    orThrow(await loadScenarioFile('scenarios/sichuan-2021/shutdown-8gw.yaml')),
    { level: 'screen', foresight: 'perfect' },
  );
  const planning = { ...perfectPlanning(c), heads: rulePath(c) };
  coarse = planSeason(c, solve, { ...planning, line: blockTimeline(c, coarseStarts(c, 0), c.closes) });
  cold = planSeason(c, solve, planning);
}, 60_000);

describe('a plan near a coarser one', () => {
  test('takes over flows, prices in proportion to hours, and storage on the way', () => {
    const { line } = cold.program;
    const point = pointFrom(c, coarse, cold.program)!;
    const i = c.stations.ids.indexOf('pubugou');
    // The ten days from 11 July, day 40, lie in the half month from 1 July, day 30, whose middle is the nearest.
    const [from, to] = [coarse.program.line.hoursFrom.indexOf(30 * 24), line.hoursFrom.indexOf(40 * 24)];
    const at = (plan: SeasonPlan, period: number): number =>
      i * plan.program.line.steps + plan.program.line.stepsFrom[period];
    expect(point.x[cold.program.turbined[at(cold, to)]]).toBe(
      coarse.solution.x[coarse.program.turbined[at(coarse, from)]],
    );
    expect(point.x[cold.program.storage[i * periodsOf(line) + to]]).toBe(coarse.storage[i * c.days + 49]);
    const balance = (plan: SeasonPlan, period: number): number =>
      plan.program.power[plan.program.line.stepsFrom[period]].balance[0];
    const longer = 10 / 15;
    expect(point.rowDual[balance(cold, to)]).toBeCloseTo(longer * coarse.solution.rowDual[balance(coarse, from)], 9);
  });

  test('is the same plan, sooner', () => {
    const near = planSeason(c, solve, { ...perfectPlanning(c), heads: rulePath(c), warmStart: coarse });
    expect(near.solution.iterations).toBeLessThan(cold.solution.iterations);
    expect(near.solution.objective / cold.solution.objective).toBeCloseTo(1, 8);
    near.storage.forEach((hm3, at) => {
      expect(Math.abs(hm3 - cold.storage[at])).toBeLessThan(
        1e-2 * Math.max(1, c.stations.storage[Math.floor(at / c.days)]),
      );
    });
  });

  test('of a system with other rows is not sought near it', () => {
    const other = { ...cold.program, rowsFrom: cold.program.rowsFrom.map((row) => 2 * row) };
    expect(pointFrom(c, coarse, other)).toBeUndefined();
  });
});
