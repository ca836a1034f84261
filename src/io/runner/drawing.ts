import { pairDraws, type DrawOf } from '../../engine/ensemble/draw-pair.ts';
import type { DrawSetup, PairDraw } from '../../engine/ensemble/draw-setup.ts';
import type { Solve } from '../../engine/solver/program/linear-program.ts';
import type { DrawsRequest, Progress } from '../../study/base/ports.ts';

/**
 * Setups kept compiled: an ensemble has one at level screen and one for its control draws, and two ensembles may take
 * turns.
 */
const KEPT = 4;

/** Makes draws one by one in this thread; a setup that was used lately is not compiled again. */
export function drawing(): (
  request: DrawsRequest,
  solve: Solve,
  onProgress: (progress: Progress) => void,
) => Generator<PairDraw> {
  const kept = new Map<string, DrawOf>();
  const drawOf = (setup: DrawSetup): DrawOf => {
    const known = kept.get(setup.key) ?? pairDraws(setup);
    kept.delete(setup.key);
    kept.set(setup.key, known);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return known;
  };
  return function* ({ setup, draws }, solve, onProgress) {
    const make = drawOf(setup);
    const total = draws.length;
    for (const [at, draw] of draws.entries())
      yield make(draw, solve, (part) => onProgress({ stage: 'draws', done: at, total, fraction: (at + part) / total }));
  };
}
