import type { Outcome } from '../engine/outcome.ts';
import type { ProgramAnswer } from '../engine/solver/fallback.ts';
import type { Flag } from './results.ts';

/** So many programs are named; the rest are counted. */
const NAMED = 5;

/**
 * What a reader must know of the solvers of a run: programs that HiGHS answered because the own solver gave up, and
 * programs whose answer is less accurate than asked for. Empty where the own solver answered all as asked.
 */
export const solverFlags = ({ answers }: Pick<Outcome, 'answers'>): Flag[] => [
  ...secondSolver(answers),
  ...almostOptimal(answers),
];

function secondSolver(answers: readonly ProgramAnswer[]): Flag[] {
  const found = answers.filter(({ by }) => by === 'second');
  if (found.length === 0) return [];
  const ends = [...new Set(found.map(({ own }) => own))].join(', ');
  return [
    {
      code: 'second-solver',
      message_en:
        `${found.length} of ${answers.length} programs were answered by HiGHS, which got the same convex problem: the ` +
        `own solver ended ${ends} (${namesOf(found, ' and ', ' more')})`,
      message_zh:
        `${answers.length}个规划中有${found.length}个由HiGHS求解（同一凸问题）：自有求解器以${ends}结束` +
        `（${namesOf(found, '，另有', '个')}）`,
    },
  ];
}

function almostOptimal(answers: readonly ProgramAnswer[]): Flag[] {
  const found = answers.filter(({ status }) => status === 'almost-optimal');
  if (found.length === 0) return [];
  const worst = found.reduce((most, { accuracy }) => Math.max(most, accuracy), 0).toExponential(1);
  return [
    {
      code: 'almost-optimal',
      message_en:
        `${found.length} of ${answers.length} programs are solved less accurately than asked for, relative residuals ` +
        `and gap ${worst} at the worst (${namesOf(found, ' and ', ' more')})`,
      message_zh:
        `${answers.length}个规划中有${found.length}个未达到要求的精度，相对残差与间隙最大${worst}` +
        `（${namesOf(found, '，另有', '个')}）`,
    },
  ];
}

/** The first few names, and how many more there are. */
function namesOf(found: readonly ProgramAnswer[], and: string, more: string): string {
  const names = [...new Set(found.map(({ name }) => name))];
  const rest = names.length - NAMED;
  return `${names.slice(0, NAMED).join('; ')}${rest > 0 ? `${and}${rest}${more}` : ''}`;
}
