import { expect, test } from 'vitest';
import { readersIn, readingElsewhere } from '../../tools/no-text-quantities.js';

test.each([
  ["import { parseQuantity as read, type Kind } from '../../src/system/schema/units.ts';", ['parseQuantity']],
  ["export { instantOf } from '../../src/system/schema/stated-number.ts';", ['instantOf']],
  ["import * as calendar from '../../src/system/words/calendar.ts';", ['all of ../../src/system/words/calendar.ts']],
  ["import { formatInstant, yearOf } from '../../src/system/words/calendar.ts';", []],
  ["import { quantityHint } from '../../src/system/schema/units.ts';", []],
])('%s', (text, readers) => {
  expect(readersIn(text)).toEqual(readers);
});

test('no file works on the text of a quantity', () => {
  expect(readingElsewhere()).toEqual([]);
});
