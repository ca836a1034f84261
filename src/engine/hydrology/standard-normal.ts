import { threefry } from './threefry.ts';

/** What a number is drawn for: streams of one seed share no bits. */
export const STREAMS = {
  monthly: 1,
  daily: 2,
  evidence: 3,
  uncertainty: 4,
  bootstrap: 5,
  prediction: 6,
  posterior: 7,
} as const;
export type Stream = (typeof STREAMS)[keyof typeof STREAMS];

const TWO_32 = 0x1_0000_0000;

/** Number between 0 and 1, both left out, that belongs to this seed, stream, draw and index. */
export const uniform = (seed: number, stream: Stream, draw: number, index = 0): number =>
  (threefry(seed % TWO_32, Math.floor(seed / TWO_32) | (stream << 24), draw, index)[0] + 0.5) / TWO_32;

/**
 * Standard normal number (Box-Muller) that belongs to this seed, stream, draw and index; a pure function of the four.
 * `seed` is an integer from 0 to 2^53 - 1, `draw` and `index` below 2^32.
 */
export function standardNormal(seed: number, stream: Stream, draw: number, index: number): number {
  const high = Math.floor(seed / TWO_32) | (stream << 24);
  const [a, b] = threefry(seed % TWO_32, high, draw, index);
  return Math.sqrt(-2 * Math.log((a + 0.5) / TWO_32)) * Math.cos(2 * Math.PI * ((b + 0.5) / TWO_32));
}
