import type { Case } from '../../engine/case/case.ts';
import { inputEnds, pairAt, type InputEnds } from '../../engine/ensemble/one-input.ts';
import type { Uncertainty } from '../../engine/ensemble/drawn-inputs.ts';
import { withRemovedSize, removedMw } from '../../system/scenario/measure.ts';
import { EXPORT_RULES, type Scenario } from '../../system/scenario/scenario.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { RunOptions, StudyDeps } from '../base/ports.ts';
import { changeHours, preparePair, type PreparedPair } from '../run/prepare-case.ts';
import type { TornadoRow } from './tornado-result.ts';

/** Both worlds of a tornado in numbers. */
export type ResolvedPair = Readonly<Record<'reference' | 'counterfactual', ResolvedScenario>>;
export interface ResolvedTornado extends ResolvedPair {
  readonly variants: readonly ResolvedPair[];
}

/** A pair of worlds to be solved: the base, or one end of one row. Compiled when its turn comes. */
export interface Trial {
  readonly row: number;
  readonly value: number | string;
  readonly compile: () => Promise<readonly [Case, Case]>;
}
export type RowHead = Omit<TornadoRow, 'low' | 'high' | 'swing_gwh'>;
interface Row {
  readonly head: RowHead;
  readonly alternatives: readonly Omit<Trial, 'row'>[];
}
type CompilesPair = (pair: ResolvedPair) => Trial['compile'];

/**
 * The inputs that are uncertain for this pair, but for structures, which have no ends (`calibrate --variants` tells of
 * each): water by what is known of it, and the size where a load is removed.
 */
export function uncertainInputs({ model, counterfactual: { scenario } }: PreparedPair): Uncertainty[] {
  const removed = removedMw(scenario);
  return model.tables.uncertainty.filter(
    ({ input, drawn }) =>
      input !== 'structure' &&
      (drawn === 'always' || drawn === scenario.basis || (drawn === 'on-request' && removed > 0)),
  );
}

/** The rows of a tornado and what is solved for each, the base first; row -1 is that of the base. */
export function trialsOf(
  deps: StudyDeps,
  pair: PreparedPair,
  asked: ResolvedTornado,
  options: RunOptions,
): { readonly heads: RowHead[]; readonly trials: Trial[] } {
  const compiling: CompilesPair =
    ({ reference, counterfactual }) =>
    async () => {
      const made = await preparePair(deps, reference, counterfactual, options, changeHours(asked.counterfactual));
      return [made.reference.case, made.counterfactual.case];
    };
  const base = () => Promise.resolve([pair.reference.case, pair.counterfactual.case] as const);
  const rows = [
    ...rangeRows(pair, asked, compiling),
    ruleRow(asked, compiling),
    ...(asked.variants.length > 0 ? [variantsRow(asked, compiling)] : []),
  ];
  return {
    heads: rows.map(({ head }) => head),
    trials: [
      { row: -1, value: '', compile: base },
      ...rows.flatMap(({ alternatives }, row) => alternatives.map((one) => ({ row, ...one }))),
    ],
  };
}

/** A row for each uncertain input, with its low and its high end. */
function rangeRows(pair: PreparedPair, asked: ResolvedTornado, compiling: CompilesPair): Row[] {
  const compiled = {
    model: pair.model,
    scenarios: [pair.reference.scenario, pair.counterfactual.scenario],
    cases: [pair.reference.case, pair.counterfactual.case],
  } as const;
  const sized = (mw: number): ResolvedPair => ({
    reference: asked.reference,
    counterfactual: withRemovedSize(asked.counterfactual, mw),
  });
  const at = (ends: InputEnds, value: number) =>
    ends.row.input === 'size' ? compiling(sized(value)) : () => Promise.resolve(pairAt(compiled, ends, value));
  return inputEnds(compiled, uncertainInputs(pair)).map((ends) => {
    const { source, confidence, unit } = ends.row;
    return {
      head: { input: ends.key, ends: ends.ends, unit, source, confidence },
      alternatives: [ends.low, ends.high].map((value) => ({ value, compile: at(ends, value) })),
    };
  });
}

/** The rules for exports, each in both worlds. */
function ruleRow(asked: ResolvedTornado, compiling: CompilesPair): Row {
  const ruled = (export_rule: Scenario['export_rule']): ResolvedPair => ({
    reference: { ...asked.reference, export_rule },
    counterfactual: { ...asked.counterfactual, export_rule },
  });
  return {
    head: {
      input: 'export_rule',
      ends: 'choice',
      unit: null,
      source: 'every rule for exports that a scenario can state, in both worlds',
      confidence: 'assumed',
    },
    alternatives: EXPORT_RULES.map((rule) => ({ value: rule, compile: compiling(ruled(rule)) })),
  };
}

const variantsRow = (asked: ResolvedTornado, compiling: CompilesPair): Row => ({
  head: {
    input: 'variants',
    ends: 'choice',
    unit: null,
    source: 'the scenarios named, beside the base',
    confidence: 'assumed',
  },
  alternatives: [asked, ...asked.variants].map((variant) => ({
    value: variant.counterfactual.id,
    compile: compiling(variant),
  })),
});
