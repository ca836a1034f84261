import { formatInstant } from '../../system/words/calendar.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { Case } from './case.ts';

type Flags = Case['flags'];

/** What was stated and is not, or not everywhere, what is computed with: said with the answer. */
export const setAside = (
  c: Pick<Case, 'level' | 'stations' | 'start' | 'exports' | 'hours' | 'from' | 'to'>,
  scenario: ResolvedScenario,
): Flags => [...pondStarts(c, scenario), ...fastSchedules(c)];

/** In blocks a day's pond has no clock: it begins and ends half full. */
function pondStarts(
  { level, stations }: Pick<Case, 'level' | 'stations'>,
  { initial_storage: stated }: ResolvedScenario,
): Flags {
  if (level !== 'screen') return [];
  return stated
    .filter(({ station }) => stations.seasonal[stations.ids.indexOf(station)] === 0)
    .map(({ station }) => ({
      code: 'pond-start',
      message_en:
        `the initial storage of ${station} has no effect at level screen: a pond that turns over within a day ` +
        'begins half full there; levels standard and exact use it',
      message_zh: `${station} 的初始蓄水在 screen 精度下不起作用：日调节水库按半库容起算；standard 和 exact 精度采用所给数值`,
    }));
}

function fastSchedules({
  start,
  exports: { ids, contract, ramp },
  hours,
  from,
  to,
}: Pick<Case, 'start' | 'exports' | 'hours' | 'from' | 'to'>): Flags {
  return ids.flatMap((id, e) => {
    let [most, count, first] = [0, 0, -1];
    for (let t = from + 1; t < to; t++) {
      const step = Math.abs(contract[e * hours + t] - contract[e * hours + t - 1]);
      if (step <= ramp[e] * (1 + ROUNDING)) continue;
      if (count === 0) first = t;
      count++;
      most = Math.max(most, step);
    }
    if (count === 0) return [];
    const [moves, limit, when] = [shown(most), shown(ramp[e]), formatInstant(start + first)];
    return [
      {
        code: 'schedule-beats-ramp',
        message_en:
          `the schedule of ${id} itself moves by up to ${moves} MW an hour, its ramp is ${limit} MW: in those ` +
          `hours (${count}, first ${when}) the schedule sets the pace`,
        message_zh: `${id} 的送电计划每小时变化最多 ${moves} MW，超过爬坡限值 ${limit} MW：这 ${count} 个小时（首次 ${when}）以计划为准`,
      },
    ];
  });
}

/** Share by which a step may be above a ramp and still be one of its size. */
const ROUNDING = 1e-9;
const shown = (mw: number): string => String(Number(mw.toPrecision(4)));
