import { compileCase } from '../../engine/compile-case/compile-case.ts';
import type { Case } from '../../engine/case/case.ts';
import type { Ledger } from '../../engine/accounting/ledger.ts';
import { withFittedValues } from '../../system/model/calibrated-model.ts';
import { waterTarget } from '../../system/tables/water-target.ts';
import type { Model } from '../../system/model/model.ts';
import type { ResolvedYear } from '../out-turns/backcast-years.ts';
import { factsOf, modelledFact, type Fact } from '../calibration/calibration-facts.ts';
import { PLENTIFUL, residualOf, withinReach } from '../calibration/calibration-step.ts';
import { misfitOf } from '../calibration/least-squares.ts';
import type { Say } from '../base/messages.ts';
import type { HeldBy, WaterFactor } from '../base/water-factor-result.ts';
import { waterPrior } from '../calibration/water-prior.ts';
import type { PlacedFactor } from './water-factors.ts';

/**
 * A fact tells where a factor lies if it would be missed otherwise by more than so many spreads with the factor
 * elsewhere.
 */
const MOVED = 1;
/** Below this a fact is not missed more at all. */
const LEAST_COST = 1e-3;
const SCREEN = { level: 'screen', foresight: 'perfect' } as const;

interface Moved {
  readonly model: Model;
  readonly case: Case;
}
/**
 * The runs that say what holds the factors of a year that lie outside those of other years: as it stands, with
 * plentiful water, and with each factor put back to the nearest end of the range.
 */
export interface HeldRuns {
  readonly year: number;
  readonly factors: readonly PlacedFactor[];
  readonly facts: readonly Fact[];
  readonly stated: Moved;
  readonly plentiful: Moved;
  readonly back: readonly (Moved | null)[];
}

const isOutside = ({ outside, parameter }: PlacedFactor): boolean => outside !== null && parameter !== null;
const endOf = ({ outside, low, high }: PlacedFactor): number => (outside === 'below' ? low : high);

/**
 * Null where no inferred factor lies outside, or no fact could say why. All runs are of level screen with the water
 * known.
 */
export function heldRuns(
  model: Model,
  { year, scenario }: ResolvedYear,
  factors: readonly PlacedFactor[],
): HeldRuns | null {
  const facts = factsOf(model, 'infer').filter((fact) => fact.year === year);
  if (facts.length === 0 || !factors.some(isOutside)) return null;
  const moved = (values: ReadonlyMap<string, number>): Moved => {
    const other = withFittedValues(model, values);
    return { model: other, case: compileCase(other, scenario, SCREEN) };
  };
  const numbers = model.tables.calibration.filter(
    (row) => row.step === 'infer' && waterTarget(row.target)?.waterYear === scenario.water.water_year,
  );
  return {
    year,
    factors,
    facts,
    stated: moved(new Map()),
    plentiful: moved(new Map(numbers.map((row) => [row.parameter, Math.min(PLENTIFUL, row.upper)]))),
    // A number moves by as much as its factor: what the size of a load adds stays.
    back: factors.map((one) =>
      isOutside(one)
        ? moved(
            new Map([
              [one.parameter!, numbers.find((row) => row.parameter === one.parameter)!.value + endOf(one) - one.factor],
            ]),
          )
        : null,
    ),
  };
}

/** What is to be run, apart from what has been. */
export const casesOf = ({ stated, plentiful, back }: HeldRuns): readonly Case[] =>
  [stated, plentiful, ...back.flatMap((one) => one ?? [])].map((one) => one.case);

/** The factors with what holds those outside; `ledgerOf` knows the runs of `casesOf`. */
export function heldFactors(
  say: Say,
  model: Model,
  factors: readonly PlacedFactor[],
  runs: HeldRuns | null,
  ledgerOf: (c: Case) => Ledger,
): readonly WaterFactor[] {
  const said = ({ model: of, case: c }: Moved, facts: readonly Fact[]): readonly (number | null)[] =>
    facts.map((fact) => modelledFact(of, ledgerOf(c), fact));
  const facts = runs ? withinReach(runs.facts, said(runs.plentiful, runs.facts)) : [];
  const now = runs ? said(runs.stated, facts) : [];
  return factors.map(({ parameter, ...one }, i) => {
    if (one.outside === null || parameter === null)
      return {
        ...one,
        held_by: null,
        why: one.outside === null ? null : say({ code: 'water-held', values: { held: null } }),
      };
    const factor = endOf({ ...one, parameter });
    const back = runs?.back[i];
    const then = back ? said(back, facts) : [];
    const misses = facts
      .flatMap((fact, k) => {
        const [a, b] = [now[k], then[k]];
        if (a === null || b === null || a === undefined || b === undefined) return [];
        return [{ fact: fact.row.id, residual: residualOf(fact, a), residual_at_end: residualOf(fact, b) }];
      })
      .sort((a, b) => Math.abs(costOf(b)) - Math.abs(costOf(a)));
    const moved = misses
      .filter((miss) => Math.abs(moreMissed(miss)) > MOVED)
      .map(({ fact, ...both }): HeldBy['facts'][number] => ({
        fact,
        pull: moreMissed(both) > 0 ? 'holds' : 'back',
        ...both,
      }));
    const unexplained = !moved.some(({ pull }) => pull === 'holds');
    const { prior, change } = priorOf(model, parameter, factor - one.factor);
    const held: HeldBy = {
      parameter,
      factor,
      facts: moved,
      nearest: unexplained ? (misses.find((miss) => costOf(miss) > LEAST_COST) ?? null) : null,
      prior,
      misfit_change: { facts: misses.reduce((sum, miss) => sum + costOf(miss), 0), prior: change },
      unexplained,
    };
    return { ...one, held_by: held, why: say({ code: 'water-held', values: { held } }) };
  });
}

/** By how many spreads more a fact is missed at the end of the range; negative where it is missed less. */
const moreMissed = ({
  residual,
  residual_at_end: end,
}: Pick<HeldBy['facts'][number], 'residual' | 'residual_at_end'>): number => Math.abs(end) - Math.abs(residual);

/** By how much the squared miss rises at the end of the range. */
const costOf = ({
  residual,
  residual_at_end: end,
}: Pick<HeldBy['facts'][number], 'residual' | 'residual_at_end'>): number => end ** 2 - residual ** 2;

/**
 * How far a number lies from the centre of its prior, in spreads of its logarithm, now and moved by so much; and by how
 * much the move raises the squared misses of all numbers together.
 */
function priorOf(
  model: Model,
  parameter: string,
  by: number,
): { readonly prior: HeldBy['prior']; readonly change: number | null } {
  const numbers = model.tables.calibration.filter((row) => row.step === 'infer');
  const [prior, i] = [waterPrior(model, numbers), numbers.findIndex((row) => row.parameter === parameter)];
  if (prior === null) return { prior: null, change: null };
  const values = numbers.map(({ value }) => value);
  const there = values.map((value, k) => (k === i ? value + by : value));
  const miss = (value: number): number => Math.log(value / prior.centre[i]) / prior.spread[i];
  return {
    prior: { residual: miss(values[i]), residual_at_end: miss(there[i]) },
    change: misfitOf(prior.residuals(there)) - misfitOf(prior.residuals(values)),
  };
}
