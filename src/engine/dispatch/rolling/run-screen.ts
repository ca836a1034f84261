import type { Outcome } from '../../outcome/outcome.ts';
import { hourOf, known, planOn, seal, tellBefore, type Run } from './run-state.ts';
import { endDay, plansAnew } from './checkpoint.ts';
import { writePlan } from '../schedule/write-plan.ts';
import { HOURS_A_DAY } from '../../tables.ts';

/** Level screen: the season plan alone, block by block. */
export function runScreen(run: Run): Outcome {
  const { c, schedule, inputs, checkpoint } = run;
  let { water, plan } = checkpoint;
  const replans = [...checkpoint.replans];
  for (let { day } = checkpoint; day < endDay(c);) {
    if (plansAnew(c, day))
      run.watch?.({ ...checkpoint, day, schedule, water, plan, replans, answers: [...run.answers] });
    plan = planOn(run, day, water, plan, replans);
    const next = c.foresight === 'rolling' ? (c.replanDays.find((d) => d > day) ?? endDay(c)) : endDay(c);
    water = writePlan(c, inputs, schedule, plan, hourOf(c, day), Math.min(c.to, next * HOURS_A_DAY), water);
    day = Math.min(next, endDay(c));
    tellBefore(run, day);
  }
  return seal(run, { plan: known(plan), replans, lower: null, solver: 'own interior point, season in blocks' });
}
