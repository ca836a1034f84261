import { givenWater } from '../cascade/given-water.ts';
import type { Case } from '../compile-case/case.ts';
import type { Solution, Solve } from '../solver/linear-program.ts';
import { HM3_PER_FLOW_HOUR as K } from '../tables.ts';
import { blockTimeline, carriesPonds, coarseStarts, hoursOfStep, periodStarts, type Timeline } from '../timeline.ts';
import { stepDuals } from './given-value.ts';
import { pointFrom, type SolvedSeason } from './plan-near.ts';
import type { StageScale } from './power-family.ts';
import { buildSeasonProgram, type SeasonProgram } from './season-program.ts';
import { perfectOutlook, type Outlook } from './water-outlook.ts';

/** Targets of a season plan: storage at the end of each day (hm3), the value of water during it (yuan/hm3), its mean release (m3/s), and the storages by which it fixes heads (hm3), [station * days]. */
export interface SeasonPlan extends SolvedSeason {
  readonly heads: Float64Array;
  readonly waterValue: Float64Array;
  readonly release: Float64Array;
}

/** What a plan is made from: its periods to the season's end, the storage it begins with (hm3), the water and the loads it believes in, and the storages that fix its heads. */
export interface Planning {
  readonly line: Timeline;
  readonly storage: Float64Array;
  readonly outlook: Outlook;
  readonly slots: Float64Array;
  readonly heads: Float64Array;
  /** a solved season of a like case, near which this one is sought: it saves time and changes nothing within the accuracy */
  readonly near?: SolvedSeason;
}

/** Throws where the program has no optimum. */
export function planSeason(c: Case, solve: Solve, { line, storage, outlook, slots, heads, near }: Planning, scale: StageScale = 1, given = givenWater(c)): SeasonPlan {
  const program = buildSeasonProgram(c, line, storage, outlook, slots, heads, scale, given);
  const solution = solve(program.program, { want: 'interior', near: near && pointFrom(c, near, program) });
  if (solution.status !== 'optimal') throw new Error(`season plan from day ${line.firstDay[0] + 1}: ${solution.status}: ${solution.message}`);
  return { program, solution, ...targets(c, program, solution, storage, scale) };
}

function targets(c: Case, p: SeasonProgram, { x, rowDual }: Solution, storageNow: Float64Array, scale: StageScale): Pick<SeasonPlan, 'storage' | 'waterValue' | 'release' | 'heads'> {
  const n = c.stations.ids.length;
  const { line } = p;
  const { per, steps } = line;
  const periods = line.days.length;
  const duals = stepDuals(c, p, { x, rowDual }, scale);
  const [storage, waterValue, release] = [0, 1, 2].map(() => new Float64Array(n * c.days));
  for (let i = 0; i < n; i++) {
    const seasonal = c.stations.seasonal[i] === 1;
    let before = storageNow[i];
    for (let period = 0; period < periods; period++) {
      const hours = 24 * line.days[period];
      let [flow, value] = [0, 0];
      for (let t = period * per; t < (period + 1) * per; t++) {
        const at = i * steps + t;
        flow += (p.given[i] === 1 ? p.known[at] : x[p.turbined[at]] + x[p.curtailed[at]] + x[p.forced[at]]) * hoursOfStep(line, t) / hours;
        if (!seasonal) value -= duals[at] / (K * hours);
      }
      if (seasonal) value = -duals[i * steps + period * per];
      const column = p.storage[i * periods + period];
      const after = column >= 0 ? x[column] : c.stations.storage[i] / 2;
      for (let d = 0; d < line.days[period]; d++) {
        const day = i * c.days + line.firstDay[period] + d;
        const onTheWay = before + (after - before) * ((d + 1) / line.days[period]);
        storage[day] = seasonal ? Math.min(onTheWay, Math.max(c.stations.storageLimit[day], 0)) : after;
        waterValue[day] = value;
        release[day] = flow;
      }
      before = after;
    }
  }
  return { storage, waterValue, release, heads: carriesPonds(c) ? pondsHalfFull(c, storage) : storage };
}

/** A pond counts as half full where it fixes a head. */
const pondsHalfFull = ({ days, stations: { seasonal, storage: full } }: Case, storage: Float64Array): Float64Array =>
  storage.map((hm3, at) => (seasonal[Math.floor(at / days)] === 1 ? hm3 : full[Math.floor(at / days)] / 2));

/** A plan whose heads are those of a coarser one in half months, made with the heads of the operators' rule. */
export function planOnOwnHeads(c: Case, solve: Solve, planning: Omit<Planning, 'heads'>): SeasonPlan {
  const halfMonths = blockTimeline(c, coarseStarts(c, planning.line.firstDay[0]), c.days);
  const first = planSeason(c, solve, { ...planning, line: halfMonths, heads: rulePath(c) });
  return planSeason(c, solve, { ...planning, heads: first.heads, near: first });
}

/** Ten-day periods from a day (the season's first) to the season's end under perfect knowledge of their water, with loads as they turn out unless `slots` says otherwise. */
export function perfectPlanning(c: Case, { from = 0, storage = c.stations.startStorage, slots = c.zones.slotLoad } = {}): Omit<Planning, 'heads'> {
  return { line: blockTimeline(c, periodStarts(c, from, c.days, 0), c.days), storage: storage.slice(), outlook: perfectOutlook(c), slots };
}

/** Storage that operators aim for at the end of each day, hm3 [station * days]: its rule curve; without one the day's limit, on the way from the season's first storage while the reservoir still fills; ponds half full. */
export function rulePath(c: Case): Float64Array {
  const { startStorage, endStorage, storageLimit, storage, seasonal, ruleStorage } = c.stations;
  return Float64Array.from(storageLimit, (limit, at) => {
    const [i, day] = [Math.floor(at / c.days), at % c.days];
    if (seasonal[i] !== 1) return storage[i] / 2;
    if (ruleStorage !== undefined && ruleStorage[at] >= 0) return ruleStorage[at];
    return Math.min(limit, startStorage[i] + (endStorage[i] - startStorage[i]) * Math.min(1, (day + 1) / (0.4 * c.days)));
  });
}
