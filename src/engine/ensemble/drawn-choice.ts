import { STREAMS, uniform } from '../hydrology/standard-normal.ts';

/** Where the numbers of each choice begin, beyond those of every drawn figure. */
const FIRST_INDEX = { structure: 16_000_000, place: 32_000_000 } as const;

/**
 * Position that draw k takes in a list of `count` alternatives, a pure function of seed and k. Draws 2j and 2j + 1 take
 * the same; every run of `count` pairs takes each alternative once, in an order of its own, so that all weigh the same
 * and none keeps step with another input. -1 where there is nothing to choose.
 */
export function choiceOf(seed: number, choice: keyof typeof FIRST_INDEX, count: number, draw: number): number {
  if (count === 0) return -1;
  const pair = Math.floor(draw / 2);
  const lots = Array.from({ length: count }, (_, i) =>
    uniform(seed, STREAMS.uncertainty, Math.floor(pair / count), FIRST_INDEX[choice] + i),
  );
  return lots.map((_, i) => i).sort((a, b) => lots[a] - lots[b] || a - b)[pair % count];
}
