import { dayOfStep, hoursOfStep } from '../timeline.ts';
import type { Ledger } from './ledger.ts';
import { isAtLimit, sectionLoad } from './section-load.ts';

/** Hours of the dispatched days in which something carries all it may; a step counts whole or not at all. */
export interface LimitHours { readonly kind: 'section' | 'export' | 'corridor'; readonly id: string; readonly hours: number }

/** Sections, export lines in service (against what the receiver accepts) and corridors (either direction), in the order of the case. */
export function hoursAtLimit(ledger: Ledger): LimitHours[] {
  const { case: c, outcome: o, inputs } = ledger;
  const { timeline } = o;
  const { steps } = timeline;
  const load = sectionLoad(c, o);
  const count = (full: (step: number) => boolean): number => {
    let hours = 0;
    for (let t = 0; t < steps; t++) if (full(t)) hours += hoursOfStep(timeline, t);
    return hours;
  };
  const atMost = (value: number, limit: number): boolean => limit > 0 && isAtLimit(value, limit);
  return [
    ...c.sections.ids.map((id, s): LimitHours => ({ kind: 'section', id, hours: count((t) => isAtLimit(load[s * steps + t], c.sections.limit[s * c.days + dayOfStep(timeline, t)])) })),
    ...c.exports.ids.map((id, e): LimitHours => ({ kind: 'export', id, hours: count((t) => atMost(o.exported[e * steps + t], inputs.most[e * steps + t])) })),
    ...c.corridors.ids.map((id, l): LimitHours => ({
      kind: 'corridor', id, hours: count((t) => atMost(o.flowForward[l * steps + t], c.corridors.forward[l]) || atMost(o.flowReverse[l * steps + t], c.corridors.reverse[l])),
    })),
  ];
}
