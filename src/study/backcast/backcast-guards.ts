import type { Ledger } from '../../engine/accounting/ledger.ts';
import type { Model } from '../../system/model/model.ts';
import { thermalByMonth } from '../calibration/calibration-facts.ts';
import { modelledSeries } from '../out-turns/modelled-series.ts';
import type { Message } from '../base/messages.ts';
import type { StoredFit } from '../base/stored-fit.ts';
import type { WaterFactor } from '../base/water-factor-result.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
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
export const backcastGuards = (
  model: Model,
  worlds: readonly Told[],
  unreached: readonly Unreached[],
): readonly Message[] =>
  worlds
    .filter(({ scenario }) => scenario.basis === 'ex-post')
    .flatMap((world) => [
      ...missedExports(model, world, unreached),
      ...missedThermal(model, world),
      ...farWater(world.factors),
    ]);

/** The part of a month's published export that no water reaches, GWh: the misfit of the sections. */
export interface Unreached {
  readonly series: string;
  readonly month: string;
  readonly gwh: number;
}

/** As the stored inference tells it; less than half a GWh is nothing. */
export const unreachedExports = (fit: StoredFit | null): Unreached[] =>
  (fit?.inferred?.facts ?? []).flatMap(({ quantity, series, period: month, beyond_reach: gwh }) =>
    quantity === 'export' && gwh !== null && gwh > 0.5 ? [{ series, month, gwh }] : [],
  );

function missedExports({ tables }: Model, { ledger }: Told, unreached: readonly Unreached[]): Message[] {
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
        const beyond = unreached.find((one) => one.series === series.series && one.month === month);
        const values = {
          ...{ series: series.series, month, modelled_gwh: modelled, published_gwh: published },
          // A world may fall short by less than the most likely water would.
          ...(beyond && modelled < published && { unreached_gwh: Math.min(beyond.gwh, published - modelled) }),
        };
        return [{ code: 'export-missed', values }];
      });
    });
}

function missedThermal({ tables }: Model, { ledger }: Told): Message[] {
  return [...thermalByMonth(ledger)].flatMap(([month, modelled]) => {
    const published = tables.reported.find(
      (row) => row.quantity === 'thermal_generation' && row.period === month,
    )?.value;
    if (published === undefined || Math.abs(modelled - published) <= Math.max(THERMAL.share * published, THERMAL.gwh))
      return [];
    return [{ code: 'thermal-missed', values: { month, modelled_gwh: modelled, published_gwh: published } }];
  });
}
