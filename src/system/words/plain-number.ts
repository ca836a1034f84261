/** Longest text that is read as a number. */
const LONGEST = 64;
// Digits can be read in one way only, so that a long run of them is given up at once.
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a text such as `12.5` or `1e-3` states; NaN where it states none, or one too large to hold. */
export function plainNumber(text: string): number {
  const value = text.length <= LONGEST && NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}
