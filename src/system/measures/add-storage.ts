import { z } from 'zod';
import { id, quantity } from '../schema/scenario-fields.ts';
import { quantityOf } from '../schema/stated-number.ts';
import { idsOf, mustBeKnown } from '../words/known.ts';
import { measureKind } from './measure-kind.ts';

/** A zone gets storage. `power` in MW, `energy` in MWh. */
export const addStorage = measureKind({
  type: 'add-storage',
  fields: {
    zone: id,
    power: quantity('power'),
    energy: quantity('energy'),
    efficiency: z.number().gt(0).max(1).default(0.75),
  },
  quantities: { power: 'fleet_mw', energy: 'storage_mwh', efficiency: 'efficiency' },
  resolve: ({ power, energy }) => ({ power: quantityOf(power, 'power'), energy: quantityOf(energy, 'energy') }),
  problems: ({ zone }, path, { tables }) => mustBeKnown('zone', `${path}.zone`, zone, idsOf(tables.zones), 'zones.csv'),
  sets: null,
  insteadOf: null,
});
