import { z } from 'zod';
import { yearOf } from '../words/calendar.ts';
import { compileFormula } from '../words/formula.ts';
import { problem } from '../words/problem.ts';
import { measureKind } from './measure-kind.ts';

/** Demand grows by a factor. */
export const growth = measureKind({
  type: 'growth',
  fields: {
    factor: z
      .union([z.number().positive().max(5), z.string().min(1)])
      .describe('factor on demand: a number or a formula of `year`'),
  },
  quantities: { factor: 'demand_factor' },
  resolve: () => ({}),
  problems: ({ factor }, path, { window }) => {
    if (typeof factor === 'number') return [];
    const compiled = compileFormula(factor, ['year'], `${path}.factor`);
    if (!compiled.ok) return [...compiled.problems];
    const year = yearOf(window.start);
    const value = compiled.value({ year });
    if (value > 0 && value <= 5) return [];
    return [
      problem(
        'formula-value',
        `${path}.factor`,
        factor,
        '> 0 and <= 5',
        `the formula gives ${value} for ${year}`,
        'the factor multiplies demand: 1.05 is 5 % more',
      ),
    ];
  },
  sets: null,
  insteadOf: null,
});
