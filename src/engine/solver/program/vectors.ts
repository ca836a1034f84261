/** Largest absolute value; NaN counts as largest. */
export function largest(list: Float64Array): number {
  let most = 0;
  for (let k = 0; k < list.length; k++) {
    const size = Math.abs(list[k]);
    if (!(size <= most)) most = size;
  }
  return most;
}

export function largestFinite(list: Float64Array): number {
  let most = 0;
  for (let k = 0; k < list.length; k++)
    if (Number.isFinite(list[k]) && Math.abs(list[k]) > most) most = Math.abs(list[k]);
  return most;
}
