import type { Flag } from '../../engine/flag.ts';
import type { Outcome } from '../../engine/outcome/outcome.ts';
import type { ProgramAnswer } from '../../engine/solver/answers/fallback.ts';

/** So many programs are named; the rest are counted. */
const NAMED = 5;

/**
 * What a reader must know of the solvers of a run: programs that HiGHS answered because the own solver gave up, and
 * programs whose answer is less accurate than asked for. Empty where the own solver answered all as asked.
 */
export function solverFlags({ answers }: Pick<Outcome, 'answers'>): Flag[] {
  const second = answers.filter(({ by }) => by === 'second');
  const almost = answers.filter(({ status }) => status === 'almost-optimal');
  const all = answers.length;
  const ends = [...new Set(second.flatMap(({ own }) => own ?? []))];
  const accuracy = almost.reduce((most, one) => Math.max(most, one.accuracy), 0);
  const flags: Flag[] = [];
  if (second.length > 0) flags.push({ code: 'second-solver', values: { ...counted(second), all, ends } });
  if (almost.length > 0) flags.push({ code: 'almost-optimal', values: { ...counted(almost), all, accuracy } });
  return flags;
}

/** How many programs, the first few names, and how many more names there are. */
function counted(found: readonly ProgramAnswer[]) {
  const names = [...new Set(found.map(({ name }) => name))];
  return { programs: found.length, names: names.slice(0, NAMED), more: Math.max(0, names.length - NAMED) };
}
