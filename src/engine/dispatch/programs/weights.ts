import type { Case } from '../../case/case.ts';
import { HM3_PER_FLOW_HOUR } from '../../tables.ts';

/** What the prices of a program are made of: the prices and habits that a case carries. */
type Priced = Pick<Case, 'assumptions'>;

/** Part of a price, 1: far above rounding, and too little to change what is cheaper. */
const HAIR = 0.01;

/**
 * The stages after cost, as weights far below any cost in the model (yuan/MWh): the least hydro spill, curtailment
 * shared pro rata, forced spill spread evenly.
 */
export const spillWeight = ({ assumptions }: Priced): number => assumptions['spill-weight'];
/** The same that shares curtailment pro rata, yuan/MWh; less or more in a case that shares by another rule. */
export const sharingWeight = ({ sharing = 1, assumptions }: Pick<Case, 'sharing' | 'assumptions'>): number =>
  sharing * assumptions['sharing-weight'];
/**
 * A hair above the dearest curtailment, so that spill counts as forced only where no turbine on line could have used
 * it.
 */
export const forcedSpillWeight = ({ assumptions }: Priced, spread = 1): number =>
  (1 + HAIR * spread) * (assumptions['spill-weight'] + spread * assumptions['sharing-weight']);
/**
 * Forced spill costs so much more, yuan/MWh, where it is as large as the natural flow or, where that is more, the
 * turbines' limit: water that is worth nothing then leaves a reservoir evenly, not in a wave of one day.
 */
export const evenSpillWeight = ({ assumptions }: Priced): number => assumptions['even-spill-weight'];
/** What less spill is taken to save at most, yuan/MWh: forced spill of twice that flow. */
export const dearestSpillWeight = (c: Priced): number => forcedSpillWeight(c) + 2 * evenSpillWeight(c);
/**
 * What a day longer in a reservoir is worth to water under rolling foresight, yuan per MWh that it can make there and
 * below: of plans that cost and spill alike, the one that keeps water as high as limits allow, since what is kept may
 * yet be used. Where all water is known nothing can turn out otherwise.
 */
export const keepWeight = ({ foresight, assumptions }: Pick<Case, 'foresight' | 'assumptions'>): number =>
  foresight === 'rolling' ? assumptions['keep-water'] : 0;
/**
 * The same within a day, yuan an hour and MWh of the reservoir's own station: what a day must spill leaves a reservoir
 * once it is full, not on the way there. Over a day it comes to little more than the sharing of spill, far less than
 * spill itself.
 */
export const waitWeight = ({ foresight, assumptions }: Pick<Case, 'foresight' | 'assumptions'>): number =>
  foresight === 'rolling' ? assumptions['wait-to-spill'] : 0;
/**
 * How hard plans of many days share and spread spill, as a part of what a day does: sharing it over days must not go
 * before keeping it.
 */
export const overDays = ({ foresight, assumptions }: Pick<Case, 'foresight' | 'assumptions'>): number =>
  foresight === 'rolling' ? assumptions['over-days-share'] : 1;
/**
 * Moving power costs a little more than its losses could save in spill, yuan/MWh, or the program would burn surplus in
 * corridors.
 */
export const wheelingWeight = (c: Priced, loss: number): number =>
  c.assumptions.wheeling + dearestSpillWeight(c) * loss;
/**
 * Missing a storage target, yuan/hm3: for every MWh that the water can make there and below what coal costs, and for
 * those of its own station a little less than the load that is interrupted first. So a target goes before coal and
 * surplus power, and load and contracts before a target.
 */
export const missedTarget = ({ assumptions }: Priced, chainMwh: number, ownMwh: number): number =>
  assumptions['storage-short'] * chainMwh + assumptions['missed-target'] * ownMwh;
/** Dearest load, yuan/MWh: no use of water is worth more for what it makes. */
export function dearestLoad({ zones: { unservedCost } }: Pick<Case, 'zones'>): number {
  let most = 0;
  for (let z = 0; z < unservedCost.length; z++) if (unservedCost[z] > most) most = unservedCost[z];
  return most;
}
/**
 * What one m3/s short of a least release costs, yuan an hour; `chainMwh`: what a hm3 makes at the station and below. In
 * units of the dearest load: what a river must carry is a limit and no wish, missed only where the water is not there
 * and not because it would serve load at another hour.
 */
export const missedRelease = (c: Pick<Case, 'zones' | 'assumptions'>, chainMwh: number): number =>
  c.assumptions['missed-release'] * dearestLoad(c) * HM3_PER_FLOW_HOUR * chainMwh;
/**
 * Share of the larger of two flows, 1, below which the smaller one no longer makes sharing dearer: a plant whose river
 * is all but dry curtails next to nothing.
 */
export const LEAST_SHARED = 1e-3;
