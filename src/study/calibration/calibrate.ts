import { ENGINE_VERSION } from '../../engine/tables.ts';
import { parsePeriod } from '../../system/words/period.ts';
import type { Model } from '../../system/model/model.ts';
import { InvalidInput, orThrow, problem } from '../../system/words/problem.ts';
import { sharingIn, structuralVariant, structuralVariants } from '../../system/model/structure.ts';
import { resolvedYears, type BackcastYear } from '../out-turns/backcast-years.ts';
import { stepResult } from './calibration-report.ts';
import type { CalibratedHeadline, CalibrationResult, StructureResult } from './calibration-result.ts';
import { calibrationRuns, refuseScenarios, type CalibrationRuns, type Structured } from './calibration-runs.ts';
import { residualOf, solveStep, valuesOf, type SolvedStep } from './calibration-step.ts';
import { begin } from '../base/phases.ts';
import type { StudyDeps, Watch } from '../base/ports.ts';
import { runCount } from '../base/run-count.ts';
import { sizedWater, withoutSizes } from './sized-water.ts';

export interface Calibration {
  /** id of the model */
  readonly model: string;
  /** a scenario for every year that a fact belongs to */
  readonly scenarios: readonly BackcastYear[];
  /** repeat it under every structure of the table `structures` */
  readonly variants: boolean;
  /** leave the fit as it is stored and infer water alone */
  readonly inferOnly?: boolean;
}

/**
 * Rough numbers of runs, for the time left alone: those of the Sichuan model, rounded. `size`: of one row of water by
 * size.
 */
const EXPECTED_RUNS = { whole: 850, inferOnly: 330, variant: 300, size: 8 } as const;
const LARGEST_SHOWN = 3;

/** Years of the facts of a model, in order; throws `InvalidInput` where there is nothing to fit. */
export function calibrationYears({ id, tables }: Model): readonly number[] {
  const lacking = (['calibration', 'calibration_facts'] as const).filter(
    (table) => !tables[table].some((row) => row.step === 'fit'),
  );
  if (lacking.length > 0) {
    throw new InvalidInput(
      lacking.map((table) =>
        problem(
          'nothing-to-fit',
          `${table}.csv`,
          0,
          'at least one row of step fit',
          `model "${id}" has nothing in ${table}.csv to fit`,
          `add the table ${table} to the model`,
        ),
      ),
    );
  }
  return [...new Set(tables.calibration_facts.flatMap((row) => parsePeriod(row.period)?.year ?? []))].sort(
    (a, b) => a - b,
  );
}

/**
 * Fits the free numbers of a model to its published facts, then infers water with them fixed. The same model gives the
 * same bits: `start`, not the value stored, is where it begins.
 */
export async function calibrate(
  deps: StudyDeps,
  { model: id, scenarios: years, variants, inferOnly = false }: Calibration,
  watch: Watch,
): Promise<CalibrationResult> {
  const entered = deps.clock.now();
  begin(watch, 'compile');
  const model = orThrow(await deps.models.model(id));
  calibrationYears(model);
  const scenarios = resolvedYears(years);
  refuseScenarios(model, scenarios);
  const structures = variants && !inferOnly ? structuralVariants(model) : [];
  const begun = deps.clock.now();
  const expected =
    (inferOnly ? EXPECTED_RUNS.inferOnly : EXPECTED_RUNS.whole) +
    structures.length * EXPECTED_RUNS.variant +
    model.tables.water_by_size.length * EXPECTED_RUNS.size;
  const counted = runCount(expected, watch);
  const runs = calibrationRuns(deps, scenarios, counted);
  const base = { model: withoutSizes(model), sharing: 1 };
  const solved = inferOnly ? await inferAlone(runs, base) : await solveAll(runs, base);
  const { fit, inferred, structured } = solved;
  const bySize =
    inferred === null
      ? []
      : await sizedWater(
          (sized) => calibrationRuns(deps, sized, counted),
          scenarios,
          inferred.structured,
          model.tables.water_by_size,
        );
  const [fitResult, inferredResult] = [fit && (await stepResult(fit)), inferred && (await stepResult(inferred))];
  const [stored, fitted] = [await runs.headline(base), await runs.headline(structured)];
  const found: StructureResult[] = [];
  for (const one of structures)
    found.push(
      await structureResult(
        runs,
        { model: structuralVariant(base.model, one.variant), sharing: sharingIn(model, one.variant) },
        one,
        solved,
      ),
    );
  return {
    schema: 'spillway/calibration@1',
    model: { id: model.id, version: model.version },
    settings: { level: 'screen', foresight: 'perfect', engine_version: ENGINE_VERSION },
    scenarios: scenarios.map(({ year, scenario }) => ({ year, scenario: scenario.id })),
    fit: fitResult,
    inferred: inferredResult,
    by_size: bySize,
    headline: stored && fitted && { stored, fitted },
    structures: structures.length > 0 ? { variants: found, delta_gwh: spreadOf(fitted, found) } : null,
    runs: runs.count(),
    timing_ms: { startup: 0, load: begun - entered, total: deps.clock.now() - begun },
  };
}

interface Solved {
  readonly fit: SolvedStep | null;
  readonly inferred: SolvedStep | null;
  readonly structured: Structured;
}

async function solveAll(
  runs: CalibrationRuns,
  structured: Structured,
  known: Solved | null = null,
): Promise<Solved & { readonly fit: SolvedStep }> {
  const fit = (await solveStep(runs, structured, 'fit', known?.fit))!;
  // Water has slopes of its own under every structure: along those of another one a structure that holds some rivers
  // never moved the others.
  const inferred = await solveStep(runs, fit.structured, 'infer', null, known?.inferred?.point);
  return { fit, inferred, structured: inferred?.structured ?? fit.structured };
}

async function inferAlone(runs: CalibrationRuns, structured: Structured): Promise<Solved> {
  const inferred = await solveStep(runs, structured, 'infer');
  return { fit: null, inferred, structured: inferred?.structured ?? structured };
}

/** A variant begins where the fit of the model itself ended and goes by its slopes; its first guesses are its own. */
async function structureResult(
  runs: CalibrationRuns,
  variant: Structured,
  named: { variant: string; name_en: string; name_zh: string },
  known: Solved,
): Promise<StructureResult> {
  const { fit, inferred, structured } = await solveAll(runs, variant, known);
  const residuals = fit.facts.flatMap((fact, k) =>
    fit.modelled[k] === null ? [] : [{ fact: fact.row.id, residual: residualOf(fact, fit.modelled[k]) }],
  );
  return {
    variant: named.variant,
    name: { en: named.name_en, zh: named.name_zh },
    facts_misfit: fit.factsMisfit,
    misfit: fit.misfit,
    values: Object.fromEntries([...valuesOf(fit), ...(inferred ? valuesOf(inferred) : [])]),
    largest_residuals: residuals.sort((a, b) => Math.abs(b.residual) - Math.abs(a.residual)).slice(0, LARGEST_SHOWN),
    headline: await runs.headline(structured),
  };
}

function spreadOf(
  fitted: CalibratedHeadline | null,
  variants: readonly StructureResult[],
): { low: number; fitted: number; high: number } | null {
  if (!fitted) return null;
  const deltas = [fitted, ...variants.flatMap((one) => one.headline ?? [])].map((one) => one.curtailed_gwh.delta);
  return { low: Math.min(...deltas), fitted: fitted.curtailed_gwh.delta, high: Math.max(...deltas) };
}
