/**
 * Steepest fall of a storage limit in an hour, as a share of full: operators take fifteen days to draw a full reservoir
 * down ahead of its flood limit.
 */
export const STEEPEST_FALL = 1 / 15 / 24;
