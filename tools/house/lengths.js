import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { filesBelow, MEASURED_FOLDERS } from './sources.js';

/**
 * Lines of every file of the measured folders, as ESLint counts them.
 *
 * @param {string} root
 * @returns {Map<string, number>} by file
 */
export function fileLines(root) {
  return new Map(
    MEASURED_FOLDERS.flatMap((folder) => filesBelow(root, folder, ['.ts', '.js'])).map((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return [file, text.split('\n').length - (text.endsWith('\n') ? 1 : 0)];
    }),
  );
}

/**
 * Lines of the longest function of each of these files; a file that is not there has none.
 *
 * @param {string} root
 * @param {readonly string[]} files
 * @returns {Map<string, number>} by file
 */
export function longestFunctions(root, files) {
  const linter = new Linter();
  return new Map(
    files
      .filter((file) => existsSync(join(root, file)))
      .map((file) => {
        const messages = linter.verify(readFileSync(join(root, file), 'utf8'), [CONFIG], { filename: file });
        const lines = messages.map(({ message }) => Number(/too many lines \((\d+)\)/.exec(message)?.[1] ?? 0));
        return [file, Math.max(0, ...lines)];
      }),
  );
}

/** @type {import('eslint').Linter.Config} */
const CONFIG = {
  files: ['**/*.ts', '**/*.js'],
  languageOptions: { parser: /** @type {import('eslint').Linter.Parser} */ (tseslint.parser) },
  rules: { 'max-lines-per-function': ['error', { max: 0, IIFEs: true }] },
};
