/**
 * Neumaier's sum: the rounding error of a long sum stays that of a few additions, whatever the order and the size of
 * the terms.
 */
export class CompensatedSum {
  private sum = 0;
  private lost = 0;

  get value(): number {
    return this.sum + this.lost;
  }

  add(term: number): void {
    const next = this.sum + term;
    this.lost += Math.abs(this.sum) >= Math.abs(term) ? this.sum - next + term : term - next + this.sum;
    this.sum = next;
  }
}
