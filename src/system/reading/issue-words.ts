import type { z } from 'zod';
import { cut } from '../words/echo.ts';
import { didYouMean } from '../words/nearest.ts';
import { isNoDataCode, likelySlip } from '../quantities/slips.ts';

export type Issue = z.core.$ZodIssue;
/** An issue in words, without its place. */
interface Said {
  readonly code: string;
  readonly limit: string | null;
  readonly message: string;
  readonly hint: string;
}

/** One issue in words: `value` is what stands there, `purpose` what the field is for. */
export function describeIssue(issue: Issue, value: unknown, purpose: string | undefined): Said {
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
  const kinds = issue.errors.flat().map((inner) => (inner.code === 'invalid_type' ? kind(inner.expected) : 'a value'));
  const limit = [...new Set(kinds)].join(' or ');
  return { code: 'wrong-type', limit, message: `${text(value)} is not ${limit}`, hint: purpose ?? `give ${limit}` };
}

function custom(params: Readonly<Record<string, unknown>> | undefined, message: string): Said {
  const told = (key: string): string | null => (typeof params?.[key] === 'string' ? params[key] : null);
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
