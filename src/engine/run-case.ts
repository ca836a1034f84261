import type { Case } from './compile-case/case.ts';
import { buildCostProgram, sealOutcome } from './dispatch/cost-account.ts';
import { openingState, stateFromPlan } from './dispatch/opening.ts';
import { emptySchedule, writeWindow, type Schedule } from './dispatch/schedule.ts';
import { planSeason, type SeasonPlan } from './dispatch/season-program.ts';
import { believedSlots, forecastOutlook, perfectOutlook } from './dispatch/water-outlook.ts';
import { buildWindowProgram, type WaterState, type WindowEnd } from './dispatch/window-program.ts';
import type { Outcome } from './outcome.ts';
import { createInteriorPoint } from './solver/interior-point.ts';
import type { Solution, Solve } from './solver/linear-program.ts';

export interface EngineProgress { readonly stage: string; readonly done: number; readonly total: number; readonly fraction: number }

/**
 * Dispatches a compiled case: a season plan gives storage targets and water values, then hourly programs day by day follow them (level `standard`), or one hourly program covers the whole window (`exact`).
 * Pure and synchronous. `solve` is the referee solver, used for bounds at level exact and wherever the program's own solver gives up.
 */
export function runCase(c: Case, solve: Solve, onProgress: (progress: EngineProgress) => void): Outcome {
  const own = createInteriorPoint();
  const robust: Solve = (program, options) => {
    const found = own(program, options);
    return found.status === 'optimal' ? found : solve({ ...program, quadratic: undefined }, { ...options, want: 'interior', timeLimitSeconds: 300 });
  };
  const season: WaterState = openingState(c);
  onProgress({ stage: 'plan', done: 0, total: 1, fraction: 0 });
  const perfect = planSeason(c, robust, 0, season.storage, perfectOutlook(c), c.zones.slotLoad);
  const start = c.firstDay === 0 ? season : stateFromPlan(c, perfect, c.firstDay);
  return c.level === 'exact' ? runExact(c, robust, solve, perfect, start, onProgress) : runDays(c, robust, perfect, start, onProgress);
}

const endOfDay = (c: Case, plan: SeasonPlan, day: number, mode: WindowEnd['mode']): WindowEnd => ({
  mode,
  target: Float64Array.from(c.stations.ids, (_, i) => plan.storage[i * c.days + day]),
  value: Float64Array.from(c.stations.ids, (_, i) => plan.waterValue[i * c.days + day]),
});

/** Days follow the plan; the season's last day under a hard target is pinned to it, ponds included. */
function dayEnd(c: Case, plan: SeasonPlan, day: number): WindowEnd {
  if (c.terminal !== 'target' || day !== c.days - 1) return endOfDay(c, plan, day, 'guided');
  return { ...endOfDay(c, plan, day, 'pinned'), target: c.stations.endStorage };
}

function mustSolve(what: string, found: Solution): Solution {
  if (found.status !== 'optimal') throw new Error(`${what}: ${found.status}: ${found.message}`);
  return found;
}

function runDays(c: Case, solve: Solve, perfect: SeasonPlan, start: WaterState, onProgress: (p: EngineProgress) => void): Outcome {
  const schedule: Schedule = emptySchedule(c);
  const replans: number[] = [];
  let plan = perfect;
  let water = start;
  for (let day = c.firstDay; day < c.endDay; day++) {
    if (c.foresight === 'rolling' && (day === c.firstDay || c.replanDays.includes(day))) {
      const next = c.replanDays.find((d) => d > day) ?? c.days;
      plan = planSeason(c, solve, day, water.storage, forecastOutlook(c, day, Math.min(next, day + 7)), believedSlots(c, c.start + day * 24));
      replans.push(c.start + day * 24);
    }
    const w = buildWindowProgram(c, day, 1, water, water.storage, dayEnd(c, plan, day), c.zones.slotLoad, 1);
    const found = mustSolve(`day ${day + 1} of the season`, solve(w.program, { want: 'interior' }));
    water = writeWindow(c, schedule, w, found.x, found.rowDual, day, water);
    const done = day - c.firstDay + 1;
    onProgress({ stage: 'dispatch', done, total: c.endDay - c.firstDay, fraction: done / (c.endDay - c.firstDay) });
  }
  return sealOutcome(c, schedule, start, plan, replans, { lower: null, solver: 'own interior point, day by day' });
}

/** At level exact the later stages must not cost a millionth of the bill: their weights shrink, their order stays. */
const EXACT_WEIGHTS = 1e-3;

function runExact(c: Case, solve: Solve, referee: Solve, plan: SeasonPlan, start: WaterState, onProgress: (p: EngineProgress) => void): Outcome {
  const days = c.endDay - c.firstDay;
  const schedule = emptySchedule(c);
  const end = endOfDay(c, plan, c.endDay - 1, 'pinned');
  const w = buildWindowProgram(c, c.firstDay, days, start, start.storage, end, c.zones.slotLoad, EXACT_WEIGHTS);
  const found = mustSolve('exact window', solve(w.program, { want: 'interior' }));
  onProgress({ stage: 'dispatch', done: 1, total: 2, fraction: 0.5 });
  writeWindow(c, schedule, w, found.x, found.rowDual, c.firstDay, start);
  const cost = buildCostProgram(c, plan, start);
  const bound = mustSolve('cost stage of the exact window', referee(cost.program, { want: 'interior' }));
  onProgress({ stage: 'bound', done: 2, total: 2, fraction: 1 });
  return sealOutcome(c, schedule, start, plan, [], { lower: { program: cost, dual: bound.rowDual, x: found.x }, solver: 'own interior point, whole window; bound by HiGHS' });
}
