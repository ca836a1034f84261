import { expect, test } from 'vitest';
import { readersIn, readingElsewhere } from '../../tools/no-text-quantities.js';

test.each([
  ["import { parseQuantity as read, type Kind } from '../system/units.ts';", ['parseQuantity']],
  ["export { instantOf } from '../system/stated-number.ts';", ['instantOf']],
  ["import * as calendar from '../system/calendar.ts';", ['all of ../system/calendar.ts']],
  ["import { formatInstant, yearOf } from '../system/calendar.ts';", []],
  ["import { quantityHint } from '../system/units.ts';", []],
])('%s', (text, readers) => {
  expect(readersIn(text)).toEqual(readers);
});

test('no file works on the text of a quantity', () => {
  expect(readingElsewhere()).toEqual([]);
});
