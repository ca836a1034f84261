import { cut } from "./echo.js";
import { didYouMean } from "./nearest.js";
import { problem } from "./problem.js";
import { child, fieldNames, schemaAt, valueAt } from "./schema-walk.js";
/** `measures[0].size`; a name that the reader made up is cut. */
export const pathText = (path) => path.reduce((text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? cut(String(key)) : `${text}.${cut(String(key))}`), '');
/**
 * Every issue of a failed parse as a problem, with the value found in the input and the limit that it breaks. With the schema at hand,
 * unknown fields get a suggestion and wrong types are told what the field is for.
 */
export const problemsOf = (error, input, schema) => placedProblemsOf(error, input, schema).map((placed) => placed.problem);
export const placedProblemsOf = (error, input, schema) => error.issues.flatMap((issue) => fromIssue(issue, input, schema));
function fromIssue(issue, input, schema) {
    if (issue.code === 'unrecognized_keys')
        return unknownFields(issue.keys, issue.path, input, schema);
    const value = valueAt(input, issue.path);
    const said = describe(issue, value, schema ? schemaAt(schema, issue.path, input)?.description : undefined);
    return [{ keys: issue.path, problem: problem(said.code, pathText(issue.path), value, said.limit, said.message, said.hint) }];
}
/** Fields of one block that gets a suggestion each; those beyond are told without. */
const MOST_SUGGESTED = 200;
function unknownFields(fields, parent, input, schema) {
    const known = fieldNames(schema ? schemaAt(schema, parent, input) : null);
    const limit = known.length > 0 ? `one of ${known.join(', ')}` : 'a documented field';
    const block = valueAt(input, parent);
    const otherwise = 'remove the field or correct its name';
    return fields.map((field, i) => {
        const keys = [...parent, field];
        const hint = i < MOST_SUGGESTED ? didYouMean(field, known, otherwise) : otherwise;
        return { keys, problem: problem('unknown-field', pathText(keys), child(block, field), limit, `"${cut(field)}" is not a field here`, hint) };
    });
}
function describe(issue, value, purpose) {
    if (value === undefined && isMissing(issue))
        return missing(issue, purpose);
    switch (issue.code) {
        case 'invalid_type': return wrongType(issue.expected, value, purpose);
        case 'too_small': return outOfRange(issue.origin, `${issue.inclusive === false ? '>' : '>='} ${issue.minimum}`, value);
        case 'too_big': return outOfRange(issue.origin, `${issue.inclusive === false ? '<' : '<='} ${issue.maximum}`, value);
        case 'invalid_format': return { code: 'invalid-format', limit: issue.pattern ?? issue.format, message: sentence(issue.message, 'has the wrong form'), hint: purpose ?? formatHint(issue.pattern) };
        case 'invalid_value': return unknownValue(issue.values, value);
        case 'invalid_union': return union(issue, value, purpose);
        case 'invalid_key': return { code: 'invalid-key', limit: limitOfKey(issue.issues), message: 'the name of this entry has the wrong form', hint: 'use lower-case letters, digits and hyphens, as in the ids of the model' };
        case 'not_multiple_of': return { code: 'out-of-range', limit: `a multiple of ${issue.divisor}`, message: `${text(value)} is not a multiple of ${issue.divisor}`, hint: `round to a multiple of ${issue.divisor}` };
        case 'custom': return custom(issue.params, issue.message);
        default: return { code: 'invalid', limit: null, message: issue.message, hint: purpose ?? 'correct the value' };
    }
}
const isMissing = (issue) => issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union';
function missing(issue, purpose) {
    const options = issue.code === 'invalid_value' ? issue.values : optionsOf(issue);
    const limit = options ? `one of ${options.map(String).join(', ')}` : issue.code === 'invalid_type' ? kind(issue.expected) : 'a value';
    return { code: 'missing', limit, message: 'is required but absent', hint: purpose ? `add it: ${purpose}` : `add it: ${limit}` };
}
function wrongType(expected, value, purpose) {
    const wanted = kind(expected);
    if (typeof value === 'number' && !Number.isFinite(value))
        return { code: 'not-a-number', limit: 'a finite number', message: `${value} is not a finite number`, hint: 'give a number, or leave the field out if it is optional' };
    const hint = purpose ?? (expected === 'string' && typeof value === 'number' ? 'write it as text, with its unit where it has one' : `give ${wanted}`);
    return { code: 'wrong-type', limit: wanted, message: `${text(value)} is not ${wanted}`, hint };
}
function outOfRange(origin, bound, value) {
    if (origin === 'number' || origin === 'int')
        return { code: 'out-of-range', limit: bound, message: `${text(value)} is outside the allowed range`, hint: `give a number ${bound}` };
    if (origin === 'string')
        return { code: 'wrong-length', limit: `length ${bound}`, message: value === '' ? 'is empty' : 'has the wrong length', hint: 'give a text of the allowed length' };
    return { code: 'wrong-length', limit: `${bound} entries`, message: 'has the wrong number of entries', hint: `give a list of ${bound} entries` };
}
function unknownValue(values, value) {
    const names = values.map(String);
    const limit = names.length === 1 ? names[0] : `one of ${names.join(', ')}`;
    return { code: 'unknown-value', limit, message: `${text(value)} is not allowed here`, hint: didYouMean(value, names, `write ${limit}`) };
}
function union(issue, value, purpose) {
    const options = optionsOf(issue);
    if (options)
        return unknownValue(options, value);
    // The branch that agrees with the type of the value has the reason that matters.
    const branch = issue.errors.find((issues) => issues.every((inner) => inner.code !== 'invalid_type'));
    if (branch?.[0])
        return describe(branch[0], value, purpose);
    const limit = issue.errors.flat().map((inner) => (inner.code === 'invalid_type' ? kind(inner.expected) : 'a value')).join(' or ');
    return { code: 'wrong-type', limit, message: `${text(value)} is not ${limit}`, hint: purpose ?? `give ${limit}` };
}
function custom(params, message) {
    const told = (key) => (typeof params?.[key] === 'string' ? params[key] : null);
    return { code: told('rule') ?? 'invalid', limit: told('limit'), message, hint: told('hint') ?? 'correct the value' };
}
const optionsOf = (issue) => (issue.code === 'invalid_union' && 'options' in issue ? issue.options : undefined);
const limitOfKey = (issues) => {
    const first = issues[0];
    return first?.code === 'invalid_format' ? first.pattern ?? first.format : null;
};
const formatHint = (pattern) => (pattern ? `write it so that it matches ${pattern}` : 'correct the form of the text');
const sentence = (message, otherwise) => (message.startsWith('Invalid') ? otherwise : message);
const NAMES = { string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'a block of fields', record: 'a block of named values' };
const kind = (expected) => NAMES[expected] ?? expected;
function text(value) {
    if (value === null)
        return 'null';
    if (Array.isArray(value))
        return 'a list';
    if (typeof value === 'object')
        return 'a block';
    return typeof value === 'string' ? `"${cut(value)}"` : String(value);
}
