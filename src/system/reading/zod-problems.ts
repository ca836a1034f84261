import { z } from 'zod';
import { cut, echoed } from '../words/echo.ts';
import { didYouMean } from '../words/nearest.ts';
import { problem, type Problem } from '../words/problem.ts';
import { MOST_LISTED } from '../words/problem-list.ts';
import { child, fieldNames, schemaAt, valueAt } from '../schema/schema-walk.ts';
import { describeIssue, type Issue } from './issue-words.ts';
import { alike, issuesWithin } from './union-issues.ts';
type Path = readonly PropertyKey[];

/** `measures[0].size`; a name that the reader made up is cut. */
export const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? cut(String(key)) : `${text}.${cut(String(key))}`,
    '',
  );

/** A problem together with the keys that lead to its value, for readers that know where each value stands in a file. */
export interface PlacedProblem {
  readonly problem: Problem;
  readonly keys: Path;
}

/**
 * Every issue of a failed parse as a problem, with the value found in the input and the limit that it breaks. With the
 * schema at hand, unknown fields get a suggestion and wrong types are told what the field is for.
 */
export const problemsOf = (error: z.ZodError, input: unknown, schema?: z.ZodType): Problem[] =>
  placedProblemsOf(error, input, schema).map((placed) => placed.problem);

export const placedProblemsOf = (error: z.ZodError, input: unknown, schema?: z.ZodType): PlacedProblem[] =>
  error.issues.flatMap((issue) => fromIssue(issue, input, schema));

function fromIssue(issue: Issue, input: unknown, schema: z.ZodType | undefined): PlacedProblem[] {
  if (issue.code === 'unrecognized_keys') return unknownFields(issue.keys, issue.path, input, schema);
  const value = valueAt(input, issue.path);
  const within = issuesWithin(issue, value);
  if (within !== null)
    return alike(within).flatMap(({ issue: first, count }) =>
      fromIssue(first, input, schema).map((placed) => (count === 1 ? placed : firstOf(placed, count))),
    );
  const said = describeIssue(issue, value, schema ? schemaAt(schema, issue.path, input)?.description : undefined);
  return [
    { keys: issue.path, problem: problem(said.code, pathText(issue.path), value, said.limit, said.message, said.hint) },
  ];
}

const firstOf = (placed: PlacedProblem, count: number): PlacedProblem => ({
  ...placed,
  problem: { ...placed.problem, message: `${placed.problem.message} (the first of ${count})` },
});

/** An issue as the schema finds it, not yet in words. */
export type RawIssue = z.core.$ZodRawIssue;

/**
 * The first `most` issues as problems; of those beyond, each kind of each field is one problem that stands for all of
 * them: finding an issue is cheap, telling it is not.
 */
export function countedProblemsOf(
  issues: readonly RawIssue[],
  input: unknown,
  schema: z.ZodType,
  most: number,
): PlacedProblem[] {
  const told = issues.slice(0, most).flatMap((issue) => fromIssue(finalized(issue), input, schema));
  const kinds = new Map<string, { readonly first: RawIssue; count: number }>();
  for (let i = most; i < issues.length; i++) {
    const key = kindOf(issues[i]);
    const kind = kinds.get(key);
    if (kind) kind.count++;
    else kinds.set(key, { first: issues[i], count: 1 });
  }
  return [
    ...told,
    ...[...kinds.values()].flatMap(({ first, count }) =>
      fromIssue(finalized(first), input, schema).map((placed, i) => (i === 0 ? standingFor(placed, count) : placed)),
    ),
  ];
}

/** One placed problem that stands for `count` of its code. */
export const standingFor = (placed: PlacedProblem, count: number): PlacedProblem => ({
  ...placed,
  problem: { ...placed.problem, more: count - 1 },
});

export const problemsOfIssue = (
  issue: RawIssue,
  { schema, input }: { readonly schema: z.ZodType; readonly input: unknown },
): PlacedProblem[] => fromIssue(finalized(issue), input, schema);

const finalized = (issue: RawIssue): Issue => z.core.util.finalizeIssue(issue, undefined, z.config());

/** Levels by which fields are told apart: an entry of a list, and a field of it. */
export const LEVELS = 3;

function kindOf(issue: RawIssue): string {
  const at = (issue.path ?? []).slice(0, LEVELS).join('.');
  // A block whose unknown fields are told together has no second one.
  return issue.code === 'unrecognized_keys'
    ? `unknown-field ${(issue.path ?? []).join('.')}`
    : `${codeOf(issue)} ${at}`;
}

export function codeOf(issue: RawIssue): string {
  if (issue.code === 'invalid_type' && issue.input !== undefined && typeof issue.input !== 'number')
    return 'wrong-type';
  return describeIssue({ message: '', ...issue } as Issue, issue.input, undefined).code;
}

function unknownFields(
  fields: readonly string[],
  parent: Path,
  input: unknown,
  schema: z.ZodType | undefined,
): PlacedProblem[] {
  const known = fieldNames(schema ? schemaAt(schema, parent, input) : null);
  const limit = known.length > 0 ? `one of ${known.join(', ')}` : 'a documented field';
  const block = valueAt(input, parent);
  return fields.map((field, i) => {
    const keys = [...parent, field];
    const hint = i < MOST_LISTED ? didYouMean(field, known, NO_FIELD) : NO_FIELD;
    return {
      keys,
      problem: problem(
        'unknown-field',
        pathText(keys),
        child(block, field),
        limit,
        `"${cut(field)}" is not a field here`,
        hint,
      ),
    };
  });
}

/** Unknown fields of a block beyond those that are listed: told without a suggestion. */
export function furtherUnknown(
  fields: readonly string[],
  parent: Path,
  block: unknown,
  schema: z.ZodType,
): PlacedProblem[] {
  const limit = cut(`one of ${fieldNames(schema).join(', ')}`, MOST_LIMIT);
  const above = parent.length === 0 ? '' : `${pathText(parent)}.`;
  return fields.map((field) => {
    const name = cut(field);
    return {
      keys: [...parent, field],
      problem: {
        code: 'unknown-field',
        path: `${above}${name}`,
        value: echoed(child(block, field)),
        limit,
        message: `"${name}" is not a field here`,
        hint: NO_FIELD,
      },
    };
  });
}
const NO_FIELD = 'remove the field or correct its name';
const MOST_LIMIT = 1000;
