/** The last few things made, the latest first. */
export class RecentlyUsed<T> {
  private readonly kept: T[] = [];
  private capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** Keeps so many from now on. */
  keep(capacity: number): void {
    this.capacity = capacity;
  }

  /** The one that fits, or a new one. */
  get(fits: (one: T) => boolean, make: () => T): T {
    const found = this.kept.findIndex(fits);
    const one = found >= 0 ? this.kept.splice(found, 1)[0] : make();
    this.kept.unshift(one);
    if (this.kept.length > this.capacity) this.kept.pop();
    return one;
  }
}
