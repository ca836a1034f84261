import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import loadRuntime, { type Highs } from 'highs';
import { describe, expect, it } from 'vitest';
import { buildDispatchProgram } from '../../src/engine/dispatch-case/dispatch-program.ts';
import type { LinearProgram } from '../../src/engine/solver/program/linear-program.ts';
import { ProgramBuilder } from '../../src/engine/solver/program/program-builder.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { programToLp, programToMps } from '../../src/io/export/program-text.ts';
import { dispatchCase } from '../../src/system/dispatch-case/dispatch-case.ts';
import { randomProgram } from '../support/random-program.ts';

const solve = await loadHighs();
const highs = await (loadRuntime as unknown as () => Promise<Highs>)();

const caseProgram = (id: string): LinearProgram =>
  buildDispatchProgram(
    dispatchCase.parse(JSON.parse(readFileSync(new URL(`../reference-cases/${id}.json`, import.meta.url), 'utf8'))),
  ).program;
const programs: readonly (readonly [string, LinearProgram])[] = [
  ...Array.from({ length: 40 }, (_, seed) => [`random program ${seed + 1}`, randomProgram(seed + 1)] as const),
  ...['switch_hydro_basic', 'antares_023_antipricewise_dc', 'iara_case01_hydro_minimum_outflow_case_s1'].map(
    (id) => [id, caseProgram(id)] as const,
  ),
];

const fromMps = (text: string): number =>
  highs.withModel({ format: 'mps', data: new TextEncoder().encode(text) }, (model) => {
    model.options.set({ output_flag: false });
    model.run();
    return model.getObjectiveValue();
  });
const close = (got: number, wanted: number): void =>
  expect(Math.abs(got - wanted)).toBeLessThan(1e-6 * Math.max(1, Math.abs(wanted)));

describe('a program written as text', () => {
  it.each(programs)('%s: MPS and LP text have the optimum of the arrays', (name, program) => {
    const wanted = solve(program).objective;
    close(fromMps(programToMps(program, name)), wanted);
    close(highs.solve(programToLp(program), { output_flag: false }).ObjectiveValue, wanted);
  });

  it('reads back every number of the arrays', () => {
    for (const [name, program] of programs)
      expect(entriesOf(programToMps(program, name))).toEqual(Array.from(program.values));
  });

  it('gives odd, empty and repeated names a legal, unique form', () => {
    const builder = new ProgramBuilder();
    for (const name of ['双江口 1', '双江口 2', '', 'free', '9x', 'e1', 'a b', 'a_b'])
      builder.column(1, 1, 2, () => name);
    builder.entry(
      builder.row(0, 1, () => 'COST'),
      0,
      1,
    );
    const program = builder.build();
    const names = [...programToMps(program, '名').matchAll(/^ (\S+) COST 1$/gm)].map((m) => m[1]);
    expect(new Set(names).size).toBe(8);
    expect(names.every((name) => /^[A-Za-z][A-Za-z0-9_]*$/.test(name))).toBe(true);
    close(fromMps(programToMps(program, '')), solve(program).objective);
    close(highs.solve(programToLp(program), { output_flag: false }).ObjectiveValue, solve(program).objective);
  });

  it('LP text holds squares: the optimum of (x - 3)^2 + 2 (y - 1)^2, x + y <= 2, lies at x = 5/3, y = 1/3', () => {
    const builder = new ProgramBuilder();
    const row = builder.row(-Infinity, 2, () => 'both');
    for (const [name, weight, at] of [
      ['x', 2, 3],
      ['y', 4, 1],
    ] as const) {
      const column = builder.column(-weight * at, 0, 10, () => name);
      builder.square(column, weight);
      builder.entry(row, column, 1);
      builder.constant += (weight * at ** 2) / 2;
    }
    const program = builder.build();
    const found = highs.solve(programToLp(program), { output_flag: false });
    close(found.ObjectiveValue, 8 / 3);
    const primal = (name: string): number => {
      const column = found.Columns[name];
      return 'Primal' in column ? column.Primal : NaN;
    };
    close(primal('x'), 5 / 3);
    close(primal('y'), 1 / 3);
  });

  it('MPS refuses a quadratic program', () => {
    const builder = new ProgramBuilder();
    builder.square(
      builder.column(0, 0, 1, () => 'x'),
      2,
    );
    expect(() => programToMps(builder.build(), 'q')).toThrow(/quadratic/);
  });

  it('is read alike by every other solver on this machine', () => {
    const folder = mkdtempSync(join(tmpdir(), 'spillway-mps-'));
    try {
      for (const [name, program] of programs.slice(-8)) {
        const path = join(folder, 'program.mps');
        writeFileSync(path, programToMps(program, name));
        const wanted = solve(program).objective;
        for (const objective of othersOn(path, folder))
          expect(Math.abs(objective - wanted), name).toBeLessThan(1e-5 * Math.max(1, Math.abs(wanted)));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** Coefficients in column order, as a strict reader of the COLUMNS section finds them. */
function entriesOf(mps: string): number[] {
  const section = mps.slice(mps.indexOf('COLUMNS\n') + 8, mps.indexOf('RHS\n'));
  return section
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().split(' '))
    .filter(([, row]) => row !== 'COST')
    .map(([, , value]) => Number(value));
}

/** Optima found by glpsol and clp, where they are installed. */
function othersOn(path: string, folder: string): number[] {
  const report = join(folder, 'report.txt');
  const found: number[] = [];
  if (existsSync('/usr/bin/glpsol')) {
    spawnSync('/usr/bin/glpsol', ['--freemps', path, '--min', '-o', report]);
    found.push(Number(/Objective: .*= (\S+)/.exec(readFileSync(report, 'utf8'))?.[1]));
  }
  if (existsSync('/usr/bin/clp')) {
    const said = spawnSync('/usr/bin/clp', [path, '-dualsimplex', '-quit'], { encoding: 'utf8' }).stdout;
    found.push(Number([...said.matchAll(/objective (?:value )?(-?[\d.]+(?:e[+-]?\d+)?)/gi)].at(-1)?.[1]));
  }
  return found;
}
