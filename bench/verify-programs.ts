import { createInteriorPoint } from '../src/engine/solver/barrier/interior-point.ts';
import { isSolved } from '../src/engine/solver/program/status.ts';
import type { LinearProgram, Solve } from '../src/engine/solver/program/linear-program.ts';
import { openSpan } from '../src/engine/dispatch/plan/opening.ts';
import { feasibleProgram, impossibleProgram } from '../test/engine/solver/random-programs.ts';
import { readPair, SPANS } from './study-pair.ts';

export interface Proven {
  readonly name: string;
  readonly worst: string;
  readonly limit: string;
  readonly passed: boolean;
}

const FEASIBLE = 300;
const INFEASIBLE = 100;
const MOST_ERROR = 1e-6;

const relative = (own: number, other: number): number => Math.abs(own - other) / Math.max(1, Math.abs(other));

/** Objectives of random feasible programs against the referee, and infeasible ones recognised. */
export function provePrograms(referee: Solve): Proven[] {
  const own = createInteriorPoint();
  const errors = seeds(FEASIBLE).map((seed) => errorOf(feasibleProgram(seed), own, referee));
  const missed = seeds(INFEASIBLE).filter((seed) => own(impossibleProgram(seed)).status !== 'infeasible').length;
  const worst = Math.max(...errors);
  return [
    {
      name: `${FEASIBLE} random feasible programs: objective against HiGHS`,
      worst: worst.toExponential(1),
      limit: '1e-6 relative',
      passed: worst <= MOST_ERROR,
    },
    {
      name: `${INFEASIBLE} random infeasible programs recognised`,
      worst: `${missed} missed`,
      limit: '0',
      passed: missed === 0,
    },
  ];
}

/** Every program of the season plan of both worlds, its linear part, against the referee. */
export async function provePlan(referee: Solve): Promise<Proven[]> {
  const pair = await readPair(SPANS.season);
  return [pair.reference, pair.counterfactual].map(({ scenario, case: c }) => {
    const own = createInteriorPoint();
    const programs: LinearProgram[] = [];
    openSpan(c, (program, options) => {
      programs.push({ ...program, quadratic: undefined });
      return own(program, options);
    });
    const worst = Math.max(...programs.map((program) => errorOf(program, own, referee)));
    return {
      name:
        `season plan, ${scenario.id}: ${programs.length} programs of up to ` +
        `${Math.max(...programs.map(({ columns }) => columns))} columns`,
      worst: worst.toExponential(1),
      limit: '1e-6 relative',
      passed: worst <= MOST_ERROR,
    };
  });
}

function errorOf(program: LinearProgram, own: Solve, referee: Solve): number {
  const [mine, other] = [own(program), referee(program, { want: 'interior' })];
  return isSolved(mine) && isSolved(other) ? relative(mine.objective, other.objective) : Infinity;
}

const seeds = (count: number): number[] => Array.from({ length: count }, (_, k) => k + 1);
