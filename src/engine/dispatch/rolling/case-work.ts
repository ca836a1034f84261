import type { Case } from '../../case/case.ts';
import { endDay, firstDay, plansAnew, startsUnplanned } from './checkpoint.ts';
import { isShortSpan } from '../../case/timeline.ts';

/**
 * How much work a case is, in plans of a whole season by a warm thread (1.2 s of processor time on Sichuan); only the
 * time left depends on it.
 */
export interface CaseWork {
  /**
   * done before a day of dispatch begins: the plan it all begins with, and the days before with the plans made anew for
   * them; before the day after the last: all but bounds
   */
  readonly before: (day: number) => number;
  readonly total: number;
}
interface Parts {
  readonly plan: number;
  /** a day, with the plan that is made anew before it */
  readonly day: (day: number) => number;
  readonly end: number;
}

/**
 * As measured on Sichuan. The first plan is made twice, on coarse periods and on its own heads, by a thread that is
 * still cold; one made anew has as much work as there is season left.
 */
const FIRST_PLAN = 2;
/** Of a whole season, in plans: shares of one. */
const PLAN_ANEW = 0.5;
/** Of a day, in plans: shares of one. */
const DAY = 0.05;
/** The same in a short span, shares of a plan. */
const DAY_OF_SHORT_SPAN = 0.4;
/** A day of the bound, shares of a plan. */
const BOUND_PER_DAY = 0.004;
/** One program over all days, and its cost stage by the referee: times of 3, 7 and 14 days grow as their square. */
const EXACT = { program: 0.03, bound: 0.4 };
/** What is written down at the end, shares of a plan. */
const WRITING = 0.05;

export function caseWork(c: Case): CaseWork {
  const [first, end] = [firstDay(c), endDay(c)];
  if (c.level === 'exact')
    return summed(c, {
      plan: FIRST_PLAN,
      day: () => EXACT.program * (end - first),
      end: EXACT.bound * (end - first) ** 2,
    });
  const dispatched = c.level === 'screen' ? 0 : isShortSpan(c) ? DAY_OF_SHORT_SPAN : DAY;
  const opened = startsUnplanned(c) ? 0 : FIRST_PLAN;
  const anew = (day: number): number =>
    !plansAnew(c, day) ? 0 : day === first ? FIRST_PLAN : PLAN_ANEW * (1 - day / c.days);
  return summed(c, {
    plan: opened,
    day: (day) => dispatched + anew(day),
    end: c.level === 'screen' ? WRITING : WRITING + BOUND_PER_DAY * (end - first),
  });
}

function summed(c: Case, { plan, day, end }: Parts): CaseWork {
  const done = [plan];
  for (let d = firstDay(c); d < endDay(c); d++) done.push(done[done.length - 1] + day(d));
  return { before: (d) => done[d - firstDay(c)], total: done[done.length - 1] + end };
}
