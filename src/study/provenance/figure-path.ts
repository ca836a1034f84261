import { didYouMean } from '../../system/words/nearest.ts';
import { InvalidInput, problem } from '../../system/words/problem.ts';

/**
 * A figure of a result by its path, such as `curtailed_gwh.delta` or `by_section[dadu].delta_gwh`: the first field, the
 * row where it is a list, and the value.
 */
export interface Figure {
  readonly path: string;
  readonly root: string;
  readonly parts: readonly string[];
  readonly key: string | null;
  readonly value: number | null;
}

/** Longest path that is read. */
export const LONGEST_FIGURE = 200;
const PATH = /^([a-z_]+)(?:\[([a-z0-9_.-]+)\])?((?:\.[a-z0-9_]+)*)$/;
/** The figure that stands for a row where none of its own is named. */
const ROW_FIGURES = ['delta_gwh', 'value_gwh'] as const;
/** Documents about the answer, not figures of it. */
const LEFT_OUT: ReadonlySet<string> = new Set(['timing_ms', 'curtailed_by_day_gwh', 'by_draw_gwh', 'inputs']);

/** Throws `InvalidInput` where the result has no such figure, naming the nearest. */
export function figureOf(result: object, path: string): Figure {
  const m = path.length > LONGEST_FIGURE ? null : PATH.exec(path.trim());
  const [root, key, rest] = m ? [m[1], m[2] ?? null, m[3]] : ['', null, ''];
  const parts = rest.split('.').filter((part) => part !== '');
  const value = m ? valueAt(result, root, key, parts) : undefined;
  if (value === undefined) throw new InvalidInput([unknown(result, path)]);
  return { path: path.trim(), root, parts, key, value };
}

function valueAt(
  result: object,
  root: string,
  key: string | null,
  parts: readonly string[],
): number | null | undefined {
  if (LEFT_OUT.has(root)) return undefined;
  let at: unknown = field(result, root);
  if (key !== null) {
    at = Array.isArray(at) ? (at as unknown[]).find((row) => field(row, 'key') === key) : undefined;
    if (at !== undefined && parts.length === 0)
      at = ROW_FIGURES.map((name) => field(at, name)).find((value) => value !== undefined);
  }
  for (const part of parts) at = field(at, part);
  return typeof at === 'number' || at === null ? at : undefined;
}

const field = (of: unknown, name: string): unknown =>
  of !== null && typeof of === 'object' && Object.hasOwn(of, name)
    ? (of as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** Every path of a figure that a result has. */
export function figurePaths(result: object): string[] {
  return Object.entries(result)
    .filter(([name]) => !LEFT_OUT.has(name))
    .flatMap(([name, value]) => pathsIn(name, value));
}

function pathsIn(path: string, value: unknown): string[] {
  if (typeof value === 'number') return [path];
  if (Array.isArray(value)) {
    return (value as unknown[]).flatMap((row) => pathsOfRow(path, row));
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value)
    .filter(([name]) => !LEFT_OUT.has(name))
    .flatMap(([name, inner]) => (Array.isArray(inner) ? [] : pathsIn(`${path}.${name}`, inner)));
}

/** A row with a figure of its own is named by its key; one with several, by key and field. */
function pathsOfRow(path: string, row: unknown): string[] {
  const key = field(row, 'key');
  if (typeof key !== 'string') return [];
  const own = `${path}[${key}]`;
  return ROW_FIGURES.some((name) => field(row, name) !== undefined)
    ? [own]
    : Object.entries(row as object)
        .filter(([, value]) => typeof value === 'number')
        .map(([name]) => `${own}.${name}`);
}

function unknown(result: object, path: string) {
  const known = figurePaths(result);
  return problem(
    'unknown-figure',
    'figure',
    path,
    `such as ${known
      .filter((one) => !one.includes('['))
      .slice(0, 6)
      .join(', ')}`,
    `the result has no figure "${path}"`,
    didYouMean(path, known, 'name a number of the result, such as curtailed_gwh.delta or by_month[2021-07]'),
  );
}
