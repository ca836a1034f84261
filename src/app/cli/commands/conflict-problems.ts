import type {
  CaseConflict,
  ConflictLimit,
  ConflictWater,
  StatedValues,
} from '../../../engine/dispatch-case/case-conflict.ts';
import type { Endless } from '../../../engine/dispatch-case/case-endless.ts';
import type { LimitKind } from '../../../engine/dispatch-case/case-limits.ts';
import type { Remedy } from '../../../engine/dispatch-case/case-remedies.ts';
import type { SolvedCase } from '../../../engine/dispatch-case/solve-dispatch-case.ts';
import type { SolveStatus } from '../../../engine/solver/program/linear-program.ts';
import { problem, type Problem } from '../../../system/words/problem.ts';

const NOUNS: Readonly<Record<LimitKind, string>> = {
  hydro: 'plant',
  thermal: 'unit',
  renewables: 'renewable plant',
  zones: 'zone',
  lines: 'line',
};

/** One problem a conflict: the limits that cannot all hold, by plant, zone or line and step, and what would end it. */
export function conflictProblem({ limits, water, kvl, remedies }: CaseConflict): Problem {
  const first =
    limits.find((limit) => limit.path === remedies[0]?.path) ?? limits.find((limit) => !limit.natural) ?? limits[0];
  const said = [
    limits.length === 1
      ? `${limitText(first)} cannot be met.`
      : `These limits contradict each other: ${limits.map(limitText).join('; ')}.`,
    ...water.map(waterText),
    ...(kvl.length === 0 ? [] : [`Kirchhoff's law of line ${kvl.join(', ')} ties them.`]),
  ];
  const hint =
    remedies.length === 0
      ? 'change one of the values named; no single change of a limit was found that is enough'
      : `${remedies.map(remedyText).join(', or ')}${remedies.length > 1 ? ': each alone ends this conflict' : ''}`;
  return problem(
    'infeasible',
    first.path,
    first.least === first.most ? first.least : range(first),
    allowed(first, remedies),
    said.join(' '),
    hint,
  );
}

/** Something that would be made without end, because more of it costs ever less. */
export const endlessProblem = ({ path, id, what, step, limits }: Endless): Problem =>
  problem(
    'unbounded',
    path,
    null,
    limits.join(' or '),
    `${what} of "${id}" grows without end from step ${step} on, as more of it only lowers the cost`,
    `give "${id}" ${limits.join(' or ')}, or take away the negative cost that it earns`,
  );

/** Where a solver says no more than that there is no answer. */
export const plainProblem = ({ status, message }: SolvedCase): Problem =>
  problem(
    status,
    '',
    status,
    'a case with a finite optimum',
    `the case has no solution: ${message}`,
    HINTS[status] ?? 'make the case smaller',
  );

const HINTS: Readonly<Partial<Record<SolveStatus, string>>> = {
  infeasible:
    'the limits miss each other by less than a solver can tell: widen one that is met exactly (storage, ' +
    'outflow, capacity or load)',
  unbounded:
    'a negative cost meets a quantity without limit: give it a limit (p_max, q_max, cap_fwd) or a cost of 0 or more',
  stalled: 'make the case smaller, or bring its numbers nearer to each other in size',
  limit: 'make the case smaller',
  invalid: 'look for numbers in the case that are missing or far too large',
};

const limitText = ({ kind, id, field, natural, ...values }: ConflictLimit): string =>
  `${NOUNS[kind]} "${id}" ${natural ? 'storage of at least' : field} ${range(values)} at ${stepText(values)}`;

function waterText({ id, v_init, inflow, consumption }: ConflictWater): string {
  const drawn = consumption.most === 0 && consumption.least === 0 ? '' : `, consumption ${range(consumption)}`;
  return (
    `Water of plant "${id}" at ${stepText(inflow)}: ${v_init === null ? '' : `v_init ${short(v_init)}, `}inflow ` +
    `${range(inflow)}${drawn}.`
  );
}

const stepText = ({ first, last }: Pick<StatedValues, 'first' | 'last'>): string =>
  first === last ? `step ${first}` : `steps ${first} to ${last}`;
const short = (value: number): string => String(Number(value.toPrecision(7)));
const range = ({ least, most }: Pick<StatedValues, 'least' | 'most'>): string => {
  const [low, high] = [least, most].map((value) => short(value ?? 0));
  return low === high ? low : `${low} to ${high}`;
};

/** What the field may hold, where the remedy of it is a number. */
function allowed({ path }: ConflictLimit, remedies: readonly Remedy[]): string | null {
  const remedy = remedies.find((one) => one.path === path);
  if (remedy?.to === undefined || remedy.to === null) return null;
  return `${remedy.change === 'lower' ? 'at most' : 'at least'} ${short(remedy.to)}`;
}

function remedyText({ path, id, field, change, to, by, steps }: Remedy): string {
  if (change === 'allow')
    return field === 'unserved_cost'
      ? `give zone "${id}" an unserved_cost, so that load may stay unserved (${path})`
      : `set spill_allowed of zone "${id}", so that power may be thrown away (${path})`;
  if (change === 'restore') return `put line "${id}" back in service (${path}: 1)`;
  if (to !== null) return `${change} ${field} of "${id}" to ${short(to)} or ${change === 'lower' ? 'less' : 'more'}`;
  return (
    `${change} ${field} of "${id}" by ${short(by ?? 0)} or more at ` +
    `${stepText({ first: steps![0], last: steps![1] })}`
  );
}
