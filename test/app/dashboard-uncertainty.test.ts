import { readFileSync } from 'node:fs';
/// <reference lib="dom" />
import { describe, expect, it } from 'vitest';
import type { ComparisonResult } from '../../src/study/comparison/comparison-answer.ts';
import type { EnsembleResult } from '../../src/study/ensemble/ensemble-answer.ts';
import type { SweepResult } from '../../src/study/sweep/sweep-result.ts';
import { csvOf, dashboardBed, finished, rows, text, width } from './dashboard-bed.ts';

const RUN_MS = 90_000;
/** Some draws of a season, on a machine that may be busy with other tests. */
const SEASONS_MS = 300_000;
const bed = dashboardBed();

describe('uncertainty', () => {
  it(
    'draws as often as asked, and shows the spread, what it is made of, and what pairing does',
    async () => {
      const { page } = await bed.toy();
      await page.waitForSelector('#run-first');
      await page.selectOption('#level', 'screen');
      await page.click('#run');
      await finished(page, 'progress-text');
      const { curtailed_gwh: shown } = await bed.site.latest<ComparisonResult>('comparisons');
      expect(await page.inputValue('#ensemble-draws')).toBe('100');
      await page.fill('#ensemble-draws', '24');
      await page.check('#ensemble-draw-size');
      await page.focus('#ensemble-run');
      await page.keyboard.press('Enter');
      await finished(page, 'ensemble-progress-text');
      const { ensemble } = await bed.site.latest<EnsembleResult>('ensembles');
      expect([ensemble.draws, ensemble.inputs.find(({ input }) => input === 'size')?.drawn]).toEqual([24, true]);
      expect(await page.locator('#ensemble canvas').count()).toBe(2);
      expect(await text(page, '#ensemble-median')).toBe(`+${ensemble.delta_gwh.p50.toFixed(2)} GWh`);
      // Sizes that mirror one another cancel here: the effect is as large as the load.
      expect([ensemble.narrowing.whole, await text(page, '#ensemble-pairing')]).toEqual([
        null,
        expect.stringContaining(
          `sharing the draws alone makes it ${ensemble.narrowing.pairing!.toFixed(1)} times narrower`,
        ),
      ]);
      const below = ensemble.by_draw_gwh.filter((gwh) => gwh < shown.delta).length;
      expect(await text(page, '#ensemble-chart .note')).toContain(`${below} of 24 draws lie below`);
      expect(await text(page, '#delta-spread')).toContain(`median +${ensemble.delta_gwh.p50.toFixed(2)} GWh`);

      const [head, ...draws] = await csvOf(page, 'ensemble-chart');
      expect([head, draws.map((row) => Number(row[1]))]).toEqual([['draw', 'delta_gwh'], ensemble.by_draw_gwh]);
      await page.click('#ensemble-chart-toggle');
      const counts = await page.locator('#ensemble-chart tbody tr td:nth-child(2)').allInnerTexts();
      expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(24);
      await page.click('#ensemble-groups-toggle');
      expect(await rows(page, 'ensemble-groups')).toBe(6);
      expect(await rows(page, 'ensemble-inputs')).toBe(ensemble.inputs.length);
      const [, ...told] = await csvOf(page, 'ensemble-quantiles');
      expect(told[0].slice(2, 7).map(Number)).toEqual([
        ensemble.delta_gwh.p025,
        ensemble.delta_gwh.p10,
        ensemble.delta_gwh.p50,
        ensemble.delta_gwh.p90,
        ensemble.delta_gwh.p975,
      ]);
    },
    2 * RUN_MS,
  );

  it(
    'is shown again after a reload, in Chinese and on a narrow page',
    async () => {
      const { page } = await bed.toy('zh-CN', 390);
      await page.locator('#ensemble-groups canvas').waitFor();
      expect(await text(page, '#ensemble h2')).toBe('不确定性');
      expect(await text(page, '#ensemble-pairing')).toContain('亿千瓦时');
      expect(await page.locator('#ensemble').innerText()).not.toMatch(/undefined|NaN|\{\w+\}|GWh/);
      expect(await width(page)).toBe(390);
    },
    RUN_MS,
  );

  it(
    'says so where no draw moves the difference',
    async () => {
      const { page } = await bed.toy();
      await page.waitForSelector('#ensemble-run');
      await page.fill('#ensemble-draws', '8');
      await page.uncheck('#ensemble-draw-size');
      await page.click('#ensemble-run');
      await finished(page, 'ensemble-progress-text');
      expect(await text(page, '#ensemble-chart .empty')).toContain('Every draw gives');
      expect(await text(page, '#ensemble-pairing')).toContain('every draw gives the same difference');
    },
    RUN_MS,
  );

  it(
    'goes with the case shown',
    async () => {
      const { page } = await bed.toy();
      await page.waitForSelector('#ensemble-summary');
      await page.fill('#size', '0.02');
      await page.selectOption('#level', 'screen');
      await page.click('#run');
      await finished(page, 'progress-text');
      expect(await page.locator('#ensemble-summary').count()).toBe(0);
      expect(await text(page, '#delta-spread')).toBe('');
      await page.fill('#ensemble-draws', '8');
      await page.click('#ensemble-run');
      await finished(page, 'ensemble-progress-text');
      const { ensemble, counterfactual } = await bed.site.latest<EnsembleResult>('ensembles');
      expect(counterfactual.id).toMatch(/-changed$/);
      expect(ensemble.removed_energy_gwh.p50).toBeCloseTo(0.02 * 48, 6);
      expect(await page.locator('#ensemble-summary').count()).toBe(1);
    },
    RUN_MS,
  );

  it(
    'names every wrong entry beside it, and stops when it is told to',
    async () => {
      const { page, allow } = await bed.toy();
      // The refused request is the only thing the browser may complain about.
      allow(/ 422 /);
      await page.waitForSelector('#ensemble-run');
      for (const [draws, seed] of [
        ['0', '-1'],
        ['10001', 'x'],
        ['', '1.5'],
      ]) {
        await page.fill('#ensemble-draws', draws);
        await page.fill('#ensemble-seed', seed);
        await page.click('#ensemble-run');
        // what the round before left stays until this one is told: the focus moves last
        await page.waitForFunction(() => document.activeElement?.id === 'ensemble-draws');
        await page.waitForSelector('#ensemble-seed-problem');
        expect(await page.getAttribute('#ensemble-draws', 'aria-invalid')).toBe('true');
        expect(await text(page, '#ensemble-draws-problem')).not.toBe('');
        expect(await text(page, '#ensemble-problems')).toContain('2 values need to be changed');
      }
      await page.click('#language');
      expect([await text(page, '#ensemble-draws-problem'), await text(page, '#ensemble-seed-problem')]).toEqual([
        '“”不是数字。',
        '“1.5”不是整数。',
      ]);
      await page.click('#language');
      await page.fill('#ensemble-draws', '10000');
      await page.fill('#ensemble-seed', '9');
      await page.click('#ensemble-run');
      await page.locator('#ensemble-progress-text', { hasText: /draws · about .* left/ }).waitFor({ timeout: RUN_MS });
      expect(await page.locator('#ensemble-seed-problem').count()).toBe(0);
      await page.click('#ensemble-cancel');
      await page.locator('#ensemble-progress-text', { hasText: 'Cancelled' }).waitFor();
    },
    RUN_MS,
  );
});

describe('uncertainty of the Sichuan study', () => {
  // Structures are drawn where the stored fit holds them calibrated anew.
  const { structures } = JSON.parse(readFileSync('models/sichuan/fit.json', 'utf8')) as {
    readonly structures: unknown;
  };
  it.skipIf(structures === null)(
    'tells structures and places apart, and how many times wider draws apart would be',
    async () => {
      const { page } = await bed.sichuan();
      await page.waitForSelector('#ensemble-draw-place');
      await page.selectOption('#level', 'screen');
      await page.click('#run');
      await finished(page, 'progress-text', SEASONS_MS);
      await page.fill('#ensemble-draws', '10');
      await page.check('#ensemble-draw-place');
      await page.click('#ensemble-run');
      await finished(page, 'ensemble-progress-text', SEASONS_MS);
      const { ensemble } = await bed.site.latest<EnsembleResult>('ensembles');
      expect(ensemble.groups.find(({ group }) => group === 'place')?.inputs).toEqual(['place']);
      expect(await rows(page, 'ensemble-structures')).toBe(ensemble.by_structure.length);
      expect(ensemble.by_structure.length).toBeGreaterThan(4);
      expect(await text(page, '#ensemble-pairing')).toContain(`${ensemble.narrowing.whole!.toFixed(1)} times as wide`);
      // Ten draws are worth too few of equal weight to be assimilated: the blind estimate stands beside the headline.
      expect(ensemble.assimilated!.usable).toBe(false);
      expect(await text(page, '#delta-spread')).toContain('Over 10 draws of what is uncertain');
      // What the fit said is of its most likely water, not of the medians that the model ships: no structure is told as
      // stated, and no line of it is drawn.
      expect(ensemble.by_structure.map(({ as_stated_gwh }) => as_stated_gwh)).toEqual(
        ensemble.by_structure.map(() => null),
      );
      expect(await text(page, '#ensemble-chart .note')).not.toContain('Nothing drawn');
    },
    SEASONS_MS,
  );
});

describe('questions asked more closely', () => {
  it(
    'tells what not knowing the water costs, where it is not known',
    async () => {
      const { page } = await bed.toy();
      await page.waitForSelector('#delta');
      expect(await page.isDisabled('#price')).toBe(true);
      await page.selectOption('#foresight', 'rolling');
      await page.check('#price');
      await page.click('#run');
      await page.locator('#trust-price').waitFor({ timeout: RUN_MS });
      const { optimality } = await bed.site.latest<ComparisonResult>('comparisons');
      expect(await text(page, '#trust-known')).toContain(
        `+${optimality.known_water_curtailed_gwh!.delta.toFixed(2)} GWh`,
      );
      expect(await text(page, '#trust-price')).toContain('million yuan with the load');
      expect(await page.locator('.history-entry').first().innerText()).toContain('price of foresight');
      // Back to known water: nothing to ask the price of.
      await page.selectOption('#foresight', 'perfect');
      expect([await page.isDisabled('#price'), await page.isChecked('#price')]).toEqual([true, false]);
    },
    SEASONS_MS,
  );

  it(
    'divides the causes in turn, and with limits lifted further where asked',
    async () => {
      const { page } = await bed.toy();
      await page.waitForSelector('#delta');
      expect(await page.isDisabled('#sensitivity')).toBe(true);
      await page.selectOption('#level', 'screen');
      await page.check('#attribute');
      await page.check('#sensitivity');
      await page.click('#run');
      await page.locator('#cause-views canvas').waitFor({ timeout: RUN_MS });
      const { causes } = await bed.site.latest<ComparisonResult>('comparisons');
      const [head, ...cells] = await csvOf(page, 'cause-views');
      const total = head.indexOf('total_gwh');
      expect(cells.map((row) => [row[0], row[1], Number(row[total])])).toEqual(
        [
          ['average', causes!],
          ['sequential', causes!.sequential],
          ['further', causes!.sensitivity!],
        ].flatMap(([view, amounts]) =>
          (['reference', 'counterfactual', 'delta'] as const).map((world) => [
            view,
            world,
            (amounts as NonNullable<typeof causes>)[world].total_gwh,
          ]),
        ),
      );
      expect(causes!.sensitivity!.delta.exports_gwh).toBeGreaterThan(1);
      expect(await page.locator('.history-entry').first().innerText()).toContain('lifted further');
    },
    2 * RUN_MS,
  );

  it(
    'tells of every range whether it holds at both its ends',
    async () => {
      const { page } = await bed.toy();
      await page.check('#response-ends');
      await page.click('#response-run');
      await finished(page, 'response-progress-text');
      const { ranges } = await bed.site.latest<SweepResult>('sweeps');
      const held = ranges.filter(({ ends }) => ends!.holds).length;
      expect(await text(page, '#response-ranges .note')).toContain(`${held} of ${ranges.length} ranges are settled`);
      expect(await page.locator('#response-ranges tbody tr', { hasText: /at \d/ }).count()).toBe(held);
      const [head, ...cells] = await csvOf(page, 'response-ranges');
      expect(cells.map((row) => row[head.indexOf('checked_at_ends')])).toEqual(
        ranges.map(({ ends }) => String(ends!.holds)),
      );
      await page.reload();
      await page.waitForSelector('#response-ranges');
      expect(await page.locator('#response-ranges th', { hasText: 'Checked inside both ends' }).count()).toBe(1);
    },
    2 * RUN_MS,
  );
});
