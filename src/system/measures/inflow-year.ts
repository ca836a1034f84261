import { z } from 'zod';
import { waterYearProblems } from '../model/water-year.ts';
import { MOST } from '../schema/scenario-fields.ts';
import { measureKind } from './measure-kind.ts';

/** The rivers carry the water of another year. */
export const inflowYear = measureKind({
  type: 'inflow-year',
  fields: {
    water_year: z.string().min(1).max(MOST.name),
    factor: z.number().positive().max(5).default(1),
  },
  quantities: { factor: 'water_factor' },
  resolve: () => ({}),
  problems: ({ water_year: year }, path, { tables }) => waterYearProblems(`${path}.water_year`, year, tables, []),
  sets: () => 'the water year',
  insteadOf: null,
});
