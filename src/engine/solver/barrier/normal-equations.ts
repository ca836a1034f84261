import { Cholesky, type PlacedCholesky } from '../cholesky/cholesky.ts';
import { layOutForm, orderByEntries, type FormLayout, type FormOrder, type Pattern } from './form-layout.ts';
import type { Vector } from '../memory/kernel-space.ts';
import type { Graph } from '../cholesky/minimum-degree.ts';
import { LeastRecentlyUsed } from '../memory/least-recently-used.ts';
import type { PlacedForm } from './placed-form.ts';
import { INTERIOR_POINT, settingsOf, type InteriorPointSettings } from '../program/settings.ts';
import { analyseSupernodes } from '../cholesky/supernodes.ts';

/** Factorises A diag(weight) A' + diag(extra) for one sparsity pattern of A; only the pattern outlives a call. */
export class NormalEquations {
  readonly cholesky: Cholesky;
  private readonly pattern: Pattern;
  /** Byte offset in the panels of every product of two entries of a column, column by column, and of the diagonal. */
  private readonly productPlaces: Int32Array;
  private readonly productStart: Int32Array;
  private readonly diagonalPlaces: Int32Array;
  private readonly byEntries: Int32Array;
  private readonly layouts: LeastRecentlyUsed<FormLayout>;

  constructor(pattern: Pattern, settings: InteriorPointSettings) {
    this.layouts = new LeastRecentlyUsed(settings.layouts);
    this.pattern = {
      rows: pattern.rows,
      columns: pattern.columns,
      starts: pattern.starts.slice(),
      indices: pattern.indices.slice(),
    };
    this.cholesky = new Cholesky(analyseSupernodes(rowGraph(pattern), settings));
    this.productStart = countProducts(pattern);
    this.productPlaces = placeProducts(pattern, this.productStart[pattern.columns], this.cholesky);
    this.diagonalPlaces = Int32Array.from({ length: pattern.rows }, (_, i) => 8 * this.cholesky.entryPlace(i, i));
    this.byEntries = orderByEntries(this.pattern, this.position);
  }

  matches(other: Pattern): boolean {
    const { pattern } = this;
    return (
      pattern.rows === other.rows &&
      pattern.columns === other.columns &&
      sameNumbers(pattern.starts, other.starts) &&
      sameNumbers(pattern.indices, other.indices)
    );
  }

  /** Where the rows go in the order of elimination. */
  get position(): Int32Array {
    return this.cholesky.structure.position;
  }

  /** The layout of forms of this pattern whose variables have these groups. */
  layoutOf(groups: Uint8Array): FormLayout {
    return this.layouts.get(
      (known) => sameNumbers(known.groups, groups),
      () => {
        const order = layOutForm(this.pattern, this.position, this.byEntries, groups);
        return { ...order, groups, products: this.placesOf(order) };
      },
    );
  }

  /** `form` has a layout of this pattern. */
  placeIn(placed: PlacedForm): PlacedEquations {
    const { space, form } = placed;
    return new PlacedEquations(
      placed,
      this.cholesky.placeIn(space),
      space.integers(form.products),
      space.integers(this.diagonalPlaces),
    );
  }

  private placesOf({ source, starts }: FormOrder): Int32Array {
    const {
      pattern: { columns, rows },
      productStart,
      productPlaces,
      diagonalPlaces,
    } = this;
    let count = 0;
    for (let k = 0; k < source.length; k++)
      count += ((starts[k + 1] - starts[k]) * (starts[k + 1] - starts[k] + 1)) / 2;
    const places = new Int32Array(count);
    let at = 0;
    for (let k = 0; k < source.length; k++) {
      const j = source[k];
      if (j >= columns + rows) continue;
      if (j >= columns) places[at++] = diagonalPlaces[j - columns];
      else for (let p = productStart[j]; p < productStart[j + 1]; p++) places[at++] = productPlaces[p];
    }
    return places;
  }
}

/** The equations of one form in kernel memory. */
export class PlacedEquations {
  private readonly placed: PlacedForm;
  private readonly cholesky: PlacedCholesky;
  private readonly places: number;
  private readonly diagonal: number;

  constructor(placed: PlacedForm, cholesky: PlacedCholesky, places: number, diagonal: number) {
    this.placed = placed;
    this.cholesky = cholesky;
    this.places = places;
    this.diagonal = diagonal;
  }

  /** Returns how many dependent rows were dropped. */
  factorise(weight: Vector, extra: number): number {
    const {
      placed,
      cholesky: { panels },
    } = this;
    placed.space.kernels.clearPanels(panels.at, 8 * panels.length, this.diagonal, placed.form.rows, extra);
    placed.addWeightedProducts(weight, this.places, panels);
    return this.cholesky.factorise();
  }

  solve(b: Vector): void {
    this.cholesky.solve(b);
  }
}

/**
 * Holds the analyses of the last few patterns, and of more once one is wanted that was dropped: a single season meets
 * most of its patterns once, runs one after the other meet them again and again. An analysis depends on the pattern
 * alone, so a hit changes no answer.
 */
export class AnalysisCache {
  private readonly analyses: LeastRecentlyUsed<NormalEquations>;
  private readonly settings: InteriorPointSettings;
  /** signatures of all patterns analysed so far */
  private readonly known = new Set<number>();

  constructor(settings: InteriorPointSettings = settingsOf(INTERIOR_POINT)) {
    this.analyses = new LeastRecentlyUsed(settings.fewAnalyses);
    this.settings = settings;
  }

  analysisOf(pattern: Pattern): NormalEquations {
    return this.analyses.get(
      (known) => known.matches(pattern),
      () => {
        const signature = signatureOf(pattern);
        if (this.known.has(signature)) this.analyses.resize(this.settings.manyAnalyses);
        this.known.add(signature);
        return new NormalEquations(pattern, this.settings);
      },
    );
  }
}

/** A number that two patterns seldom share. */
function signatureOf({ rows, columns, indices }: Pattern): number {
  let mixed = Math.imul(rows, 31) + columns;
  for (let p = 0; p < indices.length; p++) mixed = (Math.imul(mixed, 31) + indices[p]) | 0;
  return mixed;
}

function sameNumbers(a: Int32Array | Uint8Array, b: Int32Array | Uint8Array): boolean {
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
    for (let p = starts[j]; p < starts[j + 1]; p++)
      for (let q = starts[j]; q <= p; q++) places[at++] = 8 * cholesky.entryPlace(indices[p], indices[q]);
  }
  return places;
}
