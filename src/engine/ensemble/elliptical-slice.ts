import { standardNormal, uniform, type Stream } from '../hydrology/standard-normal.ts';

export interface SliceChain {
  /** of the standard normal prior */
  readonly dimension: number;
  /** logarithm of the likelihood of a point, up to a constant */
  readonly logLikelihood: (point: Float64Array) => number;
  readonly from: Float64Array;
  /** steps that are thrown away, then points that are kept, one every `thin` steps */
  readonly burn: number;
  readonly keep: number;
  readonly thin: number;
  readonly seed: number;
  readonly stream: Stream;
  /** tells chains of one seed and stream apart */
  readonly chain: number;
}

/** Brackets shrink by chance: after so many the point has come back to where it was, to rounding. */
const MOST_SHRINKS = 200;
/** Indices of one step: a normal number a dimension, then two and one a shrink. */
const STEPS_A_CHAIN = 0x200_0000;

/**
 * A chain whose points are distributed as prior (independent standard normal) times likelihood: elliptical slice
 * sampling (Murray, Adams and MacKay 2010), which has no step length to tune. A pure function of seed, stream and
 * chain. `from` must have a likelihood above 0.
 */
export function ellipticalSlice({
  dimension: n,
  logLikelihood,
  from,
  burn,
  keep,
  thin,
  seed,
  stream,
  chain,
}: SliceChain): Float64Array[] {
  let point = Float64Array.from(from);
  let level = logLikelihood(point);
  const kept: Float64Array[] = [];
  const other = new Float64Array(n);
  for (let step = 0; kept.length < keep; step++) {
    const draw = chain * STEPS_A_CHAIN + step;
    for (let i = 0; i < n; i++) other[i] = standardNormal(seed, stream, draw, i);
    const threshold = level + Math.log(uniform(seed, stream, draw, n));
    let angle = 2 * Math.PI * uniform(seed, stream, draw, n + 1);
    let [low, high] = [angle - 2 * Math.PI, angle];
    for (let shrink = 0; shrink < MOST_SHRINKS; shrink++) {
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const next = point.map((value, i) => value * cos + other[i] * sin);
      const reached = logLikelihood(next);
      if (reached > threshold) {
        [point, level] = [next, reached];
        break;
      }
      if (angle < 0) low = angle;
      else high = angle;
      angle = low + (high - low) * uniform(seed, stream, draw, n + 2 + shrink);
    }
    if (step >= burn && (step - burn) % thin === thin - 1) kept.push(point);
  }
  return kept;
}
