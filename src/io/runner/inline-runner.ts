import type { Solve } from '../../engine/solver/linear-program.ts';
import { runCase } from '../../engine/run-case.ts';
import type { Runner } from '../../study/ports.ts';
import { cancelled } from './run-failed.ts';

/** Runs cases in this thread, one after another; a cancel counts only before a case starts. */
export const inlineRunner = (solve: Solve): Runner => ({
  run: async (request, watch) => {
    if (watch.signal?.aborted) throw cancelled();
    return runCase(request.case, solve, (progress) => watch.onProgress?.(progress));
  },
  close: async () => undefined,
});
