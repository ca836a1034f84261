import type { LinearProgram } from '../../../src/engine/solver/program/linear-program.ts';
import { ProgramBuilder } from '../../../src/engine/solver/program/program-builder.ts';
import { seeded, type Random } from './synthetic-programs.ts';

const quarter = (value: number) => Math.round(value * 4) / 4;
const name = (letter: string, k: number) => () => `${letter}${k}`;

/**
 * A program with a known point inside and a dual one, so that an optimum exists; some rows are sums of the two before
 * them.
 */
export function feasibleProgram(seed: number, convex = false): LinearProgram {
  const random = seeded(seed);
  const b = new ProgramBuilder();
  const x = addColumns(b, random, 2 + Math.floor(random() * 40), convex);
  const matrix = addRows(b, random, 2 + Math.floor(random() * 25), x);
  const shape = b.build();
  const y = matrix.map((_, i) => price(random, shape.rowLower[i], shape.rowUpper[i]));
  for (let j = 0; j < x.length; j++) {
    const reduced = random() < 0.6 ? price(random, shape.columnLower[j], shape.columnUpper[j]) : 0;
    b.addCost(
      j,
      matrix.reduce((sum, row, i) => sum + row[j] * y[i], reduced),
    );
  }
  return b.build();
}

/** A feasible program plus a row that asks a combination of two of its equations for another value. */
export function impossibleProgram(seed: number): LinearProgram {
  const random = seeded(1000 + seed);
  const b = new ProgramBuilder();
  const x = addColumns(b, random, 5 + Math.floor(random() * 30), false);
  const matrix = addRows(b, random, 2 + Math.floor(random() * 15), x);
  const first = x.map(() => quarter(random() * 10 - 5));
  addRow(b, first, dot(first, x), dot(first, x));
  const combined = x.map((_, j) => first[j] * 2 + matrix[0][j]);
  const floor = b.build().rowUpper[0] + 2 * dot(first, x);
  if (Number.isFinite(floor)) addRow(b, combined, floor + 1 + random(), Infinity);
  else addRow(b, first, dot(first, x) + 1 + random(), Infinity);
  x.forEach((_, j) => b.addCost(j, random() - 0.5));
  return b.build();
}

/** A feasible program plus two columns that grow together without touching any row and earn money. */
export function endlessProgram(seed: number): LinearProgram {
  const random = seeded(2000 + seed);
  const b = new ProgramBuilder();
  const x = addColumns(b, random, 5 + Math.floor(random() * 20), false);
  addRows(b, random, 2 + Math.floor(random() * 15), x);
  const rows = b.rows;
  const up = b.column(1, 0, Infinity, () => 'up');
  const down = b.column(-1 - random(), 0, Infinity, () => 'down');
  for (let i = 0; i < rows; i++) {
    const value = quarter(random() * 4 - 2);
    b.entry(i, up, value);
    b.entry(i, down, -value);
  }
  return b.build();
}

export function permuted(program: LinearProgram, random: Random): LinearProgram {
  const b = new ProgramBuilder();
  const rowOrder = shuffled(program.rows, random);
  const columnOrder = shuffled(program.columns, random);
  const rowAt = new Int32Array(program.rows);
  rowOrder.forEach((i, k) => {
    rowAt[i] = k;
    b.row(program.rowLower[i], program.rowUpper[i], () => program.rowName(i));
  });
  for (const j of columnOrder) {
    const k = b.column(program.cost[j], program.columnLower[j], program.columnUpper[j], () => program.columnName(j));
    for (let p = program.starts[j]; p < program.starts[j + 1]; p++)
      b.entry(rowAt[program.indices[p]], k, program.values[p]);
  }
  b.constant = program.constant;
  return b.build();
}

function addColumns(b: ProgramBuilder, random: Random, count: number, convex: boolean): number[] {
  return Array.from({ length: count }, (_, j) => {
    const kind = random();
    const x = quarter(random() * 20 - 10);
    const lower = kind < 0.1 ? x : kind < 0.25 ? -Infinity : random() < 0.4 ? x : x - random() * 10;
    const upper =
      kind < 0.1 ? x : kind < 0.2 ? Infinity : random() < 0.3 ? x : random() < 0.5 ? Infinity : x + random() * 10;
    b.column(0, lower, upper, name('x', j));
    if (convex && random() < 0.4) b.square(j, random() * 3);
    return x;
  });
}

function addRows(b: ProgramBuilder, random: Random, count: number, x: number[]): number[][] {
  const matrix: number[][] = [];
  for (let i = 0; i < count; i++) {
    const dependent = i > 1 && random() < 0.2;
    const row = x.map((_, j) =>
      dependent ? matrix[i - 1][j] + matrix[i - 2][j] : random() < 0.25 ? quarter(random() * 10 - 5) : 0,
    );
    const activity = dot(row, x);
    const kind = random();
    const slack = () => (random() < 0.5 ? 0 : random() * 5);
    if (kind < 0.4) addRow(b, row, activity, activity);
    else addRow(b, row, kind < 0.6 ? -Infinity : activity - slack(), kind > 0.85 ? Infinity : activity + slack());
    matrix.push(row);
  }
  return matrix;
}

function addRow(b: ProgramBuilder, row: number[], lower: number, upper: number): void {
  const i = b.row(lower, upper, name('row', b.rows));
  row.forEach((value, j) => b.entry(i, j, value));
}

/** A multiplier with the sign that finite bounds allow. */
function price(random: Random, lower: number, upper: number): number {
  return (lower > -Infinity ? 3 * random() : 0) - (upper < Infinity ? 3 * random() : 0);
}

const dot = (a: number[], b: number[]) => a.reduce((sum, value, k) => sum + value * b[k], 0);

function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, k) => k);
  for (let k = count - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    [order[k], order[other]] = [order[other], order[k]];
  }
  return order;
}
