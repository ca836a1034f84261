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
  for (let k = 0; k < list.length; k++) if (Number.isFinite(list[k]) && Math.abs(list[k]) > most) most = Math.abs(list[k]);
  return most;
}

export function addScaled(to: Float64Array, factor: number, from: Float64Array): void {
  for (let k = 0; k < to.length; k++) to[k] += factor * from[k];
}

/** to = weight to + (1 - weight) other. */
export function mix(to: Float64Array, weight: number, other: Float64Array): void {
  if (weight === 1) return;
  for (let k = 0; k < to.length; k++) to[k] = weight * to[k] + (1 - weight) * other[k];
}
