/**
 * A symmetric sparsity pattern without its diagonal: the neighbours of node i are `neighbours[starts[i] .. starts[i +
 * 1])`.
 */
export interface Graph {
  readonly nodes: number;
  readonly starts: Int32Array;
  readonly neighbours: Int32Array;
}

/**
 * Approximate minimum degree ordering (Amestoy, Davis and Duff 1996) on a quotient graph: element absorption,
 * aggressive absorption, mass elimination and merging of indistinguishable nodes. `order[k]` is the node eliminated
 * k-th. Deterministic.
 */
export function minimumDegreeOrder(graph: Graph): Int32Array {
  const quotient = new QuotientGraph(graph);
  return quotient.eliminateAll();
}

const NONE = -1;
/** The list of all that have nothing in one; never written to. */
const NOTHING: number[] = [];

class QuotientGraph {
  private readonly n: number;
  /** Node-to-node edges not yet covered by an element. */
  private readonly adjacent: number[][] = [];
  /** Elements a node belongs to. */
  private readonly elements: number[][] = [];
  /** Nodes of an element; an element carries the number of the pivot that made it. */
  private readonly members: number[][] = [];
  /** Nodes merged into a node, from the first on, each with the next. */
  private readonly firstAbsorbed: Int32Array;
  private readonly lastAbsorbed: Int32Array;
  private readonly nextAbsorbed: Int32Array;
  /** Nodes represented by a node; 0 once it is eliminated or merged. */
  private readonly weight: Int32Array;
  private readonly degree: Int32Array;
  private readonly alive: Uint8Array;
  private readonly elementWeight: Int32Array;
  private readonly outside: Int32Array;
  private readonly touched: Int32Array;
  private readonly seen: Int32Array;
  private readonly hash: Int32Array;
  private readonly bucketHead: Int32Array;
  private readonly bucketNext: Int32Array;
  private readonly head: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private stamp = 0;
  private lowest = 0;
  private remaining: number;

  constructor(graph: Graph) {
    const n = (this.n = this.remaining = graph.nodes);
    const integers = () => new Int32Array(n);
    [this.degree, this.elementWeight, this.outside, this.touched, this.seen, this.hash] = Array.from(
      { length: 6 },
      integers,
    );
    [this.bucketNext, this.next, this.previous] = Array.from({ length: 3 }, integers);
    this.weight = integers().fill(1);
    this.bucketHead = integers().fill(NONE);
    this.head = new Int32Array(n + 1).fill(NONE);
    [this.firstAbsorbed, this.lastAbsorbed, this.nextAbsorbed] = Array.from({ length: 3 }, () => integers().fill(NONE));
    this.alive = new Uint8Array(n);
    for (let i = 0; i < n; i++) {
      const own: number[] = [];
      for (let e = graph.starts[i]; e < graph.starts[i + 1]; e++) own.push(graph.neighbours[e]);
      this.adjacent.push(own);
      this.elements.push(NOTHING);
      this.members.push(NOTHING);
    }
    for (let i = n - 1; i >= 0; i--) this.enlist(i, this.adjacent[i].length);
  }

  eliminateAll(): Int32Array {
    const pivots: number[] = [];
    while (this.remaining > 0) {
      const pivot = this.smallest();
      pivots.push(pivot);
      this.eliminate(pivot);
    }
    return this.expand(pivots);
  }

  private eliminate(pivot: number): void {
    this.remaining -= this.weight[pivot];
    this.weight[pivot] = 0;
    const front = this.gather(pivot);
    this.measureOverlaps(front);
    for (const node of front) this.refresh(node, pivot);
    this.mergeEqual(front);
    this.settle(pivot, front);
  }

  /** The nodes next to the pivot, directly or through its elements, which the new element swallows. */
  private gather(pivot: number): number[] {
    const mark = ++this.stamp;
    const front: number[] = [];
    const { seen, weight } = this;
    let total = 0;
    const take = (list: number[]) => {
      for (let k = 0; k < list.length; k++) {
        const node = list[k];
        if (weight[node] === 0 || seen[node] === mark) continue;
        seen[node] = mark;
        total += weight[node];
        front.push(node);
      }
    };
    take(this.adjacent[pivot]);
    for (const element of this.elements[pivot]) {
      if (!this.alive[element]) continue;
      take(this.members[element]);
      this.discardElement(element);
    }
    this.adjacent[pivot] = this.elements[pivot] = NOTHING;
    for (const node of front) this.delist(node);
    this.elementWeight[pivot] = total;
    this.alive[pivot] = 1;
    return front;
  }

  /** For every element met by the front: the weight of its nodes outside the front. */
  private measureOverlaps(front: number[]): void {
    const { alive, touched, outside, elementWeight, weight, stamp } = this;
    for (const node of front) {
      const list = this.elements[node];
      for (let k = 0; k < list.length; k++) {
        const element = list[k];
        if (!alive[element]) continue;
        if (touched[element] !== stamp) {
          touched[element] = stamp;
          outside[element] = elementWeight[element];
        }
        outside[element] -= weight[node];
      }
    }
  }

  /**
   * Prunes the lists of a front node, bounds its degree from above and mass-eliminates it if nothing lies outside the
   * front.
   */
  private refresh(node: number, pivot: number): void {
    const { alive, outside, weight, seen, stamp } = this;
    const elements = this.elements[node];
    const adjacent = this.adjacent[node];
    let external = 0;
    let hash = 0;
    let kept = 0;
    for (let k = 0; k < elements.length; k++) {
      const element = elements[k];
      if (!alive[element]) continue;
      if (outside[element] === 0) {
        this.discardElement(element);
        continue;
      }
      external += outside[element];
      hash += element;
      elements[kept++] = element;
    }
    if (kept < elements.length) elements.length = kept;
    kept = 0;
    for (let k = 0; k < adjacent.length; k++) {
      const other = adjacent[k];
      if (weight[other] === 0 || seen[other] === stamp) continue;
      external += weight[other];
      hash += other;
      adjacent[kept++] = other;
    }
    if (kept < adjacent.length) adjacent.length = kept;
    if (external === 0) {
      this.massEliminate(node, pivot);
      return;
    }
    if (elements === NOTHING) this.elements[node] = [pivot];
    else elements.push(pivot);
    this.degree[node] = Math.min(this.degree[node], external);
    this.hash[node] = hash % this.n;
  }

  private massEliminate(node: number, pivot: number): void {
    this.elementWeight[pivot] -= this.weight[node];
    this.remaining -= this.weight[node];
    this.absorb(node, pivot);
  }

  private mergeEqual(front: number[]): void {
    const { bucketHead, bucketNext, hash, weight } = this;
    for (const node of front) {
      if (weight[node] === 0) continue;
      bucketNext[node] = bucketHead[hash[node]];
      bucketHead[hash[node]] = node;
    }
    for (const node of front) {
      if (weight[node] === 0) continue;
      const first = bucketHead[hash[node]];
      bucketHead[hash[node]] = NONE;
      for (let a = first; a !== NONE; a = bucketNext[a])
        if (weight[a] > 0 && bucketNext[a] !== NONE) this.mergeWithLater(a);
    }
  }

  private mergeWithLater(node: number): void {
    const mark = ++this.stamp;
    const { seen } = this;
    for (const element of this.elements[node]) seen[element] = mark;
    for (const other of this.adjacent[node]) seen[other] = mark;
    for (let b = this.bucketNext[node]; b !== NONE; b = this.bucketNext[b]) {
      if (this.weight[b] === 0 || !this.sameLists(node, b, mark)) continue;
      this.weight[node] += this.weight[b];
      this.absorb(b, node);
    }
  }

  private sameLists(a: number, b: number, mark: number): boolean {
    if (this.elements[a].length !== this.elements[b].length || this.adjacent[a].length !== this.adjacent[b].length)
      return false;
    for (const element of this.elements[b]) if (this.seen[element] !== mark) return false;
    for (const other of this.adjacent[b]) if (this.seen[other] !== mark) return false;
    return true;
  }

  private settle(pivot: number, front: number[]): void {
    let kept = 0;
    const total = this.elementWeight[pivot];
    for (const node of front) {
      if (this.weight[node] === 0) continue;
      front[kept++] = node;
      const others = total - this.weight[node];
      this.enlist(node, Math.max(0, Math.min(this.remaining - this.weight[node], this.degree[node] + others)));
    }
    if (kept < front.length) front.length = kept;
    this.members[pivot] = front;
    if (kept === 0) this.discardElement(pivot);
  }

  private absorb(node: number, into: number): void {
    this.weight[node] = 0;
    const last = this.lastAbsorbed[into];
    if (last === NONE) this.firstAbsorbed[into] = node;
    else this.nextAbsorbed[last] = node;
    this.lastAbsorbed[into] = node;
    this.adjacent[node] = this.elements[node] = NOTHING;
  }

  private discardElement(element: number): void {
    this.alive[element] = 0;
    this.members[element] = NOTHING;
  }

  private enlist(node: number, degree: number): void {
    const first = this.head[degree];
    this.degree[node] = degree;
    this.next[node] = first;
    this.previous[node] = NONE;
    if (first !== NONE) this.previous[first] = node;
    this.head[degree] = node;
    if (degree < this.lowest) this.lowest = degree;
  }

  private delist(node: number): void {
    const before = this.previous[node];
    const after = this.next[node];
    if (before === NONE) this.head[this.degree[node]] = after;
    else this.next[before] = after;
    if (after !== NONE) this.previous[after] = before;
  }

  private smallest(): number {
    while (this.head[this.lowest] === NONE) this.lowest++;
    const node = this.head[this.lowest];
    this.delist(node);
    return node;
  }

  /** Every pivot is followed by the nodes merged into it, directly or through others. */
  private expand(pivots: number[]): Int32Array {
    const order = new Int32Array(this.n);
    let used = 0;
    for (const pivot of pivots) {
      const pending = [pivot];
      while (pending.length > 0) {
        const node = pending.pop() as number;
        order[used++] = node;
        for (let child = this.firstAbsorbed[node]; child !== NONE; child = this.nextAbsorbed[child])
          pending.push(child);
      }
    }
    return order;
  }
}
