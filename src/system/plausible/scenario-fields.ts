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
  'measures[].remove-load.size': 'load_mw',
  'measures[].remove-load.ramp': 'ramp_h',
  'measures[].remove-load.staged[].share': 'share',
  'measures[].remove-load.persistence': 'share',
  'measures[].add-load.size': 'load_mw',
  'measures[].add-load.ramp': 'ramp_h',
  'measures[].add-load.interruption_yuan_per_mwh': 'interruption',
  'measures[].line-in-service.size': 'export_mw',
  'measures[].section-limit.limit': 'line_mw',
  'measures[].export-schedule.mean': 'export_mw',
  'measures[].export-schedule.contract_share': 'contract_share',
  'measures[].add-storage.power': 'fleet_mw',
  'measures[].add-storage.energy': 'storage_mwh',
  'measures[].add-storage.efficiency': 'efficiency',
  'measures[].outage.capacity': 'plant_mw',
  'measures[].minimum-output.output': 'fleet_mw',
  'measures[].flood-limit.max_storage_share': 'limit_share',
  'measures[].inflow-year.factor': 'water_factor',
  'measures[].growth.factor': 'demand_factor',
};
