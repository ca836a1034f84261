import type { Ledger } from './ledger.ts';

/**
 * What not knowing the water cost, yuan: the cost of a schedule planned anew with forecasts less that of one of the same case that knew the water, less what its reservoirs hold more at the end.
 * That is worth the mean of what the last plans of both say (the worth of stored water bends downwards, so it lies between the two). Negative only where the better schedule is not the one that knew.
 */
export function priceOfForesight(forecast: Ledger, known: Ledger): number {
  const [one, other] = [forecast, known].map(({ outcome: o }) => ({ value: o.waterValue, cost: o.upperBound, last: (i: number) => o.storage[(i + 1) * o.timeline.steps - 1] }));
  let more = 0;
  for (let i = 0; i < one.value.length; i++) more += 0.5 * (one.value[i] + other.value[i]) * (one.last(i) - other.last(i));
  return one.cost - other.cost - more;
}
