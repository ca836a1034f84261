import { checkInput, tooMany } from './check-input.ts';
import { cut } from '../words/echo.ts';
import { didYouMean } from '../words/nearest.ts';
import { changedMeasure, replaces, type StatedMeasure } from '../scenario/overlay-measures.ts';
import { problem, type Problem } from '../words/problem.ts';
import { scenarioFile } from '../scenario/scenario.ts';
import { MOST } from '../schema/scenario-fields.ts';
import { pathText, type PlacedProblem } from './zod-problems.ts';

/**
 * An entry of `measures` as it is judged: filled in from what it changes (null: not at all), and which problems of its
 * fields are its own.
 */
interface Judged {
  readonly filled: unknown;
  readonly owns: (field: PropertyKey | undefined, code: string) => boolean;
  readonly problems: readonly PlacedProblem[];
}

const ALL = (): boolean => true;

/**
 * Everything wrong with one scenario file by itself. Measures whose id is inherited are judged as the change that they
 * are, all others whole. `inherited`: the measures of what the file extends; null where these are not known, because
 * that file cannot be read. `most`: as of `checkInput`.
 */
export function writtenProblems(
  data: unknown,
  inherited: readonly StatedMeasure[] | null,
  most = Infinity,
): readonly PlacedProblem[] {
  const stated = (data as { measures?: unknown } | null)?.measures;
  if (!Array.isArray(stated)) return problemsIn(data, most);
  const own: readonly unknown[] = stated.slice(0, MOST.measures);
  const [first, bases] = [firstOf(own), new Map(inherited?.map((measure) => [measure.id, measure]))];
  const judged = own.map((entry, i): Judged =>
    isStated(entry)
      ? judge(entry, i, first.get(entry.id)!, bases.get(entry.id), inherited, most)
      : { filled: entry, owns: ALL, problems: [] },
  );
  const kept = judged.flatMap((one, i) => (one.filled === null ? [] : [{ one, i }]));
  const found = problemsIn(
    kept.length === stated.length && kept.every(({ one, i }) => one.filled === own[i])
      ? data
      : { ...(data as object), measures: kept.map(({ one }) => one.filled) },
    most,
  ).flatMap((placed): PlacedProblem[] => {
    const [list, at, field] = placed.keys;
    if (list !== 'measures' || typeof at !== 'number') return [placed];
    const { one, i } = kept[at];
    if (!one.owns(field, placed.problem.code)) return [];
    const keys = ['measures', i, ...placed.keys.slice(2)];
    return [{ keys, problem: { ...placed.problem, path: pathText(keys) } }];
  });
  const more = stated.length > own.length ? [tooMany(['measures'], stated.length, MOST.measures)] : [];
  return [...more, ...found, ...judged.flatMap(({ problems }) => problems)];
}

/** Where each id stands first. */
function firstOf(entries: readonly unknown[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  entries.forEach((entry, i) => {
    if (isStated(entry) && !first.has(entry.id)) first.set(entry.id, i);
  });
  return first;
}

function problemsIn(data: unknown, most: number): readonly PlacedProblem[] {
  const checked = checkInput(scenarioFile, data, most);
  return checked.ok ? [] : checked.placed;
}

/** Whether the entry has an id by which it can be told from others; what has none is left to the schema. */
export const isStated = (entry: unknown): entry is StatedMeasure =>
  typeof entry === 'object' && entry !== null && typeof (entry as { id?: unknown }).id === 'string';

function judge(
  entry: StatedMeasure,
  i: number,
  first: number,
  base: StatedMeasure | undefined,
  inherited: readonly StatedMeasure[] | null,
  most: number,
): Judged {
  const told = (field: string, found: Problem): PlacedProblem => ({
    keys: ['measures', i, field],
    problem: { ...found, path: pathText(['measures', i, field]) },
  });
  const problems = first === i ? [] : [told('id', twice(entry.id))];
  if (Object.hasOwn(entry, 'remove'))
    return {
      filled: null,
      owns: ALL,
      problems: [
        ...problems,
        ...removalProblems(entry, base, inherited, most).map(([field, found]) => told(field, found)),
      ],
    };
  if (base)
    return {
      filled: changedMeasure(base, entry),
      owns: replaces(base, entry) ? ALL : (field) => field === undefined || Object.hasOwn(entry, field),
      problems,
    };
  if (inherited === null)
    return entry.type === undefined
      ? { filled: null, owns: ALL, problems }
      : { filled: entry, owns: (_, code) => code !== 'missing', problems };
  if (entry.type === undefined && inherited.length > 0)
    return { filled: null, owns: ALL, problems: [...problems, told('id', unknown(entry.id, inherited, 'change'))] };
  return { filled: entry, owns: ALL, problems };
}

function removalProblems(
  entry: StatedMeasure,
  base: StatedMeasure | undefined,
  inherited: readonly StatedMeasure[] | null,
  most: number,
): [string, Problem][] {
  const others = Object.keys(entry).filter((field) => !['id', 'remove', 'why'].includes(field));
  return [
    ...(entry.remove === true
      ? []
      : [
          [
            'remove',
            problem(
              'unknown-value',
              '',
              entry.remove,
              'true',
              '"remove" is true or absent',
              'write remove: true, or leave it out',
            ),
          ] as [string, Problem],
        ]),
    ...others
      .slice(0, most)
      .map((field, i): [string, Problem] => [
        field,
        { ...useless(field, entry[field]), ...(i === most - 1 && { more: others.length - most }) },
      ]),
    ...(base || inherited === null ? [] : [['id', unknown(entry.id, inherited, 'leave out')] as [string, Problem]]),
  ];
}

const useless = (field: string, value: unknown): Problem =>
  problem(
    'unknown-field',
    '',
    value,
    'one of id, remove, why',
    `"${cut(field)}" has no use in a measure that is left out`,
    'remove the field, or do not leave the measure out',
  );

const twice = (id: string): Problem =>
  problem(
    'duplicate-measure',
    '',
    id,
    'used once in a file',
    `measure id "${id}" is used twice in one file`,
    'keep one of them, or give this measure its own id',
  );

function unknown(id: string, inherited: readonly StatedMeasure[], verb: string): Problem {
  const ids = inherited.map((one) => one.id);
  return problem(
    'unknown-measure',
    '',
    id,
    ids.length > 0 ? `one of ${ids.join(', ')}` : 'a measure of the file extended',
    `there is no inherited measure "${id}" to ${verb}`,
    didYouMean(
      id,
      ids,
      verb === 'change' ? 'name an inherited measure, or give a type to add one' : 'name an inherited measure',
    ),
  );
}
