import type { KernelSpace, Kernels, Vector } from '../memory/kernel-space.ts';
import type { Supernodes } from './supernodes.ts';
import { planUpdates } from './update-space.ts';

/**
 * Symbolic part of a multifrontal Cholesky factorisation L L' of a symmetric positive semidefinite matrix with a fixed
 * pattern. Supernode s keeps its part of L from `panelStart[s]`, column by column: one number for each front row, and
 * one to spare where their number is odd.
 */
export class Cholesky {
  readonly panelStart: Int32Array;
  /** Multiplications and additions of one factorisation. */
  readonly flops: number;
  readonly structure: Supernodes;
  private readonly longestFront: number;
  /** Where the left-over rows of a supernode sit in its parent's front. */
  private readonly places: Int32Array;
  private readonly placeStart: Int32Array;
  private readonly children: Int32Array;
  private readonly childStart: Int32Array;
  private readonly updateSize: number;
  /** Rows of the fronts, and where panels and left-over blocks begin, in bytes. */
  private readonly bytes: Readonly<Record<'rows' | 'panelStart' | 'updateStart', Int32Array>>;

  constructor(structure: Supernodes) {
    this.structure = structure;
    const sizes = frontSizes(structure);
    this.flops = sizes.flops;
    this.panelStart = sizes.panelStart;
    this.longestFront = sizes.longest;
    const children = childLists(structure);
    this.children = Int32Array.from(children.flatMap((list) => [...list]));
    this.childStart = startsOf(children.map((list) => list.length));
    const stack = planUpdates(structure, children);
    this.updateSize = stack.size;
    const inBytes = (list: Int32Array) => list.map((place) => 8 * place);
    this.bytes = {
      rows: inBytes(structure.rows),
      panelStart: inBytes(sizes.panelStart),
      updateStart: inBytes(stack.start),
    };
    const places = placesInParents(structure);
    this.places = places.places;
    this.placeStart = places.start;
  }

  /** Place in the panels of the entry of two nodes, which must be neighbours or equal. */
  entryPlace(a: number, b: number): number {
    const { position, owner, first, rowStart, rows } = this.structure;
    const row = Math.max(position[a], position[b]);
    const column = Math.min(position[a], position[b]);
    const s = owner[column];
    const own = row < first[s + 1];
    let low = rowStart[s] + (own ? row - first[s] : first[s + 1] - first[s]);
    let high = own ? low : rowStart[s + 1] - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle] < row) low = middle + 1;
      else high = middle;
    }
    return this.panelStart[s] + (column - first[s]) * strideOf(rowStart[s + 1] - rowStart[s]) + low - rowStart[s];
  }

  /** Copies all that the kernels need into their memory. */
  placeIn(space: KernelSpace): PlacedCholesky {
    const {
      structure: { count, first, rowStart },
      bytes,
    } = this;
    const panels = space.vector(this.panelStart[count]);
    const table = space.integers([
      count,
      space.integers(first),
      space.integers(rowStart),
      space.integers(bytes.rows),
      space.integers(bytes.panelStart),
      space.integers(bytes.updateStart),
      space.integers(this.childStart),
      space.integers(this.children),
      space.integers(this.placeStart),
      space.integers(this.places),
      panels.at,
      space.vector(this.updateSize).at,
      space.vector(this.longestFront).at,
    ]);
    return new PlacedCholesky(space.kernels, table, panels);
  }
}

/** A factorisation in kernel memory. */
export class PlacedCholesky {
  readonly panels: Vector;
  private readonly kernels: Kernels;
  private readonly table: number;

  constructor(kernels: Kernels, table: number, panels: Vector) {
    this.kernels = kernels;
    this.table = table;
    this.panels = panels;
  }

  /** Factorises the lower triangle written into `panels`; returns how many dependent rows were dropped. */
  factorise(): number {
    return this.kernels.factorise(this.table);
  }

  /** Solves L L' x = b in place, b in the order of elimination. */
  solve(b: Vector): void {
    this.kernels.solveFactored(this.table, b.at);
  }
}

const strideOf = (front: number): number => front + (front % 2);

function startsOf(lengths: number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, k) => {
    starts[k + 1] = starts[k] + length;
  });
  return starts;
}

function frontSizes({ count, first, rowStart }: Supernodes) {
  const panelStart = new Int32Array(count + 1);
  let longest = 0;
  let flops = 0;
  for (let s = 0; s < count; s++) {
    const width = first[s + 1] - first[s];
    const front = rowStart[s + 1] - rowStart[s];
    panelStart[s + 1] = panelStart[s] + width * strideOf(front);
    longest = Math.max(longest, front);
    for (let k = 0; k < width; k++) flops += (front - k) * (front - k);
  }
  return { panelStart, longest, flops };
}

function childLists({ count, parent }: Supernodes): Int32Array[] {
  const lists: number[][] = Array.from({ length: count }, () => []);
  for (let s = 0; s < count; s++) if (parent[s] >= 0) lists[parent[s]].push(s);
  return lists.map((list) => Int32Array.from(list));
}

function placesInParents({ count, first, rowStart, rows, parent }: Supernodes) {
  const start = new Int32Array(count + 1);
  for (let s = 0; s < count; s++) start[s + 1] = start[s] + rowStart[s + 1] - rowStart[s] - first[s + 1] + first[s];
  const places = new Int32Array(start[count]);
  for (let s = 0; s < count; s++) {
    const up = parent[s];
    if (up < 0) continue;
    let r = rowStart[up];
    const own = rowStart[s] + first[s + 1] - first[s];
    for (let i = own; i < rowStart[s + 1]; i++) {
      while (rows[r] < rows[i]) r++;
      places[start[s] + i - own] = r - rowStart[up];
    }
  }
  return { places, start };
}
