import { monthOf } from '../../system/words/calendar.ts';
import { sizedLoads } from '../../system/scenario/measure.ts';
import { CONNECTIONS, type Connection } from '../../system/scenario/scenario.ts';
import type {
  MonthlyShares,
  Rationing,
  ResolvedLoad,
  ResolvedScenario,
} from '../../system/scenario/resolved-scenario.ts';

/**
 * One prefecture's part of a named load on one connection: `mw` outside its rationing spans, of which a calendar month
 * (0-11) has its share.
 */
export interface LoadPart {
  readonly load: string;
  readonly prefecture: string;
  readonly connection: Connection;
  readonly mw: number;
  readonly byMonth: MonthlyShares | null;
  readonly rationed: readonly Rationing[];
  readonly cost: number;
  readonly meteredUntil: number;
}

export function loadParts(scenario: ResolvedScenario): LoadPart[] {
  return sizedLoads(scenario)
    .flatMap((load) => {
      const total = Object.values(load.shares).reduce((sum, w) => sum + w, 0);
      return Object.entries(load.shares).flatMap(([prefecture, weight]) =>
        CONNECTIONS.map((connection) => part(load, prefecture, connection, weight / total)),
      );
    })
    .filter((p) => p.mw > 0);
}

const part = (load: ResolvedLoad, prefecture: string, connection: Connection, share: number): LoadPart => ({
  load: load.id,
  prefecture,
  connection,
  mw: load.size * share * load.connection[connection] * load.availability,
  byMonth: load.availability_by_month,
  rationed: load.rationing.filter((r) => r.connection === connection),
  cost: load.interruption_yuan_per_mwh,
  meteredUntil: load.metered_until,
});

/** MW that a part draws at an hour index. */
export const drawn = (p: LoadPart, hour: number): number =>
  p.rationed.some((r) => hour >= r.start && hour < r.end) ? 0 : p.byMonth ? p.mw * p.byMonth[monthOf(hour) - 1] : p.mw;
