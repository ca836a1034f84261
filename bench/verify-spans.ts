import { createLedger, hydroTotal, inStatistic } from '../src/engine/accounting/ledger.ts';
import type { Case } from '../src/engine/case/case.ts';
import { buildExactProgram } from '../src/engine/dispatch/rolling/exact-program.ts';
import { openSpan } from '../src/engine/dispatch/plan/opening.ts';
import { buildHorizonProgram } from '../src/engine/dispatch/programs/horizon-program.ts';
import type { Outcome } from '../src/engine/outcome/outcome.ts';
import { runCase } from '../src/engine/run/run-case.ts';
import { absoluteCost, objectiveOf } from '../src/engine/solver/program/evaluate.ts';
import { createInteriorPoint } from '../src/engine/solver/barrier/interior-point.ts';
import { isSolved } from '../src/engine/solver/program/status.ts';
import type { LinearProgram, Solve } from '../src/engine/solver/program/linear-program.ts';
import { standingHeads } from '../test/support/standing-heads.ts';
import { readPair, type Span } from './study-pair.ts';

/** Curtailed energy in the statistic, GWh. */
export interface Pair {
  readonly with: number;
  readonly without: number;
}
/**
 * One span at level standard and at level exact; `referee`, where HiGHS was asked: what it finds that the exact answer
 * misses, relative to absolute cost. `bound`: its optimum over the lower bound, relative to absolute cost; below 0
 * disproves it.
 */
export interface SpanProof {
  readonly standard: Pair;
  readonly exact: Pair;
  readonly referee: number | null;
  readonly removedGwh: number;
  readonly gap: number;
  readonly bound: number;
  readonly seconds: number;
}

interface WorldProof {
  readonly standard: number;
  readonly exact: number;
  readonly referee: number;
  readonly gap: number;
  readonly bound: number;
}

export async function proveSpan(span: Span, referee: Solve | null): Promise<SpanProof> {
  const started = performance.now();
  const pair = await readPair(span);
  const [kept, removed] = [pair.reference.case, pair.counterfactual.case].map((c) => proveWorld(c, referee));
  const both = (of: 'standard' | 'exact'): Pair => ({ with: kept[of], without: removed[of] });
  return {
    standard: both('standard'),
    exact: both('exact'),
    referee: referee ? Math.max(kept.referee, removed.referee) : null,
    removedGwh: pair.counterfactual.case.removedEnergy / 1000,
    gap: Math.max(kept.gap, removed.gap),
    bound: Math.min(kept.bound, removed.bound),
    seconds: (performance.now() - started) / 1000,
  };
}

function proveWorld(c: Case, referee: Solve | null): WorldProof {
  const own = createInteriorPoint();
  const standard = runCase({ ...c, level: 'standard' }, own, () => undefined);
  const exactly = { ...c, level: 'exact' as const };
  const exact = runCase(exactly, own, () => undefined);
  const least = solved(referee ?? own, boundProgram(c, standard));
  return {
    standard: curtailed(c, standard),
    exact: curtailed(c, exact),
    referee: referee ? refereed(exactly, own, referee) : NaN,
    gap: (standard.upperBound - standard.lowerBound) / standard.absoluteCost,
    bound: (least.objective - standard.lowerBound) / standard.absoluteCost,
  };
}

const curtailed = (c: Case, outcome: Outcome): number =>
  hydroTotal(createLedger(c, outcome), inStatistic).curtailed / 1000;

/**
 * How far the referee finds the exact program's answer from its optimum, over absolute cost. The program shares spill
 * by a quadratic term, which HiGHS does not take at this size; but a convex program is solved where, and only where,
 * the linear one with the costs it has there is: whatever that one could still gain bounds what the answer misses.
 */
function refereed(c: Case, own: Solve, referee: Solve): number {
  const { plan, start } = openSpan(c, own);
  const { program } = buildExactProgram(c, plan, start, 1);
  const { x } = solved(own, program);
  const cost = program.cost.map((linear, j) => linear + (program.quadratic?.[j] ?? 0) * x[j]);
  const tangent = { ...program, cost, quadratic: undefined };
  return (objectiveOf(tangent, x) - solved(referee, tangent).objective) / absoluteCost(tangent, x);
}

/**
 * What the lower bound of a standard run speaks of: any hourly schedule with its production factors that leaves the
 * reservoirs as it does.
 */
function boundProgram(c: Case, o: Outcome): LinearProgram {
  const { steps } = o.timeline;
  const free = { mode: 'free' as const, target: new Float64Array(0), value: new Float64Array(0), transit: null };
  const { program, storage } = buildHorizonProgram(c, {
    span: c,
    water: { storage: o.firstStorage, releaseBefore: o.releaseBefore },
    heads: standingHeads(c, o),
    end: free,
    interruptible: c.zones.interruptibleLoad,
    scale: 0,
  });
  c.stations.ids.forEach((_, i) => {
    const column = storage[(i + 1) * steps - 1];
    if (column >= 0) program.columnLower[column] = program.columnUpper[column] = o.storage[(i + 1) * steps - 1];
  });
  return program;
}

function solved(solve: Solve, program: LinearProgram) {
  const found = solve(program, { want: 'interior' });
  if (!isSolved(found)) throw new Error(`${found.status}: ${found.message}`);
  return found;
}
