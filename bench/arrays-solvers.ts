import { fileURLToPath } from 'node:url';
import type { ArraysAnswer } from './arrays-solver.ts';
import { absent, type Contender, type Finish, type Task } from './contender.ts';
import { measure } from './measure.ts';
import { lastLine } from './this-program.ts';

/**
 * Solvers that take the program as arrays, in a process that builds it; their seconds hold the solver's work alone,
 * their memory that process.
 */
export const arraysSolvers: readonly Contender[] = [
  { name: 'HiGHS interior point, wasm', from: 'arrays to solution', enter: (task) => solved('highs', task) },
  { name: 'own interior point on the same program', from: 'arrays to solution', enter: (task) => solved('own', task) },
];

async function solved(solver: 'highs' | 'own', { span, limitSeconds }: Task): Promise<Finish> {
  const file = fileURLToPath(new URL('./arrays-solver.js', import.meta.url));
  const went = await measure(process.execPath, [file, solver, span.from, span.to], 2 * limitSeconds);
  if (went.end !== 'done')
    return absent(
      went.end === 'time limit' ? `time limit of ${limitSeconds} s a world` : `failed: ${lastLine(went.stderr)}`,
    );
  const { seconds, status, objective, curtailed } = JSON.parse(went.stdout) as ArraysAnswer;
  return status === 'optimal'
    ? { seconds, peakMb: went.peakMb, objective, curtailed, note: 'both worlds, one after the other' }
    : { ...absent(status), seconds };
}
