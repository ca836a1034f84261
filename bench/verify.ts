import { loadHighs } from '../src/io/highs/highs-solver.ts';
import { formatInstant, parseInstant } from '../src/system/words/calendar.ts';
import { SPANS, type Span } from './study-pair.ts';
import { markdownTable, shown } from './table.ts';
import { readVerifyArguments } from './verify-arguments.ts';
import { provePlan, provePrograms, type Proven } from './verify-programs.ts';
import { proveSpan, type SpanProof } from './verify-spans.ts';

/** Ten weeks and three months across the season, after and before the fact; most lie where water is spilled. */
const WEEKS: readonly Span[] = [
  week('2021-06-17'),
  week('2021-07-19'),
  week('2021-09-05'),
  week('2021-09-21'),
  week('2021-10-07'),
  week('2021-10-23'),
  week('2021-07-05', 'ex-ante-wet'),
  week('2021-08-22', 'ex-ante-wet'),
  week('2021-09-05', 'ex-ante-normal'),
  week('2021-10-07', 'ex-ante-dry'),
];
const MONTHS: readonly Span[] = [
  SPANS.month,
  { from: '2021-10-01', to: '2021-11-01' },
  { from: '2021-08-01', to: '2021-09-01', water: 'ex-ante-wet' },
];

/** Less than this is nothing, GWh: where hardly any water is spilled a share of it says nothing. */
const LEAST_GWH = 0.5;
/** Most error of the difference: of a week 3 % or 0.5 % of removed energy, whichever is larger; of a month 1 %. */
const weekLimit = (exact: number, removed: number): number => Math.max(0.03 * Math.abs(exact), 0.005 * removed);
const monthLimit = (exact: number): number => Math.max(0.01 * Math.abs(exact), LEAST_GWH);
/** Most that an exact answer may miss by the referee's word, of absolute cost. */
const EXACT_WITHIN = 1e-7;
/** Rounding of the solvers that a bound is checked with, of absolute cost. */
const BOUND_ROUNDING = 1e-7;

function week(from: string, water?: Span['water']): Span {
  return { from, to: formatInstant((parseInstant(from) ?? NaN) + 7 * 24).slice(0, 10), water };
}

/**
 * `npm run verify [-- --only programs,plan,weeks,months --from K --count N --referee]`: long proofs; exit 1 where one
 * fails.
 */
async function main(): Promise<boolean> {
  const { proofs, from, count, referee } = readVerifyArguments(process.argv.slice(2));
  const highs = await loadHighs();
  let passed = true;
  if (proofs.includes('programs')) passed = tell(provePrograms(highs)) && passed;
  if (proofs.includes('plan')) passed = tell(await provePlan(highs)) && passed;
  for (const [name, spans, limit] of [
    ['weeks', WEEKS, weekLimit],
    ['months', MONTHS, monthLimit],
  ] as const) {
    if (!proofs.includes(name)) continue;
    const rows: string[][] = [];
    for (const one of spans.slice(from - 1, from - 1 + count)) {
      const proof = await proveSpan(one, referee ? highs : null);
      const { cells, good } = told(one, proof, limit);
      rows.push(cells);
      passed &&= good;
      console.error(cells.join('  '));
    }
    console.log(`\n${markdownTable(SPAN_HEAD, rows)}`);
  }
  return passed;
}

function tell(proven: readonly Proven[]): boolean {
  console.log(
    `\n${markdownTable(
      ['proof', 'worst', 'limit', 'result'],
      proven.map(({ name, worst, limit, passed }) => [name, worst, limit, passed ? 'pass' : 'FAIL']),
    )}`,
  );
  return proven.every(({ passed }) => passed);
}

const SPAN_HEAD = [
  'from',
  'to',
  'water',
  'standard with',
  'without',
  'difference',
  'exact with',
  'without',
  'difference',
  'missed by HiGHS',
  'removed',
  'error, GWh',
  'error, %',
  '% of removed',
  'gap, %',
  'optimum over bound',
  's',
  'result',
];

function told(
  { from, to, water }: Span,
  { standard, exact, referee, removedGwh, gap, bound, seconds }: SpanProof,
  limit: (exact: number, removed: number) => number,
): { cells: string[]; good: boolean } {
  const [mine, theirs] = [standard.without - standard.with, exact.without - exact.with];
  const error = mine - theirs;
  const good =
    Math.abs(error) <= limit(theirs, removedGwh) && bound >= -BOUND_ROUNDING && (referee ?? 0) <= EXACT_WITHIN;
  const share = (of: number): string => (Math.abs(of) < LEAST_GWH ? '-' : shown((100 * error) / of, 2));
  return {
    good,
    cells: [
      from,
      to,
      water ?? 'ex-post',
      shown(standard.with, 1),
      shown(standard.without, 1),
      shown(mine, 1),
      shown(exact.with, 1),
      shown(exact.without, 1),
      shown(theirs, 1),
      referee === null ? '-' : referee.toExponential(1),
      shown(removedGwh, 0),
      shown(error, 1),
      share(theirs),
      share(removedGwh),
      shown(100 * gap, 2),
      bound.toExponential(1),
      shown(seconds, 0),
      good ? 'pass' : 'FAIL',
    ],
  };
}

process.exitCode = await main().then(
  (passed) => (passed ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    return error instanceof RangeError ? 2 : 1;
  },
);
