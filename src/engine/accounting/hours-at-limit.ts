import type { Case } from '../case/case.ts';
import { hoursOfStep, limitAt } from '../case/timeline.ts';
import type { Ledger } from './ledger.ts';
import { groupExports } from './energy-check.ts';
import { isAtLimit, sectionLoad } from './section-load.ts';

/**
 * Hours of the dispatched days in which something carries all it may, and the energy that its limit lets through in
 * them, MWh; a step counts whole or not at all. `pocket`: the corridor ties nothing but this pocket to the grid.
 */
export interface LimitHours {
  readonly kind: 'section' | 'export' | 'corridor';
  readonly id: string;
  readonly hours: number;
  readonly mwh: number;
  readonly pocket: string | null;
}

/**
 * Sections, export lines in service (against what the receiver accepts) and corridors (either direction), in the order
 * of the case.
 */
export function hoursAtLimit(ledger: Ledger): LimitHours[] {
  const { case: c, outcome: o, inputs } = ledger;
  const { timeline } = o;
  const { steps } = timeline;
  const load = sectionLoad(c, o);
  const together = groupExports(c, o);
  /** `limitMet`: the limit, MW, where it is met in a step. */
  const count = (limitMet: (step: number) => number | null): Pick<LimitHours, 'hours' | 'mwh'> => {
    let [hours, mwh] = [0, 0];
    for (let t = 0; t < steps; t++) {
      const limit = limitMet(t);
      if (limit === null) continue;
      hours += hoursOfStep(timeline, t);
      mwh += limit * hoursOfStep(timeline, t);
    }
    return { hours, mwh };
  };
  const met = (value: number, limit: number): number | null => (isAtLimit(c, value, limit) ? limit : null);
  const inUse = (value: number, limit: number): number | null => (limit > 0 ? met(value, limit) : null);
  return [
    ...c.sections.ids.map((id, s): LimitHours => ({
      kind: 'section',
      id,
      pocket: null,
      ...count((t) => met(load[s * steps + t], limitAt(c, timeline, c.sections.limit, s, t))),
    })),
    ...c.exports.ids.map((id, e): LimitHours => ({
      kind: 'export',
      id,
      pocket: null,
      ...count((t) => inUse(o.exported[e * steps + t], inputs.most[e * steps + t])),
    })),
    ...(c.exports.groups?.ids ?? []).map((id, g): LimitHours => ({
      kind: 'export',
      id,
      pocket: null,
      ...count((t) => inUse(together[g * steps + t], inputs.groupMost[g * steps + t])),
    })),
    ...c.corridors.ids.map((id, l): LimitHours => ({
      kind: 'corridor',
      id,
      pocket: pocketOf(c, l),
      ...count(
        (t) =>
          inUse(o.flowForward[l * steps + t], c.corridors.forward[l]) ??
          inUse(o.flowReverse[l * steps + t], c.corridors.reverse[l]),
      ),
    })),
  ];
}

function pocketOf({ zones, corridors }: Case, line: number): string | null {
  const end = [corridors.from[line], corridors.to[line]].find((zone) => zones.pocket[zone] === 1);
  return end === undefined ? null : zones.ids[end];
}
