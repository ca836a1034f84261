import { byTangents } from './by-tangents.ts';
import type { Solve } from './linear-program.ts';

/** Who answered the programs of a run, and the relative residuals and gap that the worst answer was left with. */
export interface Answers {
  own: number;
  referee: number;
  worst: number;
}

export const noAnswers = (): Answers => ({ own: 0, referee: 0, worst: 0 });

/** What an answer is taken to have where its solver does not say. */
const UNSAID = 1e-9;
const TIME_LIMIT_SECONDS = 300;

/**
 * The own solver, and where it finds no optimum the referee on the same convex program: its squares by tangents, since
 * a solver of linear programs would leave them out in silence. Counts who answered.
 */
export function countedAnswers(own: Solve, referee: Solve, answers: Answers): Solve {
  const convex = byTangents(referee);
  return (program, options) => {
    const found = own(program, options);
    const rescued = found.status !== 'optimal';
    const answer = rescued
      ? convex(program, { ...options, want: 'interior', timeLimitSeconds: TIME_LIMIT_SECONDS })
      : found;
    if (answer.status !== 'optimal')
      return { ...answer, message: `${answer.message} (the program's own solver: ${found.message})` };
    answers[rescued ? 'referee' : 'own']++;
    answers.worst = Math.max(answers.worst, answer.accuracy ?? UNSAID);
    return answer;
  };
}

/** Accuracy of the worst answer, in words: what is asked for, or what was reached where that is less. */
export const worstAccuracy = ({ worst }: Answers): string => (worst <= UNSAID ? '1e-9' : worst.toExponential(0));

/** Names the solvers of a run: HiGHS only where it was needed. */
export const solverName = (own: string, { own: mine, referee }: Answers): string =>
  referee === 0
    ? own
    : `${own}; ${referee} of ${mine + referee} programs by HiGHS, squares by tangents, where it found no answer`;
