/*
 * The limits of the house that no linter knows, from tools/limits.json: how many files a folder holds, circles of
 * folders and their order, how long sentences are, and that the list of exceptions only shrinks. Silent but for the
 * line of the prose; fails where a limit does. `--shrink` takes out of the list what no longer needs it and lowers what
 * has become less.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderCycles, folderSizes, layerProblems } from './house/folders.js';
import { fileLines, longestFunctions } from './house/lengths.js';
import { medianWords, sentencesByPage, tooLong } from './house/prose.js';

/**
 * @typedef {'folder_files' | 'folder_cycles' | 'file_lines' | 'function_lines' | 'long_sentences'} Rule
 * @typedef {Record<Rule, Record<string, number>>} Exceptions by path: the number that stands today
 * @typedef {object} Limits
 * @property {number} source_line
 * @property {number} file_lines
 * @property {number} function_lines
 * @property {number} folder_files
 * @property {number} sentence_words
 * @property {number} sentence_characters
 * @property {number} median_words
 * @property {Record<string, string[]>} layers by folder: the folders in it, each above those before it
 * @property {Exceptions} exceptions
 */

/** @type {Record<Rule, string>} */
const WHAT = {
  folder_files: 'source files in one folder',
  folder_cycles: 'folders that import one another in a circle',
  file_lines: 'lines',
  function_lines: 'lines in one function',
  long_sentences: 'sentences too long',
};

/**
 * @param {string} [root]
 * @returns {Limits}
 */
export const readLimits = (root = '.') => JSON.parse(readFileSync(join(root, 'tools/limits.json'), 'utf8'));

/**
 * Everything that is over a limit and not excepted, and every exception that is exceeded or no longer one.
 *
 * @param {string} root
 * @param {Limits} limits
 * @returns {{ problems: string[], prose: string }} one line each; the line of the prose
 */
export function checkHouse(root, limits) {
  const { numbers, details } = measured(root, limits);
  const pages = sentencesByPage(root);
  const sentences = [...pages.values()].flat();
  const median = medianWords(sentences);
  const problems = RULES.flatMap((rule) =>
    judged(rule, numbers[rule], limitOf(rule, limits), limits.exceptions[rule], details),
  );
  if (median > limits.median_words)
    problems.push(`the middle sentence of the docs has ${median} words, limit ${limits.median_words}`);
  problems.push(...layerProblems(root, limits.layers));
  return { problems, prose: `prose: ${sentences.length} sentences, median ${median} words` };
}

const RULES = /** @type {Rule[]} */ (Object.keys(WHAT));

/**
 * @param {Rule} rule
 * @param {Limits} limits
 */
const limitOf = (rule, limits) => (rule === 'folder_cycles' || rule === 'long_sentences' ? 0 : limits[rule]);

/**
 * @param {string} root
 * @param {Limits} limits
 * @returns {{ numbers: Record<Rule, Map<string, number>>, details: Map<string, string[]> }} by rule and path; what to
 * say beside a path
 */
function measured(root, limits) {
  const cycles = folderCycles(root);
  const long = new Map(
    [...sentencesByPage(root)].map(([page, sentences]) => [page, sentences.filter((one) => tooLong(one, limits))]),
  );
  return {
    numbers: {
      folder_files: folderSizes(root),
      folder_cycles: new Map([...cycles].map(([folder, circles]) => [folder, circles.flat().length])),
      file_lines: fileLines(root),
      function_lines: longestFunctions(root, Object.keys(limits.exceptions.function_lines)),
      long_sentences: new Map([...long].map(([page, sentences]) => [page, sentences.length])),
    },
    details: new Map(
      [
        ...[...cycles].map(
          ([folder, circles]) => /** @type {const} */ ([folder, circles.map((one) => one.join(' <-> '))]),
        ),
        ...[...long].map(
          ([page, sentences]) =>
            /** @type {const} */ ([
              page,
              sentences.map(
                ({ line, words, characters, text }) =>
                  `line ${line}, ${words > limits.sentence_words ? `${words} words` : `${characters} characters`}: ${text}`,
              ),
            ]),
        ),
      ].map(([path, lines]) => [path, [...lines]]),
    ),
  };
}

/**
 * @param {Rule} rule
 * @param {Map<string, number>} numbers
 * @param {number} limit
 * @param {Record<string, number>} exceptions
 * @param {Map<string, string[]>} details
 * @returns {string[]}
 */
function judged(rule, numbers, limit, exceptions, details) {
  const over = [...numbers]
    .filter(([path, number]) => number > Math.max(limit, exceptions[path] ?? limit))
    .flatMap(([path, number]) => [
      `${path}: ${number} ${WHAT[rule]}, ${path in exceptions ? `excepted up to ${exceptions[path]}` : `limit ${limit}`}`,
      ...(rule === 'folder_cycles' || rule === 'long_sentences' ? (details.get(path) ?? []) : []).map(
        (line) => `  ${line}`,
      ),
    ]);
  const idle = Object.keys(exceptions)
    .filter((path) => (numbers.get(path) ?? 0) <= limit)
    .map((path) => `${path} is within the limit of ${WHAT[rule]}: take it out of tools/limits.json`);
  return [...over, ...idle];
}

/**
 * The limits with a list of exceptions that holds no more than what stands: numbers only fall.
 *
 * @param {string} root
 * @param {Limits} limits
 * @returns {Limits}
 */
export function shrunk(root, limits) {
  const { numbers } = measured(root, limits);
  /** @param {Rule} rule */
  const left = (rule) =>
    Object.fromEntries(
      Object.entries(limits.exceptions[rule])
        .map(([path, number]) => /** @type {const} */ ([path, Math.min(number, numbers[rule].get(path) ?? 0)]))
        .filter(([, number]) => number > limitOf(rule, limits)),
    );
  const exceptions = /** @type {Exceptions} */ (Object.fromEntries(RULES.map((rule) => [rule, left(rule)])));
  return { ...limits, exceptions };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.cwd();
  if (process.argv.includes('--shrink'))
    writeFileSync(join(root, 'tools/limits.json'), `${JSON.stringify(shrunk(root, readLimits(root)), null, 2)}\n`);
  const { problems, prose } = checkHouse(root, readLimits(root));
  process.stdout.write(`${prose}\n`);
  if (problems.length > 0) {
    process.stderr.write(`${problems.join('\n')}\n`);
    process.exitCode = 1;
  }
}
