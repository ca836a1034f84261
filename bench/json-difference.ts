/** The first place in which two JSON documents differ: a value is `undefined` where a document has none. */
export interface Difference {
  readonly path: string;
  readonly reference: unknown;
  readonly current: unknown;
}

/** What may differ between two runs of the same numbers: times, the version of the engine, when it was made. */
const FREE = new Set(['timing_ms', 'engine_version', 'generated_at', 'made_at']);

/**
 * Compares two parsed documents by value, to the bit of every number, whatever the order of keys; fields of `FREE` are
 * passed over wherever they stand. Null where nothing differs.
 */
export function jsonDifference(reference: unknown, current: unknown, path = ''): Difference | null {
  const [one, other] = [entriesOf(reference), entriesOf(current)];
  if (one === null || other === null || Array.isArray(reference) !== Array.isArray(current))
    return Object.is(reference, current) ? null : { path, reference, current };
  for (const key of new Set([...one.keys(), ...other.keys()])) {
    if (FREE.has(key)) continue;
    const here = Array.isArray(reference) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const found = jsonDifference(one.get(key), other.get(key), here);
    if (found) return found;
  }
  return null;
}

const entriesOf = (value: unknown): ReadonlyMap<string, unknown> | null =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
