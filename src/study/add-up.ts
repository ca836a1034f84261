/**
 * Values rounded to `decimals` so that they add to their rounded sum (largest remainder): printed rows then add to the printed total.
 * No value moves by a whole last digit or more.
 */
export function addUp(values: readonly number[], decimals: number): { readonly rows: readonly number[]; readonly total: number } {
  const scale = 10 ** decimals;
  const scaled = values.map((value) => value * scale);
  const total = Math.round(scaled.reduce((sum, value) => sum + value, 0));
  // Adding 0 turns -0 into 0.
  const floors = scaled.map(Math.floor);
  const missing = total - floors.reduce((sum, value) => sum + value, 0);
  const raised = new Set(scaled.map((value, i) => ({ i, remainder: value - floors[i] })).sort((a, b) => b.remainder - a.remainder || a.i - b.i).slice(0, missing).map(({ i }) => i));
  return { rows: floors.map((value, i) => (value + (raised.has(i) ? 1 : 0)) / scale), total: (total + 0) / scale };
}
