import { expect, it } from 'vitest';
import { spanOf, type Span } from '../../src/engine/case/span.ts';
import { tinyCase, wholeDays } from './tiny-case.ts';

it('a span counts its own hours, and its start is that of its first hour, not of the season', () => {
  const c = { ...tinyCase(30), ...wholeDays(30, 9, 16), from: 9 * 24 + 6 };
  expect(spanOf(c)).toEqual({ start: c.start + 222, from: 222, to: 384, hours: 162 });
});

it('a case, whose start and hours are those of the season, is no span to the compiler', () => {
  const c = tinyCase(30);
  // @ts-expect-error the season's start and hours are not those of a span
  const mixed: Span = c;
  expect(mixed).toBe(c);
});
