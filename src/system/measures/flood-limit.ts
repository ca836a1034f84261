import { id, share } from '../schema/scenario-fields.ts';
import { holdsNoWater, idsOf, mustBeKnown } from '../words/known.ts';
import { measureKind } from './measure-kind.ts';

/** A reservoir stays below a share of its storage. */
export const floodLimit = measureKind({
  type: 'flood-limit',
  fields: { station: id, max_storage_share: share },
  quantities: { max_storage_share: 'limit_share' },
  resolve: () => ({}),
  problems: ({ station }, path, { tables }) => {
    const unknown = mustBeKnown('station', `${path}.station`, station, idsOf(tables.stations), 'stations.csv');
    const row = tables.stations.find(({ id }) => id === station);
    return row && row.usable_storage_hm3 <= 0 ? [holdsNoWater(`${path}.station`, station)] : unknown;
  },
  sets: ({ station }) => `the flood limit of station "${station}"`,
  insteadOf: null,
});
