import { z } from 'zod';
import { cut, echoed } from '../words/echo.ts';
import { didYouMean } from '../words/nearest.ts';
import { isNoDataCode, likelySlip } from '../plausible/slips.ts';
import { problem, type Problem } from '../words/problem.ts';
import { MOST_LISTED } from '../words/problem-list.ts';
import { child, fieldNames, schemaAt, valueAt } from '../schema/schema-walk.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];
interface Said {
  readonly code: string;
  readonly limit: string | null;
  readonly message: string;
  readonly hint: string;
}

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
  const said = describe(issue, value, schema ? schemaAt(schema, issue.path, input)?.description : undefined);
  return [
    { keys: issue.path, problem: problem(said.code, pathText(issue.path), value, said.limit, said.message, said.hint) },
  ];
}

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

const finalized = (issue: RawIssue): Issue => z.core.util.finalizeIssue(issue, undefined, z.config()) as Issue;

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
  return describe({ message: '', ...issue } as Issue, issue.input, undefined).code;
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

function describe(issue: Issue, value: unknown, purpose: string | undefined): Said {
  if (value === undefined && isMissing(issue)) return missing(issue, purpose);
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, value, purpose);
    case 'too_small':
      return outOfRange(issue.origin, `${issue.inclusive === false ? '>' : '>='} ${issue.minimum}`, value);
    case 'too_big':
      return outOfRange(issue.origin, `${issue.inclusive === false ? '<' : '<='} ${issue.maximum}`, value);
    case 'invalid_format':
      return {
        code: 'invalid-format',
        limit: issue.pattern ?? issue.format,
        message: sentence(issue.message, 'has the wrong form'),
        hint: purpose ?? formatHint(issue.pattern),
      };
    case 'invalid_value':
      return unknownValue(issue.values, value);
    case 'invalid_union':
      return union(issue, value, purpose);
    case 'invalid_key':
      return {
        code: 'invalid-key',
        limit: limitOfKey(issue.issues),
        message: 'the name of this entry has the wrong form',
        hint: 'use lower-case letters, digits and hyphens, as in the ids of the model',
      };
    case 'not_multiple_of':
      return {
        code: 'out-of-range',
        limit: `a multiple of ${issue.divisor}`,
        message: `${text(value)} is not a multiple of ${issue.divisor}`,
        hint: `round to a multiple of ${issue.divisor}`,
      };
    case 'custom':
      return custom(issue.params, issue.message);
    default:
      return { code: 'invalid', limit: null, message: issue.message, hint: purpose ?? 'correct the value' };
  }
}

const isMissing = (issue: Issue): boolean =>
  issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union';

function missing(issue: Issue, purpose: string | undefined): Said {
  const options = issue.code === 'invalid_value' ? issue.values : optionsOf(issue);
  const limit = options
    ? `one of ${options.map(String).join(', ')}`
    : issue.code === 'invalid_type'
      ? kind(issue.expected)
      : 'a value';
  return {
    code: 'missing',
    limit,
    message: 'is required but absent',
    hint: purpose ? `add it: ${purpose}` : `add it: ${limit}`,
  };
}

function wrongType(expected: string, value: unknown, purpose: string | undefined): Said {
  const wanted = kind(expected);
  if (typeof value === 'number' && !Number.isFinite(value))
    return {
      code: 'not-a-number',
      limit: 'a finite number',
      message: `${value} is not a finite number`,
      hint: 'give a number, or leave the field out if it is optional',
    };
  const hint =
    purpose ??
    (expected === 'string' && typeof value === 'number'
      ? 'write it as text, with its unit where it has one'
      : `give ${wanted}`);
  return { code: 'wrong-type', limit: wanted, message: `${text(value)} is not ${wanted}`, hint };
}

function outOfRange(origin: string, bound: string, value: unknown): Said {
  if (origin === 'number' || origin === 'int')
    return {
      code: 'out-of-range',
      limit: bound,
      message: `${text(value)} is outside the allowed range`,
      hint: `${slipOf(bound, value)}give a number ${bound}`,
    };
  if (origin === 'string')
    return {
      code: 'wrong-length',
      limit: `length ${bound}`,
      message: value === '' ? 'is empty' : 'has the wrong length',
      hint: 'give a text of the allowed length',
    };
  return {
    code: 'wrong-length',
    limit: `${bound} entries`,
    message: 'has the wrong number of entries',
    hint: `give a list of ${bound} entries`,
  };
}

/** What was most likely meant by a number beyond its bound: a percentage, or nothing at all. */
function slipOf(bound: string, value: unknown): string {
  if (typeof value !== 'number') return '';
  const percent = bound === '<= 1' && value > 1 && value <= 100;
  return percent || isNoDataCode(value) ? `likely slip: ${likelySlip(value, [0, 1], '1').en}; ` : '';
}

function unknownValue(values: readonly unknown[], value: unknown): Said {
  const names = values.map(String);
  const limit = names.length === 1 ? names[0] : `one of ${names.join(', ')}`;
  return {
    code: 'unknown-value',
    limit,
    message: `${text(value)} is not allowed here`,
    hint: didYouMean(value, names, `write ${limit}`),
  };
}

function union(issue: Extract<Issue, { code: 'invalid_union' }>, value: unknown, purpose: string | undefined): Said {
  const options = optionsOf(issue);
  if (options) return unknownValue(options, value);
  // The branch that agrees with the type of the value has the reason that matters.
  const branch = issue.errors.find((issues) => issues.every((inner) => inner.code !== 'invalid_type'));
  if (branch?.[0]) return describe(branch[0], value, purpose);
  const limit = issue.errors
    .flat()
    .map((inner) => (inner.code === 'invalid_type' ? kind(inner.expected) : 'a value'))
    .join(' or ');
  return { code: 'wrong-type', limit, message: `${text(value)} is not ${limit}`, hint: purpose ?? `give ${limit}` };
}

function custom(params: Readonly<Record<string, unknown>> | undefined, message: string): Said {
  const told = (key: string): string | null => (typeof params?.[key] === 'string' ? (params[key] as string) : null);
  return { code: told('rule') ?? 'invalid', limit: told('limit'), message, hint: told('hint') ?? 'correct the value' };
}

const optionsOf = (issue: Issue): readonly unknown[] | undefined =>
  issue.code === 'invalid_union' && 'options' in issue ? issue.options : undefined;
const limitOfKey = (issues: readonly Issue[]): string | null => {
  const first = issues[0];
  return first?.code === 'invalid_format' ? (first.pattern ?? first.format) : null;
};
const formatHint = (pattern: string | undefined): string =>
  pattern ? `write it so that it matches ${pattern}` : 'correct the form of the text';
const sentence = (message: string, otherwise: string): string => (message.startsWith('Invalid') ? otherwise : message);
const NAMES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of fields',
  record: 'a block of named values',
};
const kind = (expected: string): string => NAMES[expected] ?? expected;

function text(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a block';
  return typeof value === 'string' ? `"${cut(value)}"` : String(value);
}
