import highsModule, { type Highs, type InitOptions, type Model } from 'highs';
import type { LinearProgram, Solution, Solve, SolveOptions } from '../../engine/solver/program/linear-program.ts';
import { noSolution } from '../../engine/solver/program/status.ts';
import { modelData } from './model-data.ts';
import { fromStatus, withoutColumns } from './outcome.ts';

// The package declares its types for CommonJS, where the loader sits under `default`; the ES module it ships exports
// the loader itself.
const loadRuntime = highsModule as unknown as (options?: InitOptions) => Promise<Highs>;

/**
 * From here on a vertex is found faster by interior point and crossover (measured on cascades: 0.8 against 4.3 s at
 * 15,000 columns, 4 against 12 s at 31,000).
 */
const CROSSOVER_FROM_COLUMNS = 10_000;
/** Below this many columns simplex is the quickest even where an interior solution would do. */
const SIMPLEX_BELOW_COLUMNS = 3_000;
/**
 * About 2 kB of heap a column: more than this cannot fit the 2 GiB that WebAssembly gives the solver, and trying takes
 * minutes.
 */
const MOST_COLUMNS = 1_000_000;
/** HiGHS takes no infinite option value. */
const NO_LIMIT_SECONDS = 1e9;
const outOfMemory = (more: string): Solution =>
  noSolution(
    'limit',
    `the linear program does not fit the 2 GiB memory of the embedded HiGHS solver${more}`,
    0,
    'memory',
  );

type Method = 'simplex' | 'crossover' | 'interior' | 'convex';

let loaded: Promise<Solve> | undefined;

/** The solver of this thread, loaded on first use. */
export const loadHighs = (): Promise<Solve> => (loaded ??= freshSolver());

/**
 * HiGHS as the `Solve` port. Every call creates and disposes its own model, so that no call can change the answer of
 * another. Running out of memory ruins the instance it happens in; a second one stands by, because a solve is
 * synchronous and cannot wait for a reload.
 */
async function freshSolver(): Promise<Solve> {
  let current: Highs | null = await loadRuntime();
  let spare: Highs | null = await loadRuntime();
  const replace = (): void => {
    current = spare;
    spare = null;
    void loadRuntime().then(
      (fresh) => {
        if (current === null) current = fresh;
        else spare = fresh;
      },
      () => undefined,
    );
  };
  return (program, options = {}) => {
    if (program.columns > MOST_COLUMNS)
      return outOfMemory(`: ${program.columns} columns, the limit is ${MOST_COLUMNS}; shorten the window`);
    if (program.columns === 0) return withoutColumns(program);
    if (current === null) return outOfMemory('; it is being reloaded after the last failure, try again');
    try {
      return solveWith(current, program, options);
    } catch (error) {
      return afterFailure(error, current, replace);
    }
  };
}

/**
 * A wasm trap or a failed allocation means the instance is unusable; any other exception is HiGHS refusing the data.
 */
function afterFailure(error: unknown, runtime: Highs, replace: () => void): Solution {
  if (!ruinous(error)) return noSolution('invalid', error instanceof Error ? error.message : String(error));
  const grown = runtime.memoryBytes;
  replace();
  if (error instanceof RangeError || grown > 2 ** 30) return outOfMemory('; shorten the window');
  return noSolution('stalled', `the embedded HiGHS solver stopped abnormally (${(error as Error).message})`);
}

function solveWith(runtime: Highs, program: LinearProgram, options: SolveOptions): Solution {
  const deadline = performance.now() + 1000 * (options.timeLimitSeconds ?? Infinity);
  const first = attempt(runtime, program, methodFor(program, options), true, deadline);
  // Presolve may prove "unbounded or infeasible" without saying which, and an interior point may stall just short of
  // the tolerance.
  if (first === 'undecided') {
    const second = attempt(runtime, program, methodFor(program, { want: 'vertex' }), false, deadline);
    return second === 'undecided'
      ? noSolution('stalled', 'HiGHS stopped without proving optimality, infeasibility or unboundedness')
      : second;
  }
  return first;
}

function methodFor(program: LinearProgram, options: SolveOptions): Method {
  if (program.quadratic) return 'convex';
  if (options.want === 'interior') return program.columns < SIMPLEX_BELOW_COLUMNS ? 'simplex' : 'interior';
  return program.columns >= CROSSOVER_FROM_COLUMNS ? 'crossover' : 'simplex';
}

function attempt(
  runtime: Highs,
  program: LinearProgram,
  method: Method,
  presolve: boolean,
  deadline: number,
): Solution | 'undecided' {
  const model = runtime.createModel();
  try {
    configure(model, method, presolve, Math.min(NO_LIMIT_SECONDS, Math.max(0, (deadline - performance.now()) / 1000)));
    model.passModel(modelData(program));
    model.run();
    return fromStatus(model, model.getModelStatus(), runtime.constants.modelStatus);
  } finally {
    disposeQuietly(model);
  }
}

/**
 * The build is single-threaded; a fixed seed and no callbacks leave nothing that could differ from run to run but the
 * time limit.
 */
function configure(model: Model, method: Method, presolve: boolean, seconds: number): void {
  model.options.set({
    output_flag: false,
    random_seed: 0,
    presolve: presolve ? 'on' : 'off',
    time_limit: seconds,
    primal_feasibility_tolerance: 1e-9,
    dual_feasibility_tolerance: 1e-9,
    ipm_optimality_tolerance: 1e-10,
    solver: method === 'simplex' ? 'simplex' : method === 'convex' ? 'choose' : 'ipm',
    run_crossover: method === 'crossover' ? 'on' : 'off',
  });
}

/** After a trap even `dispose` may fail; the instance is thrown away then, so its own failure says nothing new. */
function disposeQuietly(model: Model): void {
  try {
    model.dispose();
  } catch (error) {
    if (!ruinous(error)) throw error;
  }
}

/**
 * A wasm trap (`RuntimeError` by name: Node's types do not declare the class) or an allocation that JavaScript refused.
 */
const ruinous = (error: unknown): boolean =>
  error instanceof RangeError || (error instanceof Error && error.name === 'RuntimeError');
