import type { CaseLine, DispatchCase } from '../../system/dispatch-case/dispatch-case.ts';
import type { ProgramBuilder } from '../solver/program/program-builder.ts';
import type { CaseColumns } from './case-columns.ts';
import { at, type CaseSteps } from './case-steps.ts';

/**
 * With `kvl`: x * flow = angle(from) - angle(to) on every line that has a reactance and is in service at the step; a
 * line taken out (`available` 0) ties no angles. One zone of each connected network keeps the angle 0. Returns the rows
 * by line, -1 where there is none.
 */
export function addKirchhoff(
  dispatch: DispatchCase,
  steps: CaseSteps,
  columns: CaseColumns,
  builder: ProgramBuilder,
): readonly Int32Array[] {
  const lines = dispatch.lines ?? [];
  const rows = lines.map(() => new Int32Array(steps.n).fill(-1));
  if (!dispatch.kvl) return rows;
  const networks = new Map<string, Network>();
  for (let t = 0; t < steps.n; t++) {
    const inService = lines.map((_, l) => l).filter((l) => bindsAngles(lines[l], t));
    const key = inService.join();
    const network = networks.get(key) ?? networkOf(inService.map((l) => lines[l]));
    networks.set(key, network);
    const angle = new Map(
      [...network.zones].map((zone) => {
        const bound = network.references.has(zone) ? 0 : Infinity;
        return [zone, builder.column(0, -bound, bound, () => `angle_${zone}_${t}`)];
      }),
    );
    for (const l of inService) {
      const row = (rows[l][t] = builder.row(0, 0, () => `kvl_${lines[l].id}_${t}`));
      builder.entry(row, columns.line[l][t], lines[l].x!);
      builder.entry(row, angle.get(lines[l].from)!, -1);
      builder.entry(row, angle.get(lines[l].to)!, 1);
    }
  }
  return rows;
}

const bindsAngles = (line: CaseLine, step: number): boolean =>
  line.x !== null && line.x !== undefined && at(line.available, step, 1) > 0;

/** Zones that lines meet, and the first met of every connected part. */
interface Network {
  readonly zones: ReadonlySet<string>;
  readonly references: ReadonlySet<string>;
}

function networkOf(lines: readonly CaseLine[]): Network {
  const parent = new Map<string, string>();
  const root = (zone: string): string => {
    const up = parent.get(zone) ?? zone;
    return up === zone ? zone : root(up);
  };
  for (const line of lines) {
    parent.set(root(line.to), root(line.from));
    if (!parent.has(line.from)) parent.set(line.from, line.from);
  }
  return {
    zones: new Set(lines.flatMap(({ from, to }) => [from, to])),
    references: new Set([...parent.keys()].map(root)),
  };
}
