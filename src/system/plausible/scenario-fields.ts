import { MEASURE_KINDS } from '../measures/measures.ts';
import type { Quantity } from '../quantities/quantities.ts';

/**
 * The quantity of every field of a scenario that holds a size, by the path of its schema; a test compares the list with
 * the schema. What it must agree with in the model is judged beside it (`scenario-relations.ts`).
 */
export const FIELD_QUANTITIES: Readonly<Record<string, Quantity>> = {
  'water.factor': 'water_factor',
  'demand.year': 'year',
  'demand.factor': 'demand_factor',
  'loads[].size': 'load_mw',
  'loads[].shares.*': 'place_weight',
  'loads[].connection.grid': 'share',
  'loads[].connection.consumption_zone': 'share',
  'loads[].connection.direct': 'share',
  'loads[].availability': 'available',
  'loads[].availability_by_month.*': 'share',
  'loads[].interruption_yuan_per_mwh': 'interruption',
  'inflow[].flow_m3s[]': 'local_flow',
  'initial_storage[].storage_hm3': 'storage_hm3',
  'initial_storage[].share': 'stored_share',
  ...Object.fromEntries(
    MEASURE_KINDS.flatMap(({ type, quantities }) =>
      Object.entries(quantities).map(([field, quantity]) => [`measures[].${type}.${field}`, quantity]),
    ),
  ),
};
