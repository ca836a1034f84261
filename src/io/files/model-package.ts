import { z } from 'zod';
import { OPTIONAL_TABLES, STATISTICS, TABLES, type TableName } from '../../system/model/model.ts';
import { checkInput } from '../../system/reading/check-input.ts';
import { repeatedKeys } from '../../system/reading/repeated-keys.ts';
import { tooDeep, tooDeepAt } from '../../system/words/nesting.ts';
import { didYouMean } from '../../system/words/nearest.ts';
import { invalid, problem, valid, type Checked, type Problem } from '../../system/words/problem.ts';

/** Far more files than a model has tables. */
const MOST_RESOURCES = 200;

/** What is read of `datapackage.json` (Frictionless Data Package); other properties are allowed and ignored. */
export const packageFile = z.looseObject({
  name: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/, 'must match [a-z0-9-]{1,64}')
    .describe('id of the model: lower-case letters, digits, hyphens'),
  title: z.string().min(1).describe('title in English'),
  title_zh: z.string().min(1).optional().describe('title in Chinese'),
  version: z.string().min(1).describe('version of the data, such as 1.0.0'),
  statistic: z
    .enum(STATISTICS)
    .optional()
    .describe('series of plants (`in_series`) whose curtailment is the statistic; the first if absent'),
  resources: z
    .array(
      z.looseObject({
        name: z.string().min(1).describe('name of the table'),
        path: z.string().min(1).describe('file of the table, <name>.csv'),
      }),
    )
    .min(1)
    .max(MOST_RESOURCES),
});
export type PackageFile = z.infer<typeof packageFile>;

const isTable = (name: string): name is TableName => Object.hasOwn(TABLES, name);
const NAMES = Object.keys(TABLES) as TableName[];

/** The package description, checked against the tables that exist and the CSV files that lie in its folder. */
export function readPackage(
  text: string,
  csvFiles: ReadonlySet<string>,
): Checked<PackageFile> & { readonly tables: readonly TableName[] } {
  const json = parseJson(text);
  if (!json.ok) return { ...json, tables: [] };
  const parsed = checkInput(packageFile, json.value);
  if (!parsed.ok)
    return {
      ...invalid<PackageFile>(parsed.placed.map((placed) => placed.problem)),
      tables: NAMES.filter((name) => csvFiles.has(`${name}.csv`)),
    };
  const listed = new Set(parsed.value.resources.map((resource) => resource.name));
  const problems = [...resourceProblems(parsed.value), ...tableProblems(listed, csvFiles)];
  const tables = NAMES.filter((name) => listed.has(name));
  return { ...(problems.length > 0 ? invalid<PackageFile>(problems) : valid(parsed.value)), tables };
}

function parseJson(text: string): Checked<unknown> {
  const deep = tooDeepAt(text);
  if (deep !== null) return invalid([{ ...tooDeep(''), line: text.slice(0, deep).split('\n').length }]);
  try {
    const value: unknown = JSON.parse(text);
    const repeated = repeatedKeys(text).map(({ problem: found, place }) => ({ ...found, line: place.line }));
    return repeated.length > 0 ? invalid(repeated) : valid(value);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : '';
    const found = problem(
      'json-syntax',
      '',
      null,
      'valid JSON',
      `datapackage.json is not valid JSON: ${reason.split(/, |\n/)[0] || 'syntax error'}`,
      'look for a missing comma, quote or bracket',
    );
    return invalid([{ ...found, line: lineOf(text, reason) }]);
  }
}

/** The parser tells a position, or quotes the text around the fault: at most ten characters before it. */
function lineOf(text: string, reason: string): number {
  const position = /position (\d+)/.exec(reason);
  const quoted = /Unexpected token '(.)', (\.\.\.)?"(.*)"(?:\.\.\.)? is not valid JSON$/s.exec(reason);
  const around = quoted ? text.indexOf(quoted[3]) : -1;
  const fault = position
    ? Number(position[1])
    : quoted && around >= 0
      ? around + (quoted[2] ? 10 : quoted[3].indexOf(quoted[1]))
      : text.length;
  return text.slice(0, fault).split('\n').length;
}

const resourceProblems = ({ resources }: PackageFile): Problem[] =>
  resources.flatMap((resource, i) => {
    if (!isTable(resource.name)) {
      // A package may carry other files; only a CSV that looks like a table of the model is a slip.
      return resource.path.endsWith('.csv')
        ? [
            problem(
              'unknown-table',
              `resources[${i}].name`,
              resource.name,
              `one of ${NAMES.join(', ')}`,
              `"${resource.name}" is not a table of a model`,
              didYouMean(resource.name, NAMES, 'remove the resource or correct its name'),
            ),
          ]
        : [];
    }
    const path = `${resource.name}.csv`;
    if (resource.path !== path)
      return [
        problem(
          'resource-path',
          `resources[${i}].path`,
          resource.path,
          path,
          `table "${resource.name}" must be in ${path}`,
          `rename the file to ${path}, beside datapackage.json`,
        ),
      ];
    return [];
  });

function tableProblems(listed: ReadonlySet<string>, csvFiles: ReadonlySet<string>): Problem[] {
  const absent = NAMES.filter((name) => !OPTIONAL_TABLES.has(name) && !listed.has(name)).map((name) =>
    problem(
      'missing-table',
      'resources',
      name,
      `a resource named ${name}`,
      `the package does not list the table "${name}"`,
      `add { "name": "${name}", "path": "${name}.csv" } to resources`,
    ),
  );
  const unlisted = NAMES.filter(
    (name) => OPTIONAL_TABLES.has(name) && !listed.has(name) && csvFiles.has(`${name}.csv`),
  ).map((name) =>
    problem(
      'unlisted-table',
      'resources',
      name,
      `a resource named ${name}`,
      `${name}.csv lies in the folder but the package does not list it`,
      `add { "name": "${name}", "path": "${name}.csv" } to resources, or remove the file`,
    ),
  );
  return [...absent, ...unlisted];
}
