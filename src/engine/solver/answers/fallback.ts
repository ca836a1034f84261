import { byCuttingPlanes } from './cutting-planes.ts';
import type { Solution, Solve, SolveStatus } from '../program/linear-program.ts';
import { FALLBACK, settingsOf, type FallbackSettings } from '../program/settings.ts';
import { isSolved } from '../program/status.ts';

/** Who answered one program of a run, and how well. */
export interface ProgramAnswer {
  /** what the program is, e.g. "day 3 of the season" */
  readonly name: string;
  /** `own`: the interior-point method; `second`: the solver that got the same program after it */
  readonly by: 'own' | 'second';
  readonly status: 'optimal' | 'almost-optimal';
  /** relative residuals and gap; what is assumed where the solver does not say */
  readonly accuracy: number;
  /** how the own solver ended where the second one answered */
  readonly own?: SolveStatus;
}

/**
 * The own solver, and where it has no answer the second one on the same convex program: its squares by cutting planes,
 * since a solver of linear programs would leave them out in silence. Where that has none either the answer is refused,
 * with both reasons. What each status of the own solver leads to:
 * - `optimal`, `almost-optimal`: its answer is used;
 * - `infeasible`, `unbounded`: a proof, in the arithmetic of an interior point; the second solver is asked too;
 * - `stalled`, `limit`: the second solver is asked;
 * - `invalid`: refused, as no solver can do better.
 * Every answer used is added to `answers`.
 */
export function withFallback(
  own: Solve,
  second: Solve,
  answers: ProgramAnswer[],
  changed: Partial<FallbackSettings> = {},
): Solve {
  const settings = settingsOf(FALLBACK, changed);
  const convex = byCuttingPlanes(second);
  const recorded = (answer: Solution, entry: Pick<ProgramAnswer, 'by' | 'own' | 'name'>): Solution => {
    answers.push({
      ...entry,
      status: answer.status === 'almost-optimal' ? 'almost-optimal' : 'optimal',
      accuracy: answer.accuracy ?? settings.assumedAccuracy,
    });
    return answer;
  };
  return (program, options) => {
    const name = options?.name ?? 'a program';
    const found = own(program, options);
    switch (found.status) {
      case 'optimal':
      case 'almost-optimal':
        return recorded(found, { name, by: 'own' });
      case 'invalid':
        return found;
      case 'infeasible':
      case 'unbounded':
      case 'stalled':
      case 'limit': {
        const answer = convex(program, { ...options, want: 'interior', timeLimitSeconds: settings.timeLimit });
        if (isSolved(answer)) return recorded(answer, { name, by: 'second', own: found.status });
        return { ...answer, message: `${answer.message} (the program's own solver: ${found.message})` };
      }
    }
  };
}

/** Accuracy of the worst answer, in words: what is asked for, or what was reached where that is less. */
export function worstAccuracy(answers: readonly ProgramAnswer[]): string {
  const worst = answers.reduce((most, { accuracy }) => Math.max(most, accuracy), 0);
  return Math.max(worst, FALLBACK.assumedAccuracy.default).toExponential(0);
}

/** Names the solvers of a run: the second one, HiGHS, only where it was needed. */
export function solverName(own: string, answers: readonly ProgramAnswer[]): string {
  const second = answers.filter(({ by }) => by === 'second').length;
  return second === 0
    ? own
    : `${own}; ${second} of ${answers.length} programs by HiGHS, squares by tangents, where it found no answer`;
}
