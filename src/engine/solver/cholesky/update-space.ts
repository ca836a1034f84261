import type { Supernodes } from './supernodes.ts';

/**
 * Left-over blocks, their rows with room for a multiple of four numbers, live between a supernode and its parent: freed
 * places are used again, best fit first.
 */
export function planUpdates({ count, first, rowStart }: Supernodes, children: Int32Array[]) {
  const start = new Int32Array(count);
  const sizeOf = (s: number) => {
    const left = rowStart[s + 1] - rowStart[s] - first[s + 1] + first[s];
    return left * 4 * Math.ceil(left / 4);
  };
  const free = new FreeSpace();
  for (let s = 0; s < count; s++) {
    start[s] = free.take(sizeOf(s));
    for (const child of children[s]) free.give(start[child], sizeOf(child));
  }
  return { start, size: free.end };
}

class FreeSpace {
  end = 0;
  private readonly gaps: { at: number; size: number }[] = [];

  take(size: number): number {
    if (size === 0) return 0;
    let best = -1;
    for (let g = 0; g < this.gaps.length; g++) {
      if (this.gaps[g].size >= size && (best < 0 || this.gaps[g].size < this.gaps[best].size)) best = g;
    }
    if (best < 0) {
      this.end += size;
      return this.end - size;
    }
    const gap = this.gaps[best];
    const at = gap.at;
    gap.at += size;
    gap.size -= size;
    if (gap.size === 0) this.gaps.splice(best, 1);
    return at;
  }

  give(at: number, size: number): void {
    if (size === 0) return;
    let g = this.gaps.findIndex((gap) => gap.at > at);
    if (g < 0) g = this.gaps.length;
    this.gaps.splice(g, 0, { at, size });
    if (g + 1 < this.gaps.length && at + size === this.gaps[g + 1].at) {
      this.gaps[g].size += this.gaps[g + 1].size;
      this.gaps.splice(g + 1, 1);
    }
    if (g > 0 && this.gaps[g - 1].at + this.gaps[g - 1].size === at) {
      this.gaps[g - 1].size += this.gaps[g].size;
      this.gaps.splice(g, 1);
    }
  }
}
