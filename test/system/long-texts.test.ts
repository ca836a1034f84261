import { describe, expect, it } from 'vitest';
import { figureOf } from '../../src/study/provenance/figure-path.ts';
import { parseYears } from '../../src/system/words/years.ts';
import { parseInstant } from '../../src/system/words/calendar.ts';
import { compileFormula } from '../../src/system/words/formula.ts';
import { nearest } from '../../src/system/words/nearest.ts';
import { parsePeriod } from '../../src/system/words/period.ts';
import { plainNumber } from '../../src/system/words/plain-number.ts';
import { rowKey, splitRowPath } from '../../src/system/model/table-keys.ts';
import { parseQuantity } from '../../src/system/schema/units.ts';

/** Texts of a megabyte that make a reader who goes back over them take minutes. */
const MEGABYTE = 1_000_000;
const of = (text: string): string => text.repeat(Math.ceil(MEGABYTE / text.length));
const LONG = [
  '1',
  '1e',
  '.',
  ' ',
  '-',
  ':',
  '(',
  '2^',
  '1 m',
  'm ',
  'm/',
  'ab.',
  '2020,',
  '1900..2099,',
  '2021-06-20T00:00',
  'a[',
  '亿',
  'e+',
]
  .map(of)
  .flatMap((text) => [text, `${text} MW`, `8 GW${text}`, `1${text}x`]);

describe('no text is too long to be refused at once', () => {
  it.each([
    ['quantity', (text: string) => parseQuantity(text, 'power')],
    ['instant', parseInstant],
    ['period', parsePeriod],
    ['years', parseYears],
  ] as const)('%s', (_, read) => {
    for (const text of LONG) expect(read(text)).toBeNull();
  });

  it('number, formula, figure, suggestion, key of a row', () => {
    for (const text of LONG) {
      expect(plainNumber(text)).toBeNaN();
      expect(compileFormula(text, ['year']).ok).toBe(false);
      expect(() => figureOf({ delta: 1 }, text)).toThrow('no figure');
      expect(nearest(text, ['size', 'start', of('1')])).toBeNull();
      expect(rowKey('stations', { id: text }).length).toBeLessThanOrEqual(text.length);
      expect(splitRowPath(`stations.csv/${text}`) !== null).toBe(text.includes('.'));
    }
  });
});

it('numbers and quantities are read as before', () => {
  expect(['1', '1.', '.5', '-1.5e3', '+2E-2'].map(plainNumber)).toEqual([1, 1, 0.5, -1500, 0.02]);
  expect(['', '.', '1e', 'e5', '1e999', '0x10', '1,5', ' 1', 'Infinity'].map(plainNumber)).toEqual(
    Array(9).fill(Number.NaN),
  );
  expect(
    ['8 GW', ' 3200MW ', '800 万千瓦', '1. MW', '.5GW', '1e1 MW', '8', 'GW', '8 GW x', '8 xW'].map((text) =>
      parseQuantity(text, 'power'),
    ),
  ).toEqual([8000, 3200, 8000, 1, 500, 10, null, null, null, null]);
  expect(parseQuantity('1500 m3/s', 'flow')).toBe(1500);
});

it('suggests the nearest option within a third of the length, the first of equals', () => {
  expect(nearest('mesures', ['measures', 'loads'])).toBe('measures');
  expect(nearest('SIZE', ['site', 'size'])).toBe('size');
  expect(nearest('ab', ['ac', 'bb'])).toBe('ac');
  expect(nearest('quite-other', ['measures'])).toBeNull();
});
