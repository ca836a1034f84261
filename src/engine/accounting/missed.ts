import { formatDate, formatInstant } from '../../system/words/calendar.ts';
import { leastRelease } from '../cascade/topology.ts';
import type { Case } from '../compile-case/case.ts';
import { dayOfStep, hoursOfStep, lastHourOf } from '../timeline.ts';
import type { Ledger } from './ledger.ts';

type Flag = Case['flags'][number];

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
      to: Math.floor(lastHourOf(o.timeline, t) / 24),
      asked: leastRelease(c, i, dayOfStep(o.timeline, t)),
      met: released(i, t),
    }));
    if (miss === null) return [];
    const [from, to] = [miss.days[0], miss.days[miss.days.length - 1]].map((day) => formatDate(c.start + day * 24));
    const flow = (m3s: number): string => String(Number(m3s.toPrecision(3)));
    return [
      {
        code: 'missed-release',
        message_en:
          `the least release of ${id} is missed on ${miss.days.length} days, ${from} to ${to}: ` +
          `${flow(miss.asked)} m3/s asked, ${flow(miss.least)} m3/s at the worst; the water was not there`,
        message_zh:
          `${id} 最小下泄流量有 ${miss.days.length} 天未满足（${from} 至 ${to}）：要求 ${flow(miss.asked)} m³/s，最低 ` +
          `${flow(miss.least)} m³/s；来水不足`,
      },
    ];
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
    const at = formatInstant(c.start + first);
    return [
      {
        code: 'missing-water',
        message_en:
          `the stated loss at ${id} is larger than the river: ${Number(hm3.toPrecision(3))} hm3 are missing, ` +
          `first at ${at}; the books hold them as water that came`,
        message_zh: `${id} 的区间损失大于来水：缺水 ${Number(hm3.toPrecision(3))} 百万立方米，首次出现于 ${at}；账目中按来水计入`,
      },
    ];
  });
}

function missedTargets({ case: c, outcome: o }: Ledger): Flag[] {
  if (c.terminal !== 'target' || c.to !== c.closes) return [];
  return c.stations.ids.flatMap((id, i) => {
    const [target, end] = [c.stations.endStorage[i], o.storage[(i + 1) * o.timeline.steps - 1]];
    if (c.stations.seasonal[i] !== 1 || target - end <= 0.01 * c.stations.storage[i]) return [];
    const hm3 = (value: number): string => String(Number(value.toPrecision(4)));
    return [
      {
        code: 'missed-target',
        message_en:
          `${id} ends with ${hm3(end)} hm3 where ${hm3(target)} hm3 were the target: load and contracts go ` +
          'before it',
        message_zh: `${id} 期末蓄水 ${hm3(end)} 百万立方米，低于目标 ${hm3(target)} 百万立方米：负荷和合同优先`,
      },
    ];
  });
}
