import { isAtLimit, sectionLoad } from '../accounting/section-load.ts';
import type { Ledger } from '../accounting/ledger.ts';
import { scaleOf } from '../cascade/scale.ts';
import { hoursOfStep, limitAt } from '../case/timeline.ts';

/** What one MW more would be worth to a section over the span, read off the shadow prices of zones. */
export interface SectionPrice {
  readonly hoursAtLimit: number;
  /** yuan a MW over the hours that can be read */
  readonly yuanPerMw: number;
  /**
   * hours at the limit in which a corridor of this section alone runs between its own limits, so that prices at its two
   * ends tell what the section costs
   */
  readonly hoursRead: number;
}

/** Of a large system (`Scale.power`). */
const BETWEEN_MW = 1;

/**
 * Price behind the corridor less what arrives of it beyond, over the coefficient: the mean over the corridors that can
 * be read; null where none can.
 */
export function sectionPrice(ledger: Ledger, section: number): SectionPrice {
  const { case: c, outcome: o } = ledger;
  const { steps } = o.timeline;
  const load = sectionLoad(c, o);
  const full = (s: number, t: number): boolean =>
    isAtLimit(c, load[s * steps + t], limitAt(c, o.timeline, c.sections.limit, s, t));
  const members = Array.from(c.sections.memberSection.keys()).filter((m) => c.sections.memberSection[m] === section);
  let [hoursAtLimit, yuanPerMw, hoursRead] = [0, 0, 0];
  for (let t = 0; t < steps; t++) {
    if (!full(section, t)) continue;
    const hours = hoursOfStep(o.timeline, t);
    hoursAtLimit += hours;
    const told = members.filter((m) => alone(m, t)).flatMap((m) => worth(m, t) ?? []);
    if (told.length === 0) continue;
    yuanPerMw += (hours * told.reduce((sum, yuan) => sum + yuan, 0)) / told.length;
    hoursRead += hours;
  }
  return { hoursAtLimit, yuanPerMw, hoursRead };

  /** No other section at its limit holds the same line. */
  function alone(member: number, t: number): boolean {
    const line = c.sections.memberLine[member];
    return !c.sections.memberLine.some(
      (other, m) => other === line && c.sections.memberSection[m] !== section && full(c.sections.memberSection[m], t),
    );
  }

  function worth(member: number, t: number): number | null {
    const line = c.sections.memberLine[member];
    if (line >= c.corridors.ids.length) return null;
    const [flow, most] = [o.flowForward[line * steps + t], c.corridors.forward[line]];
    const between = BETWEEN_MW * scaleOf(c).power;
    if (flow < between || flow > most - between) return null;
    const price = (zones: Int32Array): number => o.price[zones[line] * steps + t];
    return (
      ((1 - c.corridors.loss[line]) * price(c.corridors.to) - price(c.corridors.from)) /
      c.sections.memberCoefficient[member]
    );
  }
}

/** Whether any section binds at all, by section. */
export const bindingSections = (ledger: Ledger): number[] =>
  ledger.case.sections.ids.map((_, s) => s).filter((s) => sectionPrice(ledger, s).hoursAtLimit > 0);
