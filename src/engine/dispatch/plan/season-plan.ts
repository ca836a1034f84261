import { uncontrolledStations } from '../../cascade/uncontrolled-stations.ts';
import type { Case } from '../../case/case.ts';
import type { Solution, Solve } from '../../solver/program/linear-program.ts';
import { isSolved } from '../../solver/program/status.ts';
import { HM3_PER_FLOW_HOUR as K, HOURS_A_DAY } from '../../tables.ts';
import {
  blockTimeline,
  carriesPonds,
  coarseStarts,
  hoursOfStep,
  lengthOfPeriod,
  periodsOf,
  periodStarts,
  type Timeline,
} from '../../case/timeline.ts';
import { stepDuals } from './given-value.ts';
import { pointBeside, pointFrom, type SolvedSeason } from './warm-start.ts';
import type { StageScale } from '../programs/power-family.ts';
import { buildSeasonProgram, type SeasonProgram } from '../programs/season-program.ts';
import { Unsolved } from '../programs/unsolved.ts';
import { perfectOutlook, type Outlook } from '../programs/water-outlook.ts';

/**
 * Targets of a season plan: storage at the end of each day (hm3), the value of water at the end of it (yuan/hm3), the
 * mean release then (m3/s), and the storages by which it fixes heads (hm3), [station * days].
 */
export interface SeasonPlan extends SolvedSeason {
  readonly heads: Float64Array;
  readonly waterValue: Float64Array;
  readonly release: Float64Array;
  /** storage with which it begins, hm3 a station */
  readonly opening: Float64Array;
  /** the plan in half months from which it has its heads, where it was made on its own */
  readonly coarse?: SolvedSeason;
}

/**
 * What a plan is made from: its periods to the season's end, the storage it begins with (hm3), the water and the loads
 * it believes in, and the storages that fix its heads.
 */
export interface Planning {
  readonly line: Timeline;
  readonly storage: Float64Array;
  readonly outlook: Outlook;
  readonly interruptible: Float64Array;
  readonly heads: Float64Array;
  /**
   * a solved season of a like case, near which this one is sought: it saves time and changes nothing within the
   * accuracy
   */
  readonly warmStart?: SolvedSeason;
  /** the same season of a case that differs in a few numbers: goes before `warmStart` where its program is alike */
  readonly beside?: SolvedSeason;
}

/** Throws where the program has no optimum. */
export function planSeason(
  c: Case,
  solve: Solve,
  { line, storage, outlook, interruptible, heads, warmStart, beside }: Planning,
  scale: StageScale = 1,
  given = uncontrolledStations(c),
): SeasonPlan {
  const program = buildSeasonProgram(c, { line, storage, outlook, interruptible, heads, scale, given });
  const name = `season plan from hour ${line.hoursFrom[0] + 1}`;
  const solution = solve(program.program, {
    name,
    want: 'interior',
    warmStart: (beside && pointBeside(beside, program)) ?? (warmStart && pointFrom(c, warmStart, program)),
  });
  if (!isSolved(solution))
    throw new Unsolved(name, solution, {
      program: program.program,
      line,
      power: program.power,
      turbined: program.turbined,
      ramps: [],
    });
  const { columns, rows } = program.program;
  const layout = { ...program, program: { columns, rows } };
  return { program: layout, solution, opening: storage, ...targets(c, program, solution, storage, scale) };
}

function targets(
  c: Case,
  p: SeasonProgram,
  { x, rowDual }: Solution,
  storageNow: Float64Array,
  scale: StageScale,
): Pick<SeasonPlan, 'storage' | 'waterValue' | 'release' | 'heads'> {
  const n = c.stations.ids.length;
  const { line } = p;
  const { steps, stepsFrom, hoursFrom } = line;
  const periods = periodsOf(line);
  const duals = stepDuals(c, p, { x, rowDual }, scale);
  const [storage, waterValue, release] = [0, 1, 2].map(() => new Float64Array(n * c.days));
  for (let i = 0; i < n; i++) {
    const seasonal = c.stations.seasonal[i] === 1;
    let before = storageNow[i];
    for (let period = 0; period < periods; period++) {
      const hours = lengthOfPeriod(line, period);
      let [flow, value] = [0, 0];
      for (let t = stepsFrom[period]; t < stepsFrom[period + 1]; t++) {
        const at = i * steps + t;
        flow +=
          ((p.given[i] === 1 ? p.known[at] : x[p.turbined[at]] + x[p.curtailed[at]] + x[p.forced[at]]) *
            hoursOfStep(line, t)) /
          hours;
        if (!seasonal) value -= duals[at] / (K * hours);
      }
      if (seasonal) value = -duals[i * steps + stepsFrom[period]];
      const column = p.storage[i * periods + period];
      const after = column >= 0 ? x[column] : c.stations.storage[i] / 2;
      // A day is told by its last hour of the season.
      for (let day = Math.floor(hoursFrom[period] / HOURS_A_DAY); day * HOURS_A_DAY < hoursFrom[period + 1]; day++) {
        const end = Math.min(day * HOURS_A_DAY + HOURS_A_DAY, c.closes);
        if (end > hoursFrom[period + 1]) break;
        const onTheWay = before + (after - before) * ((end - hoursFrom[period]) / hours);
        storage[i * c.days + day] = seasonal
          ? Math.min(onTheWay, Math.max(c.stations.storageLimit[i * c.hours + end - 1], 0))
          : after;
        waterValue[i * c.days + day] = value;
        release[i * c.days + day] = flow;
      }
      before = after;
    }
  }
  return { storage, waterValue, release, heads: carriesPonds(c) ? pondsHalfFull(c, storage) : storage };
}

/**
 * Storage of a station at the end of an hour of a plan, hm3: on the straight way through the period that it lies in,
 * within the limit.
 */
export function plannedStorage(
  c: Case,
  { program: { line, storage }, solution: { x }, opening }: SeasonPlan,
  i: number,
  hour: number,
): number {
  const periods = periodsOf(line);
  const period = line.period[line.stepOfHour[hour - line.hoursFrom[0]]];
  const at = (p: number): number => {
    if (p < 0) return opening[i];
    const column = storage[i * periods + p];
    return column >= 0 ? x[column] : c.stations.storage[i] / 2;
  };
  const [before, after] = [at(period - 1), at(period)];
  const onTheWay = before + (after - before) * ((hour + 1 - line.hoursFrom[period]) / lengthOfPeriod(line, period));
  return c.stations.seasonal[i] === 1
    ? Math.min(onTheWay, Math.max(c.stations.storageLimit[i * c.hours + hour], 0))
    : onTheWay;
}

/** A pond counts as half full where it fixes a head. */
const pondsHalfFull = ({ days, stations: { seasonal, storage: full } }: Case, storage: Float64Array): Float64Array =>
  storage.map((hm3, at) => (seasonal[Math.floor(at / days)] === 1 ? hm3 : full[Math.floor(at / days)] / 2));

/**
 * A plan whose heads are those of a coarser one in half months, made with the heads of the operators' rule. `beside` is
 * such a plan of a case that differs in a few numbers: both are sought from it.
 */
export function planOnOwnHeads(
  c: Case,
  solve: Solve,
  planning: Omit<Planning, 'heads' | 'near' | 'beside'>,
  beside?: SeasonPlan,
): SeasonPlan {
  const halfMonths = blockTimeline(c, coarseStarts(c, planning.line.hoursFrom[0]), c.closes);
  const first = planSeason(c, solve, { ...planning, line: halfMonths, heads: rulePath(c), beside: beside?.coarse });
  const { program, solution, storage } = first;
  return {
    ...planSeason(c, solve, { ...planning, heads: first.heads, warmStart: first, beside }),
    coarse: { program, solution, storage },
  };
}

/**
 * Ten-day periods from an hour (the season's first) to the season's end under perfect knowledge of their water, with
 * loads as they turn out unless `interruptible` says otherwise.
 */
export function perfectPlanning(
  c: Case,
  { from = c.opens, storage = c.stations.startStorage, interruptible = c.zones.interruptibleLoad } = {},
): Omit<Planning, 'heads'> {
  return {
    line: blockTimeline(c, periodStarts(c, from, c.closes, from), c.closes),
    storage: storage.slice(),
    outlook: perfectOutlook(c),
    interruptible,
  };
}

/**
 * Storage that operators aim for at the end of each day, hm3 [station * days]: its rule curve; without one the day's
 * limit, on the way from the season's first storage while the reservoir still fills; ponds half full.
 */
export function rulePath(c: Case): Float64Array {
  const { startStorage, endStorage, storageLimit, storage, seasonal, ruleStorage } = c.stations;
  return Float64Array.from({ length: storage.length * c.days }, (_, at) => {
    const [i, day] = [Math.floor(at / c.days), at % c.days];
    if (seasonal[i] !== 1) return storage[i] / 2;
    const last = i * c.hours + Math.min(day * HOURS_A_DAY + HOURS_A_DAY, c.closes) - 1;
    if (ruleStorage !== undefined && ruleStorage[last] >= 0) return ruleStorage[last];
    return Math.min(
      storageLimit[last],
      startStorage[i] +
        (endStorage[i] - startStorage[i]) * Math.min(1, (day + 1) / (c.assumptions['refill-share'] * c.days)),
    );
  });
}
