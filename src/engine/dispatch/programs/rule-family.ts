import { chainEnergy, upstreamLists, downstreamOrder } from '../../cascade/topology.ts';
import type { Case } from '../../case/case.ts';
import type { ProgramBuilder } from '../../solver/program/program-builder.ts';
import type { StageScale } from './power-family.ts';
import { HOURS_A_DAY } from '../../tables.ts';

/** Rule curves of a case as its programs see them, with their prices in yuan/hm3. */
export interface RuleCurves {
  /**
   * Adds what it costs that the storage `column` is not the curve's at the end of a period of so many hours; nothing
   * where the station has no curve.
   */
  readonly follow: (
    b: ProgramBuilder,
    station: number,
    period: { readonly lastHour: number; readonly hours: number },
    column: number,
    name: () => string,
  ) => void;
  /**
   * The most that curves could pay, from an hour to the season's end, for water not released at a station: its own, and
   * those of the stations above it. 0 without a curve.
   */
  readonly worth: (station: number, hour: number) => number;
}

/**
 * Soft targets, priced alike on both sides. In the cost stage alone (`scale` 0) they have no price: a curve is
 * practice, not cost.
 */
export function ruleCurves(c: Case, scale: StageScale): RuleCurves {
  const target = c.stations.ruleStorage;
  if (target === undefined) return { follow: () => undefined, worth: () => 0 };
  const own = chainEnergy(c).map((energy, i) =>
    target[i * c.hours] < 0 ? 0 : scale * c.assumptions['off-curve'] * energy,
  );
  const held = own.slice();
  const upstream = upstreamLists(c);
  for (const i of downstreamOrder(c)) for (const u of upstream[i]) held[i] = Math.max(held[i], held[u]);
  return {
    worth: (station, hour) => (held[station] * (c.closes - hour)) / HOURS_A_DAY,
    follow: (b, station, { lastHour, hours }, column, name) => {
      const storage = target[station * c.hours + lastHour];
      if (storage < 0) return;
      const days = hours / HOURS_A_DAY;
      const row = b.row(storage, storage, () => `rule_${name()}`);
      b.entry(row, column, 1);
      b.entry(
        row,
        b.column(own[station] * days, 0, storage, () => `below_${name()}`),
        1,
      );
      b.entry(
        row,
        b.column(own[station] * days, 0, c.stations.storage[station], () => `above_${name()}`),
        -1,
      );
    },
  };
}
