/** Geometric mean of the sizes of the finite nonzero numbers; 1 if there are none. */
export function typicalSize(lists: readonly Float64Array[]): number {
  let sum = 0;
  let count = 0;
  // Logarithms are dear: one for a product of many numbers.
  let product = 1;
  for (const list of lists) {
    for (let k = 0; k < list.length; k++) {
      const size = Math.abs(list[k]);
      if (!(size > 0 && size < Infinity)) continue;
      count++;
      product *= size > 1e-100 && size < 1e100 ? size : 1;
      if (product > 1e-200 && product < 1e200) continue;
      sum += Math.log(product);
      product = 1;
    }
  }
  return count > 0 ? Math.exp((sum + Math.log(product)) / count) : 1;
}
