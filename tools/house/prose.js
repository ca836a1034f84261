import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Sentence
 * @property {string} text
 * @property {number} line where its paragraph begins, from 1
 * @property {number} words in letters of an alphabet
 * @property {number} characters Chinese ones
 */

/** Points inside a sentence. */
const SHORT = /\b(e\.g|i\.e|cf|vs|approx|incl|resp|no|fig)\./gi;
const END = /(?<=[.!?]["')\]]?)\s+|(?<=[。！？][”』）]?)/u;
const HAN = /\p{Script=Han}/gu;

/**
 * The pages whose sentences are measured: README.md, CONTRIBUTING.md and those in `docs`, not those in its folders.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function pages(root) {
  const docs = existsSync(join(root, 'docs')) ? readdirSync(join(root, 'docs')).sort() : [];
  return [
    'README.md',
    'CONTRIBUTING.md',
    ...docs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ].filter((page) => existsSync(join(root, page)));
}

/**
 * @param {string} root
 * @returns {Map<string, Sentence[]>} by page
 */
export const sentencesByPage = (root) =>
  new Map(pages(root).map((page) => [page, sentencesOf(readFileSync(join(root, page), 'utf8'))]));

/**
 * The sentences of a page of Markdown. Headings, tables, code, formulas and pictures are no prose; an item of a list
 * and a paragraph end a sentence, a colon and a semicolon do not.
 *
 * @param {string} markdown
 * @returns {Sentence[]}
 */
export function sentencesOf(markdown) {
  return paragraphs(markdown).flatMap(({ text, line }) =>
    plain(text)
      .split(END)
      .map((one) => one.trim())
      .map((one) => ({
        text: one,
        line,
        words: one.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word.replace(HAN, ''))).length,
        characters: one.match(HAN)?.length ?? 0,
      }))
      .filter(({ words, characters }) => words + characters > 0),
  );
}

/**
 * @param {string} markdown
 * @returns {{ text: string, line: number }[]}
 */
function paragraphs(markdown) {
  /** @type {{ text: string, line: number }[]} */
  const found = [];
  let open = false;
  /** The mark that ends the block of code or formulas under way. */
  let fence = '';
  for (const [at, line] of markdown.split('\n').entries()) {
    const mark = /^\s*(```|~~~|\$\$)/.exec(line)?.[1] ?? '';
    if (fence !== '' || mark !== '') {
      if (fence === '') fence = mark === '$$' && /^\s*\$\$.+\$\$/.test(line) ? '' : mark;
      else if (mark === fence || (fence === '$$' && line.trimEnd().endsWith('$$'))) fence = '';
      open = false;
    } else if (/^\s*(#|\||<!--|-{3,}\s*$|$)/.test(line)) open = false;
    else if (open && !/^\s*([-*+]|\d+\.)\s/.test(line)) found[found.length - 1].text += ` ${line.trim()}`;
    else {
      found.push({ text: line.replace(/^\s*(?:>\s*)?(?:[-*+]|\d+\.)?\s+/, '').trim(), line: at + 1 });
      open = true;
    }
  }
  return found;
}

/** @param {string} text */
const plain = (text) =>
  text
    .replace(/`[^`]*`/g, '')
    .replace(/\$[^$\s][^$]*\$/g, '')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}/g, '')
    .replace(SHORT, '$1');

/**
 * Whether a sentence is longer than a reader should be given.
 *
 * @param {Sentence} sentence
 * @param {{ sentence_words: number, sentence_characters: number }} limits
 */
export const tooLong = ({ words, characters }, limits) =>
  words > limits.sentence_words || characters > limits.sentence_characters;

/**
 * The middle number of words of the sentences that have words.
 *
 * @param {readonly Sentence[]} sentences
 */
export function medianWords(sentences) {
  const sorted = sentences
    .map(({ words }) => words)
    .filter((words) => words > 0)
    .sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
