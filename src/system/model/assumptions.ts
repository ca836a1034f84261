import { ASSUMPTION_IDS, ASSUMPTIONS, type AssumptionId } from './assumption-kinds.ts';
import type { Row, Tables } from './model.ts';

/** A figure for every price and habit, in the unit that `ASSUMPTIONS` gives it. */
export type Assumptions = Readonly<Record<AssumptionId, number>>;

export const USUAL_ASSUMPTIONS: Assumptions = Object.freeze(
  Object.fromEntries(ASSUMPTION_IDS.map((id) => [id, ASSUMPTIONS[id].usual])) as Record<AssumptionId, number>,
);

/** The figures of a model: its own rows, and the usual figures where it has none. */
export const assumptionsOf = ({ assumptions }: Pick<Tables, 'assumptions'>): Assumptions =>
  Object.freeze({ ...USUAL_ASSUMPTIONS, ...Object.fromEntries(assumptions.map(({ id, value }) => [id, value])) });

/** Figures that are not the usual ones; undefined where all are: such a case is the one it was before it had any. */
export function unusualAssumptions(all: Assumptions): Readonly<Partial<Assumptions>> | undefined {
  const own = ASSUMPTION_IDS.filter((id) => all[id] !== USUAL_ASSUMPTIONS[id]);
  return own.length === 0 ? undefined : Object.fromEntries(own.map((id) => [id, all[id]]));
}

/** The rows of a model, with a row graded `assumed` for every figure that it leaves to the program. */
export function statedAssumptions(rows: readonly Row<'assumptions'>[]): readonly Row<'assumptions'>[] {
  const own = new Map(rows.map((row) => [row.id, row]));
  return ASSUMPTION_IDS.map((id) => own.get(id) ?? usualRow(id));
}

function usualRow(id: AssumptionId): Row<'assumptions'> {
  const { unit, usual, en, zh, why } = ASSUMPTIONS[id];
  return {
    id,
    value: usual,
    unit,
    what_en: en,
    what_zh: zh,
    source: `assumed: the program's own figure; ${why}`,
    confidence: 'assumed',
  };
}
