import type { Case, ExportGroups, Exports, Stations, Thermal, Zones } from '../case/case.ts';
import { deriveCase } from '../case/derive-case.ts';
import { scaleOf } from '../cascade/scale.ts';
import { HOURS_A_DAY } from '../tables.ts';

/** The limits that curtailment is divided among; the rest is surplus: water beyond any use even without them. */
export const CAUSES = ['sections', 'exports', 'intraday', 'storage'] as const;
export type Cause = (typeof CAUSES)[number];

/**
 * How far a limit is lifted. `stated`: exports to the rating of the line, storage to the normal level with no added
 * volume. `further`, for a sensitivity: exports without any limit, storage to the normal level and a tenth more volume
 * above it.
 */
export type Lift = 'stated' | 'further';

/** MW that limit nothing in a large system (`Scale.power`). */
const NO_LIMIT_MW = 1e6;
/** A larger reservoir, times its storage. */
const MORE_VOLUME = 1.1;

/**
 * The case with some limits lifted, bit k of `mask` for `CAUSES[k]`; mask 0 is the case itself, and a mask without
 * exports and storage is the same however far they are lifted.
 */
export function relax(c: Case, mask: number, lift: Lift = 'stated'): Case {
  if (mask === 0) return c;
  const lifted = (cause: Cause): boolean => (mask & (1 << CAUSES.indexOf(cause))) !== 0;
  const further = lift === 'further' && (lifted('exports') || lifted('storage'));
  const mark = { relaxed: mask, ...(further && { lift }) };
  return deriveCase(c, mark, {
    sections: lifted('sections') ? { ...c.sections, limit: c.sections.limit.map(() => noLimit(c)) } : c.sections,
    exports: lifted('exports') ? (further ? unlimited(c, c.exports) : toRating(c, c.exports)) : c.exports,
    zones: lifted('intraday') ? levelled(c.zones) : c.zones,
    thermal: lifted('intraday') ? withoutFloor(c.thermal) : c.thermal,
    stations: lifted('storage') ? toNormalLevel(c, further ? enlarged(c.stations) : c.stations) : c.stations,
  });
}

/** Every line in service takes up to its rating, whatever its receiver accepts; contract and ramps stay. */
function toRating(c: Case, exports: Exports): Exports {
  const most = exports.most.map((mw, at) => (mw > 0 ? Math.max(mw, exports.rated[Math.floor(at / c.hours)]) : 0));
  const { groups } = exports;
  return {
    ...exports,
    most,
    ...(groups && {
      groups: { ...groups, most: groups.most.map((mw, at) => Math.max(mw, togetherAt(c, groups, most, at))) },
    }),
  };
}

/** Lines in service take whatever comes; contract and ramps stay. */
const unlimited = (c: Case, exports: Exports): Exports => {
  const { groups } = exports;
  const free = (table: Float64Array): Float64Array => table.map((mw) => (mw > 0 ? noLimit(c) : 0));
  return { ...exports, most: free(exports.most), ...(groups && { groups: { ...groups, most: free(groups.most) } }) };
};

/** The sum of the lines of a group, `at` counted as the group's table is. */
function togetherAt({ hours }: Case, { of }: ExportGroups, most: Float64Array, at: number): number {
  const [group, t] = [Math.floor(at / hours), at % hours];
  return of.reduce((sum, own, e) => (own === group ? sum + most[e * hours + t] : sum), 0);
}

const noLimit = (c: Case): number => NO_LIMIT_MW * scaleOf(c).power;

/** No flood limits, and no rule curves below them. */
const toNormalLevel = (c: Case, stations: Stations): Stations => ({
  ...stations,
  ruleStorage: undefined,
  storageLimit: stations.storageLimit.map((_, at) => stations.storage[Math.floor(at / c.hours)]),
});

/**
 * A tenth more volume; at any volume held before, the head of a seasonal reservoir is what it was, and in the added
 * volume it goes on rising along the same line.
 */
function enlarged(stations: Stations): Stations {
  const dead = (i: number): number => stations.production[i] * stations.deadLevelFactor[i];
  const carries = (i: number): boolean => stations.seasonal[i] === 1 && stations.storage[i] > 0;
  const production = stations.production.map((full, i) =>
    carries(i) ? dead(i) + MORE_VOLUME * (full - dead(i)) : full,
  );
  return {
    ...stations,
    storage: stations.storage.map((hm3) => MORE_VOLUME * hm3),
    production,
    deadLevelFactor: stations.deadLevelFactor.map((share, i) => (carries(i) ? dead(i) / production[i] : share)),
  };
}

/** Firm and named load at its daily mean in every hour. */
function levelled(zones: Zones): Zones {
  const flat = (table: Float64Array): Float64Array => {
    const means = new Float64Array(table.length);
    for (let day = 0; day < table.length; day += HOURS_A_DAY)
      means.fill(
        table.subarray(day, day + HOURS_A_DAY).reduce((sum, mw) => sum + mw, 0) / HOURS_A_DAY,
        day,
        day + HOURS_A_DAY,
      );
    return means;
  };
  return {
    ...zones,
    load: flat(zones.load),
    interruptibleLoad: flat(zones.interruptibleLoad),
    revisionLoad: flat(zones.revisionLoad),
  };
}

const withoutFloor = (thermal: Thermal): Thermal => ({ ...thermal, mustRun: thermal.mustRun.map(() => 0) });
