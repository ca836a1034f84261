import type { BarrierForm } from './barrier-form.ts';
import { Cholesky } from './cholesky.ts';
import type { LinearProgram } from './linear-program.ts';
import type { Graph } from './minimum-degree.ts';
import { analyseSupernodes } from './supernodes.ts';

type Pattern = Pick<LinearProgram, 'rows' | 'columns' | 'starts' | 'indices'>;

/** Factorises A diag(weight) A' + diag(extra) for one sparsity pattern of A; only the pattern outlives a call. */
export class NormalEquations {
  readonly cholesky: Cholesky;
  private readonly pattern: Pattern;
  /** Place in the factor of every product of two entries of a column, column by column, and of the diagonal. */
  private readonly productPlaces: Int32Array;
  private readonly productStart: Int32Array;
  private readonly diagonalPlaces: Int32Array;

  constructor(pattern: Pattern) {
    this.pattern = { rows: pattern.rows, columns: pattern.columns, starts: pattern.starts.slice(), indices: pattern.indices.slice() };
    this.cholesky = new Cholesky(analyseSupernodes(rowGraph(pattern)));
    this.productStart = countProducts(pattern);
    this.productPlaces = placeProducts(pattern, this.productStart[pattern.columns], this.cholesky);
    this.diagonalPlaces = Int32Array.from({ length: pattern.rows }, (_, i) => this.cholesky.entryPlace(i, i));
  }

  matches(other: Pattern): boolean {
    const { pattern } = this;
    return pattern.rows === other.rows && pattern.columns === other.columns && sameNumbers(pattern.starts, other.starts) && sameNumbers(pattern.indices, other.indices);
  }

  /** `form` has this pattern, less the columns that cannot move, and a slack (-1) for some rows. Returns how many dependent rows were dropped. */
  factorise(form: BarrierForm, weight: Float64Array, extra: number): number {
    const { panels } = this.cholesky;
    const { productPlaces, productStart, diagonalPlaces, pattern } = this;
    const { starts, values, source, variables } = form;
    panels.fill(0);
    for (const place of diagonalPlaces) panels[place] = extra;
    for (let k = 0; k < variables; k++) {
      const w = weight[k];
      const j = source[k];
      if (j >= pattern.columns) {
        panels[diagonalPlaces[j - pattern.columns]] += w;
        continue;
      }
      let at = productStart[j];
      for (let p = starts[k]; p < starts[k + 1]; p++) {
        const wv = w * values[p];
        for (let q = starts[k]; q <= p; q++) panels[productPlaces[at++]] += wv * values[q];
      }
    }
    return this.cholesky.factorise();
  }

  solve(b: Float64Array): void {
    this.cholesky.solve(b);
  }
}

/** Keeps the analyses of the last few patterns: an analysis depends on the pattern alone, so a hit changes no answer. */
export class AnalysisCache {
  private readonly analyses: NormalEquations[] = [];
  private readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  analysisOf(pattern: Pattern): NormalEquations {
    const found = this.analyses.findIndex((known) => known.matches(pattern));
    const analysis = found >= 0 ? this.analyses.splice(found, 1)[0] : new NormalEquations(pattern);
    this.analyses.unshift(analysis);
    if (this.analyses.length > this.capacity) this.analyses.pop();
    return analysis;
  }
}

function sameNumbers(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}

/** Two rows are neighbours when a column meets both. */
function rowGraph({ rows, columns, starts, indices }: Pattern): Graph {
  const byRow = transpose(rows, columns, starts, indices);
  const graphStarts = new Int32Array(rows + 1);
  const mark = new Int32Array(rows);
  let neighbours = new Int32Array(4 * indices.length + 16);
  let used = 0;
  for (let i = 0; i < rows; i++) {
    mark[i] = i + 1;
    if (used + rows > neighbours.length) neighbours = grown(neighbours, 2 * neighbours.length + rows);
    for (let e = byRow.starts[i]; e < byRow.starts[i + 1]; e++) {
      const j = byRow.columns[e];
      for (let p = starts[j]; p < starts[j + 1]; p++) {
        const other = indices[p];
        if (mark[other] === i + 1) continue;
        mark[other] = i + 1;
        neighbours[used++] = other;
      }
    }
    graphStarts[i + 1] = used;
  }
  return { nodes: rows, starts: graphStarts, neighbours: neighbours.slice(0, used) };
}

function grown(array: Int32Array, length: number) {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}

function transpose(rows: number, columns: number, starts: Int32Array, indices: Int32Array) {
  const rowStarts = new Int32Array(rows + 1);
  for (const row of indices) rowStarts[row + 1]++;
  for (let i = 0; i < rows; i++) rowStarts[i + 1] += rowStarts[i];
  const at = rowStarts.slice();
  const rowColumns = new Int32Array(indices.length);
  for (let j = 0; j < columns; j++) for (let p = starts[j]; p < starts[j + 1]; p++) rowColumns[at[indices[p]]++] = j;
  return { starts: rowStarts, columns: rowColumns };
}

function countProducts({ columns, starts }: Pattern): Int32Array {
  const start = new Int32Array(columns + 1);
  for (let j = 0; j < columns; j++) {
    const entries = starts[j + 1] - starts[j];
    start[j + 1] = start[j] + (entries * (entries + 1)) / 2;
  }
  return start;
}

function placeProducts({ columns, starts, indices }: Pattern, count: number, cholesky: Cholesky): Int32Array {
  const places = new Int32Array(count);
  let at = 0;
  for (let j = 0; j < columns; j++) {
    for (let p = starts[j]; p < starts[j + 1]; p++) for (let q = starts[j]; q <= p; q++) places[at++] = cholesky.entryPlace(indices[p], indices[q]);
  }
  return places;
}
