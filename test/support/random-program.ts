import type { LinearProgram } from '../../src/engine/solver/program/linear-program.ts';
import { ProgramBuilder } from '../../src/engine/solver/program/program-builder.ts';

/** A repeatable stream of numbers in [0, 1) (mulberry32). */
export function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A random program with a known feasible point and a bounded minimum: rows of every kind (equal, one-sided, ranged,
 * free) around the activity of that point, columns with every kind of bound; a column without the bound its cost pushes
 * against gets a cost of the harmless sign.
 */
export function randomProgram(seed: number): LinearProgram {
  const next = stream(seed);
  const builder = new ProgramBuilder();
  const columns = 3 + Math.floor(next() * 12);
  const rows = 1 + Math.floor(next() * 8);
  const point: number[] = [];
  for (let j = 0; j < columns; j++) {
    const at = Math.round(20 * (next() - 0.5));
    const kind = Math.floor(next() * 5);
    const size = Math.round(next() * 10) / 4;
    point.push(at);
    if (kind === 0) builder.column(size, at - Math.round(5 * next()), Infinity, () => `x ${j}`);
    else if (kind === 1) builder.column(-size, -Infinity, at + Math.round(5 * next()), () => `x ${j}`);
    else if (kind === 2) builder.column(0, -Infinity, Infinity, () => `x ${j}`);
    else if (kind === 3) builder.column(size, at, at, () => `x ${j}`);
    else builder.column(4 * (next() - 0.5), at - 3, at + 1 + Math.round(5 * next()), () => `x ${j}`);
  }
  for (let i = 0; i < rows; i++) {
    const terms = point.map((_, j) => [j, Math.round(8 * (next() - 0.5))] as const).filter(() => next() < 0.5);
    const activity = terms.reduce((sum, [j, value]) => sum + value * point[j], 0);
    const kind = Math.floor(next() * 5);
    const row = builder.row(
      kind === 1 || kind === 4 ? -Infinity : activity - (kind === 0 ? 0 : 2),
      kind === 2 || kind === 4 ? Infinity : activity + (kind === 0 ? 0 : 3),
      () => `r ${i}`,
    );
    for (const [j, value] of terms) builder.entry(row, j, value);
  }
  builder.constant = Math.round(100 * (next() - 0.5)) / 8;
  return builder.build();
}
