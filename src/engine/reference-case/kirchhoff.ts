import type { CaseLine, DispatchCase } from '../../system/dispatch-case.ts';
import type { ProgramBuilder } from '../solver/program-builder.ts';
import type { CaseColumns } from './case-columns.ts';
import type { CaseSteps } from './case-steps.ts';

/** With `kvl`: x * flow = angle(from) - angle(to) on every line that has a reactance; one zone of each connected network keeps the angle 0. */
export function addKirchhoff(dispatch: DispatchCase, steps: CaseSteps, columns: CaseColumns, builder: ProgramBuilder): void {
  if (!dispatch.kvl) return;
  const lines = (dispatch.lines ?? []).map((line, l) => ({ line, flow: columns.line[l] })).filter(({ line }) => line.x !== null && line.x !== undefined);
  const references = referenceZones(lines.map(({ line }) => line));
  const touched = new Set(lines.flatMap(({ line }) => [line.from, line.to]));
  for (let t = 0; t < steps.n; t++) {
    const angle = new Map([...touched].map((zone) => {
      const bound = references.has(zone) ? 0 : Infinity;
      return [zone, builder.column(0, -bound, bound, () => `angle_${zone}_${t}`)];
    }));
    for (const { line, flow } of lines) {
      const row = builder.row(0, 0, () => `kvl_${line.id}_${t}`);
      builder.entry(row, flow[t], line.x!);
      builder.entry(row, angle.get(line.from)!, -1);
      builder.entry(row, angle.get(line.to)!, 1);
    }
  }
}

/** The first zone met of every connected network. */
function referenceZones(lines: readonly CaseLine[]): Set<string> {
  const parent = new Map<string, string>();
  const root = (zone: string): string => {
    const up = parent.get(zone) ?? zone;
    return up === zone ? zone : root(up);
  };
  for (const line of lines) {
    parent.set(root(line.to), root(line.from));
    if (!parent.has(line.from)) parent.set(line.from, line.from);
  }
  return new Set([...parent.keys()].map(root));
}
