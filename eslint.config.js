import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Files over the limit of 300 lines today; the list only shrinks. */
const LONG = [
  'src/app/cli/{program,words}.ts',
  'src/app/dashboard/{chart-response,words-en,words-zh}.ts',
  'src/engine/{run-case,compile-case/named-loads,dispatch/power-family,dispatch/season-program,dispatch/window-program,ensemble/draw-pair}.ts',
  'src/engine/solver/kernels/cholesky.ts',
  'src/study/{sweep/sweep-scenario,calibration/calibration-facts}.ts',
  'src/system/{model,scenario,zod-problems,checks/calibration}.ts',
];

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
    ignores: ['src/engine/solver/kernel-bytes.ts'],
    rules: { 'max-len': ['error', { code: 120, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }] },
  },
  { files: ['src/**/*.ts', 'bench/**/*.ts'], ignores: LONG, rules: { 'max-lines': ['error', { max: 300 }] } },
);
