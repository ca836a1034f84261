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
  const blocks = amalgamate(fundamentalBlocks(tree, columnCounts(graph, order, tree)), merging);
  return layOut(graph, order, blocks);
}

interface Block {
  columns: number[];
  /** Rows of the front: own columns and those below. */
  front: number;
  /** Explicit zeros taken in by merging. */
  zeros: number;
  children: Block[];
  parent: number;
}

/** Runs of positions whose factor columns share one pattern. */
function fundamentalBlocks(tree: Int32Array, counts: Int32Array): Block[] {
  const blocks: Block[] = [];
  const owner = new Int32Array(tree.length);
  for (let k = 0; k < tree.length; k++) {
    const joins = k > 0 && tree[k - 1] === k && counts[k - 1] === counts[k] + 1;
    if (joins) blocks[blocks.length - 1].columns.push(k);
    else blocks.push({ columns: [k], front: counts[k], zeros: 0, children: [], parent: -1 });
    owner[k] = blocks.length - 1;
  }
  for (const block of blocks) {
    const up = tree[block.columns[block.columns.length - 1]];
    block.parent = up < 0 ? -1 : owner[up];
  }
  return blocks;
}

/**
 * Merges small blocks into their parents while few explicit zeros result: longer dense kernels, less bookkeeping.
 * Returns the roots.
 */
function amalgamate(blocks: Block[], merging: Merging): Block[] {
  const roots: Block[] = [];
  for (const block of blocks) {
    const candidates = block.children.sort((a, b) => b.front - a.front || a.columns[0] - b.columns[0]);
    block.children = [];
    for (const child of candidates) if (!mergeChild(block, child, merging)) block.children.push(child);
    (block.parent < 0 ? roots : blocks[block.parent].children).push(block);
  }
  return roots;
}

function mergeChild(block: Block, child: Block, merging: Merging): boolean {
  const width = block.columns.length + child.columns.length;
  const front = child.columns.length + block.front;
  const entries = trapezoid(width, front);
  const zeros =
    child.zeros +
    block.zeros +
    entries -
    trapezoid(child.columns.length, child.front) -
    trapezoid(block.columns.length, block.front);
  if (zeros > entries * allowedZeros(width, merging)) return false;
  block.columns = [...child.columns, ...block.columns];
  block.front = front;
  block.zeros = zeros;
  block.children.push(...child.children);
  return true;
}

const trapezoid = (width: number, front: number) => width * front - (width * (width - 1)) / 2;

/** Share of explicit zeros allowed in a supernode of so many columns. */
function allowedZeros(width: number, { mergeWidths, mergeZeros }: Merging): number {
  const within = mergeWidths.findIndex((most) => width <= most);
  return mergeZeros[within < 0 ? mergeWidths.length : within];
}

function layOut(graph: Graph, order: Int32Array, roots: Block[]): Supernodes {
  const blocks = blocksInPostorder(roots);
  const count = blocks.length;
  const first = new Int32Array(count + 1);
  const shuffle = new Int32Array(graph.nodes);
  const owner = new Int32Array(graph.nodes);
  const parent = new Int32Array(count).fill(-1);
  const number = new Map(blocks.map((block, s) => [block, s]));
  blocks.forEach((block, s) => {
    shuffle.set(block.columns, first[s]);
    first[s + 1] = first[s] + block.columns.length;
    owner.fill(s, first[s], first[s + 1]);
    for (const child of block.children) parent[number.get(child) as number] = s;
  });
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

function blocksInPostorder(roots: Block[]): Block[] {
  const reversed: Block[] = [];
  const pending = [...roots];
  while (pending.length > 0) {
    const block = pending.pop() as Block;
    reversed.push(block);
    for (const child of block.children) pending.push(child);
  }
  return reversed.reverse();
}

/** Rows of a front: its own positions, the later neighbours of those, and what its children leave over. */
function frontRows(graph: Graph, order: Int32Array, position: Int32Array, first: Int32Array, parent: Int32Array) {
  const count = first.length - 1;
  const lists: Int32Array[] = [];
  const children: number[][] = Array.from({ length: count }, () => []);
  const mark = new Int32Array(graph.nodes).fill(-1);
  const rowStart = new Int32Array(count + 1);
  for (let s = 0; s < count; s++) {
    if (parent[s] >= 0) children[parent[s]].push(s);
    const below: number[] = [];
    const take = (at: number) => {
      if (at < first[s + 1] || mark[at] === s) return;
      mark[at] = s;
      below.push(at);
    };
    for (let k = first[s]; k < first[s + 1]; k++) {
      const node = order[k];
      for (let e = graph.starts[node]; e < graph.starts[node + 1]; e++) take(position[graph.neighbours[e]]);
    }
    for (const child of children[s]) lists[child].forEach(take);
    lists.push(Int32Array.from(below).sort());
    rowStart[s + 1] = rowStart[s] + first[s + 1] - first[s] + below.length;
  }
  const rows = new Int32Array(rowStart[count]);
  for (let s = 0; s < count; s++) {
    const width = first[s + 1] - first[s];
    for (let k = 0; k < width; k++) rows[rowStart[s] + k] = first[s] + k;
    rows.set(lists[s], rowStart[s] + width);
  }
  return { rowStart, rows };
}

function reorder(order: Int32Array, shuffle: Int32Array): Int32Array {
  return shuffle.map((k) => order[k]);
}
