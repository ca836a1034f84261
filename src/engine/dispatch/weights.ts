import type { Case } from '../compile-case/case.ts';
import { HM3_PER_FLOW_HOUR } from '../tables.ts';

/**
 * The stages after cost, as weights far below any cost in the model (yuan/MWh): the least hydro spill, curtailment
 * shared pro rata, forced spill spread evenly.
 */
export const SPILL_WEIGHT = 10;
export const SHARING_WEIGHT = 2;
/** The same in a case that shares by another rule, yuan/MWh. */
export const sharingWeight = ({ sharing = 1 }: Pick<Case, 'sharing'>): number => sharing * SHARING_WEIGHT;
/**
 * A hair above the dearest curtailment, so that spill counts as forced only where no turbine on line could have used
 * it.
 */
export const forcedSpillWeight = (spread: number): number =>
  (1 + 0.01 * spread) * (SPILL_WEIGHT + spread * SHARING_WEIGHT);
export const FORCED_SPILL_WEIGHT = forcedSpillWeight(1);
/**
 * Forced spill costs so much more, yuan/MWh, where it is as large as the natural flow or, where that is more, the
 * turbines' limit: water that is worth nothing then leaves a reservoir evenly, not in a wave of one day.
 */
export const EVEN_SPILL_WEIGHT = 1;
/** What less spill is taken to save at most, yuan/MWh: forced spill of twice that flow. */
export const DEAREST_SPILL_WEIGHT = FORCED_SPILL_WEIGHT + 2 * EVEN_SPILL_WEIGHT;
/**
 * What a day longer in a reservoir is worth to water under rolling foresight, yuan per MWh that it can make there and
 * below: of plans that cost and spill alike, the one that keeps water as high as limits allow, since what is kept may
 * yet be used. Where all water is known nothing can turn out otherwise.
 */
const KEEP_YUAN_PER_MWH_DAY = 0.02;
export const keepWeight = ({ foresight }: Pick<Case, 'foresight'>): number =>
  foresight === 'rolling' ? KEEP_YUAN_PER_MWH_DAY : 0;
/**
 * The same within a day, yuan an hour and MWh of the reservoir's own station: what a day must spill leaves a reservoir
 * once it is full, not on the way there. Over a day it comes to little more than the sharing of spill, far less than
 * spill itself.
 */
const WAIT_YUAN_PER_MWH_HOUR = 0.05;
export const waitWeight = ({ foresight }: Pick<Case, 'foresight'>): number =>
  foresight === 'rolling' ? WAIT_YUAN_PER_MWH_HOUR : 0;
/**
 * How hard plans of many days share and spread spill, as a part of what a day does: sharing it over days must not go
 * before keeping it.
 */
export const overDays = ({ foresight }: Pick<Case, 'foresight'>): number => (foresight === 'rolling' ? 0.01 : 1);
/**
 * Moving power costs a little more than its losses could save in spill, or the program would burn surplus in corridors.
 */
export const wheelingWeight = (loss: number): number => 0.02 + DEAREST_SPILL_WEIGHT * loss;
/** Wind and solar are curtailed after hydro. */
export const RENEWABLE_CURTAILMENT_YUAN_PER_MWH = 30;
/** Value of stored water at the season's end below and above its target, yuan per MWh that it can still make. */
export const SHORT_STORAGE_YUAN_PER_MWH = 300;
export const EXTRA_STORAGE_YUAN_PER_MWH = 60;
/**
 * Missing a storage target, yuan/hm3: for every MWh that the water can make there and below what coal costs, and for
 * those of its own station a little less than the load that is interrupted first. So a target goes before coal and
 * surplus power, and load and contracts before a target.
 */
export const missedTarget = (chainMwh: number, ownMwh: number): number =>
  SHORT_STORAGE_YUAN_PER_MWH * chainMwh + 1200 * ownMwh;
/**
 * Handing on more or less water in transit than planned at the end of a window, yuan per MWh that it can make below:
 * above what surplus power is worth, below unserved load.
 */
export const MISSED_TRANSIT_YUAN_PER_MWH = 300;
/**
 * Value of the output that a higher head adds, yuan/MWh, in the season plan: that of surplus energy, since much of it
 * falls in the flood season.
 */
export const HEAD_YUAN_PER_MWH = 60;
/**
 * A reservoir off its rule curve, yuan a day and MWh that the water can make there and below. Ten days cost 180, more
 * than surplus power is worth (about 120); a season of five months 2,750, less than a contract (3,000) or firm load
 * (10,000).
 */
export const OFF_CURVE_YUAN_PER_MWH_DAY = 18;
/**
 * A least release not met, for every MWh that the missing water could make there and below, in units of the dearest
 * load: what a river must carry is a limit and no wish, missed only where the water is not there and not because it
 * would serve load at another hour.
 */
const MISSED_RELEASE_OVER_LOAD = 1.1;
/** Dearest load, yuan/MWh: no use of water is worth more for what it makes. */
export const dearestLoad = ({ zones: { unservedCost } }: Pick<Case, 'zones'>): number =>
  unservedCost.reduce((most, cost) => Math.max(most, cost), 0);
/**
 * What one m3/s short of a least release costs, yuan an hour; `chainMwh`: what a hm3 makes at the station and below.
 */
export const missedRelease = (c: Pick<Case, 'zones'>, chainMwh: number): number =>
  MISSED_RELEASE_OVER_LOAD * dearestLoad(c) * HM3_PER_FLOW_HOUR * chainMwh;
/**
 * Water that a stated loss of a reach asks for and the river does not have, yuan per MWh that it could make there and
 * below: above unserved load.
 */
export const MISSING_WATER_YUAN_PER_MWH = 20_000;
/** Keeps electric storage from charging and discharging in the same step. */
export const STORAGE_USE_YUAN_PER_MWH = 0.01;
/**
 * Share of the larger of two flows below which the smaller one no longer makes sharing dearer: a plant whose river is
 * all but dry curtails next to nothing.
 */
export const LEAST_SHARED = 1e-3;
