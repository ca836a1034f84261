import { headStorage } from '../../src/engine/cascade/topology.ts';
import type { Case } from '../../src/engine/compile-case/case.ts';
import { dayWindows } from '../../src/engine/dispatch/day-windows.ts';
import type { Outcome } from '../../src/engine/outcome.ts';

/** Storages that fixed the production factors of a run at level standard, hm3 [station * days]: those with which each of its programs began. */
export function standingHeads(c: Case, o: Outcome): Float64Array {
  const days = c.endDay - c.firstDay;
  const heads = new Float64Array(c.stations.ids.length * days);
  for (const { day, kept } of dayWindows(c, c.firstDay)) {
    const first = day - c.firstDay;
    const standing = first === 0 ? o.firstStorage : Float64Array.from(c.stations.ids, (_, i) => o.storage[i * o.timeline.steps + first * 24 - 1]);
    headStorage(c, standing).forEach((hm3, i) => heads.fill(hm3, i * days + first, i * days + first + kept));
  }
  return heads;
}
