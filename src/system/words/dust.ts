/** Share of a series' scale below which a number is what a solver leaves behind, and means nothing. */
export const DUST = 1e-6;
/** Digits of a series' scale that a solver's answer can be good for. */
const DIGITS = 12;

/**
 * The number, or 0 where it is dust beside the scale of its series; never -0. Every number that is printed or exported
 * goes through here.
 */
export const settled = (value: number, scale: number): number => (Math.abs(value) < DUST * scale ? 0 : value + 0);

/**
 * The largest size among the numbers of a series, at least `owner` where that is a number: what the series' owner could
 * have, so that a series of dust alone is dust.
 */
export function seriesScale(values: ArrayLike<number | null>, owner = 0): number {
  let most = Number.isFinite(owner) ? owner : 0;
  for (let k = 0; k < values.length; k++) most = Math.max(most, Math.abs(values[k] ?? 0));
  return most;
}

/** The same without the last digits, in which rounding shows: 2.9999999999999996 is 3. */
export function rounded(value: number, scale: number): number {
  const kept = settled(value, scale);
  const places = DIGITS - 1 - Math.floor(Math.log10(scale));
  return kept === 0 || !(places >= 0 && places <= 100) ? kept : Number(kept.toFixed(places));
}
