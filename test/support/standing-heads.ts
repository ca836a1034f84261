import type { Case } from '../../src/engine/case/case.ts';
import { daysOf } from '../../src/engine/dispatch/programs/horizon.ts';
import type { Outcome } from '../../src/engine/outcome/outcome.ts';

/**
 * Storages that fixed the production factors of an hourly run, hm3 [station * days], worked out from these factors;
 * full where they do not depend on it.
 */
export function standingHeads(c: Case, o: Outcome): Float64Array {
  const { production, deadLevelFactor, storage } = c.stations;
  const days = daysOf(c);
  return Float64Array.from({ length: c.stations.ids.length * days }, (_, at) => {
    const [i, day] = [Math.floor(at / days), at % days];
    const lowest = deadLevelFactor[i];
    const factor =
      o.productionFactor[i * o.timeline.steps + Math.max(c.from, (Math.floor(c.from / 24) + day) * 24) - c.from];
    return factor === 0 || lowest >= 1 || storage[i] <= 0
      ? storage[i]
      : (storage[i] * (factor / production[i] - lowest)) / (1 - lowest);
  });
}
