import type { Graph } from './minimum-degree.ts';

/** The elimination tree of a pattern eliminated in the given order, in eliminated positions; roots have parent -1. */
export function eliminationTree(graph: Graph, order: Int32Array): Int32Array {
  const position = inverse(order);
  const parent = new Int32Array(graph.nodes).fill(-1);
  const ancestor = new Int32Array(graph.nodes).fill(-1);
  for (let k = 0; k < graph.nodes; k++) {
    const node = order[k];
    for (let e = graph.starts[node]; e < graph.starts[node + 1]; e++) {
      let at = position[graph.neighbours[e]];
      while (at < k && ancestor[at] !== k) {
        const up = ancestor[at];
        ancestor[at] = k;
        if (up === -1) {
          parent[at] = k;
          break;
        }
        at = up;
      }
    }
  }
  return parent;
}

/**
 * A depth-first order of a forest in which every subtree is contiguous and ends with its root; children keep their
 * order.
 */
export function postorder(parent: Int32Array): Int32Array {
  const n = parent.length;
  const firstChild = new Int32Array(n).fill(-1);
  const sibling = new Int32Array(n).fill(-1);
  for (let k = n - 1; k >= 0; k--) {
    if (parent[k] < 0) continue;
    sibling[k] = firstChild[parent[k]];
    firstChild[parent[k]] = k;
  }
  const order = new Int32Array(n);
  let used = 0;
  for (let root = 0; root < n; root++) {
    if (parent[root] >= 0) continue;
    let at = root;
    for (;;) {
      while (firstChild[at] >= 0) at = firstChild[at];
      order[used++] = at;
      if (at === root) break;
      firstChild[parent[at]] = -1;
      if (sibling[at] >= 0) at = sibling[at];
      else {
        at = parent[at];
        firstChild[at] = -1;
      }
    }
  }
  return order;
}

/**
 * Entries of every column of the Cholesky factor, diagonal included, by walking the row subtrees (as many steps as
 * entries).
 */
export function columnCounts(graph: Graph, order: Int32Array, parent: Int32Array): Int32Array {
  const position = inverse(order);
  const counts = new Int32Array(graph.nodes).fill(1);
  const visited = new Int32Array(graph.nodes).fill(-1);
  for (let k = 0; k < graph.nodes; k++) {
    visited[k] = k;
    const node = order[k];
    for (let e = graph.starts[node]; e < graph.starts[node + 1]; e++) {
      let at = position[graph.neighbours[e]];
      if (at > k) continue;
      for (; visited[at] !== k; at = parent[at]) {
        visited[at] = k;
        counts[at]++;
      }
    }
  }
  return counts;
}

export function inverse(order: Int32Array): Int32Array {
  const position = new Int32Array(order.length);
  for (let k = 0; k < order.length; k++) position[order[k]] = k;
  return position;
}
