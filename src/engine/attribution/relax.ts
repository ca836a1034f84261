import type { Case, Exports, Thermal, Zones } from '../compile-case/case.ts';
import { contentHash } from '../compile-case/hash.ts';

/** The limits that curtailment is divided among; the rest is surplus: water beyond any use even without them. */
export const CAUSES = ['sections', 'exports', 'intraday', 'storage'] as const;
export type Cause = (typeof CAUSES)[number];

const NO_LIMIT_MW = 1e6;

/** The case with some limits lifted, bit k of `mask` for `CAUSES[k]`; mask 0 is the case itself. */
export function relax(c: Case, mask: number): Case {
  if (mask === 0) return c;
  const lifted = (cause: Cause): boolean => (mask & (1 << CAUSES.indexOf(cause))) !== 0;
  const mark = { relaxed: mask };
  return {
    ...c, hash: contentHash([c.hash, mark]), commonHash: contentHash([c.commonHash, mark]),
    sections: lifted('sections') ? { ...c.sections, limit: c.sections.limit.map(() => NO_LIMIT_MW) } : c.sections,
    exports: lifted('exports') ? toRating(c, c.exports) : c.exports,
    zones: lifted('intraday') ? levelled(c.zones) : c.zones,
    thermal: lifted('intraday') ? withoutFloor(c.thermal) : c.thermal,
    stations: lifted('storage') ? { ...c.stations, storageLimit: c.stations.storageLimit.map((_, at) => c.stations.storage[Math.floor(at / c.days)]) } : c.stations,
  };
}

/** Every line in service takes up to its rating, whatever its receiver accepts; contract and ramps stay. */
function toRating(c: Case, exports: Exports): Exports {
  return { ...exports, most: exports.most.map((mw, at) => (mw > 0 ? Math.max(mw, exports.rated[Math.floor(at / c.hours)]) : 0)) };
}

/** Firm and named load at its daily mean in every hour. */
function levelled(zones: Zones): Zones {
  const flat = (table: Float64Array): Float64Array => {
    const means = new Float64Array(table.length);
    for (let day = 0; day < table.length; day += 24) means.fill(table.subarray(day, day + 24).reduce((sum, mw) => sum + mw, 0) / 24, day, day + 24);
    return means;
  };
  return { ...zones, load: flat(zones.load), slotLoad: flat(zones.slotLoad), revisionLoad: flat(zones.revisionLoad) };
}

const withoutFloor = (thermal: Thermal): Thermal => ({ ...thermal, mustRun: thermal.mustRun.map(() => 0) });
