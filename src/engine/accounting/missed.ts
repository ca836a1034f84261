import { formatDate, formatInstant } from '../../system/words/calendar.ts';
import { leastRelease } from '../cascade/topology.ts';
import type { Flag } from '../flag.ts';
import { dayOfStep, hoursOfStep, lastHourOf } from '../case/timeline.ts';
import type { Ledger } from './ledger.ts';
import { HOURS_A_DAY } from '../tables.ts';

/** Less than this part of what is asked is the solver's rounding. */
const ROUNDING = 1e-3;

/**
 * What the dispatch could not meet, by name: least releases, stated losses of a reach, and storage that the season was
 * to end with.
 */
export const missedFlags = (ledger: Ledger): Flag[] => [
  ...missedReleases(ledger),
  ...missingWater(ledger),
  ...missedTargets(ledger),
];

interface Miss {
  readonly asked: number;
  readonly least: number;
  readonly days: readonly number[];
}

function missedReleases({ case: c, outcome: o }: Ledger): Flag[] {
  return c.stations.ids.flatMap((id, i) => {
    const miss = worst(o.timeline.steps, (t) => ({
      day: dayOfStep(o.timeline, t),
      to: Math.floor(lastHourOf(o.timeline, t) / HOURS_A_DAY),
      asked: leastRelease(c, i, dayOfStep(o.timeline, t)),
      met: released(i, t),
    }));
    if (miss === null) return [];
    const [from, to] = [miss.days[0], miss.days[miss.days.length - 1]].map((day) =>
      formatDate(c.start + day * HOURS_A_DAY),
    );
    const values = { station: id, days: miss.days.length, from, to, asked_m3s: miss.asked, least_m3s: miss.least };
    return [{ code: 'missed-release', values }];
  });

  function released(i: number, t: number): number {
    const at = i * o.timeline.steps + t;
    return o.turbined[at] + o.turbinableSpill[at] + o.forcedSpill[at];
  }
}

/**
 * The days on which less than asked was met (all of a period that a block speaks of), and the step that missed most of
 * it; null where none did.
 */
function worst(
  steps: number,
  of: (step: number) => { readonly day: number; readonly to: number; readonly asked: number; readonly met: number },
): Miss | null {
  const days = new Set<number>();
  let [most, asked, least] = [0, 0, 0];
  for (let t = 0; t < steps; t++) {
    const step = of(t);
    const short = step.asked - step.met;
    if (short <= ROUNDING * step.asked) continue;
    for (let { day } = step; day <= step.to; day++) days.add(day);
    if (short > most) [most, asked, least] = [short, step.asked, step.met];
  }
  return days.size === 0 ? null : { asked, least, days: [...days].sort((a, b) => a - b) };
}

function missingWater({ case: c, outcome: o }: Ledger): Flag[] {
  return c.stations.ids.flatMap((id, i) => {
    let [hm3, first] = [0, -1];
    for (let t = 0; t < o.timeline.steps; t++) {
      const flow = o.missingWater[i * o.timeline.steps + t];
      if (flow > 1e-6 && first < 0) first = o.timeline.firstHour[t];
      hm3 += 0.0036 * hoursOfStep(o.timeline, t) * flow;
    }
    if (first < 0) return [];
    return [{ code: 'missing-water', values: { station: id, hm3, first: formatInstant(c.start + first) } }];
  });
}

function missedTargets({ case: c, outcome: o }: Ledger): Flag[] {
  if (c.terminal !== 'target' || c.to !== c.closes) return [];
  return c.stations.ids.flatMap((id, i) => {
    const [target, end] = [c.stations.endStorage[i], o.storage[(i + 1) * o.timeline.steps - 1]];
    if (c.stations.seasonal[i] !== 1 || target - end <= 0.01 * c.stations.storage[i]) return [];
    return [{ code: 'missed-target', values: { station: id, end_hm3: end, target_hm3: target } }];
  });
}
