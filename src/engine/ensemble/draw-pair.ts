import { caseWork } from '../dispatch/rolling/case-work.ts';
import { breakDown } from '../accounting/breakdown.ts';
import { disposition } from '../accounting/disposition.ts';
import { createLedger, hydroTotal, inStatistic, type Ledger } from '../accounting/ledger.ts';
import { runPair, seasonPlanOf } from '../run/run-case.ts';
import type { SeasonPlan } from '../dispatch/plan/season-plan.ts';
import { startsUnplanned } from '../dispatch/rolling/checkpoint.ts';
import type { Solve } from '../solver/program/linear-program.ts';
import type { DrawnWorld, DrawSetup, PairDraw } from './draw-setup.ts';
import { pairCases } from './pair-cases.ts';

/** The plans of an undrawn pair, in the unit of `caseWork`. */
const FIRST = 4;

export type DrawOf = (draw: number, solve: Solve, onProgress: (fraction: number) => void) => PairDraw;

/**
 * Draws pairs, dispatched and booked: the same bits whatever was drawn before, and where. Heads of all draws of a
 * structure and place are those of its undrawn pair's plans, whose solutions are also where the solver begins.
 */
export function pairDraws(setup: DrawSetup): DrawOf {
  const casesOf = pairCases(setup);
  const plans = new Map<string, readonly SeasonPlan[]>();
  return (draw, solve, onProgress) => {
    onProgress(0);
    const {
      cases: [kept, removed],
      figures,
      undrawn,
    } = casesOf(draw);
    const shared = startsUnplanned(kept) ? null : undrawn;
    const first = shared !== null && !plans.has(shared.key);
    const template =
      shared === null ? [] : (plans.get(shared.key) ?? shared.cases().map((c) => seasonPlanOf(c, solve)));
    if (shared !== null) plans.set(shared.key, template);
    const from = first ? FIRST / (FIRST + caseWork(kept).total) : 0;
    const [before, after] = runPair(
      [kept, removed],
      solve,
      (world, { fraction }) => onProgress(from + ((1 - from) * (world + fraction)) / 2),
      template,
    );
    return summary(draw, createLedger(kept, before), createLedger(removed, after), figures);
  };
}

function summary(draw: number, reference: Ledger, counterfactual: Ledger, inputs: PairDraw['inputs']): PairDraw {
  const world = (ledger: Ledger): DrawnWorld => ({
    curtailed: hydroTotal(ledger, inStatistic).curtailed,
    all: hydroTotal(ledger).curtailed,
  });
  const [before, after] = [reference, counterfactual].map((ledger) => breakDown(ledger).byMonth);
  return {
    draw,
    removed: disposition(reference, counterfactual).removed,
    reference: world(reference),
    counterfactual: world(counterfactual),
    deltaByMonth: after.map(({ key, mwh }, month) => ({ key, mwh: mwh - before[month].mwh })),
    counterfactualByMonth: after.map(({ key, mwh }) => ({ key, mwh })),
    inputs,
  };
}
