/**
 * The fast lane: `npm run test:fast`, under a minute on two idle cores. It has the rooms that need nothing built and
 * shares loaded modules between the files of a worker. Files of those rooms that take seconds are left to `npm test`,
 * as are all that start a program, a worker or a browser.
 */
export const FAST = [
  'test/system/**/*.test.ts',
  'test/engine/**/*.test.ts',
  'test/study/**/*.test.ts',
  'test/golden/*.test.ts',
  'test/reference-cases/*.test.ts',
  'test/io/*.test.ts',
];

/** Files of those rooms that take 1.5 s and more by themselves, or need what `npm run build` makes. */
export const SLOW = [
  'test/engine/attribution/mix-years.test.ts',
  'test/engine/beside.test.ts',
  'test/engine/ensemble/pair-cases.test.ts',
  'test/engine/exact-bounds.test.ts',
  'test/engine/reached-end.test.ts',
  'test/engine/hydrology/water-draws.test.ts',
  'test/engine/interior-point.test.ts',
  'test/engine/reference-case/many-steps.test.ts',
  'test/engine/run-pair.test.ts',
  'test/engine/season-certificate.test.ts',
  'test/engine/solver/conflict.test.ts',
  'test/engine/solver/kernels.test.ts',
  'test/io/file-encodings.test.ts',
  'test/io/hostile-yaml.test.ts',
  'test/io/invalid-inputs.test.ts',
  'test/io/workbook-limits.test.ts',
  'test/study/calendar-year.test.ts',
  'test/study/causes-random.test.ts',
  'test/study/coverage.test.ts',
  'test/study/ensemble-structures.test.ts',
  'test/study/ensemble-toy.test.ts',
  'test/study/measure-library.test.ts',
  'test/study/no-dust.test.ts',
  'test/study/pair-inputs.test.ts',
  'test/study/scale.test.ts',
  'test/study/sichuan-pair.test.ts',
  'test/study/strict-size.test.ts',
  'test/study/sweep.test.ts',
  'test/study/time-left.test.ts',
  'test/study/tornado.test.ts',
  'test/system/incomplete-rows.test.ts',
  'test/system/plausible/every-figure.test.ts',
  'test/system/plausible/shipped.test.ts',
];
