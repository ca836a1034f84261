import type { Case } from '../../case/case.ts';
import type { ProgramBuilder } from '../../solver/program/program-builder.ts';
import type { StageScale } from './power-family.ts';
import { scaleOf } from '../../cascade/scale.ts';
import { evenSpillWeight, forcedSpillWeight, LEAST_SHARED, sharingWeight, spillWeight } from './weights.ts';

/**
 * A station in a step of so many hours: MW per m3/s, what its turbines on line can take and the flow that would pass it
 * if nothing were stored (m3/s), and the row in which its zone balances. `spread`: how hard spill is shared and spread,
 * as a part of what it is within a day.
 */
export interface StationStep {
  readonly hours: number;
  readonly spread: number;
  readonly factor: number;
  readonly limit: number;
  readonly natural: number;
  readonly balance: number;
}

type Flows = Omit<StationStep, 'balance'>;

/** Columns of a station's flows; where its water is given, spill has none: -1. */
export interface FlowColumns {
  readonly turbined: number;
  readonly curtailed: number;
  readonly forced: number;
}

/**
 * What spill costs by the weights of the later stages, yuan per m3/s over the step; curtailment costs `shared` times
 * itself more and forced spill `even` times, which spreads them.
 */
interface SpillPrices {
  readonly curtailed: number;
  readonly forced: number;
  readonly shared: number;
  readonly even: number;
}

function spillPrices(c: Case, { hours, spread, factor, limit, natural }: Flows, scale: StageScale): SpillPrices {
  const each = scale * factor * hours;
  const most = Math.max(limit, natural);
  const per = (weight: number, flow: number): number => (flow > 0 ? (weight * each) / flow : 0);
  return {
    curtailed: spillWeight(c) * each,
    forced: forcedSpillWeight(c, spread) * each,
    shared: spread * per(sharingWeight(c), Math.max(LEAST_SHARED * most, Math.min(limit, natural))),
    even: spread * per(evenSpillWeight(c), most),
  };
}

/**
 * Water that is taken for a loss of the reach that is larger than the river, m3/s; so dear that nothing is made of it.
 * Adds nothing where there is no loss.
 */
export function addMissingWater(
  b: ProgramBuilder,
  row: number,
  loss: number,
  yuanPerFlow: number,
  perFlow: number,
  name: () => string,
): void {
  if (loss > 0) b.entry(row, b.column(yuanPerFlow, 0, loss, name), perFlow);
}

/** What one m3/s more costs where so many are forced spill, yuan over the step. */
export function forcedSpillPrice(c: Case, step: Flows, scale: StageScale, flow: number): number {
  const { forced, even } = spillPrices(c, step, scale);
  return forced + even * flow;
}

/** Adds turbined flow, curtailment and forced spill; together the first two pass the turbines. */
export function addFlows(
  b: ProgramBuilder,
  c: Case,
  step: StationStep,
  scale: StageScale,
  name: (kind: string) => () => string,
): FlowColumns {
  const { factor, limit, balance } = step;
  const prices = spillPrices(c, step, scale);
  const turbined = b.column(0, 0, limit, name('turbined'));
  const curtailed = b.column(prices.curtailed, 0, limit, name('curtailed'));
  const forced = b.column(prices.forced, 0, scaleOf(c).mostFlow, name('forced'));
  if (scale > 0) {
    b.square(curtailed, prices.shared);
    b.square(forced, prices.even);
  }
  const turbines = b.row(-Infinity, limit, name('turbines'));
  b.entry(turbines, turbined, 1);
  b.entry(turbines, curtailed, 1);
  b.entry(balance, turbined, factor);
  return { turbined, curtailed, forced };
}

/**
 * The same where `water` (m3/s) is all that comes and nothing of it can be kept: what the turbines can take of it is
 * turbined or curtailed, the rest is forced spill, since that costs more. Only the turbined flow is left to decide.
 */
export function addGivenFlow(
  b: ProgramBuilder,
  c: Case,
  step: StationStep,
  scale: StageScale,
  water: number,
  name: (kind: string) => () => string,
): FlowColumns {
  const prices = spillPrices(c, step, scale);
  const most = Math.min(step.limit, water);
  const turbined = b.column(-prices.curtailed - prices.shared * most, 0, most, name('turbined'));
  if (scale > 0) b.square(turbined, prices.shared);
  const over = water - most;
  b.constant +=
    (prices.curtailed + 0.5 * prices.shared * most) * most + (prices.forced + 0.5 * prices.even * over) * over;
  b.entry(step.balance, turbined, step.factor);
  return { turbined, curtailed: -1, forced: -1 };
}
