import { id, share } from '../schema/scenario-fields.ts';
import { idsOf, mustBeKnown } from '../words/known.ts';
import { measureKind } from './measure-kind.ts';

/** A reservoir stays below a share of its storage. */
export const floodLimit = measureKind({
  type: 'flood-limit',
  fields: { station: id, max_storage_share: share },
  quantities: { max_storage_share: 'limit_share' },
  resolve: () => ({}),
  problems: ({ station }, path, { tables }) =>
    mustBeKnown('station', `${path}.station`, station, idsOf(tables.stations), 'stations.csv'),
  sets: ({ station }) => `the flood limit of station "${station}"`,
  insteadOf: null,
});
