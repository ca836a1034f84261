import { defineConfig } from 'vitest/config';
import { FAST, SLOW } from './test/lanes.ts';

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    env: { TZ: 'UTC' },
    projects: [
      { extends: true, test: { name: 'fast', include: FAST, exclude: SLOW, isolate: false } },
      {
        extends: true,
        test: {
          name: 'full',
          include: ['test/**/*.test.ts'],
          exclude: FAST,
          globalSetup: 'test/support/what-is-missing.ts',
        },
      },
      { extends: true, test: { name: 'slow', include: SLOW } },
    ],
  },
});
