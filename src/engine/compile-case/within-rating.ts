/** Power by hour class about a mean: `ratios` are scaled so that the mean of the day is it. */
export function byClass(mean: number, ratios: readonly number[], classes: Int32Array): readonly number[] {
  const counts = countsOf(ratios.length, classes);
  const weight = ratios.reduce((sum, ratio, k) => sum + counts[k] * ratio, 0) / classes.length;
  return ratios.map((ratio) => (mean * ratio) / weight);
}

const countsOf = (size: number, classes: Int32Array): readonly number[] =>
  Array.from({ length: size }, (_, k) => classes.reduce((n, one) => n + Number(one === k), 0));

/**
 * Power by hour class with none above a rating: what is cut goes to the other hours of the day, in proportion to what
 * they have, so that the mean is kept wherever the rating allows it.
 */
export function withinRating(mw: readonly number[], classes: Int32Array, rated: number): readonly number[] {
  if (mw.every((one) => one <= rated)) return mw;
  const counts = countsOf(mw.length, classes);
  const limited = mw.slice();
  for (let pass = 0; pass < mw.length; pass++) {
    const excess = limited.reduce((sum, one, k) => sum + counts[k] * Math.max(0, one - rated), 0);
    limited.forEach((one, k) => {
      limited[k] = Math.min(one, rated);
    });
    const open = limited.reduce((sum, one, k) => sum + (one < rated ? counts[k] * one : 0), 0);
    if (excess <= 0 || open <= 0) break;
    limited.forEach((one, k) => {
      if (one < rated) limited[k] = one * (1 + excess / open);
    });
  }
  return limited.map((one) => Math.min(one, rated));
}
