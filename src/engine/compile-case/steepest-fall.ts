import { assumptionsOf } from '../../system/model/assumptions.ts';
import type { Model } from '../../system/model/model.ts';

/** A day in hours, h. */
const DAY_HOURS = 24;

/**
 * Steepest fall of a storage limit in an hour, as a share of full: operators take some days (`draw-down`) to draw a
 * full reservoir down ahead of its flood limit.
 */
export const steepestFall = ({ tables }: Model): number => 1 / assumptionsOf(tables)['draw-down'] / DAY_HOURS;
