import { unusualAssumptions } from '../../system/model/assumptions.ts';
import { weekdayOf } from '../../system/words/calendar.ts';
import { isBounded } from '../../system/model/bounded-year.ts';
import type { Model } from '../../system/model/model.ts';
import type { Foresight, Level } from '../../system/scenario/scenario.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { Case } from '../case/case.ts';
import { changeHours, cutsOf } from './change-hours.ts';
import { commonPart, keepOrigin } from './common-part.ts';
import { contentHash } from '../case/hash.ts';
import { firmLoad } from './firm-load.ts';
import { compileInterruptible } from './interruptible-loads.ts';
import { setAside } from './set-aside.ts';
import { setBy } from './set-by.ts';

export interface CompileOptions {
  readonly foresight?: Foresight;
  readonly level?: Level;
  /** the part of the season that is dispatched, hour indices */
  readonly window?: { readonly start: number; readonly end: number };
  /** further hours at whose day a rolling run plans anew: a pair gives both worlds the same */
  readonly replanHours?: readonly number[];
  /**
   * further hours at which periods of plans are cut: a pair gives both worlds the same, so that no difference comes
   * from the cuts
   */
  readonly cutHours?: readonly number[];
}

/**
 * Compiles a checked scenario on its model, the model's fitted numbers applied; the same input gives the same arrays
 * and the same hash. A case `similar` to it, of a scenario that differs in the sizes of its loads alone, saves time and
 * changes nothing.
 */
export function compileCase(
  given: Model,
  scenario: ResolvedScenario,
  options: CompileOptions = {},
  similar?: Case,
): Case {
  const common = commonPart(given, scenario, options, similar);
  const { model, season, zoneIds, zoneIndex, shared } = common;
  const { start, days, from, to } = shared;
  const firm = firmLoad(model, scenario, season, zoneIndex, zoneIds.length);
  const named = compileInterruptible(model, scenario, season, zoneIndex);
  const commonZones = {
    ids: zoneIds,
    pocket: Uint8Array.from(zoneIds, (_, z) => Number(z >= model.tables.zones.length)),
    load: firm.load,
    ...(firm.correction && { correction: firm.correction }),
    interruptibleZone: named.interruptibleZone,
    interruptibleCost: named.interruptibleCost,
    unservedCost: unservedCosts(model, zoneIds, shared.assumptions.unserved),
  };
  const cuts = cutsOf(
    [...changeHours(model, scenario), ...(options.cutHours ?? []), ...(options.replanHours ?? [])],
    season,
  );
  const changeDays = changesOf(start, days, [...named.changes, ...(options.replanHours ?? [])]);
  const replanDays = replans(start, days, changeDays);
  const zones = {
    ...commonZones,
    interruptibleLoad: named.interruptibleLoad,
    revisionHour: named.revisionHour,
    revisionLoad: named.revisionLoad,
  };
  // A case whose prices and habits are the usual ones is the one it is without any.
  const content = { ...shared, assumptions: unusualAssumptions(shared.assumptions) };
  // Asked for of pairs alone, and as dear as a tenth of compiling.
  let commonHash: string | undefined;
  const compiled: Case = Object.freeze({
    id: scenario.id,
    hash: contentHash({ ...content, zones, replanDays, changeDays, cuts }),
    get commonHash() {
      return (commonHash ??= contentHash({ ...content, zones: commonZones }));
    },
    ...shared,
    zones,
    replanDays,
    changeDays,
    cuts,
    setBy: setBy(model, scenario, season),
    flags: [...firm.flags, ...setAside(shared, scenario), ...openYear(model, scenario)],
    removedEnergy: removed(named.kept(), named.interruptibleLoad, from, to, days * 24),
  });
  keepOrigin(compiled, given, scenario, options, common);
  return compiled;
}

/** What energy not served costs in each zone, yuan/MWh: a pocket has the cost of the zone it lies in. */
function unservedCosts({ tables }: Model, zoneIds: readonly string[], otherwise: number): Float64Array {
  const stated = new Map(tables.zones.map((z) => [z.id, z.unserved_yuan_per_mwh]));
  const around = new Map(tables.pockets.map((p) => [p.id, p.zone]));
  return Float64Array.from(zoneIds, (id) => stated.get(id) ?? stated.get(around.get(id) ?? '') ?? otherwise);
}

/** Days of the season at whose start a load changed at one of the hours has its new size. */
function changesOf(start: number, days: number, hours: readonly number[]): Int32Array {
  const inside = hours
    .filter((h) => h >= start && h < start + days * 24)
    .map((h) => Math.min(days - 1, Math.ceil((h - start) / 24)));
  return Int32Array.from(new Set(inside)).sort();
}

/** Sundays, the season's first day, and the days on which loads change. */
function replans(start: number, days: number, changeDays: Int32Array): Int32Array {
  const review = new Set<number>([0, ...changeDays]);
  for (let d = 0; d < days; d++) if (weekdayOf(start + d * 24) === 0) review.add(d);
  return Int32Array.from(review).sort();
}

/**
 * Energy that removal measures take away in the dispatched hours, MWh; both tables hold any added load, which cancels.
 */
function removed(kept: Float64Array, actual: Float64Array, from: number, to: number, hours: number): number {
  let energy = 0;
  for (let slot = 0; slot * hours < kept.length; slot++) {
    for (let t = from; t < to; t++) energy += kept[slot * hours + t] - actual[slot * hours + t];
  }
  return energy;
}

/** A year as it happened whose water nothing holds from above: what it curtails is no statement of the model. */
function openYear({ tables }: Model, { basis, water: { water_year: name } }: ResolvedScenario): Case['flags'] {
  if (basis !== 'ex-post' || !/^\d{4}$/.test(name) || isBounded(tables.calibration, Number(name))) return [];
  return [{ code: 'not-bounded', values: { year: name } }];
}
