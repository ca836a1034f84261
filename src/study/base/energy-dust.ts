/** Beside the largest energy of a document, what is left of rounding: nothing that was dispatched is so small. */
const NOTHING = 1e-15;
const ENERGY = /(^|_)gwh$/;
/** Residuals say how well the books close, and that is what they are for. */
const UNTOUCHED = /^residual_gwh$/;

type Json = unknown;

/**
 * A result whose energies (fields named in GWh, and all numbers below one) are 0 where they are rounding beside the
 * largest of them. Everything else stays as it is.
 */
export function settledEnergies<T extends object>(result: T): T {
  let largest = 0;
  walk(result, false, (value) => {
    largest = Math.max(largest, Number.isFinite(value) ? Math.abs(value) : 0);
    return value;
  });
  return walk(result, false, (value) => (Math.abs(value) < NOTHING * largest ? 0 : value + 0)) as T;
}

function walk(value: Json, energy: boolean, settle: (value: number) => number): Json {
  if (typeof value === 'number') return energy ? settle(value) : value;
  if (Array.isArray(value)) return value.map((one: Json) => walk(one, energy, settle));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      UNTOUCHED.test(key) ? one : walk(one, energy || ENERGY.test(key), settle),
    ]),
  );
}
