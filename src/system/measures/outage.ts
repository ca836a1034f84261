import { id, quantity } from '../schema/scenario-fields.ts';
import { quantityOf } from '../schema/stated-number.ts';
import { idsOf, mustBeKnown } from '../words/known.ts';
import { measureKind } from './measure-kind.ts';
import { withinCapacity } from './sizes.ts';

/** A part of a station is out. `capacity` in MW. */
export const outage = measureKind({
  type: 'outage',
  fields: { station: id, capacity: quantity('power').describe('capacity that is out') },
  quantities: { capacity: 'plant_mw' },
  resolve: ({ capacity }) => ({ capacity: quantityOf(capacity, 'power') }),
  problems: ({ station, capacity, given }, path, { tables: { stations } }) => {
    const row = stations.find((one) => one.id === station);
    if (row === undefined) return mustBeKnown('station', `${path}.station`, station, idsOf(stations), 'stations.csv');
    const size = { mw: capacity, text: given.capacity };
    return withinCapacity(`${path}.capacity`, size, row.capacity_mw, `more than station "${station}" has`);
  },
  sets: ({ station }) => `the outage of station "${station}"`,
  insteadOf: ({ station }) => ({ figure: `stations.csv/${station}.capacity_mw`, field: 'capacity' }),
});
