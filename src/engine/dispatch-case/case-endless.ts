import type { DispatchCase } from '../../system/dispatch-case/dispatch-case.ts';
import type { Solve } from '../solver/program/linear-program.ts';
import { isSolved } from '../solver/program/status.ts';
import { toUsualSize } from '../solver/program/usual-size.ts';
import { buildDispatchProgram } from './dispatch-program.ts';

/**
 * Something that an unbounded case makes ever more of, at its first such step, and the fields that could limit it;
 * `path` is the first of them.
 */
export interface Endless {
  readonly path: string;
  readonly id: string;
  readonly what: string;
  readonly step: number;
  readonly limits: readonly string[];
}

/** Far beyond any limit of usual size. */
const FAR = 1e7;

/**
 * What runs away in a case without a finite optimum: with everything held within a far bound, that which stands at it.
 */
export function endlessOf(dispatch: DispatchCase, solve: Solve): readonly Endless[] {
  const { program: own, columns } = buildDispatchProgram(dispatch);
  const { program } = toUsualSize(own);
  const boxed = {
    ...program,
    columnLower: program.columnLower.map((low) => Math.max(low, -FAR)),
    columnUpper: program.columnUpper.map((high) => Math.min(high, FAR)),
  };
  const found = solve(boxed, { want: 'vertex' });
  if (!isSolved(found)) return [];
  const { x } = found;
  const runs = (
    kind: string,
    what: string,
    limits: readonly string[],
    entries: readonly { readonly id: string }[] | null | undefined,
    of: readonly (Int32Array | null)[],
  ): Endless[] =>
    (entries ?? []).flatMap(({ id }, i) => {
      const step = of[i]?.findIndex((column) => Math.abs(x[column]) > FAR / 10) ?? -1;
      return step < 0 ? [] : [{ path: `${kind}[${i}].${limits[0].split(' ')[0]}`, id, what, step, limits }];
    });
  const made = [
    ...runs('thermal', 'output', ['p_max'], dispatch.thermal, columns.thermal),
    ...runs('hydro', 'turbined flow', ['q_max', 'p_max'], dispatch.hydro, columns.turbined),
    ...runs('hydro', 'spill', ['spill_cost_per_flow_hour of 0 or more'], dispatch.hydro, columns.spill),
  ];
  // Flows and what is thrown away follow from what is made.
  return made.length > 0
    ? made
    : [
        ...runs('zones', 'power thrown away', ['spill_cost of 0 or more'], dispatch.zones, columns.zoneSpill),
        ...runs('lines', 'flow', ['cap_fwd', 'cap_rev'], dispatch.lines, columns.line),
      ];
}
