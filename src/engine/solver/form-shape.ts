import { countingOrder } from './counting-order.ts';
import type { LinearProgram } from './linear-program.ts';

/** Which rows the columns and slacks of a program meet, rows being counted in the order of elimination. Slack i has the number `columns + i`. */
export class FormShape {
  private readonly program: LinearProgram;
  private readonly position: Int32Array;

  constructor(program: LinearProgram, position: Int32Array) {
    this.program = program;
    this.position = position;
  }

  /** Entries of a variable. */
  entries(v: number): number {
    const { columns, rows, starts } = this.program;
    return v < columns ? starts[v + 1] - starts[v] : v < columns + rows ? 1 : 0;
  }

  /**
   * The first `count` variables by group, then by number of entries, then by the first row met, so that neighbours meet neighbours; and the entries and
   * length of every run of one group and number of entries.
   */
  sorted(groups: Uint8Array, count: number): { source: Int32Array; runs: Int32Array } {
    const kinds = new Int32Array(groups.length);
    const firstRows = new Int32Array(groups.length);
    let most = 0;
    for (let v = 0; v < groups.length; v++) most = Math.max(most, this.entries(v));
    for (let v = 0; v < groups.length; v++) {
      kinds[v] = groups[v] * (most + 1) + this.entries(v);
      firstRows[v] = this.firstRow(v);
    }
    const source = countingOrder(kinds, 5 * (most + 1), countingOrder(firstRows, this.program.rows + 1, null)).slice(0, count);
    return { source, runs: runsOf(source, kinds, most + 1) };
  }

  /** Writes the entries of a variable from place `at` on; a slack has -1. */
  write(v: number, scaled: Float64Array, indices: Int32Array, values: Float64Array, at: number): void {
    const { columns, starts } = this.program;
    if (this.entries(v) === 0) return;
    if (v >= columns) {
      indices[at] = this.position[v - columns];
      values[at] = -1;
      return;
    }
    for (let p = starts[v]; p < starts[v + 1]; p++, at++) {
      indices[at] = this.position[this.program.indices[p]];
      values[at] = scaled[p];
    }
  }

  private firstRow(v: number): number {
    const { columns, rows, starts, indices } = this.program;
    if (v >= columns + rows) return 0;
    if (v >= columns) return this.position[v - columns];
    let first = rows;
    for (let p = starts[v]; p < starts[v + 1]; p++) first = Math.min(first, this.position[indices[p]]);
    return first;
  }
}

function runsOf(source: Int32Array, kinds: Int32Array, kindsOfGroup: number): Int32Array {
  const runs: number[] = [];
  for (let k = 0; k < source.length; k++) {
    const kind = kinds[source[k]];
    if (k === 0 || kind !== kinds[source[k - 1]]) runs.push(kind % kindsOfGroup, 0);
    runs[runs.length - 1]++;
  }
  return Int32Array.from(runs);
}
