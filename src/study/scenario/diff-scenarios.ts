import type { Scenario } from '../../system/scenario/scenario.ts';

/** One field that two scenarios hold differently; `null` where a scenario lacks it. */
export interface Difference {
  readonly path: string;
  readonly left: unknown;
  readonly right: unknown;
}

/**
 * All fields that differ, lists of named things (loads, measures) compared by id, so that order alone is no difference.
 */
export const diffScenarios = (left: Scenario, right: Scenario): readonly Difference[] => differences('', left, right);

function differences(path: string, left: unknown, right: unknown): readonly Difference[] {
  const [a, b] = [fieldsOf(left), fieldsOf(right)];
  if (!a || !b)
    return JSON.stringify(left) === JSON.stringify(right) ? [] : [{ path, left: left ?? null, right: right ?? null }];
  const keys = [...new Set([...a.keys(), ...b.keys()])];
  return keys.flatMap((key) => differences(join(path, key), a.get(key), b.get(key)));
}

const join = (path: string, key: string): string =>
  path === '' || key.startsWith('[') ? path + key : `${path}.${key}`;

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (Array.isArray(value)) return value.every(isNamed) ? new Map(value.map((item) => [`[${item.id}]`, item])) : null;
  return value !== null && typeof value === 'object' ? new Map(Object.entries(value)) : null;
}

const isNamed = (item: unknown): item is { id: string } =>
  item !== null && typeof item === 'object' && typeof (item as { id?: unknown }).id === 'string';
