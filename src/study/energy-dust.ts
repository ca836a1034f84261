import { seriesScale, settled } from '../system/dust.ts';

/** A sum over a system is a thousandth of its largest energy in scale: one plant's energy is no dust beside that of all. */
const OF_LARGEST = 1e-3;
/** Residuals say how well the books close, and that is what they are for. */
const UNTOUCHED = /^residual_gwh$/;
const ENERGY = /(^|_)gwh$/;

type Json = unknown;
type Field = Readonly<Record<string, Json>>;

/**
 * A result with its energies free of dust: of every field named in GWh (and all numbers below one), what is dust beside the largest energy of the document, or
 * beside the other values of a list, is 0. Everything else stays as it is.
 */
export function settledEnergies<T extends object>(result: T): T {
  const energies: number[] = [];
  collect(result, false, energies);
  return clean(result, false, OF_LARGEST * seriesScale(energies)) as T;
}

function collect(value: Json, energy: boolean, into: number[]): void {
  if (typeof value === 'number') {
    if (energy && Number.isFinite(value)) into.push(value);
  } else if (Array.isArray(value)) for (const one of value) collect(one, energy, into);
  else if (isObject(value)) for (const [key, one] of Object.entries(value)) collect(one, energy || ENERGY.test(key), into);
}

function clean(value: Json, energy: boolean, scale: number): Json {
  if (typeof value === 'number') return energy ? settled(value, scale) : value;
  if (Array.isArray(value)) return value.map((one: Json) => clean(one, energy, listScale(value, energy, scale)));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, UNTOUCHED.test(key) ? one : clean(one, energy || ENERGY.test(key), scale)]));
}

/** A list of energies, or of rows with one energy each, has a scale of its own. Where rows hold a difference, it stays that of the figures beside it. */
function listScale(list: readonly Json[], energy: boolean, scale: number): number {
  const values = list.map((one) => (energy ? one : isObject(one) ? one.value_gwh : null)).filter((one) => typeof one === 'number');
  return values.length === list.length ? seriesScale(values, scale) : scale;
}

const isObject = (value: Json): value is Field => typeof value === 'object' && value !== null;
