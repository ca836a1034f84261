import type { Case } from '../compile-case/case.ts';
import type { Solution, Solve } from '../solver/linear-program.ts';
import { HM3_PER_FLOW_HOUR as K } from '../tables.ts';
import { hoursOfStep, type Timeline } from '../timeline.ts';
import type { StageScale } from './power-family.ts';
import { buildSeasonProgram, type SeasonProgram } from './season-program.ts';
import type { Outlook } from './water-outlook.ts';

/** Targets of a season plan: storage at the end of each day (hm3), the value of water during it (yuan/hm3) and its mean release (m3/s), [station * days]. */
export interface SeasonPlan {
  readonly program: SeasonProgram;
  readonly solution: Solution;
  readonly storage: Float64Array;
  readonly waterValue: Float64Array;
  readonly release: Float64Array;
}

/** Plans the periods of `line`, which runs to the season's end; throws where the program has no optimum. */
export function planSeason(c: Case, solve: Solve, line: Timeline, storageNow: Float64Array, outlook: Outlook, slots: Float64Array, scale: StageScale = 1): SeasonPlan {
  const program = buildSeasonProgram(c, line, storageNow, outlook, slots, scale);
  const solution = solve(program.program, { want: 'interior' });
  if (solution.status !== 'optimal') throw new Error(`season plan from day ${line.firstDay[0] + 1}: ${solution.status}: ${solution.message}`);
  return { program, solution, ...targets(c, program, solution, storageNow) };
}

function targets(c: Case, p: SeasonProgram, { x, rowDual }: Solution, storageNow: Float64Array): Pick<SeasonPlan, 'storage' | 'waterValue' | 'release'> {
  const n = c.stations.ids.length;
  const { line } = p;
  const { per, steps } = line;
  const periods = line.days.length;
  const [storage, waterValue, release] = [0, 1, 2].map(() => new Float64Array(n * c.days));
  for (let i = 0; i < n; i++) {
    const seasonal = c.stations.seasonal[i] === 1;
    let before = storageNow[i];
    for (let period = 0; period < periods; period++) {
      const hours = 24 * line.days[period];
      let [flow, value] = [0, 0];
      for (let t = period * per; t < (period + 1) * per; t++) {
        const at = i * steps + t;
        flow += (x[p.turbined[at]] + x[p.curtailed[at]] + x[p.forced[at]]) * hoursOfStep(line, t) / hours;
        if (!seasonal) value -= rowDual[p.water[at]] / (K * hours);
      }
      if (seasonal) value = -rowDual[p.water[i * steps + period * per]];
      const after = seasonal ? x[p.storage[i * periods + period]] : c.stations.storage[i] / 2;
      for (let d = 0; d < line.days[period]; d++) {
        const day = i * c.days + line.firstDay[period] + d;
        const onTheWay = before + (after - before) * ((d + 1) / line.days[period]);
        storage[day] = seasonal ? Math.min(onTheWay, Math.max(c.stations.storageLimit[day], after)) : after;
        waterValue[day] = value;
        release[day] = flow;
      }
      before = after;
    }
  }
  return { storage, waterValue, release };
}
