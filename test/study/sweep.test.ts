import { beforeAll, describe, expect, it } from 'vitest';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import type { Runner, StudyDeps } from '../../src/study/base/ports.ts';
import { sweepScenario } from '../../src/study/sweep/sweep-scenario.ts';
import { InvalidInput, orThrow, valid } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';
import { sweepAxes, type AskedAxis } from '../../src/system/reading/sweep-axes.ts';

/**
 * Hydro of 168 MW against 20 MW of mountain load, the factory, the export line of 20 MW and a section of 50 MW to a
 * city that burns coal beyond.
 */
let deps: StudyDeps;
let base: Scenario;
let shutdown: Scenario;
let solved = 0;

beforeAll(async () => {
  const runner = inlineRunner(await loadHighs());
  const counting: Runner = {
    ...runner,
    run: (request, watch) => {
      solved++;
      return runner.run(request, watch);
    },
  };
  deps = { runner: counting, models: cachedModels('models'), clock: { now: () => 0 }, say };
  [base, shutdown] = await Promise.all(
    ['base', 'shutdown'].map(async (name) =>
      orThrow(await loadScenarioFile(`scenarios/two-plant-cascade/${name}.yaml`)),
    ),
  );
});

const screen = { level: 'screen' } as const;
const size: AskedAxis = { measure: 'shutdown', field: 'size', from: '0 MW', to: '30 MW', steps: 4 };
const run = (scenario: Scenario, asked: AskedAxis, second?: AskedAxis, rules = false) =>
  sweepScenario(deps, scenario, base, { ...sweepAxes(scenario, asked, second), rules }, screen, {});
const codes = (work: () => unknown): string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems.map((found) => `${found.code} ${found.path}`);
    throw error;
  }
  return [];
};

describe('sweep over the size', () => {
  it('gives nothing at 0, and one MWh spilled for each MWh removed above', async () => {
    const { points, monotone, turns, ranges, rules } = await run(shutdown, size);
    expect(points[0]).toMatchObject({
      size_gw: 0,
      removed_energy_gwh: 0,
      curtailed_delta_gwh: 0,
      all_spill_delta_gwh: 0,
      average_curtailment_factor: { statistic: null, all_spill: null },
      marginal_curtailment_factor: { statistic: null, all_spill: null },
    });
    // 10 MW over 48 h a step
    expect(points[2].removed_energy_gwh).toBeCloseTo(0.96, 9);
    expect(points[2].marginal_curtailment_factor.all_spill).toBeCloseTo(1, 4);
    expect([monotone, turns, rules]).toEqual([true, [], null]);
    expect(points[3].curtailed_gwh.counterfactual - points[3].curtailed_gwh.reference).toBeCloseTo(
      points[3].curtailed_delta_gwh,
      12,
    );
    const { curtailed_in_statistic_gwh: statistic, ...rest } = points[3].disposition;
    expect(statistic + Object.values(rest).reduce((sum, term) => sum + term, 0)).toBeCloseTo(
      points[3].removed_energy_gwh,
      6,
    );
    expect(ranges).toHaveLength(1);
    expect(ranges[0]).toMatchObject({ from: 0, to: 0.03, points: 4, changes: null });
    expect(ranges[0].slope.all_spill).toBeCloseTo(48, 2);
  });

  it('says which section lets go where the response changes', async () => {
    // With 138 MW of other load in the mountains nothing is spilled until 40 MW are freed: 168 = 20 + 30 + 20 + 50 +
    // 48, so the section empties first.
    const thirsty: Scenario = {
      ...shutdown,
      measures: [
        ...shutdown.measures,
        { id: 'mill', type: 'add-load', zone: 'mountain', size: '78 MW', interruption_yuan_per_mwh: 10_000 },
      ],
    };
    const busy: Scenario = { ...base, measures: [thirsty.measures[1]] };
    const asked = { ...size, to: '60 MW', steps: 7 };
    const { points, ranges } = await sweepScenario(
      deps,
      thirsty,
      busy,
      { ...sweepAxes(thirsty, asked, undefined), rules: false },
      screen,
      {},
    );
    // Freed energy first replaces coal in the city up to the 50 MW of the section. Spill removed = max(0, 168 - 20 - 78
    // - 20 - 50) = 0 MW in every point.
    expect(points.every((point) => Math.abs(point.all_spill_delta_gwh) < 1e-3)).toBe(true);
    expect(ranges).toHaveLength(1);
    const middle: Scenario = {
      ...thirsty,
      measures: [shutdown.measures[0], { ...thirsty.measures[1], size: '28 MW' } as Scenario['measures'][number]],
    };
    const there = await sweepScenario(
      deps,
      middle,
      { ...base, measures: [middle.measures[1]] },
      { ...sweepAxes(middle, asked, undefined), rules: false },
      screen,
      {},
    );
    // Removed world: 168 - 20 - 28 - 20 - 50 = 50 MW spilled. Kept world: 50 - size, and none from 50 MW on, where the
    // section begins to empty.
    expect(there.points.map((point) => point.all_spill_delta_gwh / 0.048)).toEqual(
      [0, 10, 20, 30, 40, 50, 50].map((mw) => expect.closeTo(mw, 1)),
    );
    // 50 MW through the section in 48 h at its limit, then none. Beyond, each MWh freed burns less coal.
    expect(there.ranges).toMatchObject([
      {
        from: 0,
        to: 0.05,
        changes: {
          kind: 'section',
          id: 'valley',
          name: { en: 'Valley section' },
          pocket: null,
          world: 'reference',
          hours_at_limit: [48, 0],
          at_limit_gwh: [expect.closeTo(2.4, 6), 0],
        },
        channel: { channel: 'thermal', share: [expect.closeTo(0, 3), expect.closeTo(1, 3)] },
      },
      { from: 0.05, to: 0.06, changes: null, channel: null },
    ]);
    expect(there.monotone).toBe(true);
    expect(there.ranges.map(({ ends }) => ends)).toEqual([null, null]);
    // What is stated of a range is true of one MW more at its beginning and of the last one before its end.
    for (const { from, to, marginal_curtailment_factor: stated } of there.ranges) {
      for (const [a, b] of [
        [1000 * Number(from), 1000 * Number(from) + 1],
        [1000 * Number(to) - 1, 1000 * Number(to)],
      ]) {
        const alone = await sweepScenario(
          deps,
          middle,
          { ...base, measures: [middle.measures[1]] },
          { ...sweepAxes(middle, { ...size, from: `${a} MW`, to: `${b} MW`, steps: 2 }, undefined), rules: false },
          screen,
          {},
        );
        for (const key of ['statistic', 'all_spill'] as const)
          expect(alone.points[1].marginal_curtailment_factor[key], `${a} MW`).toBeCloseTo(stated[key]!, 2);
      }
    }
  });

  it('looks inside both ends of every range where asked to, and cuts it where it is not straight', async () => {
    const middle: Scenario = {
      ...shutdown,
      measures: [
        shutdown.measures[0],
        { id: 'mill', type: 'add-load', zone: 'mountain', size: '28 MW', interruption_yuan_per_mwh: 10_000 },
      ],
    };
    const ranges = async (steps: number, ends: boolean) =>
      (
        await sweepScenario(
          deps,
          middle,
          { ...base, measures: [middle.measures[1]] },
          { ...sweepAxes(middle, { ...size, to: '60 MW', steps }, undefined), rules: false, ends },
          screen,
          {},
        )
      ).ranges;
    // In steps of 10 MW the corner at 50 is a point: 0 to 50 and 50 to 60 are straight. The middles of their first and
    // last steps lie on them.
    const whole = await ranges(7, true);
    expect(whole.map(({ from, to, ends }) => [from, to, ends!.holds, ends!.points.map(({ value }) => value)])).toEqual([
      [0, 0.05, true, [0.005, 0.045]],
      [0.05, 0.06, true, [0.055]],
    ]);
    for (const { ends, off_gwh } of whole)
      for (const off of [off_gwh, ...ends!.points.map((point) => point.off_gwh)]) expect(off).toBeCloseTo(0, 4);
    // In steps of 15 MW it lies within one. Effects over the whole window in MW: 45 at 45 and 50 from 50 on, 2 % of the
    // largest is 1.
    expect((await ranges(5, false)).map(({ from, to }) => [from, to])).toEqual([
      [0, 0.045],
      [0.045, 0.06],
    ]);
    // The middle of 45..60, 52.5: 50 where the line has 47.5, so it is cut there. That of 45..52.5, 48.75: 48.75 where
    // the line has 47.5, cut again. From 0 to there all is straight; of 48.75..60 a point was solved inside, 52.5: 50
    // where the line has 48.75 + 1.25 / 3, off by 0.83.
    const found = await ranges(5, true);
    expect(found.map(({ from, to, ends }) => [from, to, ends!.holds, ends!.points.map(({ value }) => value)])).toEqual([
      [0, 0.04875, true, [0.0075, 0.046875]],
      [0.04875, 0.06, true, [0.0525, 0.05625]],
    ]);
    expect(found.map(({ off_gwh }) => off_gwh / found[0].tolerance_gwh)).toEqual([
      expect.closeTo(0, 2),
      expect.closeTo(0.8333, 2),
    ]);
  });

  it('says why the effect falls where a larger load before the removal leaves room in the reservoir', async () => {
    // The upper reservoir carries water over the two days, is full at first, and the river brings a fifth less than the
    // turbines take. From some 44 MW on nothing is spilled with the load; a larger one draws the reservoir down on the
    // first day, and on the second, when it is gone, water fills it that was spilled.
    const model = orThrow(await deps.models.model('two-plant-cascade'));
    const stations = model.tables.stations.map((row) =>
      row.id === 'upper'
        ? {
            ...row,
            regulation: 'seasonal' as const,
            usable_storage_hm3: 2,
            storage_start_share: 1,
            storage_end_share: 1,
          }
        : row,
    );
    const reservoir: StudyDeps = {
      ...deps,
      models: { ...deps.models, model: async () => valid({ ...model, tables: { ...model.tables, stations } }) },
    };
    const water = { water_year: 'normal', factor: 0.8 };
    const late: Scenario = {
      ...shutdown,
      water,
      measures: [{ ...shutdown.measures[0], start: '2021-06-02T00:00+08:00' }],
    };
    const { points, monotone, turns } = await sweepScenario(
      reservoir,
      late,
      { ...base, water },
      { ...sweepAxes(late, { ...size, to: '80 MW', steps: 5 }, undefined), rules: false },
      screen,
      {},
    );
    expect(monotone).toBe(false);
    expect(turns).toHaveLength(1);
    const [turn] = turns;
    expect(turn).toMatchObject({
      world: 'counterfactual',
      cause: 'load-before-removal',
      month: '2021-06',
      before_removal: { until: '2021-06-02T00:00+08:00' },
    });
    expect(turn.change_gwh).toBeLessThan(0);
    expect(turn.change_gwh).toBeCloseTo(turn.counterfactual_change_gwh - turn.reference_change_gwh, 9);
    expect(turn.before_removal!.load_gwh[1] - turn.before_removal!.load_gwh[0]).toBeCloseTo(
      0.024 * 1000 * (Number(turn.to) - Number(turn.from)),
      6,
    );
    expect(turn.before_removal!.stored_gwh[1]).toBeLessThan(turn.before_removal!.stored_gwh[0]);
    expect(points.at(-1)!.curtailed_gwh.reference).toBeCloseTo(0, 3);
    // With the load gone from the first hour the world without it is one and the same at every size, and the effect
    // never falls.
    const early: Scenario = { ...late, measures: [{ ...shutdown.measures[0], start: '2021-06-01T00:00+08:00' }] };
    const whole = await sweepScenario(
      reservoir,
      early,
      { ...base, water },
      { ...sweepAxes(early, { ...size, to: '80 MW', steps: 5 }, undefined), rules: false },
      screen,
      {},
    );
    expect([whole.monotone, whole.turns]).toEqual([true, []]);
    for (const point of whole.points)
      expect(point.curtailed_gwh.counterfactual).toBeCloseTo(whole.points[0].curtailed_gwh.counterfactual, 5);
  });

  it('gives each rule for exports, and solves equal worlds once', async () => {
    solved = 0;
    const { rules, points } = await run(shutdown, { ...size, steps: 2 }, undefined, true);
    expect(rules?.map((answer) => answer.export_rule)).toEqual([
      'contract-fixed-surplus-free',
      'all-fixed',
      'all-free',
    ]);
    expect(rules?.[1].points).toEqual(points);
    // In each rule the pair of 0 MW is one world.
    expect(solved).toBeLessThanOrEqual(9);
  });
});

describe('sweep over other fields', () => {
  it('takes dates: a start a day later frees half', async () => {
    solved = 0;
    const { points, ranges, unit, slope_unit } = await run(shutdown, {
      measure: 'shutdown',
      field: 'start',
      from: '2021-06-01',
      to: '2021-06-02',
      steps: 3,
    });
    expect(points.map((point) => [point.value, Number(point.removed_energy_gwh.toFixed(9))])).toEqual([
      ['2021-06-01T00:00+08:00', 1.44],
      ['2021-06-01T12:00+08:00', 1.08],
      ['2021-06-02T00:00+08:00', 0.72],
    ]);
    expect([unit, slope_unit, ranges.length]).toEqual([null, 'MWh/h', 1]);
    expect(ranges[0].slope.all_spill).toBeCloseTo(-30, 2);
    // The kept world is the same for every start.
    expect(solved).toBe(4);
  });

  it('takes quantities, numbers and two axes', async () => {
    const wider: Scenario = {
      ...shutdown,
      measures: [...shutdown.measures, { id: 'line', type: 'section-limit', section: 'valley', limit: '50 MW' }],
    };
    const { points, measure2, unit } = await run(
      wider,
      { measure: 'line', field: 'limit', from: '50 MW', to: '70 MW', steps: 3 },
      { measure: 'shutdown', field: 'persistence', from: '0.5', to: '1', steps: 2 },
    );
    // Spill without the factory = 168 - 20 - 20 - what crosses the section (half the factory: 15 MW less); with it 48.
    // The city takes no more than 60 MW: its coal runs at 20.
    expect(points.map((point) => [point.value, point.value2, Math.round(point.all_spill_delta_gwh / 0.048)])).toEqual([
      [50, 0.5, 15],
      [60, 0.5, 5],
      [70, 0.5, 5],
      [50, 1, 30],
      [60, 1, 20],
      [70, 1, 20],
    ]);
    expect([measure2, unit]).toEqual(['shutdown', 'MW']);
  });

  it('says what cannot be varied', () => {
    const axes = (asked: Partial<AskedAxis>, second?: AskedAxis) =>
      codes(() => sweepAxes(shutdown, { ...size, ...asked }, second));
    expect(axes({ measure: 'shut' })).toEqual(['unknown-measure measure']);
    expect(axes({ field: 'sizes' })).toEqual(['unknown-field field']);
    expect(axes({ field: 'load' })).toEqual(['field-not-numeric field']);
    expect(axes({ from: '3', to: '4 m', steps: 1 })).toEqual(['axis-value from', 'axis-value to', 'empty-grid steps']);
    expect(axes({ to: '0 MW' }, { ...size, field: 'staged' })).toEqual([
      'empty-grid to',
      'field-not-numeric second.field',
    ]);
    expect(axes({ field: 'start', from: '2021-06-01', to: '2021-06-01T02:00+08:00', steps: 9 })).toEqual([
      'steps-within-hour steps',
    ]);
  });

  it('lists every problem of every point before anything is solved', async () => {
    solved = 0;
    await expect(
      run(shutdown, { measure: 'shutdown', field: 'persistence', from: '0', to: '2', steps: 3 }),
    ).rejects.toMatchObject({ problems: [{ path: 'shutdown.persistence', value: 2 }] });
    await expect(
      run(shutdown, { measure: 'shutdown', field: 'start', from: '2021-05-01', to: '2021-06-05', steps: 2 }),
    ).rejects.toMatchObject({ problems: [{ code: 'measure-before-start' }, { code: 'measure-after-end' }] });
    // The toy province never took more than 100 MW; one problem an end, not one a point.
    await expect(run(shutdown, { ...size, to: '900 MW', steps: 13 })).rejects.toMatchObject({
      problems: [
        {
          code: 'above-province',
          path: 'to',
          value: '900 MW',
          limit: '<= 100 MW',
          hint: expect.stringContaining('at most 100 MW') as string,
        },
      ],
    });
    await expect(run(shutdown, { ...size, from: '200 MW', to: '900 MW' })).rejects.toMatchObject({
      problems: [{ path: 'from' }, { path: 'to' }],
    });
    await expect(run(shutdown, size, size)).rejects.toMatchObject({ problems: [{ code: 'same-axis' }] });
    expect(solved).toBe(0);
  });
});
