/** Hours of the season that a window holds, [from, to). */
export interface HourSpan {
  readonly from: number;
  readonly to: number;
}

/** The local days that a span touches, the first and the last of which may be parts of days. */
export const daysOf = ({ from, to }: HourSpan): number => Math.ceil(to / 24) - Math.floor(from / 24);
