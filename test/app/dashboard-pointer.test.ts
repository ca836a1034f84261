/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PackageResult } from '../../src/study/countermeasures/package-result.ts';
import type { ComparisonResult } from '../../src/study/comparison/comparison-answer.ts';
import type { EnsembleResult } from '../../src/study/ensemble/ensemble-answer.ts';
import type { SweepResult } from '../../src/study/sweep/sweep-result.ts';
import type { TornadoResult } from '../../src/study/tornado/tornado-result.ts';
import {
  causesFacts,
  causeViewsFacts,
  dailyFacts,
  dispositionFacts,
  dispositionMonthFacts,
  drawFacts,
  groupFacts,
  loadingFacts,
  monthFacts,
  packageFacts,
  responseFacts,
  Speech,
  tornadoFacts,
  whereFacts,
  type Facts,
  type Language,
} from './chart-facts.ts';
import { chartsOn, clickLegend, look, readTooltips, redrawUnderPointer, switchUnderPointer } from './chart-pointer.ts';
import { dashboardBed } from './dashboard-bed.ts';

/** Each chart of the page in turn, on a machine that may be busy with other tests. */
const CHARTS_MS = 240_000;
const PAIR = { reference: 'two-plant-cascade-base', counterfactual: 'two-plant-cascade-shutdown' };
const SWEEP = {
  scenario: PAIR.counterfactual,
  reference: PAIR.reference,
  measure: 'shutdown',
  from: '0 GW',
  to: '0.045 GW',
  steps: 13,
  rules: true,
  options: { level: 'screen' },
};
const MEASURES = ['two-plant-cascade-lower-minimum', 'two-plant-cascade-smelter', 'two-plant-cascade-wider-section'];
const VIEWS: Readonly<Record<Language, readonly [locale: string, width: number, height: number]>> = {
  en: ['en-US', 1280, 900],
  zh: ['zh-CN', 390, 844],
};

const bed = dashboardBed();
let comparison: ComparisonResult;
let sweep: SweepResult;
let ensemble: EnsembleResult;
let tornado: TornadoResult;
let measures: PackageResult;

beforeAll(async () => {
  if (bed.skipped) return;
  comparison = await bed.site.ask('comparisons', {
    ...PAIR,
    options: { foresight: 'perfect', level: 'screen' },
    attribute: true,
    sensitivity: true,
  });
  sweep = await bed.site.ask('sweeps', SWEEP);
  ensemble = await bed.site.ask('ensembles', { ...PAIR, draws: 48, seed: 1, draw_size: true });
  tornado = await bed.site.ask('tornados', { ...PAIR, options: { level: 'screen' } });
  measures = await bed.site.ask('packages', {
    scenario: PAIR.counterfactual,
    with: MEASURES,
    options: { level: 'screen' },
  });
}, CHARTS_MS);

const factsAtFirst = (speech: Speech): Facts[] => [
  dailyFacts(comparison, speech),
  monthFacts(comparison, speech),
  dispositionFacts(comparison, speech),
  whereFacts(comparison, speech, 'basin'),
  loadingFacts(comparison, speech),
  causesFacts(comparison, speech),
  causeViewsFacts(comparison, speech),
  ...responseFacts(sweep, speech),
  drawFacts(ensemble, speech),
  groupFacts(ensemble, speech),
  tornadoFacts(tornado, speech),
  ...packageFacts(measures, speech),
];

/** A page on which every study has been drawn. */
async function wholePage(
  language: Language,
): Promise<{ readonly page: Page; readonly speech: Speech; readonly facts: readonly Facts[] }> {
  const { page } = await bed.toy(...VIEWS[language]);
  const speech = await Speech.of(language, bed.site.url, 'two-plant-cascade');
  const facts = factsAtFirst(speech);
  for (const { id } of facts) await page.locator(`#${id} canvas`).waitFor();
  expect((await chartsOn(page)).sort()).toEqual(facts.map(({ id }) => id).sort());
  return { page, speech, facts };
}

describe.each(['en', 'zh'] as const)('every chart under the pointer, %s', (language) => {
  it(
    'says row by row what the API says, and bears clicks on its legend, the wheel, and being drawn anew',
    async () => {
      const { page, speech, facts } = await wholePage(language);
      for (const one of facts) {
        await readTooltips(page, one);
        await clickLegend(page, one.id);
        await redrawUnderPointer(page, one.id);
      }
      for (const group of ['zone', 'section', 'hour_class'] as const) {
        await page.click(`#where-${group}`);
        await readTooltips(page, whereFacts(comparison, speech, group));
      }
      await page.click('#disposition-month');
      await readTooltips(page, dispositionMonthFacts(comparison, speech));
    },
    CHARTS_MS,
  );

  it(
    'speaks the other language after a switch with the pointer inside',
    async () => {
      const { page, facts } = await wholePage(language);
      for (const { id } of facts) {
        await look(page, id);
        await switchUnderPointer(page, id);
      }
    },
    CHARTS_MS,
  );
});

it(
  'is drawn and hovered where the reader wants less motion',
  async () => {
    const { page } = await bed.toy('en-US', 1280, 900, 'reduce');
    const speech = await Speech.of('en', bed.site.url, 'two-plant-cascade');
    await page.locator('#causes canvas').waitFor();
    for (const facts of [dailyFacts(comparison, speech), causesFacts(comparison, speech)])
      await readTooltips(page, facts);
  },
  CHARTS_MS,
);
