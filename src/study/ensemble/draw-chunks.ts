import type { DrawSetup, PairDraw } from '../../engine/ensemble/draw-setup.ts';
import type { StudyDeps, Watch } from '../base/ports.ts';

/**
 * Draws that travel together: few enough that a killed job loses little, in whole mirrored pairs. The same for any
 * number of workers.
 */
export const CHUNK = 4;

export interface Chunks {
  readonly setup: DrawSetup;
  /** of draws 0 to `draws` - 1 */
  readonly draws: number;
  readonly chunk: number;
  readonly stage: string;
  /** whether the draws so far suffice; asked in draw order, so that the answer does not depend on who was first */
  readonly enough: (draws: readonly PairDraw[]) => boolean;
  /** how much work a draw is beside the others */
  readonly weightOf: (draw: number) => number;
}

/**
 * Makes draws chunk by chunk wherever the runner has room and hands them back in draw order. Chunks that are kept
 * already are not made again. When one fails, the watch is cancelled or the draws suffice, the others stop.
 */
export async function drawChunks(
  deps: StudyDeps,
  { setup, draws, chunk, stage, enough, weightOf }: Chunks,
  watch: Watch,
): Promise<readonly PairDraw[]> {
  const firsts = Array.from({ length: Math.ceil(draws / chunk) }, (_, k) => k * chunk);
  const countOf = (first: number): number => Math.min(chunk, draws - first);
  const found = new Map<number, readonly PairDraw[]>();
  for (const first of firsts) {
    const kept = await deps.draws?.drawn(setup.key, first, countOf(first));
    if (kept) found.set(first, kept);
  }
  const line = inOrder(firsts, found, enough);
  const missing = firsts.filter((first) => !found.has(first));
  const tell = progressOf(
    stage,
    draws,
    new Map(missing.map((first) => [first, Array.from({ length: countOf(first) }, (_, k) => weightOf(first + k))])),
    watch,
  );
  const stop = new AbortController();
  const signal = watch.signal ? AbortSignal.any([watch.signal, stop.signal]) : stop.signal;
  const lane = async (): Promise<void> => {
    for (let first = missing.shift(); first !== undefined && !line.done(); first = missing.shift()) {
      const at = first;
      const wanted = Array.from({ length: countOf(at) }, (_, k) => at + k);
      const made = await deps.runner.runDraws(
        { setup, draws: wanted },
        { signal, onProgress: ({ fraction }) => tell(at, fraction) },
      );
      await deps.draws?.keep(setup.key, made);
      found.set(at, made);
      tell(at, 1);
      if (line.done()) stop.abort();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.max(1, deps.runner.slots) }, lane));
  } catch (error) {
    stop.abort();
    if (watch.signal?.aborted || !line.done()) throw error;
  }
  return line.draws();
}

/** The unbroken run of draws from the first on, up to where they suffice. */
function inOrder(
  firsts: readonly number[],
  found: ReadonlyMap<number, readonly PairDraw[]>,
  enough: Chunks['enough'],
): { done(): boolean; draws(): readonly PairDraw[] } {
  const draws: PairDraw[] = [];
  let next = 0;
  let sufficient = false;
  const advance = (): void => {
    for (let made = found.get(firsts[next]); made !== undefined && !sufficient; made = found.get(firsts[next])) {
      draws.push(...made);
      next += 1;
      sufficient = enough(draws);
    }
  };
  return {
    done: () => {
      advance();
      return sufficient || next === firsts.length;
    },
    draws: () => {
      advance();
      return draws;
    },
  };
}

/**
 * `done` counts all draws; the share is that of the work of draws still to be made, so that the time left does not
 * count on draws that were kept. `open`: weights of the draws by the first of their chunk.
 */
function progressOf(
  stage: string,
  draws: number,
  open: ReadonlyMap<number, readonly number[]>,
  { onProgress }: Watch,
): (first: number, fraction: number) => void {
  const parts = new Map([...open.keys()].map((first) => [first, 0]));
  const sum = (list: readonly number[]): number => list.reduce((so, one) => so + one, 0);
  const all = sum([...open.values()].map(sum));
  const kept = draws - sum([...open.values()].map((weights) => weights.length));
  return (at, fraction) => {
    parts.set(at, Math.max(fraction, parts.get(at) ?? 0));
    const [made, worked] = [...parts].reduce(
      ([m, w], [first, part]) => {
        const weights = open.get(first)!;
        const whole = part * weights.length + 1e-9;
        const full = Math.floor(whole);
        return [
          m + full,
          w + sum(weights.slice(0, full)) + (full < weights.length ? (whole - full) * weights[full] : 0),
        ];
      },
      [0, 0],
    );
    onProgress?.({ stage, done: kept + made, total: draws, fraction: all > 0 ? Math.min(1, worked / all) : 1 });
  };
}
