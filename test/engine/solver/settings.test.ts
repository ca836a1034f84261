import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createInteriorPoint } from '../../../src/engine/solver/barrier/interior-point.ts';
import * as settings from '../../../src/engine/solver/program/settings.ts';
import { feasibleProgram } from './random-programs.ts';

const { INTERIOR_POINT, COMPILED, CUTTING_PLANES, FALLBACK, CONFLICT, DUAL_BOUND, UNITS, CHOICE, settingsOf } =
  settings;
const GROUPS = { INTERIOR_POINT, COMPILED, CUTTING_PLANES, FALLBACK, CONFLICT, DUAL_BOUND, UNITS, CHOICE };
const ROOM = 'src/engine/solver';
/** Files of the room and of the folders in it, kernels aside, which hold the constants of `COMPILED`. */
const FILES = readdirSync(ROOM, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts') && !file.startsWith('kernels'));

describe('settings of the solver', () => {
  test('every one has a unit, a meaning and a source', () => {
    for (const [group, entries] of Object.entries(GROUPS))
      for (const [name, { unit, meaning, source }] of Object.entries(entries))
        expect(
          [unit, meaning, source].every((text) => text.length > 0),
          `${group}.${name}`,
        ).toBe(true);
  });

  test('no other file of the solver holds a tolerance', () => {
    expect(FILES.length).toBeGreaterThan(30);
    // Powers of ten there guard a product against overflow.
    const found = FILES.filter(
      (file) => !['settings.ts', 'kernel-bytes.ts', 'typical-size.ts'].includes(basename(file)),
    ).filter((file) =>
      /\b\d(\.\d+)?e-?\d/.test(readFileSync(`${ROOM}/${file}`, 'utf8').replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, '')),
    );
    expect(found).toEqual([]);
  });

  test('the README names files and settings that exist', () => {
    const text = readFileSync(`${ROOM}/README.md`, 'utf8');
    const files = [...text.matchAll(/[a-z-]+\.ts\b/g)].map(([name]) => name);
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((name) => !FILES.some((file) => basename(file) === name))).toEqual([]);
    for (const name of ['goodAccuracy', 'acceptableAccuracy', 'centringExponent', 'iterationLimit'])
      expect([text.includes(name), name in INTERIOR_POINT], name).toEqual([true, true]);
  });

  test('the compiled ones are those of the kernels', () => {
    const source = readFileSync(`${ROOM}/kernels/cholesky.ts`, 'utf8');
    const constant = (name: string): number => Number(new RegExp(`const ${name} = (.*);`).exec(source)?.[1]);
    expect(constant('PIVOT_TOLERANCE')).toBe(COMPILED.pivotTolerance.default);
    expect(constant('LEAST_PIVOT')).toBe(COMPILED.leastPivot.default);
    expect(constant('DROPPED_RECIPROCAL')).toBe(COMPILED.droppedReciprocal.default);
  });

  test('a default replaced by itself changes no bit, another number does', () => {
    const program = feasibleProgram(4, true);
    const standard = createInteriorPoint()(program);
    expect(createInteriorPoint(settingsOf(INTERIOR_POINT))(program)).toEqual(standard);
    expect(createInteriorPoint({ stepFraction: 0.5, targetAccuracy: 1e-6 })(program).x).not.toEqual(standard.x);
  });

  test.each<[string, object, string]>([
    ['an unknown name', { tolerance: 1 }, 'no setting "tolerance"'],
    ['a number below 0', { iterationLimit: -1 }, '"iterationLimit" is -1'],
    ['not a number', { stepFraction: NaN }, '"stepFraction" is NaN'],
    ['a list in place of a number', { targetAccuracy: [1] }, 'a finite number'],
    ['a list of another length', { blendWeights: [0.5] }, 'a list of 4 finite numbers'],
  ])('refuses %s', (_, changed, message) => {
    expect(() => createInteriorPoint(changed)).toThrow(message);
  });
});
