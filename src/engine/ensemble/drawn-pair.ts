import type { Case } from '../case/case.ts';
import type { PairDraw } from './draw-setup.ts';

/** Both worlds of a draw, reference first, and the figures drawn. */
export interface DrawnPair {
  readonly cases: readonly [Case, Case];
  readonly figures: PairDraw['inputs'];
  /**
   * the pair of the same structure and place with all else as stated; draws that share its key share it; null for a
   * pair that is planned by itself
   */
  readonly undrawn: { readonly key: string; readonly cases: () => readonly [Case, Case] } | null;
}
