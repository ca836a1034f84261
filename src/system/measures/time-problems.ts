import { problem, type Problem } from '../words/problem.ts';
import type { Surroundings } from './measure-kind.ts';

/** When a measure or a stage of it acts: `start` is null where the text states none. */
interface Times {
  readonly id: string;
  readonly start: number | null;
  readonly end: number;
  readonly given: { readonly start?: string; readonly end?: string };
}

/** A measure acts within the window of its scenario, and ends after it starts. */
export function timeProblems(
  { id, start, end, given }: Times,
  path: string,
  { window }: Pick<Surroundings, 'window'>,
): Problem[] {
  const problems: Problem[] = [];
  if (start !== null && start < window.start)
    problems.push(
      problem(
        'measure-before-start',
        `${path}.start`,
        given.start,
        `>= ${window.given.start}`,
        `measure "${id}" starts before the window`,
        'start it at the start of the window, or let the window start earlier',
      ),
    );
  if (start !== null && start >= window.end)
    problems.push(
      problem(
        'measure-after-end',
        `${path}.start`,
        given.start,
        `< ${window.given.end}`,
        `measure "${id}" starts after the window`,
        'start it within the window, or let the window end later',
      ),
    );
  if (end <= (start ?? window.start))
    problems.push(
      problem(
        'measure-reversed',
        `${path}.end`,
        given.end,
        `later than ${given.start ?? window.given.start}`,
        `measure "${id}" ends before it starts`,
        'exchange or correct start and end',
      ),
    );
  return problems;
}
