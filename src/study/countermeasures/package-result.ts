import { z } from 'zod';
import { factors, settings, standingFields, statisticAndAll, timing, windowText, world } from '../base/results.ts';
import { num, numOrNull, text, text2, texts, withUnit, type Shape } from '../base/shape.ts';

const tonnes = (what: string) =>
  z
    .array(z.object({ valuation: text('id of the factor in the model'), value: num('kt', 'by this factor') }))
    .describe(withUnit(what, 'kt'));
const effectFields = {
  recovered_gwh: statisticAndAll('GWh', 'curtailed energy that is curtailed no more'),
  generated_gwh: z
    .object({ statistic: num('GWh', 'in the statistic'), all_hydro: num('GWh', 'all hydropower') })
    .describe('hydropower more: energy recovered less what stays stored, is spilled by force or lost to heads'),
  by_month: z
    .array(z.object({ key: text('month'), recovered_gwh: num('GWh', 'recovered in the statistic') }))
    .describe('recovered by month; the months sum to the total'),
  utilisation_hours: factors('h', 'recovered MWh a MW of the measure; null where it has no MW'),
  revenue_million_yuan: z
    .array(
      z.object({
        valuation: text('id of the price in the model'),
        statistic: num('million yuan', 'hydropower in the statistic'),
        all_hydro: num('million yuan', 'all hydropower'),
      }),
    )
    .describe('value of hydropower more, by price of the model'),
  credited_gwh: z
    .object({
      export: num('GWh', 'exported more'),
      thermal: num('GWh', 'less thermal power; negative where the measure burns more'),
      total: num('GWh', 'both'),
    })
    .describe('what earns credit for coal and CO2'),
  co2_kt: tonnes('CO2 saved, by factor of the model'),
  coal_kt: tonnes('coal saved, by factor of the model'),
};
const effect = (what: string) => z.object(effectFields).describe(what);
/**
 * What a counter-measure, or its share of a package, achieves against the scenario without it. Energy recovered is
 * curtailed energy that is curtailed no more.
 */
export type MeasureEffect = Shape<ReturnType<typeof effect>>;

const measure = z.object({
  id: text('id of the counter-measure'),
  title: text2('its title'),
  mw: numOrNull('MW', 'mean over the hours in which it is in force; null where it has no size'),
  why: text('why it was chosen'),
  source: texts('sources that it names'),
  alone: effect('by itself'),
  share: effect('Shapley share of the package; shares sum to the package'),
});
export type PackageMeasure = Shape<typeof measure>;

export const packageResult = z.object({
  schema: z.literal('spillway/package@1').describe('name and version of this document'),
  ...standingFields,
  scenario: world('the scenario without the counter-measures'),
  title: text2('its title'),
  window: windowText,
  settings,
  curtailed_gwh: statisticAndAll('GWh', 'curtailed without any of the measures'),
  measures: z.array(measure).describe('each counter-measure'),
  package: z
    .object({ ...effectFields, mw: numOrNull('MW', 'of all measures; null where one has no size') })
    .describe('all of them together'),
  combinations: z
    .array(
      z.object({
        with: texts('ids of the measures'),
        recovered_gwh: statisticAndAll('GWh', 'curtailed energy that is curtailed no more'),
      }),
    )
    .describe('every set of measures, the empty one left out'),
  valuations: z
    .array(
      z.object({
        id: text('id in the model'),
        kind: z.enum(['price', 'co2', 'coal']).describe('what it values'),
        name: text2('its name'),
        unit: text('of `value`'),
        value: num('unit', 'price or factor'),
        source: text('what it rests on'),
        confidence: text('how well it is known'),
      }),
    )
    .describe('prices and factors, with what they rest on'),
  timing_ms: timing,
});
/** Counter-measures, each alone, in every combination, and as a share of them all. */
export type PackageResult = Shape<typeof packageResult>;
