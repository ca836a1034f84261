import type { Case } from '../../case/case.ts';
import type { ProgramBuilder } from '../../solver/program/program-builder.ts';
import type { PowerStep } from './power-step.ts';

/** Columns of corridors and export lines in one step. */
interface LineColumns {
  readonly forward: readonly number[];
  readonly reverse: readonly number[];
  readonly contract: readonly number[];
  readonly surplus: readonly number[];
}

/**
 * Joint limits: the sum of coefficient * net flow over a section's members stays at or below its limit. Returns the
 * rows.
 */
export function addSections(b: ProgramBuilder, c: Case, step: PowerStep, columns: LineColumns): number[] {
  const corridors = c.corridors.ids.length;
  const { limit, memberSection, memberLine, memberCoefficient } = c.sections;
  const rows = c.sections.ids.map((id, s) =>
    b.row(-Infinity, limit[s * c.hours + step.hour], () => `section_${id}_${step.name}`),
  );
  memberSection.forEach((section, m) => {
    const line = memberLine[m];
    const coefficient = memberCoefficient[m];
    const [plus, minus] =
      line < corridors
        ? [columns.forward[line], columns.reverse[line]]
        : [columns.contract[line - corridors], columns.surplus[line - corridors]];
    b.entry(rows[section], plus, coefficient);
    b.entry(rows[section], minus, line < corridors ? -coefficient : coefficient);
  });
  return rows;
}

/** What the receivers of a group of lines accept together, and the contract in it. */
export function addGroups(
  b: ProgramBuilder,
  { exports: { ids: lines, groups } }: Case,
  step: PowerStep,
  columns: LineColumns,
): void {
  groups?.ids.forEach((id, g) => {
    const contract = b.row(-Infinity, step.groupContract[g], () => `group_contract_${id}_${step.name}`);
    const all = b.row(-Infinity, step.groupMost[g], () => `group_${id}_${step.name}`);
    lines.forEach((_, e) => {
      if (groups.of[e] !== g) return;
      b.entry(contract, columns.contract[e], 1);
      b.entry(all, columns.contract[e], 1);
      b.entry(all, columns.surplus[e], 1);
    });
  });
}
