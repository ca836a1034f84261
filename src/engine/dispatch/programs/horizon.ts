import { HOURS_A_DAY } from '../../tables.ts';

/** Hours of the season that a horizon holds, [from, to). */
export interface Horizon {
  readonly from: number;
  readonly to: number;
}

/** The local days that a span touches, the first and the last of which may be parts of days. */
export const daysOf = ({ from, to }: Horizon): number => Math.ceil(to / HOURS_A_DAY) - Math.floor(from / HOURS_A_DAY);
