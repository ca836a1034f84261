import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findConflict } from '../../../src/engine/solver/answers/conflict.ts';
import { elasticProgram, type Limit } from '../../../src/engine/solver/program/elastic-program.ts';
import { createInteriorPoint } from '../../../src/engine/solver/barrier/interior-point.ts';
import type { LinearProgram } from '../../../src/engine/solver/program/linear-program.ts';
import { ProgramBuilder } from '../../../src/engine/solver/program/program-builder.ts';
import { loadHighs } from '../../../src/io/highs/highs-solver.ts';

const highs = await loadHighs();

/** Every finite bound as a limit of its own group. */
function everyLimit({ rows, columns, rowLower, rowUpper, columnLower, columnUpper }: LinearProgram): Limit[] {
  const found: Limit[] = [];
  const collect = (of: Limit['of'], count: number, lower: Float64Array, upper: Float64Array): void => {
    for (let index = 0; index < count; index++) {
      if (Number.isFinite(lower[index])) found.push({ of, index, side: 'lower', group: found.length, place: index });
      if (Number.isFinite(upper[index])) found.push({ of, index, side: 'upper', group: found.length, place: index });
    }
  };
  collect('row', rows, rowLower, rowUpper);
  collect('column', columns, columnLower, columnUpper);
  return found;
}

/** Whether limits can all be kept, by a solve without any give. */
function kept(program: LinearProgram, stated: readonly Limit[], firm: readonly Limit[]): boolean {
  const plain = elasticProgram(program, new Uint8Array(program.rows).fill(1), stated, [], firm).program;
  return highs(plain).status === 'optimal';
}

const coefficient = fc.integer({ min: -3, max: 3 });
const randomProgram = fc
  .record({
    columns: fc.array(fc.record({ lower: fc.integer({ min: 0, max: 4 }), width: fc.integer({ min: 0, max: 6 }) }), {
      minLength: 2,
      maxLength: 6,
    }),
    rows: fc.array(
      fc.record({
        terms: fc.array(coefficient, { minLength: 6, maxLength: 6 }),
        lower: fc.integer({ min: -10, max: 30 }),
        width: fc.integer({ min: 0, max: 10 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ columns, rows }) => {
    const builder = new ProgramBuilder();
    columns.forEach(({ lower, width }, j) => builder.column(0, lower, lower + width, () => `x${j}`));
    rows.forEach(({ terms, lower, width }, i) => {
      const row = builder.row(lower, lower + width, () => `r${i}`);
      columns.forEach((_, j) => builder.entry(row, j, terms[j]));
    });
    return builder.build();
  });

describe('a conflict of limits', () => {
  it('cannot be kept, and can without any one of its limits', () => {
    let conflicts = 0;
    fc.assert(
      fc.property(randomProgram, (program) => {
        // A row without terms is no limit of anything that could give way.
        fc.pre(Array.from({ length: program.rows }, (_, i) => program.indices.includes(i)).every(Boolean));
        const stated = everyLimit(program);
        const feasible = kept(program, stated, stated);
        for (const solve of [highs, createInteriorPoint()]) {
          const conflict = findConflict(program, stated, solve);
          expect(conflict === null).toBe(feasible);
          if (conflict === null) continue;
          conflicts++;
          expect(kept(program, stated, conflict.limits)).toBe(false);
          for (const one of conflict.limits)
            expect(
              kept(
                program,
                stated,
                conflict.limits.filter((limit) => limit !== one),
              ),
            ).toBe(true);
        }
      }),
      { numRuns: 60, seed: 18 },
    );
    expect(conflicts).toBeGreaterThan(20);
  });

  it('takes what nobody stated for true, and names the earliest places', () => {
    // Storage over 40 steps that gains 1 and loses 2: it starts with 10 and must not fall below 0.
    const builder = new ProgramBuilder();
    const stated: Limit[] = [];
    let before = -1;
    for (let t = 0; t < 40; t++) {
      const storage = builder.column(0, 0, Infinity, () => `storage_${t}`);
      const release = builder.column(0, 2, Infinity, () => `release_${t}`);
      const row = builder.row(t === 0 ? 11 : 1, t === 0 ? 11 : 1, () => `water_${t}`);
      builder.entry(row, storage, 1);
      builder.entry(row, release, 1);
      if (before >= 0) builder.entry(row, before, -1);
      before = storage;
      stated.push({ of: 'column', index: release, side: 'lower', group: 0, place: t });
    }
    const program = builder.build();
    const conflict = findConflict(program, stated, highs)!;
    expect(conflict.limits.map(({ place }) => place)).toEqual(Array.from({ length: 11 }, (_, t) => t));
    expect(conflict.rows.map(program.rowName)).toEqual(Array.from({ length: 11 }, (_, t) => `water_${t}`));
  });

  it('is told of bounds that cross', () => {
    const builder = new ProgramBuilder();
    const x = builder.column(0, 3, 2, () => 'x');
    builder.entry(
      builder.row(0, 9, () => 'r'),
      x,
      1,
    );
    const program = builder.build();
    expect(findConflict(program, everyLimit(program), highs)!.limits.map(({ of, side }) => `${of} ${side}`)).toEqual([
      'column lower',
      'column upper',
    ]);
  });

  it('leaves whole groups out first', () => {
    const builder = new ProgramBuilder();
    const x = builder.column(0, 0, 5, () => 'x');
    const rows = [6, 8].map((least) => {
      const row = builder.row(least, Infinity, () => `least_${least}`);
      builder.entry(row, x, 1);
      return row;
    });
    const stated: Limit[] = [
      { of: 'row', index: rows[0], side: 'lower', group: 0, place: 0 },
      { of: 'row', index: rows[1], side: 'lower', group: 1, place: 0 },
      { of: 'column', index: x, side: 'upper', group: 2, place: 0 },
    ];
    const conflict = findConflict(builder.build(), stated, highs)!;
    expect(conflict.limits).toHaveLength(2);
    expect(conflict.limits).toContainEqual(stated[2]);
  });
});
