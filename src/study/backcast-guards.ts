import type { Ledger } from '../engine/accounting/ledger.ts';
import { calibratedModel } from '../system/calibrated-model.ts';
import type { Model } from '../system/model.ts';
import type { Scenario } from '../system/scenario.ts';
import { thermalByMonth } from './calibration-facts.ts';
import { modelledSeries } from './modelled-series.ts';
import type { Flag } from './results.ts';

/** An export may miss its published month by this share or this energy, whichever is more; thermal output likewise. */
const EXPORT = { share: 0.03, gwh: 50 } as const;
const THERMAL = { share: 0.05, gwh: 250 } as const;

interface Told { readonly year: number; readonly scenario: Scenario; readonly ledger: Ledger }

/**
 * What makes the world of a year another than the one that was: exports by direction and thermal output that miss what was published of a month, and factors of water beyond those of other years. None of an ex-ante view, which knows
 * no such figures.
 */
export const backcastGuards = (model: Model, worlds: readonly Told[]): readonly Flag[] => worlds.filter(({ scenario }) => scenario.basis === 'ex-post').flatMap((world) => [...missedExports(model, world), ...missedThermal(model, world), ...farWater(model, world)]);

function missedExports({ tables }: Model, { ledger }: Told): Flag[] {
  return tables.reported_series.filter(({ covers, comparable }) => covers === 'exports' && comparable === 'yes').flatMap((series) => {
    const byMonth = modelledSeries(ledger, series)?.byMonth ?? new Map<string, number>();
    return [...byMonth].flatMap(([month, modelled]) => {
      const published = tables.reported.find((row) => row.quantity === 'export' && row.series === series.series && row.period === month)?.value;
      if (published === undefined || Math.abs(modelled - published) <= Math.max(EXPORT.share * published, EXPORT.gwh)) return [];
      const said = miss(`${series.series} ${month}`, modelled, published);
      return [{ code: 'export-missed', message_en: `export ${said.en}`, message_zh: `外送 ${said.zh}` }];
    });
  });
}

function missedThermal({ tables }: Model, { ledger }: Told): Flag[] {
  return [...thermalByMonth(ledger)].flatMap(([month, modelled]) => {
    const published = tables.reported.find((row) => row.quantity === 'thermal_generation' && row.period === month)?.value;
    if (published === undefined || Math.abs(modelled - published) <= Math.max(THERMAL.share * published, THERMAL.gwh)) return [];
    const said = miss(month, modelled, published);
    return [{ code: 'thermal-missed', message_en: `thermal generation ${said.en}`, message_zh: `火电 ${said.zh}` }];
  });
}

function miss(what: string, modelled: number, published: number): { readonly en: string; readonly zh: string } {
  const [a, b, off] = [modelled.toFixed(0), published.toFixed(0), (100 * (modelled / published - 1)).toFixed(1)];
  return { en: `${what}: the model has ${a} GWh, published are ${b} GWh (${off} %): this world is not the one that was`, zh: `${what}：模型${a} GWh，公布${b} GWh（${off}%）：该情形与实际不符` };
}

/** Factors of the year's water in its season that no other fitted year has, by gauge group; gauges of a group are told once. */
function farWater(model: Model, { scenario, ledger }: Told): Flag[] {
  const { tables } = calibratedModel(model, scenario);
  const own = scenario.water.water_year;
  const others = [...new Set(model.tables.calibration.filter((row) => row.step === 'fit' && row.kind === 'water-factor').map((row) => row.target.split(':')[0]))].filter((year) => year !== own);
  // A fitted year is itself of the range.
  if (model.tables.calibration.some((row) => row.step === 'fit' && row.kind === 'water-factor' && row.target.split(':')[0] === own)) return [];
  const factor = (year: string, gauge: string, month: number): number | undefined => (tables.water_years.find((row) => row.water_year === year && row.gauge === gauge && row.month === month)
    ?? tables.water_years.find((row) => row.water_year === year && row.gauge === 'all' && row.month === month))?.factor;
  const told = new Map<string, Flag>();
  for (const key of ledger.case.monthKeys) {
    const month = Number(key.slice(5));
    for (const { id, group } of tables.gauges) {
      const value = factor(own, id, month);
      const range = others.flatMap((year) => factor(year, id, month) ?? []);
      if (value === undefined || range.length === 0 || (value >= Math.min(...range) && value <= Math.max(...range))) continue;
      const [low, high] = [Math.min(...range).toFixed(2), Math.max(...range).toFixed(2)];
      const where = group ?? id;
      told.set(`${where} ${key}`, { code: 'water-beyond-other-years', message_en: `water of ${where}, ${key}: factor ${value.toFixed(2)}, other fitted years have ${low} to ${high}`, message_zh: `${where} ${key} 来水系数${value.toFixed(2)}，其他率定年份为${low}至${high}` });
    }
  }
  return [...told.values()];
}
