/** A size in units of `usual`, rounded to a power of ten; 1 where there is nothing to measure. */
export const powerOfTen = (size, usual) => (size > 0 ? Number(`1e${Math.round(Math.log10(size / usual))}`) : 1);
