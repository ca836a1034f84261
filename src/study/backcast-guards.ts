import type { Ledger } from '../engine/accounting/ledger.ts';
import type { Model } from '../system/model/model.ts';
import type { WaterFactor } from './backcast/water-factor-result.ts';
import type { ResolvedScenario } from '../system/scenario/resolved-scenario.ts';
import { thermalByMonth } from './calibration/calibration-facts.ts';
import { modelledSeries } from './out-turns/modelled-series.ts';
import type { Flag } from './results.ts';
import { farWater } from './water-factors.ts';

/** An export may miss its published month by this share or this energy, whichever is more; thermal output likewise. */
const EXPORT = { share: 0.03, gwh: 50 } as const;
const THERMAL = { share: 0.05, gwh: 250 } as const;

interface Told {
  readonly year: number;
  readonly scenario: ResolvedScenario;
  readonly ledger: Ledger;
  readonly factors: readonly WaterFactor[];
}

/**
 * What makes the world of a year another than the one that was: exports by direction and thermal output that miss what
 * was published of a month, and factors of water beyond those of other years. None of an ex-ante view, which knows no
 * such figures.
 */
export const backcastGuards = (model: Model, worlds: readonly Told[]): readonly Flag[] =>
  worlds
    .filter(({ scenario }) => scenario.basis === 'ex-post')
    .flatMap((world) => [...missedExports(model, world), ...missedThermal(model, world), ...farWater(world.factors)]);

function missedExports({ tables }: Model, { ledger }: Told): Flag[] {
  return tables.reported_series
    .filter(({ covers, comparable }) => covers === 'exports' && comparable === 'yes')
    .flatMap((series) => {
      const byMonth = modelledSeries(ledger, series)?.byMonth ?? new Map<string, number>();
      return [...byMonth].flatMap(([month, modelled]) => {
        const published = tables.reported.find(
          (row) => row.quantity === 'export' && row.series === series.series && row.period === month,
        )?.value;
        if (published === undefined || Math.abs(modelled - published) <= Math.max(EXPORT.share * published, EXPORT.gwh))
          return [];
        const said = miss(`${series.series} ${month}`, modelled, published);
        return [{ code: 'export-missed', message_en: `export ${said.en}`, message_zh: `外送 ${said.zh}` }];
      });
    });
}

function missedThermal({ tables }: Model, { ledger }: Told): Flag[] {
  return [...thermalByMonth(ledger)].flatMap(([month, modelled]) => {
    const published = tables.reported.find(
      (row) => row.quantity === 'thermal_generation' && row.period === month,
    )?.value;
    if (published === undefined || Math.abs(modelled - published) <= Math.max(THERMAL.share * published, THERMAL.gwh))
      return [];
    const said = miss(month, modelled, published);
    return [{ code: 'thermal-missed', message_en: `thermal generation ${said.en}`, message_zh: `火电 ${said.zh}` }];
  });
}

function miss(what: string, modelled: number, published: number): { readonly en: string; readonly zh: string } {
  const [a, b, off] = [modelled.toFixed(0), published.toFixed(0), (100 * (modelled / published - 1)).toFixed(1)];
  return {
    en: `${what}: the model has ${a} GWh, published are ${b} GWh (${off} %): this world is not the one that was`,
    zh: `${what}：模型${a} GWh，公布${b} GWh（${off}%）：该情形与实际不符`,
  };
}
