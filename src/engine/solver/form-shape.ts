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

  /** By number of entries, then by the first row met, so that neighbours meet neighbours. */
  sorted(group: number[]): number[] {
    const { columns, rows } = this.program;
    const count = columns + rows + 2;
    const keys = Float64Array.from(group, (v) => (this.entries(v) * rows + this.firstRow(v)) * count + v);
    return Array.from(keys.sort(), (key) => key % count);
  }

  /** Entries and length of every run of equal numbers of entries. */
  runsOf(sorted: number[]): number[] {
    const runs: number[] = [];
    for (const v of sorted) {
      const entries = this.entries(v);
      if (runs.length === 0 || runs[runs.length - 2] !== entries) runs.push(entries, 0);
      runs[runs.length - 1]++;
    }
    return runs;
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
    let first = rows - 1;
    for (let p = starts[v]; p < starts[v + 1]; p++) first = Math.min(first, this.position[indices[p]]);
    return first;
  }
}
