import { caseWork } from '../../engine/dispatch/rolling/case-work.ts';
import type { Case } from '../../engine/case/case.ts';
import type { Runner } from './ports.ts';

/**
 * How much work the steps of a study are, in the unit of `caseWork` and as measured on Sichuan; only the time left
 * depends on it.
 */
export const COMPILE = 0.3;
/** Ledger, figures and series of one world. */
export const BOOK = 0.25;
/** Of the plan with which a run opens: what a thread that has made some saves. */
const COLD = 1.4;
/**
 * What every thread does before its first draw; a drawn pair in blocks and hour by hour; and what the first draw of a
 * structure or place needs more.
 */
export const DRAW = { start: 3.5, screen: 0.75, standard: 28, first: 1.5 } as const;
/** Sections that bind in a world, about. */
export const BINDING_SECTIONS = 5;

/** Of cases run side by side. */
export const sideBySide = ({ slots }: Pick<Runner, 'slots'>, cases: readonly Case[]): number => {
  const work = cases.map((c) => caseWork(c).total);
  return Math.max(...work, work.reduce((sum, one) => sum + one, 0) / Math.max(1, slots));
};

/** Of as many cases like this one by threads that have run some. */
export const manyWarm = ({ slots }: Pick<Runner, 'slots'>, c: Case, count: number): number =>
  (Math.max(0, caseWork(c).total - COLD) * count) / Math.max(1, slots);
