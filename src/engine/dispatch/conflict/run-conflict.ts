import { formatInstant } from '../../../system/words/calendar.ts';
import { InvalidInput, problem, type Problem } from '../../../system/words/problem.ts';
import type { Case } from '../../case/case.ts';
import { findConflicts } from '../../solver/answers/conflict.ts';
import type { Limit } from '../../solver/program/elastic-program.ts';
import type { LinearProgram, Solve } from '../../solver/program/linear-program.ts';
import { shiftedProgram } from '../../solver/program/shifted-program.ts';
import { isSolved } from '../../solver/program/status.ts';
import { toUsualSize } from '../../solver/program/usual-size.ts';
import { runLimits, type RunLimitGroup, type RunLimitKind, type RunLimits } from './run-limits.ts';
import { Unsolved, type StatedProgram } from '../programs/unsolved.ts';

const MOST_CONFLICTS = 4;
/** In which order a reader would rather hear of limits. */
const TOLD: readonly RunLimitKind[] = [
  'must-run',
  'ramp',
  'section',
  'corridor',
  'export',
  'turbines',
  'capacity',
  'load',
];

/**
 * Does work on a case; where one of its programs has no solution, throws `InvalidInput` that names what cannot all
 * hold, as far as `solve` can tell.
 */
export function orContradictions<T>(c: Case, solve: Solve, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const problems = error instanceof Unsolved && error.infeasible ? conflictProblems(c, error.stated, solve) : [];
    throw problems.length > 0 ? new InvalidInput(problems) : error;
  }
}

function conflictProblems(c: Case, stated: StatedProgram, solve: Solve): Problem[] {
  const { program, length } = toUsualSize(stated.program);
  const known = runLimits(c, stated);
  const conflicts = findConflicts(program, known.limits, solve, MOST_CONFLICTS);
  return conflicts.map(({ groups: found, limits }) => {
    const said = saidBy(c, known, limits);
    const groups = [...found].sort(
      (a, b) => TOLD.indexOf(known.groups[a].kind) - TOLD.indexOf(known.groups[b].kind) || a - b,
    );
    const others = new Set(conflicts.flatMap((other) => other.groups).filter((group) => !found.includes(group)));
    const told = groups.map((number) => ({
      number,
      group: known.groups[number],
      places: limits.filter((limit) => limit.group === number),
    }));
    const remedies = remediesOf(
      groups,
      (moving) => {
        const shift = leastShift(program, known, new Set(moving), others, solve);
        if (shift === null) return [];
        const [by, own] = [length * shift, limits.filter(({ group }) => group === moving[0])];
        const { kind, id } = known.groups[moving[0]];
        return kind === 'export'
          ? [{ paths: exportPaths(c, id, said(moving[0]), own, by), by, side: 'upper', line: id }]
          : [{ paths: moving.map(said), by, side: own[0].side, line: null }];
      },
      known,
    );
    const first = told.find(({ number }) => remedies[0]?.paths.includes(said(number))) ?? told[0];
    const texts = told.map(({ group, places }) => ({
      what: limitText(stated, group, places),
      when: timeText(c, stated, places),
    }));
    const same = texts.every(({ when }) => when === texts[0].when);
    return problem(
      'contradiction-in-run',
      said(first.number),
      valueAt(stated.program, first.places[0]),
      null,
      `no dispatch can keep all of these at once${same ? ` ${texts[0].when}` : ''}: ` +
        `${texts.map(({ what, when }) => (same ? what : `${what} ${when}`)).join('; ')}`,
      remedies.length === 0
        ? 'change one of the values named; no single change was found that is enough'
        : `${remedies.map(remedyText).join(', or ')}${remedies.length > 1 ? ': each alone is enough' : ''}`,
    );
  });
}

/**
 * Where the value of a group is said that takes part in a conflict: the model's figure, or what stands in its place in
 * all hours in which it takes part.
 */
function saidBy({ setBy = [] }: Case, { groups }: RunLimits, limits: readonly Limit[]): (group: number) => string {
  return (number) => {
    const { path } = groups[number];
    const at = (place: number): string =>
      setBy.findLast(({ figure, from, to }) => figure === path && place >= from && place < to)?.by ?? path;
    const places = limits.filter(({ group }) => group === number).map(({ place }) => at(place));
    return places.length > 0 && places.every((by) => by === places[0]) ? places[0] : path;
  };
}

/** What gives way, by how many MW. */
interface Remedy {
  readonly paths: readonly string[];
  readonly by: number;
  readonly side: Limit['side'];
  /** the export that takes so much more in the hours of the conflict */
  readonly line: string | null;
}

/** What has to be raised so that a line takes so many MW more: its schedule, and its rating where that is too small. */
function exportPaths(
  { exports: { ids, most, rated }, hours }: Case,
  id: string,
  said: string,
  limits: readonly Limit[],
  by: number,
): string[] {
  const e = ids.indexOf(id);
  const room = Math.min(...limits.map(({ place }) => rated[e] - most[e * hours + place]));
  const schedule = said.startsWith('measures') && said.endsWith('.mean') ? said : `export_schedule.csv/${id}.mean_mw`;
  const rating = said.startsWith('measures') && !said.endsWith('.mean') ? said : `exports.csv/${id}.rated_mw`;
  return by > room ? [rating, schedule] : [schedule];
}

/**
 * Changes of one figure each that are enough; where there is none, of all units that must run, by as much. Load is what
 * it is, and what turbines take is told in m3/s.
 */
function remediesOf(
  groups: readonly number[],
  tried: (moving: readonly number[]) => readonly Remedy[],
  known: RunLimits,
): readonly Remedy[] {
  const kind = (number: number): RunLimitKind => known.groups[number].kind;
  const single = groups
    .filter((number) => kind(number) !== 'load' && kind(number) !== 'turbines')
    .flatMap((number) => tried([number]));
  const units = groups.filter((number) => kind(number) === 'must-run');
  return single.length > 0 || units.length < 2 ? single : tried(units);
}

/**
 * By how much limits of some groups must give way together, tried with all others but those of other conflicts; null
 * where that does not help. What must be made gives way where it is as much: nothing makes less than nothing.
 */
function leastShift(
  program: LinearProgram,
  { groups, limits, contracts }: RunLimits,
  groupsMoving: ReadonlySet<number>,
  others: ReadonlySet<number>,
  solve: Solve,
): number | null {
  const shift = (least: number): number | null => {
    const moving = limits.filter(
      (limit) =>
        groupsMoving.has(limit.group) &&
        (limit.of === 'row' || !contracts.has(limit.index)) &&
        (groups[limit.group].kind !== 'must-run' || program.columnLower[limit.index] >= least),
    );
    const moves = new Set(moving);
    const firm = limits.filter((limit) => !moves.has(limit) && !others.has(limit.group));
    const found = solve(shiftedProgram(program, limits, firm, { limits: moving, rows: [], sign: 1 }), {
      want: 'vertex',
    });
    return isSolved(found) ? found.objective : null;
  };
  const first = shift(0);
  const again = first === null ? null : shift(first * (1 - SAME));
  return first !== null && again !== null && again <= first * (1 + SAME) ? again : null;
}
/** Two solves of one shift differ by their rounding. */
const SAME = 1e-6;

const valueAt = ({ rowLower, rowUpper, columnLower, columnUpper }: LinearProgram, { of, index, side }: Limit): number =>
  Number(
    (of === 'row' ? (side === 'lower' ? rowLower : rowUpper) : side === 'lower' ? columnLower : columnUpper)[
      index
    ].toPrecision(6),
  );

const NAMES: Readonly<Record<RunLimitKind, (id: string, mw: string, path: string) => string>> = {
  'must-run': (id, mw) => `unit "${id}" must run at ${mw} or more`,
  ramp: (id, mw) => `export "${id}" cannot leave its ramp, ${mw}`,
  section: (id, mw) => `section "${id}" takes at most ${mw}`,
  corridor: (id, mw, path) =>
    `corridor "${id}" takes at most ${mw} ${path.endsWith('reverse_mw') ? 'in reverse' : 'forward'}`,
  export: (id, mw) => `export "${id}" takes at most ${mw}`,
  turbines: (id) => `turbines of "${id}" take no more than those in service can`,
  capacity: (id, mw) => `unit "${id}" makes at most ${mw}`,
  load: (id, mw) => `load of zone "${id}" is ${mw}`,
};
const CLASSES = ['peak', 'flat', 'valley'] as const;

/** A limit with its values at the steps where it takes part. */
function limitText({ program }: StatedProgram, { kind, id, path }: RunLimitGroup, places: readonly Limit[]): string {
  // What an export line takes is contract and surplus together.
  const byPlace = new Map<number, number>();
  for (const limit of places)
    byPlace.set(limit.place, (kind === 'export' ? (byPlace.get(limit.place) ?? 0) : 0) + valueAt(program, limit));
  const [least, most] = ends([...byPlace.values()]).map((mw) => Number(mw.toPrecision(4)));
  return NAMES[kind](id, `${least === most ? least : `${least} to ${most}`} MW`, path);
}

/** When it takes part, by the local clock. */
function timeText(c: Case, { line }: StatedProgram, places: readonly Limit[]): string {
  const [first, last] = ends(places.map(({ place }) => place));
  const step = line.stepOfHour[last - line.hoursFrom[0]];
  const [from, to] = [first, line.kind === 'hours' ? last + 1 : line.hoursFrom[line.period[step] + 1]].map((hour) =>
    formatInstant(c.start + hour),
  );
  if (line.kind === 'hours') return first === last ? `at ${from}` : `from ${from} to ${to}`;
  return `in ${first === last ? `${CLASSES[line.hourClass[step]]} ` : ''}hours from ${from} to ${to}`;
}

const ends = (list: readonly number[]): [number, number] =>
  list.reduce<[number, number]>(
    ([least, most], one) => [Math.min(least, one), Math.max(most, one)],
    [Infinity, -Infinity],
  );

/** In four digits, rounded to what is enough. */
function remedyText({ paths, by, side, line }: Remedy): string {
  const unit = 10 ** (Math.floor(Math.log10(by)) - 3);
  const enough = Number((Math.ceil(by / unit - 1e-3) * unit).toPrecision(4));
  if (line !== null) return `raise ${paths.join(' and ')} so that "${line}" takes ${enough} MW more in these hours`;
  const elsewhere = paths.every((path) => path.startsWith('measures')) ? '' : ' (or what a measure sets in its place)';
  return (
    `${side === 'lower' && !paths[0].startsWith('exports') ? 'lower' : 'raise'} ${paths.join(' and ')} by ` +
    `${enough} MW${paths.length > 1 ? ' each' : ''}${elsewhere}`
  );
}
