import { seasonEndWorth } from '../dispatch/programs/season-end.ts';
import type { Ledger } from './ledger.ts';

/**
 * What it cost not to know the water, and the removal, in advance, yuan: the cost of a schedule planned anew with
 * forecasts less that of one of the same case that knew both, less what its reservoirs are worth more at the season's
 * end by the value that all plans give them there. Of spans that last until the end of the season: elsewhere what is
 * stored has no value of its own.
 */
export function priceOfForesight(forecast: Ledger, known: Ledger): number {
  const [cost, best] = [forecast, known].map(
    ({ outcome: o, case: c }) => o.upperBound - seasonEndWorth(c, (i) => o.storage[(i + 1) * o.timeline.steps - 1]),
  );
  return cost - best;
}
