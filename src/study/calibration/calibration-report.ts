import type { FittedFact, FittedParameter, StepResult } from './calibration-result.ts';
import { residualOf, type SolvedStep } from './calibration-step.ts';
import { normalMatrix, type Point } from './least-squares.ts';
import { symmetricInverse } from './symmetric-inverse.ts';

const PINNING_FACTS = 3;
/** A profile point lies so many standard errors away. */
const PROFILE_REACH = 2;

/** A solved step as it is printed: fitted numbers with what pins them, every fact, and the misfit. */
export async function stepResult(solved: SolvedStep): Promise<StepResult> {
  const { fitted, facts, modelled, parameters, misfit } = solved;
  const data = fitted.residuals.length;
  const error = Math.sqrt(misfit / Math.max(1, data - fitted.free.length));
  const covariance = symmetricInverse(normalMatrix(fitted.jacobian, fitted.free), fitted.free.length);
  const profiles = covariance ? await profilesOf(solved, covariance, error) : [];
  return {
    step: solved.step,
    parameters: parameters.map((_, i) => parameterOf(solved, i, covariance, error, profiles[i] ?? [])),
    facts: facts.map((_, k) => factOf(solved, k, modelled[k])),
    facts_misfit: solved.factsMisfit,
    misfit,
    residual_standard_error: error,
    free: fitted.free.length,
    iterations: fitted.iterations,
    stopped: fitted.stopped,
  };
}

function parameterOf(
  { parameters, guesses, point, fitted, facts, modelled }: SolvedStep,
  i: number,
  covariance: Float64Array | null,
  error: number,
  profile: FittedParameter['profile'],
): FittedParameter {
  const { parameter, kind, target, unit, lower, upper } = parameters[i];
  const row = fitted.free.indexOf(i);
  const variance = covariance && row >= 0 ? covariance[row * fitted.free.length + row] : null;
  const known = facts.filter((_, k) => modelled[k] !== null);
  const told = known.map((fact, k) => ({ fact: fact.row.id, share: fitted.jacobian[i][k] ** 2 }));
  const all = told.reduce((sum, one) => sum + one.share, 0);
  return {
    parameter,
    kind,
    target,
    unit,
    start: guesses[i].centre,
    lower,
    upper,
    value: point[i],
    at_bound: row < 0,
    standard_error: variance === null ? null : error * Math.sqrt(variance),
    prior_share: variance === null ? null : Math.min(1, variance / guesses[i].spread ** 2),
    pinned_by:
      all === 0
        ? []
        : told
            .map(({ fact, share }) => ({ fact, share: share / all }))
            .sort((a, b) => b.share - a.share)
            .slice(0, PINNING_FACTS),
    profile,
  };
}

function factOf({ facts }: SolvedStep, k: number, modelled: number | null): FittedFact {
  const { row, published, spread, outside: part } = facts[k];
  const outside =
    row.outside_gwh === undefined
      ? null
      : { low: row.outside_low_gwh ?? 0, central: row.outside_gwh, high: row.outside_high_gwh ?? 0 };
  const model = modelled === null ? null : modelled + part;
  return {
    fact: row.id,
    period: row.period,
    quantity: row.quantity,
    series: row.of === undefined ? row.series : `${row.series} / ${row.of}`,
    unit: row.unit,
    published,
    outside,
    model,
    error: model === null || published === 0 ? null : model / published - 1,
    spread,
    residual: modelled === null ? null : residualOf(facts[k], modelled),
    beyond_reach: facts[k].reach === undefined ? null : published - facts[k].reach,
  };
}

/** Two points a free number, the others moved to where a straight line puts their optimum; bounds cut the way. */
async function profilesOf(
  solved: SolvedStep,
  covariance: Float64Array,
  error: number,
): Promise<FittedParameter['profile'][]> {
  const {
    fitted: { free },
    point,
    parameters,
  } = solved;
  const n = free.length;
  const asked = free.flatMap((i, row) =>
    [-PROFILE_REACH, PROFILE_REACH].map((reach) => ({
      i,
      point: alongside(row, reach * error * Math.sqrt(covariance[row * n + row])),
    })),
  );
  const misfits = await solved.misfits(asked.map((one) => one.point));
  return parameters.map((_, i) =>
    asked.flatMap((one, k) => (one.i === i ? [{ value: one.point[i], misfit: misfits[k] }] : [])),
  );

  function alongside(row: number, move: number): Point {
    const moved = [...point];
    free.forEach((k, column) => {
      const by = (covariance[column * n + row] / covariance[row * n + row]) * move;
      moved[k] = Math.min(parameters[k].upper, Math.max(parameters[k].lower, point[k] + by));
    });
    return moved;
  }
}
