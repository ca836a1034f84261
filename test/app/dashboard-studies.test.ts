/// <reference lib="dom" />
import { describe, expect, it } from 'vitest';
import type { BackcastResult } from '../../src/study/backcast/backcast-result.ts';
import type { EvidenceResult } from '../../src/study/inputs/evidence-result.ts';
import type { ComparisonResult } from '../../src/study/comparison/comparison-answer.ts';
import type { SweepResult } from '../../src/study/sweep/sweep-result.ts';
import type { YearOnYearResult } from '../../src/study/backcast/year-on-year-result.ts';
import { backcastFacts, Speech, yearsFacts } from './chart-facts.ts';
import { clickLegend, look, readTooltips, redrawUnderPointer, switchUnderPointer } from './chart-pointer.ts';
import { csvOf, dashboardBed, finished, text, width } from './dashboard-bed.ts';

const RUN_MS = 60_000;
/** Three seasons at level screen, on a machine that may be busy with other tests. */
const SEASONS_MS = 300_000;

const bed = dashboardBed();

describe('causes', () => {
  it(
    'are drawn where asked for, with table and CSV, and hidden otherwise',
    async () => {
      const { page } = await bed.toy();
      await page.waitForSelector('#run-first');
      await page.selectOption('#level', 'screen');
      await page.click('#run');
      await finished(page, 'progress-text');
      expect(await page.locator('#causes').count()).toBe(0);

      await page.focus('#attribute');
      await page.keyboard.press('Space');
      await page.click('#run');
      await page.locator('#causes canvas').waitFor({ timeout: RUN_MS });
      const { causes } = await bed.site.latest<ComparisonResult>('comparisons');
      const [head, ...rows] = await csvOf(page, 'causes');
      expect(head).toEqual([
        'key',
        'name',
        'world',
        'sections_gwh',
        'exports_gwh',
        'intraday_gwh',
        'storage_gwh',
        'surplus_gwh',
        'total_gwh',
      ]);
      expect(rows.map((row) => Number(row.at(-1)))).toEqual([
        causes!.reference.total_gwh,
        causes!.counterfactual.total_gwh,
        causes!.delta.total_gwh,
      ]);
      await page.click('#causes-zone');
      await page.click('#causes-toggle');
      expect(await page.locator('#causes tbody tr').count()).toBe(3 * causes!.by_zone.length);
      expect(await page.locator('.history-entry').first().innerText()).toContain('by cause');
    },
    2 * RUN_MS,
  );

  it(
    'stand beside a note on the reference that is not a warning',
    async () => {
      const { page } = await bed.toy();
      await page.waitForSelector('#delta');
      const note = (await bed.site.latest<ComparisonResult>('comparisons')).flags.find(
        (flag) => flag.code === 'reference-sized',
      )!.message_en;
      expect(await text(page, '.flags')).not.toContain(note);
      expect(await page.locator('.card.basis').last().textContent()).toContain(note);
    },
    RUN_MS,
  );
});

describe('response to size', () => {
  it(
    'runs thirteen sizes, draws both charts, and is shown again after a reload, in Chinese and on a narrow page',
    async () => {
      const { page } = await bed.toy();
      await page.waitForSelector('#response-run');
      await page.focus('#response-run');
      await page.keyboard.press('Enter');
      await finished(page, 'response-progress-text');
      const { points } = await bed.site.latest<SweepResult>('sweeps');
      expect(await page.locator('#response canvas').count()).toBe(2);
      const [, ...rows] = await csvOf(page, 'response-curve');
      expect(rows.map((row) => [Number(row[0]), Number(row[2]), Number(row[3])])).toEqual(
        points.map((point) => [point.size_gw, point.curtailed_delta_gwh, point.all_spill_delta_gwh]),
      );
      expect(points).toHaveLength(13);
      await page.click('#response-factor-toggle');
      expect(await page.locator('#response-factor tbody tr').count()).toBe(13);

      await page.setViewportSize({ width: 390, height: 900 });
      await page.click('#language');
      await page.reload();
      await page.locator('#response-curve canvas').waitFor();
      expect(await text(page, '#response h2')).toBe('随规模的变化');
      expect(await width(page)).toBe(390);
    },
    RUN_MS,
  );
});

describe('response to size of a changed case', () => {
  it(
    'carries the place and date of the comparison shown, and asks anew for another',
    async () => {
      const { page } = await bed.toy();
      await page.waitForSelector('#response-run');
      await page.selectOption('#level', 'screen');
      await page.fill('#start', '2021-06-02');
      await page.click('#run');
      await finished(page, 'progress-text');
      expect(await page.locator('#response canvas').count()).toBe(0);
      await page.click('#response-run');
      await finished(page, 'response-progress-text');
      const comparison = await bed.site.latest<ComparisonResult>('comparisons');
      const { points } = await bed.site.latest<SweepResult>('sweeps');
      expect(points.find((point) => point.size_gw === 0.03)?.removed_energy_gwh).toBeCloseTo(
        comparison.removed_energy_gwh,
        9,
      );
    },
    RUN_MS,
  );
});

describe('the Sichuan study', () => {
  it(
    'takes the numbers beside the claim from the evidence, and none where the model has none',
    async () => {
      const { page } = await bed.sichuan('en-US', 390);
      const evidence = (await (await fetch(`${bed.site.url}/api/v1/models/sichuan/evidence`)).json()) as EvidenceResult;
      await page.waitForSelector('.claim tbody tr');
      expect(
        await page
          .locator('.claim tbody tr')
          .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))),
      ).toEqual(
        evidence.estimates.map(({ implied_load_gw: gw, claim_needs_j_per_th: needs }) => [
          ...[gw.low, gw.central, gw.high].map((value) => value.toFixed(1)),
          needs.toFixed(0),
        ]),
      );
      for (const { source } of evidence.estimates) expect(await page.locator('.claim').textContent()).toContain(source);
      expect(await width(page)).toBe(390);
      const toy = await bed.toy();
      await toy.page.waitForSelector('#delta, #run-first');
      expect(await toy.page.locator('.claim, #backcast-run').count()).toBe(0);
    },
    RUN_MS,
  );

  it(
    'cancels a sweep from the keyboard',
    async () => {
      const { page } = await bed.sichuan();
      await page.click('#response-run');
      await page.focus('#response-cancel');
      await page.locator('#response-progress-text', { hasText: '%' }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('#response-progress-text', { hasText: 'Cancelled' }).waitFor();
      expect(await page.locator('#response canvas').count()).toBe(0);
      expect(await page.isEnabled('#response-run')).toBe(true);
    },
    RUN_MS,
  );

  it(
    'holds the model against published figures and says what it leaves out',
    async () => {
      const { page } = await bed.sichuan();
      await page.click('#backcast-run');
      await finished(page, 'backcast-progress-text', SEASONS_MS);
      const { rows, predictions, factors } = await bed.site.latest<BackcastResult>('backcasts');
      const compared = rows.filter((row) => row.error !== null);
      const left = rows.filter((row) => row.published !== null && row.error === null);
      expect(await page.locator('#backcast-table tbody tr').count()).toBe(compared.length);
      expect(await text(page, '#backcast-left')).toContain(
        `${left.length} of ${left.length + compared.length} published figures are not compared`,
      );
      const [head, ...cells] = await csvOf(page, 'backcast-table');
      const mark = head.indexOf('mark');
      expect(cells.filter((row) => row[mark] === 'held_out')).toHaveLength(
        compared.filter((row) => !row.fitted && row.quantity !== 'consumption' && row.quantity !== 'peak_load').length,
      );
      const predicted = rows.filter((row) => row.predicted !== null);
      expect(predicted.some(({ period }) => period === '2021Q3')).toBe(true);
      expect(await page.locator('#backcast-predicted tbody tr').count()).toBe(predicted.length);
      expect(await text(page, '#backcast-predicted')).toContain(
        `2021: made ${predictions[0].made} from ${predictions[0].draws} draws`,
      );
      expect(await page.locator('#backcast-errors canvas').count()).toBe(1);
      // Water of 2021 beside that of the fitted years, and of each factor outside what holds it.
      expect(await page.locator('#backcast-factors tbody tr').count()).toBe(factors!.length);
      for (const { why } of factors!) expect(await text(page, '#backcast-factors')).toContain(why?.en ?? '');
    },
    SEASONS_MS,
  );

  it(
    'explains years by driver, and both charts of years bear the pointer in both languages',
    async () => {
      const years = await bed.site.ask<YearOnYearResult>('decompositions', { model: 'sichuan', years: '2020..2021' });
      const backcast = await bed.site.latest<BackcastResult>('backcasts');
      const { page } = await bed.sichuan();
      for (const language of ['en', 'zh'] as const) {
        const speech = await Speech.of(language, bed.site.url, 'sichuan');
        for (const facts of [backcastFacts(backcast, speech), yearsFacts(years, speech)]) {
          await readTooltips(page, facts);
          await clickLegend(page, facts.id);
          await redrawUnderPointer(page, facts.id);
        }
        await look(page, 'years-chart');
        await switchUnderPointer(page, 'years-chart');
      }
    },
    SEASONS_MS,
  );
});
