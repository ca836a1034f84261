import type { Case } from '../compile-case/case.ts';
import type { Limit } from '../solver/elastic-program.ts';
import type { LinearProgram } from '../solver/linear-program.ts';
import type { StatedProgram } from './unsolved.ts';

export type RunLimitKind = 'must-run' | 'ramp' | 'section' | 'corridor' | 'export' | 'turbines' | 'capacity' | 'load';

/** What limits one thing over all steps of a program; `path` is the figure of the model that says so. */
export interface RunLimitGroup {
  readonly kind: RunLimitKind;
  readonly id: string;
  readonly path: string;
}

/**
 * The limits of a run that somebody stated, those first that a reader would rather hear of; a place is the hour in
 * which a step begins. Water and storage are no one's to take back: what they ask may be missed at a price.
 */
export interface RunLimits {
  readonly groups: readonly RunLimitGroup[];
  readonly limits: readonly Limit[];
}

export function runLimits(c: Case, { program, power, turbined, line, ramps }: StatedProgram): RunLimits {
  const groups: RunLimitGroup[] = [];
  const limits: Limit[] = [];
  // Steps in the order in which they begin: blocks of a period follow each other by class.
  const placeOf = (step: number): number => line.firstHour[step];
  const bounds = {
    row: { lower: program.rowLower, upper: program.rowUpper },
    column: { lower: program.columnLower, upper: program.columnUpper },
  };

  c.zones.ids.forEach((id, z) =>
    group('load', id, `zones.csv/${id}.id`, (add) =>
      power.forEach(({ balance }, t) => {
        for (const side of ['lower', 'upper'] as const) add('row', balance[z], side, t);
      }),
    ),
  );
  c.corridors.ids.forEach((id, l) =>
    (['forward', 'reverse'] as const).forEach((way) =>
      group('corridor', id, `corridors.csv/${id}.${way}_mw`, (add) =>
        power.forEach((step, t) => add('column', step[way][l], 'upper', t)),
      ),
    ),
  );
  c.sections.ids.forEach((id, s) =>
    group('section', id, `sections.csv/${id}.limit_mw`, (add) =>
      power.forEach(({ section }, t) => add('row', section[s], 'upper', t)),
    ),
  );
  c.exports.ids.forEach((id, e) =>
    group('export', id, `exports.csv/${id}.rated_mw`, (add) =>
      power.forEach(({ contract, surplus }, t) => {
        for (const column of [contract[e], surplus[e]]) add('column', column, 'upper', t);
      }),
    ),
  );
  c.stations.ids.forEach((id, i) =>
    group('turbines', id, `stations.csv/${id}.capacity_mw`, (add) =>
      power.forEach((_, t) => {
        const column = turbined[i * line.steps + t];
        const row = rowOf(program, column, 'turbines_');
        // Where water is given, its amount is the limit, which is no one's.
        if (row >= 0) {
          add('column', column, 'upper', t);
          add('row', row, 'upper', t);
        }
      }),
    ),
  );
  c.thermal.ids.forEach((id, g) =>
    group('capacity', id, `thermal.csv/${id}.capacity_mw`, (add) =>
      power.forEach(({ thermal }, t) => add('column', thermal[g], 'upper', t)),
    ),
  );
  c.exports.ids.forEach((id, e) =>
    group('ramp', id, `exports.csv/${id}.ramp_mw_per_h`, (add) =>
      ramps.forEach((ramp) => {
        if (ramp.line === e) for (const side of ['lower', 'upper'] as const) add('row', ramp.row, side, ramp.last);
      }),
    ),
  );
  c.thermal.ids.forEach((id, g) =>
    group('must-run', id, `thermal.csv/${id}.must_run_mw`, (add) =>
      power.forEach(({ thermal }, t) => {
        if (program.columnLower[thermal[g]] > 0) add('column', thermal[g], 'lower', t);
      }),
    ),
  );
  return { groups, limits };

  function group(
    kind: RunLimitKind,
    id: string,
    path: string,
    collect: (add: (of: Limit['of'], index: number, side: Limit['side'], step: number) => void) => void,
  ): void {
    const before = limits.length;
    collect((of, index, side, step) => {
      if (Number.isFinite(bounds[of][side][index]))
        limits.push({ of, index, side, group: groups.length, place: placeOf(step) });
    });
    if (limits.length > before) groups.push({ kind, id, path });
  }
}

/** The row of a column whose name begins so; -1 where there is none. */
function rowOf({ starts, indices, rowName }: LinearProgram, column: number, beginning: string): number {
  for (let e = starts[column]; e < starts[column + 1]; e++)
    if (rowName(indices[e]).startsWith(beginning)) return indices[e];
  return -1;
}
