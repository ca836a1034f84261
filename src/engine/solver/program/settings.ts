/** One number of the solver that a user may set. Sources: see README.md beside this file. */
export interface Setting<T extends number | readonly number[]> {
  readonly default: T;
  /** `1` is a plain ratio */
  readonly unit: string;
  readonly meaning: string;
  readonly source: string;
}

type Settings = Readonly<Record<string, Setting<number> | Setting<readonly number[]>>>;

/** The values of a group of settings, by name. */
export type ValuesOf<G extends Settings> = { readonly [K in keyof G]: G[K] extends Setting<infer T> ? T : never };

function number(value: number, unit: string, meaning: string, source: string): Setting<number> {
  return { default: value, unit, meaning, source };
}

function numbers(value: readonly number[], unit: string, meaning: string, source: string): Setting<readonly number[]> {
  return { default: value, unit, meaning, source };
}

const MEASURED = 'measured on season plans';
const CHOSEN = 'chosen';
const ASKED_FOR = 'chosen: costs are billions of yuan, the differences asked for a few MWh';
const MEHROTRA = 'Mehrotra (1992)';
const GONDZIO = 'Gondzio (1996)';
const COLOMBO = 'Colombo and Gondzio (2008)';
const ANDERSEN = 'Andersen and Andersen (2000)';
const SAUNDERS = 'Saunders (1996)';
const ROUNDING = 'rounding of float64';

/** Of `createInteriorPoint`. Every accuracy is relative and of the scaled problem. */
export const INTERIOR_POINT = {
  targetAccuracy: number(
    1e-11,
    '1',
    'residuals and gap at which the method ends; `accuracy` of a solve replaces it',
    ASKED_FOR,
  ),
  goodAccuracy: number(
    1e-9,
    '1',
    'an answer this accurate is `optimal` where further iterations do not help',
    ASKED_FOR,
  ),
  acceptableAccuracy: number(
    1e-7,
    '1',
    'an answer this accurate is `almost-optimal` where it cannot be improved',
    ASKED_FOR,
  ),
  iterationLimit: number(200, 'iterations', 'after so many the status is `limit`', CHOSEN),
  memoryLimit: number(4096, 'MiB', 'kernel memory; a program that needs more has the status `limit`', 'WebAssembly'),
  goodPatience: number(3, 'iterations', 'without a better point, once goodAccuracy is reached', CHOSEN),
  stallPatience: number(
    15,
    'iterations',
    'without a better point or less complementarity: the method has stalled',
    CHOSEN,
  ),
  stallReduction: number(0.9, '1', 'complementarity counts as less below this share of its last least value', CHOSEN),
  certificateInterval: number(4, 'iterations', 'between two searches for a certificate', CHOSEN),
  certificateReduction: number(0.5, '1', 'no search where residuals fell below this share since the last one', CHOSEN),
  certificateZero: number(1e-8, '1', 'components of a certificate below it are 0, relative to the largest', ANDERSEN),
  certificateMargin: number(
    1e-6,
    '1',
    'least margin of a certificate, relative to the sum of its absolute terms',
    ANDERSEN,
  ),
  farkasMargin: number(1e-12, '1', 'least absolute margin of a certificate of infeasibility', ROUNDING),
  rayMargin: number(1e-9, '1', 'least absolute fall of cost along a ray that proves unboundedness', ROUNDING),
  stepFraction: number(0.9, '1', 'least share of the step to the boundary; it is 1 - mu where that is more', MEHROTRA),
  centringExponent: number(3, '1', 'centring parameter sigma = (mu after the predictor / mu) to this power', MEHROTRA),
  correctors: number(
    1,
    'directions',
    'centrality correctors an iteration; a solve costs nearly a factorisation',
    MEASURED,
  ),
  correctorReach: number(0.3, '1', 'a corrector aims at step lengths this much longer', GONDZIO),
  correctorBand: number(10, '1', 'complementarity products stay within this factor of their centre', GONDZIO),
  blendWeights: numbers([0.1, 0.325, 0.55, 0.775], '1', 'weights of a correction that are tried: four', COLOMBO),
  startShift: number(1.5, '1', 'start: slacks and duals move by this share of the most negative one', MEHROTRA),
  startCentring: number(0.5, '1', 'start: share of the mean product by which slacks and duals move on', MEHROTRA),
  startLeastShift: number(1e-3, '1', 'start: they move on by this at least', CHOSEN),
  startDualShare: number(0.1, '1', 'start: share of the duals; costs are small next to penalties', CHOSEN),
  warmCentring: number(
    3,
    '1',
    'least complementarity product near a given optimum',
    `${MEASURED}: 30 iterations at 3, 27 at 0.3`,
  ),
  closeCentring: number(
    0.03,
    '1',
    'the same where the given optimum is close',
    `${MEASURED}: 22 iterations at 0.03, 26 at 0.003`,
  ),
  freeRegularisation: number(1e-7, '1', 'added to the diagonal of a variable without bounds', SAUNDERS),
  primalRegularisation: number(1e-12, '1', 'added to the diagonal of any other variable', SAUNDERS),
  dualRegularisation: number(1e-12, '1', 'added to the diagonal of the normal equations: dependent rows', SAUNDERS),
  refinements: number(3, 'passes', 'of iterative refinement of a direction, at most', CHOSEN),
  refinementReduction: number(1e-3, '1', 'row residual a direction may leave, relative to what it removes', CHOSEN),
  refinementFloor: number(1e-10, '1', 'row residual it may leave in any case, relative to the largest bound', CHOSEN),
  scalingRounds: number(4, 'rounds', 'of equilibration', 'Ruiz (2001)'),
  mergeWidths: numbers(
    [4, 16, 48],
    'columns',
    'widths of supernodes up to which the shares of mergeZeros hold',
    CHOSEN,
  ),
  mergeZeros: numbers([0.5, 0.2, 0.1, 0.05], '1', 'share of explicit zeros allowed to merge supernodes', CHOSEN),
  fewAnalyses: number(4, 'patterns', 'symbolic analyses held at first', CHOSEN),
  manyAnalyses: number(
    32,
    'patterns',
    'held once a pattern comes back: a season planned every week has one a week',
    CHOSEN,
  ),
  layouts: number(4, 'layouts', 'held for each pattern: worlds and days share it, not always their bounds', CHOSEN),
} as const satisfies Settings;

/**
 * Compiled into the kernels (`kernels/cholesky.ts`), so that no call can set them. A test compares both places.
 */
export const COMPILED = {
  pivotTolerance: number(1e-14, '1', 'a pivot below this share of its diagonal belongs to a dependent row', ROUNDING),
  leastPivot: number(1e-200, '1', 'a pivot below it belongs to a dependent row', ROUNDING),
  droppedReciprocal: number(
    1e-64,
    '1',
    'reciprocal root of a dropped pivot: the row leaves every solution',
    'Wright (1999)',
  ),
} as const satisfies Settings;

/** Of `byCuttingPlanes`: the gap is that of absolute cost. */
export const CUTTING_PLANES = {
  targetGap: number(1e-9, '1', 'gap at which the method ends', ASKED_FOR),
  acceptableGap: number(1e-7, '1', 'gap of an `almost-optimal` answer, where it no longer shrinks', ASKED_FOR),
  roundLimit: number(60, 'rounds', 'linear programs, at most', CHOSEN),
  stallPatience: number(8, 'rounds', 'without a smaller gap: the method has stalled', CHOSEN),
  stallReduction: number(0.95, '1', 'a gap counts as smaller below this share of its last least value', CHOSEN),
} as const satisfies Settings;

/** Of `withFallback`. */
export const FALLBACK = {
  timeLimit: number(300, 's', 'for each linear program of the second solver', CHOSEN),
  assumedAccuracy: number(1e-9, '1', 'of an answer whose solver does not say; HiGHS is asked for it', 'io/highs'),
} as const satisfies Settings;

/** Of `findConflict`, for limits of usual size (`UNITS`). */
export const CONFLICT = {
  rounding: number(1e-6, '1', 'limits that give way by less in all are met', ROUNDING),
  leastDual: number(1e-7, '1', 'a row or limit with a smaller share of the largest dual is not in a proof', ROUNDING),
  singleTrials: number(60, 'limits', 'up to so many are left out one by one', CHOSEN),
} as const satisfies Settings;

/** Of `dualBound`. */
export const DUAL_BOUND = {
  rounding: number(16 * Number.EPSILON, '1', 'error of a reduced cost, relative to its absolute terms', ROUNDING),
} as const satisfies Settings;

/** Of `toUsualSize`: where solvers with absolute tolerances are at their best. */
export const UNITS = {
  limitSize: number(128, '1', 'typical size of limits', 'absolute tolerances of HiGHS'),
  costSize: number(32, '1', 'typical size of costs', 'absolute tolerances of HiGHS'),
} as const satisfies Settings;

/** Of `quickestOf`. */
export const CHOICE = {
  simplexColumns: number(5_000, 'columns', 'below it the simplex method is as quick as any', 'docs/solve.md, Time'),
} as const satisfies Settings;

export type InteriorPointSettings = ValuesOf<typeof INTERIOR_POINT>;
export type CuttingPlaneSettings = ValuesOf<typeof CUTTING_PLANES>;
export type FallbackSettings = ValuesOf<typeof FALLBACK>;

/**
 * The defaults of a group with some of them replaced. Throws `RangeError` for a name that the group does not have, a
 * number that is negative or not finite, and a list of another length.
 */
export function settingsOf<G extends Settings>(group: G, changed: Partial<ValuesOf<G>> = {}): ValuesOf<G> {
  const values: Record<string, number | readonly number[]> = {};
  for (const [name, { default: value }] of Object.entries(group)) values[name] = value;
  for (const [name, value] of Object.entries<number | readonly number[] | undefined>(changed)) {
    const standard = values[name];
    if (standard === undefined) throw new RangeError(`The solver has no setting "${name}".`);
    if (value === undefined) continue;
    if (!fits(value, standard))
      throw new RangeError(
        `The setting "${name}" is ${String(value)}; it must be ${
          typeof standard === 'number' ? 'a finite number' : `a list of ${standard.length} finite numbers`
        } of 0 or more.`,
      );
    values[name] = value;
  }
  return values as ValuesOf<G>;
}

function fits(value: number | readonly number[], standard: number | readonly number[]): boolean {
  const sound = (one: number): boolean => Number.isFinite(one) && one >= 0;
  if (typeof standard === 'number') return typeof value === 'number' && sound(value);
  return typeof value !== 'number' && value.length === standard.length && value.every(sound);
}
