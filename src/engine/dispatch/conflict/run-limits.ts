import type { Case } from '../../case/case.ts';
import type { Limit } from '../../solver/program/elastic-program.ts';
import type { LinearProgram } from '../../solver/program/linear-program.ts';
import type { StatedProgram } from '../programs/unsolved.ts';

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
  /** Columns of contracts: what a line takes more goes as surplus, and is counted once. */
  readonly contracts: ReadonlySet<number>;
}

export function runLimits(c: Case, stated: StatedProgram): RunLimits {
  const list = new LimitList(stated);
  addGridLimits(list, c, stated);
  addPlantLimits(list, c, stated);
  return list;
}

type Add = (of: Limit['of'], index: number, side: Limit['side'], step: number) => void;

class LimitList implements RunLimits {
  readonly groups: RunLimitGroup[] = [];
  readonly limits: Limit[] = [];
  readonly contracts: ReadonlySet<number>;
  private readonly stated: StatedProgram;

  constructor(stated: StatedProgram) {
    this.stated = stated;
    this.contracts = new Set(stated.power.flatMap(({ contract }) => [...contract]));
  }

  /** The finite limits that `collect` adds, as one group; none where there are none. */
  group(kind: RunLimitKind, id: string, path: string, collect: (add: Add) => void): void {
    const { program, line } = this.stated;
    const bounds = {
      row: { lower: program.rowLower, upper: program.rowUpper },
      column: { lower: program.columnLower, upper: program.columnUpper },
    };
    const before = this.limits.length;
    collect((of, index, side, step) => {
      // Steps in the order in which they begin: blocks of a period follow each other by class.
      if (Number.isFinite(bounds[of][side][index]))
        this.limits.push({ of, index, side, group: this.groups.length, place: line.firstHour[step] });
    });
    if (this.limits.length > before) this.groups.push({ kind, id, path });
  }
}

function addGridLimits(list: LimitList, c: Case, { power }: StatedProgram): void {
  c.zones.ids.forEach((id, z) =>
    list.group('load', id, `zones.csv/${id}.id`, (add) =>
      power.forEach(({ balance }, t) => {
        for (const side of ['lower', 'upper'] as const) add('row', balance[z], side, t);
      }),
    ),
  );
  c.corridors.ids.forEach((id, l) =>
    (['forward', 'reverse'] as const).forEach((way) =>
      list.group('corridor', id, `corridors.csv/${id}.${way}_mw`, (add) =>
        power.forEach((step, t) => add('column', step[way][l], 'upper', t)),
      ),
    ),
  );
  c.sections.ids.forEach((id, s) =>
    list.group('section', id, `sections.csv/${id}.limit_mw`, (add) =>
      power.forEach(({ section }, t) => add('row', section[s], 'upper', t)),
    ),
  );
  c.exports.ids.forEach((id, e) =>
    list.group('export', id, `exports.csv/${id}.rated_mw`, (add) =>
      power.forEach(({ contract, surplus }, t) => {
        for (const column of [contract[e], surplus[e]]) add('column', column, 'upper', t);
      }),
    ),
  );
}

function addPlantLimits(list: LimitList, c: Case, { program, power, turbined, line, ramps }: StatedProgram): void {
  c.stations.ids.forEach((id, i) =>
    list.group('turbines', id, `stations.csv/${id}.capacity_mw`, (add) =>
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
    list.group('capacity', id, `thermal.csv/${id}.capacity_mw`, (add) =>
      power.forEach(({ thermal }, t) => add('column', thermal[g], 'upper', t)),
    ),
  );
  c.exports.ids.forEach((id, e) =>
    list.group('ramp', id, `exports.csv/${id}.ramp_mw_per_h`, (add) =>
      ramps.forEach((ramp) => {
        if (ramp.line === e) for (const side of ['lower', 'upper'] as const) add('row', ramp.row, side, ramp.last);
      }),
    ),
  );
  c.thermal.ids.forEach((id, g) =>
    list.group('must-run', id, `thermal.csv/${id}.must_run_mw`, (add) =>
      power.forEach(({ thermal }, t) => {
        if (program.columnLower[thermal[g]] > 0) add('column', thermal[g], 'lower', t);
      }),
    ),
  );
}

/** The row of a column whose name begins so; -1 where there is none. */
function rowOf({ starts, indices, rowName }: LinearProgram, column: number, beginning: string): number {
  for (let e = starts[column]; e < starts[column + 1]; e++)
    if (rowName(indices[e]).startsWith(beginning)) return indices[e];
  return -1;
}
