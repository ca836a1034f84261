import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PairDraw } from '../../engine/ensemble/draw-setup.ts';
import type { Solve } from '../../engine/solver/program/linear-program.ts';
import { runCase, runPair } from '../../engine/run/run-case.ts';
import type { Runner } from '../../study/base/ports.ts';
import { drawing } from './drawing.ts';
import { halfOf } from './half-of.ts';
import { cancelled } from './run-failed.ts';

/** Runs cases in this thread, one after another; a cancel counts only before a case or a draw starts. */
export function inlineRunner(solve: Solve): Runner {
  const make = drawing();
  return {
    slots: 1,
    run: async (request, watch) => {
      if (watch.signal?.aborted) throw cancelled();
      return runCase(request.case, solve, (progress) => watch.onProgress?.(progress));
    },
    runPair: async (request, watch) => {
      if (watch.signal?.aborted) throw cancelled();
      return runPair(request.pair, solve, (world, progress) => watch.onProgress?.(halfOf(world, progress)));
    },
    runDraws: async (request, watch) => {
      const made: PairDraw[] = [];
      if (watch.signal?.aborted) throw cancelled();
      for (const draw of make(request, solve, (progress) => watch.onProgress?.(progress))) {
        made.push(draw);
        await nextTurn();
        if (watch.signal?.aborted) throw cancelled();
      }
      return made;
    },
    close: async () => undefined,
  };
}
