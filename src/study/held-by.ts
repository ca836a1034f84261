/**
 * What keeps an inferred factor outside the range of other years: facts of its inference, by runs with the factor put
 * back to the nearest end of that range.
 */
export interface HeldBy {
  /** the inferred number, and the end of the range that it was put back to */
  readonly parameter: string;
  readonly factor: number;
  /**
   * facts missed by more than one spread more (`holds`) or less (`back`) at the end of the range: misses in spreads,
   * the largest change of the misfit first
   */
  readonly facts: readonly {
    readonly fact: string;
    readonly pull: 'holds' | 'back';
    readonly residual: number;
    readonly residual_at_end: number;
  }[];
  /** where no fact is missed by more than one spread more: the fact that is missed most more, if any is */
  readonly nearest: { readonly fact: string; readonly residual: number; readonly residual_at_end: number } | null;
  /** how far the number lies from the centre of its prior, in spreads; null where it has none */
  readonly prior: { readonly residual: number; readonly residual_at_end: number } | null;
  /** sum of squared misses at the end of the range less that now: below 0, the end would fit better */
  readonly misfit_change: { readonly facts: number; readonly prior: number | null };
  /** no fact would be missed by more than one spread more */
  readonly unexplained: boolean;
}
