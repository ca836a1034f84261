import { hydroTotal, inStatistic, type Ledger } from '../../engine/accounting/ledger.ts';
import { priceOfForesight } from '../../engine/accounting/price-of-foresight.ts';
import type { ComparisonResult } from './comparison-answer.ts';
import { gwh } from '../run/run-result.ts';

/** What is told of the two worlds with water and removal known. */
export type KnownFigures = Pick<
  ComparisonResult['optimality'],
  'price_of_foresight_yuan' | 'known_water_curtailed_gwh'
>;

export const NOT_ASKED: KnownFigures = {
  price_of_foresight_yuan: { reference: null, counterfactual: null },
  known_water_curtailed_gwh: null,
};

/** Reference first, of what was planned with forecasts and of what knew. */
export function knownFigures(forecast: readonly [Ledger, Ledger], known: readonly Ledger[]): KnownFigures {
  const [reference, counterfactual] = known.map((ledger) => gwh(hydroTotal(ledger, inStatistic).curtailed));
  return {
    price_of_foresight_yuan: {
      reference: priceOfForesight(forecast[0], known[0]),
      counterfactual: priceOfForesight(forecast[1], known[1]),
    },
    known_water_curtailed_gwh: { reference, counterfactual, delta: counterfactual - reference },
  };
}
