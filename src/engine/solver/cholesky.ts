import { subtractLowerProducts, subtractProducts } from './dense-kernel.ts';
import type { Supernodes } from './supernodes.ts';
import { planUpdates } from './update-space.ts';

/** A pivot this large makes the row vanish from every solution: that is how dependent rows are dropped. */
const DROPPED_PIVOT = 1e64;
const PIVOT_TOLERANCE = 1e-14;
const BLOCK = 3;
const OUTER_BLOCK = 24;

/**
 * Multifrontal Cholesky factorisation L L' of a symmetric positive semidefinite matrix with a fixed pattern. Supernode s keeps its
 * part of L row-major in `panels` from `panelStart[s]`: one line for each front row, as wide as the supernode.
 */
export class Cholesky {
  readonly panels: Float64Array;
  readonly panelStart: Int32Array;
  /** Multiplications and additions of one factorisation. */
  readonly flops: number;
  private readonly structure: Supernodes;
  /** Where the left-over rows of a supernode sit in its parent's front. */
  private readonly places: Int32Array;
  private readonly placeStart: Int32Array;
  private readonly children: Int32Array[];
  private readonly updates: Float64Array;
  private readonly updateStart: Int32Array;
  private readonly work: Float64Array;
  private readonly gathered: Float64Array;

  constructor(structure: Supernodes) {
    this.structure = structure;
    this.work = new Float64Array(structure.nodes);
    const sizes = frontSizes(structure);
    this.flops = sizes.flops;
    this.panelStart = sizes.panelStart;
    this.panels = new Float64Array(sizes.panelStart[structure.count]);
    this.gathered = new Float64Array(sizes.widest);
    this.children = childLists(structure);
    const stack = planUpdates(structure, this.children);
    this.updateStart = stack.start;
    this.updates = new Float64Array(stack.size);
    const places = placesInParents(structure);
    this.places = places.places;
    this.placeStart = places.start;
  }

  /** Place in `panels` of the entry of two nodes, which must be neighbours or equal. */
  entryPlace(a: number, b: number): number {
    const { position, owner, first, rowStart, rows } = this.structure;
    const row = Math.max(position[a], position[b]);
    const column = Math.min(position[a], position[b]);
    const s = owner[column];
    const width = first[s + 1] - first[s];
    let low = rowStart[s];
    let high = rowStart[s + 1] - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle] < row) low = middle + 1;
      else high = middle;
    }
    return this.panelStart[s] + (low - rowStart[s]) * width + column - first[s];
  }

  /** Factorises the lower triangle written into `panels`; returns how many dependent rows were dropped. */
  factorise(): number {
    const { count, first, rowStart } = this.structure;
    let dropped = 0;
    for (let s = 0; s < count; s++) {
      const width = first[s + 1] - first[s];
      const left = rowStart[s + 1] - rowStart[s] - width;
      const at = this.updateStart[s];
      for (let k = 0; k < width; k++) this.gathered[k] = this.panels[this.panelStart[s] + k * (width + 1)];
      this.updates.fill(0, at, at + left * left);
      for (const child of this.children[s]) this.assemble(child, s, width, left);
      dropped += factorPanel(this.panels, this.panelStart[s], width, left + width, this.gathered);
      if (left > 0) subtractLowerProducts(this.updates, at, left, this.panels, this.panelStart[s] + width * width, width, left, width);
    }
    return dropped;
  }

  /** Solves L L' x = b in place, b indexed by node. */
  solve(b: Float64Array): void {
    const { work } = this;
    const { order, nodes } = this.structure;
    for (let k = 0; k < nodes; k++) work[k] = b[order[k]];
    this.forward();
    this.backward();
    for (let k = 0; k < nodes; k++) b[order[k]] = work[k];
  }

  /** Adds the left-over block of a child to the parent's panel and left-over block. */
  private assemble(child: number, s: number, width: number, left: number): void {
    const { places, panels, updates } = this;
    const from = this.placeStart[child];
    const size = this.placeStart[child + 1] - from;
    const panelAt = this.panelStart[s];
    const updateAt = this.updateStart[s];
    let inPanel = 0;
    while (inPanel < size && places[from + inPanel] < width) inPanel++;
    let source = this.updateStart[child];
    for (let i = 0; i < size; i++, source += size) {
      const row = places[from + i];
      const panelRow = panelAt + row * width;
      const split = i < inPanel ? i + 1 : inPanel;
      for (let j = 0; j < split; j++) panels[panelRow + places[from + j]] += updates[source + j];
      const updateRow = updateAt + (row - width) * left - width;
      for (let j = split; j <= i; j++) updates[updateRow + places[from + j]] += updates[source + j];
    }
  }

  private forward(): void {
    const { work, panels, gathered, structure: { count, first, rowStart, rows } } = this;
    for (let s = 0; s < count; s++) {
      const start = first[s];
      const width = first[s + 1] - start;
      let at = this.panelStart[s];
      for (let i = 0; i < width; i++, at += width) {
        let sum = work[start + i];
        for (let p = 0; p < i; p++) sum -= panels[at + p] * gathered[p];
        work[start + i] = gathered[i] = sum / panels[at + i];
      }
      let r = rowStart[s] + width;
      for (const end = rowStart[s + 1] - 3; r < end; r += 4, at += 4 * width) {
        let sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
        for (let p = 0, a = at; p < width; p++, a++) {
          const g = gathered[p];
          sum0 += panels[a] * g;
          sum1 += panels[a + width] * g;
          sum2 += panels[a + 2 * width] * g;
          sum3 += panels[a + 3 * width] * g;
        }
        work[rows[r]] -= sum0;
        work[rows[r + 1]] -= sum1;
        work[rows[r + 2]] -= sum2;
        work[rows[r + 3]] -= sum3;
      }
      for (const end = rowStart[s + 1]; r < end; r++, at += width) {
        let sum = 0;
        for (let p = 0; p < width; p++) sum += panels[at + p] * gathered[p];
        work[rows[r]] -= sum;
      }
    }
  }

  private backward(): void {
    const { work, panels, gathered, structure: { count, first, rowStart, rows } } = this;
    for (let s = count - 1; s >= 0; s--) {
      const start = first[s];
      const width = first[s + 1] - start;
      for (let i = 0; i < width; i++) gathered[i] = work[start + i];
      let at = this.panelStart[s] + width * width;
      let r = rowStart[s] + width;
      for (const end = rowStart[s + 1] - 3; r < end; r += 4, at += 4 * width) {
        const v0 = work[rows[r]], v1 = work[rows[r + 1]], v2 = work[rows[r + 2]], v3 = work[rows[r + 3]];
        for (let p = 0, a = at; p < width; p++, a++) {
          gathered[p] -= panels[a] * v0 + panels[a + width] * v1 + (panels[a + 2 * width] * v2 + panels[a + 3 * width] * v3);
        }
      }
      for (const end = rowStart[s + 1]; r < end; r++, at += width) {
        const value = work[rows[r]];
        for (let p = 0; p < width; p++) gathered[p] -= panels[at + p] * value;
      }
      at = this.panelStart[s] + (width - 1) * width;
      for (let i = width - 1; i >= 0; i--, at -= width) {
        const value = gathered[i] / panels[at + i];
        work[start + i] = value;
        for (let p = 0; p < i; p++) gathered[p] -= panels[at + p] * value;
      }
    }
  }
}

/** Cholesky of the first `width` rows and the matching solve for the rows below, in blocks of columns; `diagonal` as it was before any elimination. */
function factorPanel(l: Float64Array, at: number, width: number, front: number, diagonal: Float64Array): number {
  let dropped = 0;
  for (let outer = 0; outer < width; outer += OUTER_BLOCK) {
    const end = Math.min(width, outer + OUTER_BLOCK);
    const top = at + outer * width;
    if (outer > 0) subtractProducts(l, top + outer, width, l, top, width, front - outer, l, top, width, end - outer, outer);
    for (let j = outer; j < end; j += BLOCK) dropped += factorColumns(l, at, width, front, diagonal, outer, j, Math.min(BLOCK, end - j));
  }
  return dropped;
}

/** Columns j .. j + columns, when everything left of `outer` has been taken off already. */
function factorColumns(l: Float64Array, at: number, width: number, front: number, diagonal: Float64Array, outer: number, j: number, columns: number): number {
  const top = at + j * width;
  let dropped = 0;
  if (j > outer) subtractProducts(l, top + j, width, l, top + outer, width, front - j, l, top + outer, width, columns, j - outer);
  for (let i = 0; i < columns; i++) dropped += factorRow(l, top + i * width + j, top + j, width, i, diagonal[j + i]);
  solveBelow(l, top + j, width, columns, front - j);
  return dropped;
}

/** Finishes row i of a small diagonal block whose first entry is at `block`; `row` is the first entry of row i in that block. */
function factorRow(l: Float64Array, row: number, block: number, width: number, i: number, original: number): 0 | 1 {
  for (let p = 0; p < i; p++) {
    let sum = l[row + p];
    for (let q = 0; q < p; q++) sum -= l[row + q] * l[block + p * width + q];
    l[row + p] = sum / l[block + p * width + p];
  }
  let pivot = l[row + i];
  for (let q = 0; q < i; q++) pivot -= l[row + q] * l[row + q];
  const sound = pivot > PIVOT_TOLERANCE * Math.abs(original) && pivot > 1e-200;
  l[row + i] = sound ? Math.sqrt(pivot) : DROPPED_PIVOT;
  return sound ? 0 : 1;
}

function solveBelow(l: Float64Array, block: number, width: number, columns: number, rows: number): void {
  const d0 = 1 / l[block];
  if (columns === 1) {
    for (let i = 1, at = block + width; i < rows; i++, at += width) l[at] *= d0;
    return;
  }
  const l10 = l[block + width];
  const d1 = 1 / l[block + width + 1];
  if (columns === 2) {
    for (let i = 2, at = block + 2 * width; i < rows; i++, at += width) {
      const x0 = (l[at] *= d0);
      l[at + 1] = (l[at + 1] - x0 * l10) * d1;
    }
    return;
  }
  const l20 = l[block + 2 * width];
  const l21 = l[block + 2 * width + 1];
  const d2 = 1 / l[block + 2 * width + 2];
  for (let i = 3, at = block + 3 * width; i < rows; i++, at += width) {
    const x0 = (l[at] *= d0);
    const x1 = (l[at + 1] = (l[at + 1] - x0 * l10) * d1);
    l[at + 2] = (l[at + 2] - x0 * l20 - x1 * l21) * d2;
  }
}

function frontSizes({ count, first, rowStart }: Supernodes) {
  const panelStart = new Int32Array(count + 1);
  let widest = 0;
  let flops = 0;
  for (let s = 0; s < count; s++) {
    const width = first[s + 1] - first[s];
    const front = rowStart[s + 1] - rowStart[s];
    panelStart[s + 1] = panelStart[s] + width * front;
    widest = Math.max(widest, width);
    for (let k = 0; k < width; k++) flops += (front - k) * (front - k);
  }
  return { panelStart, widest, flops };
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
