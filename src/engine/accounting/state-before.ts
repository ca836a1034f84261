import { HM3_PER_FLOW_HOUR } from '../tables.ts';
import { hoursOfStep } from '../case/timeline.ts';
import { sum, type Ledger } from './ledger.ts';

/**
 * MWh: load of the dispatched days before an hour, and energy in reservoirs at that hour, each at the full-storage
 * factor of its own station.
 */
export interface StateBefore {
  readonly load: number;
  readonly stored: number;
}

/** Counts the periods that end by the hour index `hour`; null where none does. */
export function stateBefore({ case: c, outcome: o, inputs }: Ledger, hour: number): StateBefore | null {
  const { timeline } = o;
  const { steps } = timeline;
  const periods = timeline.hoursFrom.subarray(1).filter((end) => c.start + end <= hour).length;
  if (periods === 0) return null;
  const end = timeline.stepsFrom[periods];
  const energy = (powers: Float64Array): number =>
    sum(powers.map((mw, at) => (at % steps < end ? mw * hoursOfStep(timeline, at % steps) : 0)));
  const reservoir = (i: number): number =>
    c.stations.storage[i] > 0 ? (o.storage[i * steps + end - 1] / HM3_PER_FLOW_HOUR) * c.stations.production[i] : 0;
  return {
    load: energy(inputs.load) + energy(inputs.interruptible),
    stored: sum(c.stations.ids.map((_, i) => reservoir(i))),
  };
}
