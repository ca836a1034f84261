import { columnCounts, eliminationTree, inverse, postorder } from './elimination-tree.ts';
import { minimumDegreeOrder, type Graph } from './minimum-degree.ts';
import type { InteriorPointSettings } from '../program/settings.ts';

type Merging = Pick<InteriorPointSettings, 'mergeWidths' | 'mergeZeros'>;

/**
 * The block structure of a Cholesky factor. Supernode s eliminates the positions `first[s] .. first[s + 1])`; its
 * factor rows are `rows[rowStart[s] .. rowStart[s + 1])`, increasing, its own positions first. Children come before
 * parents.
 */
export interface Supernodes {
  readonly count: number;
  readonly nodes: number;
  /** order[k]: the node eliminated k-th. */
  readonly order: Int32Array;
  readonly position: Int32Array;
  readonly first: Int32Array;
  readonly owner: Int32Array;
  readonly parent: Int32Array;
  readonly rowStart: Int32Array;
  readonly rows: Int32Array;
}

export function analyseSupernodes(graph: Graph, merging: Merging): Supernodes {
  const fillReducing = minimumDegreeOrder(graph);
  const order = reorder(fillReducing, postorder(eliminationTree(graph, fillReducing)));
  const tree = eliminationTree(graph, order);
  const blocks = fundamentalBlocks(tree, columnCounts(graph, order, tree));
  return layOut(graph, order, blocks, amalgamate(blocks, merging));
}

/**
 * Blocks of columns that are eliminated together, by the number of the fundamental block each began as. The columns
 * of a block are those of a chain of fundamental blocks, in the order of elimination.
 */
interface Blocks {
  /** first position of each fundamental block, and of what follows the last */
  readonly from: Int32Array;
  readonly parent: Int32Array;
  readonly columns: Int32Array;
  /** rows of the front: own columns and those below */
  readonly front: Int32Array;
  /** explicit zeros taken in by merging */
  readonly zeros: Float64Array;
  /** first and last fundamental block of a chain, and what follows one in it, -1 = none */
  readonly head: Int32Array;
  readonly tail: Int32Array;
  readonly next: Int32Array;
  readonly children: number[][];
}

/** Runs of positions whose factor columns share one pattern. */
function fundamentalBlocks(tree: Int32Array, counts: Int32Array): Blocks {
  const starts: number[] = [];
  const owner = new Int32Array(tree.length);
  for (let k = 0; k < tree.length; k++) {
    const joins = k > 0 && tree[k - 1] === k && counts[k - 1] === counts[k] + 1;
    if (!joins) starts.push(k);
    owner[k] = starts.length - 1;
  }
  const count = starts.length;
  const from = Int32Array.from([...starts, tree.length]);
  const numbered = (of: (block: number) => number): Int32Array => Int32Array.from({ length: count }, (_, b) => of(b));
  const itself = numbered((b) => b);
  return {
    from,
    parent: numbered((b) => (tree[from[b + 1] - 1] < 0 ? -1 : owner[tree[from[b + 1] - 1]])),
    columns: numbered((b) => from[b + 1] - from[b]),
    front: numbered((b) => counts[from[b]]),
    zeros: new Float64Array(count),
    head: itself,
    tail: itself.slice(),
    next: new Int32Array(count).fill(-1),
    children: Array.from({ length: count }, () => []),
  };
}

/**
 * Merges small blocks into their parents while few explicit zeros result: longer dense kernels, less bookkeeping.
 * Returns the roots.
 */
function amalgamate(blocks: Blocks, merging: Merging): number[] {
  const { from, parent, front, head, children } = blocks;
  const roots: number[] = [];
  for (let b = 0; b < parent.length; b++) {
    const candidates = children[b].sort((x, y) => front[y] - front[x] || from[head[x]] - from[head[y]]);
    children[b] = [];
    for (const child of candidates) if (!mergeChild(blocks, b, child, merging)) children[b].push(child);
    (parent[b] < 0 ? roots : children[parent[b]]).push(b);
  }
  return roots;
}

function mergeChild(
  { columns, front, zeros, head, tail, next, children }: Blocks,
  block: number,
  child: number,
  merging: Merging,
): boolean {
  const width = columns[block] + columns[child];
  const rows = columns[child] + front[block];
  const entries = trapezoid(width, rows);
  const empty =
    zeros[child] +
    zeros[block] +
    entries -
    trapezoid(columns[child], front[child]) -
    trapezoid(columns[block], front[block]);
  if (empty > entries * allowedZeros(width, merging)) return false;
  next[tail[child]] = head[block];
  head[block] = head[child];
  columns[block] = width;
  front[block] = rows;
  zeros[block] = empty;
  for (const grandchild of children[child]) children[block].push(grandchild);
  return true;
}

const trapezoid = (width: number, front: number) => width * front - (width * (width - 1)) / 2;

/** Share of explicit zeros allowed in a supernode of so many columns. */
function allowedZeros(width: number, { mergeWidths, mergeZeros }: Merging): number {
  const within = mergeWidths.findIndex((most) => width <= most);
  return mergeZeros[within < 0 ? mergeWidths.length : within];
}

function layOut(graph: Graph, order: Int32Array, blocks: Blocks, roots: readonly number[]): Supernodes {
  const inOrder = blocksInPostorder(blocks, roots);
  const count = inOrder.length;
  const first = new Int32Array(count + 1);
  const shuffle = new Int32Array(graph.nodes);
  const owner = new Int32Array(graph.nodes);
  const parent = new Int32Array(count).fill(-1);
  const number = new Int32Array(blocks.parent.length);
  for (let s = 0; s < count; s++) {
    const block = inOrder[s];
    number[block] = s;
    let at = first[s];
    for (let part = blocks.head[block]; part >= 0; part = blocks.next[part])
      for (let k = blocks.from[part]; k < blocks.from[part + 1]; k++) shuffle[at++] = k;
    first[s + 1] = at;
    owner.fill(s, first[s], at);
    for (const child of blocks.children[block]) parent[number[child]] = s;
  }
  const finalOrder = reorder(order, shuffle);
  const position = inverse(finalOrder);
  return {
    count,
    nodes: graph.nodes,
    order: finalOrder,
    position,
    first,
    owner,
    parent,
    ...frontRows(graph, finalOrder, position, first, parent),
  };
}

function blocksInPostorder({ children }: Blocks, roots: readonly number[]): number[] {
  const reversed: number[] = [];
  const pending = [...roots];
  while (pending.length > 0) {
    const block = pending.pop() as number;
    reversed.push(block);
    for (const child of children[block]) pending.push(child);
  }
  return reversed.reverse();
}

/** Rows of a front: its own positions, the later neighbours of those, and what its children leave over. */
function frontRows(graph: Graph, order: Int32Array, position: Int32Array, first: Int32Array, parent: Int32Array) {
  const count = first.length - 1;
  const mark = new Int32Array(graph.nodes).fill(-1);
  const rowStart = new Int32Array(count + 1);
  const childFrom = new Int32Array(count).fill(-1);
  const sibling = new Int32Array(count).fill(-1);
  let rows = new Int32Array(4 * graph.nodes);
  for (let s = 0; s < count; s++) {
    const [from, last] = [first[s], first[s + 1]];
    if (rows.length < rowStart[s] + graph.nodes) rows = grown(rows, 2 * rows.length + graph.nodes);
    let at = rowStart[s];
    for (let k = from; k < last; k++) rows[at++] = k;
    const below = at;
    for (let k = from; k < last; k++) {
      const node = order[k];
      for (let e = graph.starts[node]; e < graph.starts[node + 1]; e++) {
        const row = position[graph.neighbours[e]];
        if (row < last || mark[row] === s) continue;
        mark[row] = s;
        rows[at++] = row;
      }
    }
    for (let child = childFrom[s]; child >= 0; child = sibling[child]) {
      for (let e = rowStart[child] + first[child + 1] - first[child]; e < rowStart[child + 1]; e++) {
        const row = rows[e];
        if (row < last || mark[row] === s) continue;
        mark[row] = s;
        rows[at++] = row;
      }
    }
    rows.subarray(below, at).sort();
    rowStart[s + 1] = at;
    const up = parent[s];
    if (up < 0) continue;
    sibling[s] = childFrom[up];
    childFrom[up] = s;
  }
  return { rowStart, rows: rows.slice(0, rowStart[count]) };
}

function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}

function reorder(order: Int32Array, shuffle: Int32Array): Int32Array {
  return shuffle.map((k) => order[k]);
}
