/** Items 0, 1, ... (or those of an order before, which equal keys keep) sorted by keys from 0 to keyCount - 1. */
export function countingOrder(keys: ArrayLike<number>, keyCount: number, previous: Int32Array | null): Int32Array {
  const at = new Int32Array(keyCount + 1);
  for (let e = 0; e < keys.length; e++) at[keys[e] + 1]++;
  for (let k = 0; k < keyCount; k++) at[k + 1] += at[k];
  const order = new Int32Array(keys.length);
  for (let e = 0; e < keys.length; e++) {
    const entry = previous ? previous[e] : e;
    order[at[keys[entry]]++] = entry;
  }
  return order;
}
