import { id, quantity } from '../schema/scenario-fields.ts';
import { quantityOf } from '../schema/stated-number.ts';
import { idsOf, mustBeKnown } from '../words/known.ts';
import { measureKind } from './measure-kind.ts';

/** A section carries another limit. */
export const sectionLimit = measureKind({
  type: 'section-limit',
  fields: { section: id, limit: quantity('power') },
  quantities: { limit: 'line_mw' },
  resolve: ({ limit }) => ({ limit: quantityOf(limit, 'power') }),
  problems: ({ section }, path, { tables }) =>
    mustBeKnown('section', `${path}.section`, section, idsOf(tables.sections), 'sections.csv'),
  sets: ({ section }) => `section "${section}"`,
  insteadOf: ({ section }) => ({ figure: `sections.csv/${section}.limit_mw`, field: 'limit' }),
});
