import { barrierForm, type BarrierForm } from './barrier-form.ts';
import { KernelSpace, OutOfKernelMemory } from '../memory/kernel-space.ts';
import type {
  LinearProgram,
  NearOptimum,
  Solution,
  Solve,
  SolveOptions,
  SolveStatus,
} from '../program/linear-program.ts';
import { AnalysisCache } from './normal-equations.ts';
import { PredictorCorrector, worst, type BarrierResult } from './predictor-corrector.ts';
import { INTERIOR_POINT, settingsOf, type InteriorPointSettings } from '../program/settings.ts';
import type { WarmPoint } from './starting-point.ts';
import { isSolved, noSolution } from '../program/status.ts';

/**
 * An interior-point solver for linear and convex separable quadratic programs. Solves of one sparsity pattern share
 * their ordering and symbolic factorisation; nothing else passes from one call to the next. The answer is an interior
 * one: ties stay spread out. Time limits are ignored (the engine reads no clock); iterations and memory are limited by
 * settings. `changed` replaces defaults of `INTERIOR_POINT`; throws `RangeError` for settings that are none.
 */
export function createInteriorPoint(changed: Partial<InteriorPointSettings> = {}): Solve {
  const settings = settingsOf(INTERIOR_POINT, changed);
  const cache = new AnalysisCache(settings);
  let space: KernelSpace | null = null;
  return (program, options = {}) => {
    try {
      return solve(program, { settings, cache, space: (space ??= new KernelSpace(settings.memoryLimit)) }, options);
    } catch (error) {
      if (error instanceof OutOfKernelMemory) return noSolution('limit', error.message, 0, 'memory');
      throw error;
    }
  };
}

interface Tools {
  readonly settings: InteriorPointSettings;
  readonly cache: AnalysisCache;
  readonly space: KernelSpace;
}

function solve(
  program: LinearProgram,
  { settings, cache, space }: Tools,
  { warmStart, accuracy, watch }: SolveOptions,
): Solution {
  const flaw = firstFlaw(program);
  if (flaw) return noSolution(flaw.status, flaw.message);
  const { settled, ray } = settleEmptyColumns(program);
  const equations = cache.analysisOf(program);
  const { position } = equations;
  const form = barrierForm(program, settled, equations, settings);
  const minimise = (f: BarrierForm, from: WarmPoint | null = null) =>
    new PredictorCorrector(f, equations, space, settings).run(from, accuracy, watch);
  const fits = warmStart?.x.length === program.columns && warmStart.rowDual.length === program.rows;
  const warm = fits ? minimise(form, pointNear(program, form, position, warmStart)) : null;
  const result = warm && found(warm) ? warm : minimise(form);
  const endless = result.outcome === 'unbounded' || (ray !== null && found(result));
  if (found(result) && !endless) return finished(program, settled, form, result, position);
  if (result.outcome === 'infeasible') return noSolution('infeasible', NO_POINT, result.iterations);
  const feasible = minimise({
    ...form,
    cost: new Float64Array(form.variables),
    quadratic: new Float64Array(form.variables),
    heldCost: 0,
    isQuadratic: false,
  });
  const iterations = result.iterations + feasible.iterations;
  if (feasible.outcome === 'infeasible') return noSolution('infeasible', NO_POINT, iterations);
  if (endless && found(feasible)) {
    return noSolution(
      'unbounded',
      `The objective falls without end${ray === null ? '' : ` along column ${program.columnName(ray)}`}.`,
      iterations,
    );
  }
  const message = `Interior point stopped short of an answer: ${figures(result)}.`;
  return result.outcome === 'limit'
    ? noSolution('limit', message, iterations, 'iterations')
    : noSolution('stalled', message, iterations);
}

const NO_POINT = 'No point meets all rows and bounds (Farkas certificate found).';

const found = ({ outcome }: BarrierResult): boolean => isSolved({ status: outcome });

function finished(
  program: LinearProgram,
  settled: ReadonlyMap<number, number>,
  form: BarrierForm,
  result: BarrierResult,
  position: Int32Array,
): Solution {
  const { columns, rows, columnLower, columnUpper } = program;
  const { source, variableScale, dualScale } = form;
  const x = columnLower.slice();
  for (const [j, value] of settled) x[j] = value;
  for (let v = 0; v < source.length; v++) {
    const j = source[v];
    if (j < columns) x[j] = Math.min(Math.max(result.x[v] * variableScale[v], columnLower[j]), columnUpper[j]);
  }
  const rowDual = new Float64Array(rows);
  for (let i = 0; i < rows; i++) rowDual[i] = result.y[position[i]] * dualScale[position[i]];
  return {
    status: result.outcome,
    message: `Interior point: ${figures(result)}.`,
    objective: objectiveAt(program, x),
    x,
    rowDual,
    iterations: result.iterations,
    accuracy: worst(result.accuracy),
  };
}

/** A point of one program as a start for another of the same size; slacks are what its rows come to in this one. */
function pointNear(
  program: LinearProgram,
  form: BarrierForm,
  position: Int32Array,
  { x, rowDual, closely }: NearOptimum,
): WarmPoint {
  const { columns, rows, starts, indices, values, columnLower, columnUpper } = program;
  const { source, variableScale, dualScale } = form;
  const all = new Float64Array(columns + rows + 2);
  for (let j = 0; j < columns; j++) {
    const own = Math.min(Math.max(x[j], columnLower[j]), columnUpper[j]);
    all[j] = own;
    for (let p = starts[j], end = starts[j + 1]; p < end; p++) all[columns + indices[p]] += values[p] * own;
  }
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) y[position[i]] = rowDual[i] / dualScale[position[i]];
  const at = new Float64Array(source.length);
  for (let v = 0; v < at.length; v++) if (source[v] < columns + rows) at[v] = all[source[v]] / variableScale[v];
  return { x: at, y, closely };
}

function objectiveAt({ constant, cost, quadratic }: LinearProgram, x: Float64Array): number {
  let sum = constant;
  for (let j = 0; j < x.length; j++) sum += (cost[j] + (quadratic ? 0.5 * quadratic[j] * x[j] : 0)) * x[j];
  return sum;
}

function figures({ accuracy, iterations }: BarrierResult): string {
  const show = (value: number) => value.toExponential(1);
  return (
    `relative primal residual ${show(accuracy.primal)}, dual residual ${show(accuracy.dual)}, gap ` +
    `${show(accuracy.gap)} after ${iterations} iterations`
  );
}

/** Columns that meet no row are decided by their own cost; `ray` is one that would run to infinity. */
function settleEmptyColumns(program: LinearProgram): { settled: Map<number, number>; ray: number | null } {
  const { columns, starts } = program;
  const settled = new Map<number, number>();
  let ray: number | null = null;
  for (let j = 0; j < columns; j++) {
    if (starts[j + 1] > starts[j]) continue;
    const best = bestAlone(program, j);
    if (!Number.isFinite(best)) ray = j;
    settled.set(j, Number.isFinite(best) ? best : finiteWithin(program, j));
  }
  return { settled, ray };
}

function bestAlone(program: LinearProgram, j: number): number {
  const cost = program.cost[j];
  const weight = program.quadratic?.[j] ?? 0;
  if (weight === 0 && cost === 0) return finiteWithin(program, j);
  const wanted = weight > 0 ? -cost / weight : cost > 0 ? -Infinity : Infinity;
  return Math.min(Math.max(wanted, program.columnLower[j]), program.columnUpper[j]);
}

function finiteWithin(program: LinearProgram, j: number): number {
  return Math.min(Math.max(0, program.columnLower[j]), program.columnUpper[j]);
}

function firstFlaw(program: LinearProgram): { status: SolveStatus; message: string } | null {
  const { columns, rows, cost, quadratic, columnLower, columnUpper, rowLower, rowUpper, indices, values } = program;
  for (let j = 0; j < columns; j++) {
    const weight = quadratic ? quadratic[j] : 0;
    if (!Number.isFinite(cost[j]))
      return invalid(`The cost of ${program.columnName(j)} is ${cost[j]}; it must be finite.`);
    if (!(weight >= 0 && weight < Infinity))
      return invalid(
        `The quadratic weight of ${program.columnName(j)} is ${weight}; it must be finite and not negative.`,
      );
    if (!boundsFit(columnLower[j], columnUpper[j]))
      return boundFlaw(program.columnName(j), columnLower[j], columnUpper[j]);
  }
  for (let i = 0; i < rows; i++)
    if (!boundsFit(rowLower[i], rowUpper[i])) return boundFlaw(program.rowName(i), rowLower[i], rowUpper[i]);
  for (let p = 0; p < values.length; p++) {
    if (!Number.isFinite(values[p]))
      return invalid(`An entry in ${program.rowName(indices[p])} is ${values[p]}; it must be finite.`);
  }
  return null;
}

const invalid = (message: string): { status: SolveStatus; message: string } => ({ status: 'invalid', message });

const boundsFit = (lower: number, upper: number): boolean => lower <= upper && lower < Infinity && upper > -Infinity;

function boundFlaw(name: string, lower: number, upper: number): { status: SolveStatus; message: string } {
  if (Number.isNaN(lower) || Number.isNaN(upper)) return invalid(`A bound of ${name} is not a number.`);
  if (lower > upper)
    return { status: 'infeasible', message: `The lower bound ${lower} of ${name} is above its upper bound ${upper}.` };
  return { status: 'infeasible', message: `The bounds ${lower} to ${upper} of ${name} leave no finite value.` };
}
