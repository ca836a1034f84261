import type { WrittenScenario } from '../../system/reading/merge-scenario.ts';
import { overlayMeasures, type StatedMeasure } from '../../system/scenario/overlay-measures.ts';
import type { Problem } from '../../system/words/problem.ts';
import { valueAt } from '../../system/schema/schema-walk.ts';
import { placed, type Place } from './file-problems.ts';
import type { Position } from './yaml-text.ts';

/** One file of a chain that extends one another, valid by itself. */
export interface ChainFile {
  readonly path: string;
  /** the name to report */
  readonly file: string;
  readonly written: WrittenScenario;
  readonly position: (keys: readonly PropertyKey[]) => Position;
  /** for each entry of its inflow the table that its values were read from; null where they stand in place */
  readonly tables?: readonly (InflowTable | null)[];
}

/** A table of daily flow: its name to report, and where the value of each day stands in it. */
export interface InflowTable {
  readonly file: string;
  readonly places: readonly Position[];
}

type Keys = readonly (string | number)[];
interface Origin {
  readonly file: ChainFile;
  readonly keys: Keys;
}

/** The problem of a merged scenario, placed in the file that said the value last. */
export function locate(found: Problem, chain: readonly ChainFile[]): Problem {
  const { file, keys } = originOf(keysOf(found.path), chain);
  return placed(found, inTable(file, keys) ?? { file: file.file, ...file.position(keys) });
}

/** Where a value of inflow stands that was read from a table; null for any other. */
function inTable({ tables }: ChainFile, [list, index, field, day = 0]: Keys): Place | null {
  const table = list === 'inflow' && field === 'flow_m3s' ? tables?.[Number(index)] : undefined;
  const place = table?.places[Number(day)];
  return table && place ? { file: table.file, ...place } : null;
}

/** `loads[0].shares.aba` → loads, 0, shares, aba */
const keysOf = (path: string): Keys =>
  path
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

function originOf(keys: Keys, chain: readonly ChainFile[]): Origin {
  if (keys[0] === 'measures' && typeof keys[1] === 'number') return inMeasures(keys, chain);
  if (keys[0] === 'source_dates') return inLists(keys, chain);
  if (keys[0] === 'inflow' && typeof keys[1] === 'number') return inInflow(keys, chain);
  if (keys[0] === 'loads' && typeof keys[1] === 'number') return inLoads(keys, chain);
  return lastThatSays(keys, chain) ?? { file: chain[chain.length - 1], keys };
}

const lastThatSays = (keys: Keys, chain: readonly ChainFile[]): Origin | null => {
  const file = chain.findLast((one) => valueAt(one.written, keys.slice(0, 1)) !== undefined);
  return file ? { file, keys } : null;
};

/** Source dates are those of the files one after another; a repeated one counts where it is first said. */
function inLists([list, index]: Keys, chain: readonly ChainFile[]): Origin {
  const seen = new Set<unknown>();
  for (const file of chain) {
    const entries = (valueAt(file.written, [list]) ?? []) as readonly unknown[];
    for (const [i, entry] of entries.entries()) {
      if (seen.has(entry)) continue;
      if (seen.size === index) return { file, keys: [list, i] };
      seen.add(entry);
    }
  }
  return { file: chain[chain.length - 1], keys: [list] };
}

/** A measure is where a file spoke of it last, each of its fields where it was stated last. */
function inMeasures([list, index, ...rest]: Keys, chain: readonly ChainFile[]): Origin {
  const { ids, spoken } = measurePlaces(chain);
  const own = spoken.get(ids[Number(index)]) ?? [];
  const said = own.findLast(({ stated }) => rest.length > 0 && Object.hasOwn(stated, rest[0])) ?? own.at(-1);
  return said ? { file: said.file, keys: [list, said.at, ...rest] } : { file: chain[chain.length - 1], keys: [list] };
}

interface MeasurePlaces {
  readonly ids: readonly string[];
  readonly spoken: ReadonlyMap<
    string,
    readonly { readonly stated: StatedMeasure; readonly file: ChainFile; readonly at: number }[]
  >;
}
const placesOfChain = new WeakMap<readonly ChainFile[], MeasurePlaces>();

/**
 * The merged measures by their place in the list, and where the files speak of each, in order: made once for all
 * problems of a chain.
 */
function measurePlaces(chain: readonly ChainFile[]): MeasurePlaces {
  const known = placesOfChain.get(chain);
  if (known) return known;
  const merged = chain.reduce<readonly StatedMeasure[]>(
    (all, { written }) => overlayMeasures(all, written.measures ?? []),
    [],
  );
  const entries = chain.flatMap((file) => (file.written.measures ?? []).map((stated, at) => ({ stated, file, at })));
  const places = { ids: merged.map(({ id }) => id), spoken: grouped(entries) };
  placesOfChain.set(chain, places);
  return places;
}

function grouped<T extends { readonly stated: StatedMeasure }>(entries: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const group = groups.get(entry.stated.id);
    if (group) group.push(entry);
    else groups.set(entry.stated.id, [entry]);
  }
  return groups;
}

/** A load is where it was defined last, each of its fields where it was changed last. */
function inLoads([, index, ...rest]: Keys, chain: readonly ChainFile[]): Origin {
  const id = mergedLoadIds(chain)[Number(index)];
  for (const file of [...chain].reverse()) {
    const changed = ['load_changes', id, ...rest];
    if (rest.length > 0 && valueAt(file.written, changed.slice(0, 3)) !== undefined) return { file, keys: changed };
    const own = (file.written.loads ?? []).findLastIndex((load) => load.id === id);
    if (own >= 0) return { file, keys: ['loads', own, ...rest] };
  }
  return { file: chain[chain.length - 1], keys: ['loads'] };
}

/** Stated inflow stands where it was said last of its station. */
function inInflow([, index, ...rest]: Keys, chain: readonly ChainFile[]): Origin {
  const merged = chain.reduce<{ station: string; origin: Origin }[]>((all, file) => {
    const own = (file.written.inflow ?? []).map(({ station }, i) => ({
      station,
      origin: { file, keys: ['inflow', i, ...rest] },
    }));
    return [...all.filter((one) => !own.some((other) => other.station === one.station)), ...own];
  }, []);
  return merged[Number(index)]?.origin ?? { file: chain[chain.length - 1], keys: ['inflow'] };
}

function mergedLoadIds(chain: readonly ChainFile[]): string[] {
  return chain.reduce<string[]>((ids, { written }) => {
    const own = (written.loads ?? []).map((load) => load.id);
    return [...ids.filter((id) => !own.includes(id)), ...own];
  }, []);
}
