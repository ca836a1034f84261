/** A row-major table of numbers; the shape is told by the field that holds it. */
export type Float64Table = Float64Array;

/** Longest travel time that a reach may have, hours. */
export const MAX_TRAVEL_HOURS = 120;
/** hm3 carried by 1 m3/s in one hour */
export const HM3_PER_FLOW_HOUR = 0.0036;
/** Hours of a day, h. */
export const HOURS_A_DAY = 24;
export const ENGINE_VERSION = '0.13.2';
