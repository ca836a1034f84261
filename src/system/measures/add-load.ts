import { z } from 'zod';
import { aboveProvince } from '../model/load-size.ts';
import { id, quantity } from '../schema/scenario-fields.ts';
import { quantityOf } from '../schema/stated-number.ts';
import { idsOf, mustBeKnown } from '../words/known.ts';
import { measureKind } from './measure-kind.ts';
import { rampField, rampOf } from './ramp.ts';

/** A zone takes more. `size` in MW, `ramp` in hours, 0 where it acts at once. */
export const addLoad = measureKind({
  type: 'add-load',
  fields: {
    ...rampField,
    zone: id,
    size: quantity('power'),
    interruption_yuan_per_mwh: z.number().positive().default(10000),
  },
  quantities: { size: 'load_mw', ramp: 'ramp_h', interruption_yuan_per_mwh: 'interruption' },
  resolve: ({ size, ramp }) => ({ size: quantityOf(size, 'power'), ramp: rampOf(ramp) }),
  problems: ({ zone, size, given }, path, around) => [
    ...mustBeKnown('zone', `${path}.zone`, zone, idsOf(around.tables.zones), 'zones.csv'),
    ...aboveProvince(`${path}.size`, { mw: size, text: given.size }, around, around.tables),
  ],
  sets: null,
  insteadOf: null,
});
