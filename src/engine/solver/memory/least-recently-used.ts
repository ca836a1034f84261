/** A cache of the last few things made, the latest first. */
export class LeastRecentlyUsed<T> {
  private readonly held: T[] = [];
  private capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** Holds so many from now on. */
  resize(capacity: number): void {
    this.capacity = capacity;
  }

  /** The one that fits, or a new one. */
  get(fits: (one: T) => boolean, make: () => T): T {
    const found = this.held.findIndex(fits);
    const one = found >= 0 ? this.held.splice(found, 1)[0] : make();
    this.held.unshift(one);
    if (this.held.length > this.capacity) this.held.pop();
    return one;
  }
}
