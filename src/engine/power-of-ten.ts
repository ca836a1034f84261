/** A size in units of `usual`, rounded to a power of ten; 1 where there is nothing to measure. */
export const powerOfTen = (size: number, usual: number): number =>
  size > 0 ? Number(`1e${Math.round(Math.log10(size / usual))}`) : 1;
