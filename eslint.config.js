import { readFileSync } from 'node:fs';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const limits = JSON.parse(readFileSync(new URL('tools/limits.json', import.meta.url), 'utf8'));
const { file_lines: longFiles, function_lines: longFunctions } = limits.exceptions;
const MEASURED = ['src/**/*.ts', 'bench/**/*.ts', 'tools/**/*.js'];

const fileLines = (max) => ({ 'max-lines': ['error', { max }] });
const functionLines = (max) => ({ 'max-lines-per-function': ['error', { max, IIFEs: true }] });
/** Each file that stands over a limit today is held to what it has. */
const excepted = (rule, numbers) =>
  Object.entries(numbers).map(([path, number]) => ({ files: [path], rules: rule(number) }));

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'test-results/', 'docs/', '.spillway/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-undef': 'off',
      'no-irregular-whitespace': 'off',
    },
  },
  {
    files: ['src/**', 'bench/**', 'tools/**'],
    ignores: ['src/engine/solver/memory/kernel-bytes.ts'],
    rules: {
      'max-len': ['error', { code: limits.source_line, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/engine/case/derive-case.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ObjectExpression > SpreadElement[argument.name=/^(c|earlier|later|compiled)$/]',
          message: 'A case spread by hand keeps the hashes of another: use deriveCase.',
        },
      ],
    },
  },
  { files: MEASURED, rules: { ...fileLines(limits.file_lines), ...functionLines(limits.function_lines) } },
  ...excepted(fileLines, longFiles),
  ...excepted(functionLines, longFunctions),
  {
    files: ['src/**/*.ts'],
    ignores: ['src/engine/solver/kernels/**'],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './src/app/dashboard/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
    },
  },
);
