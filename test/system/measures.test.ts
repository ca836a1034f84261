import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeWord } from '../../src/app/cli/text/code-words.ts';
import { measureFields } from '../../src/system/measures/measure-fields.ts';
import { MEASURE_KINDS, MEASURE_TYPES } from '../../src/system/measures/measures.ts';

const FOLDER = 'src/system/measures';

test('every file that describes a type of measure is on the list', () => {
  const described = readdirSync(FOLDER).flatMap((name) =>
    [...readFileSync(join(FOLDER, name), 'utf8').matchAll(/measureKind\(\{\s+type: '([a-z-]+)'/g)].map(
      ([, type]) => type,
    ),
  );
  expect(described.length).toBeGreaterThan(10);
  expect(described.sort()).toEqual([...MEASURE_TYPES].sort());
});

test.each(MEASURE_TYPES)('%s has a Chinese name', (type) => {
  expect(codeWord(type, 'zh')).toMatch(/^\p{Script=Han}+$/u);
});

test.each(MEASURE_KINDS)('every number of $type has a quantity', ({ type, file, quantities }) => {
  // Numbers within the stages of a removal are compared with the whole schema in every-figure.test.ts.
  const numbers = [...measureFields(file.shape.type.value)].flatMap(([field, kind]) =>
    kind === null || kind === 'instant' ? [] : [field],
  );
  expect([type, ...Object.keys(quantities).filter((field) => !field.includes('[]'))].sort()).toEqual(
    [type, ...numbers].sort(),
  );
});
