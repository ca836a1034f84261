import { ellipticalSlice } from '../../engine/ensemble/elliptical-slice.ts';
import { fitSoftHinge, softHingeAt, type SoftHinge } from '../../engine/ensemble/soft-hinge.ts';
import { standardNormal, STREAMS } from '../../engine/hydrology/standard-normal.ts';
import { misfitOf } from '../calibration/least-squares.ts';

/** What is sampled: independent standard normal numbers, weighed by how badly figures miss what they are held to. */
export interface SampleTask {
  readonly dimension: number;
  /** misses of each point in standard deviations, as many for every point */
  readonly misses: (points: readonly Float64Array[], stage: string) => Promise<readonly (readonly number[])[]>;
  readonly draws: number;
  readonly seed: number;
}

/** One point of a weighted sample; weights sum to 1. */
export interface WeightedPoint {
  readonly point: Float64Array;
  readonly misfit: number;
  readonly weight: number;
}
export interface WeightedSample {
  readonly points: readonly WeightedPoint[];
  /** draws of equal weight that would tell as much: 1 over the sum of squared weights */
  readonly effective: number;
  /** of each round of points, how many of equal weight it comes to */
  readonly rounds: readonly { readonly points: number; readonly effective: number }[];
}

/**
 * Points of the first round, which are of the prior and only teach, and of the others at most, which are kept and as
 * large as one another.
 */
export const FIRST_ROUND = 128;
const ROUND = 100;
const BURN = 2000;
const THIN = 150;
/**
 * Part of the learned misfit by which points are drawn: flatter than what is sought, so that no place where the
 * response is too high is left out.
 */
const FLAT = 0.7;
/**
 * A learned miss beyond so many standard deviations counts in proportion, no longer in squares: walls of the response
 * stand where no run has been.
 */
const WALL = 3;

/**
 * A sample of what misses leave plausible: density exp(-z'z/2 - misfit/2). Round by round points come from a chain on a
 * learned response (one soft hinge a figure), each is run, and weighed by what it was drawn too often or too seldom: a
 * poor response costs effective draws, and a bias of the order of one over those of a round. Every round learns from
 * all before it. A pure function of the task.
 */
export async function weightedSample({ dimension, misses, draws, seed }: SampleTask): Promise<WeightedSample> {
  const first = Array.from({ length: FIRST_ROUND }, (_, k) =>
    Float64Array.from({ length: dimension }, (_i, i) => standardNormal(seed, STREAMS.posterior, k, i)),
  );
  const seen: { point: Float64Array; misses: readonly number[] }[] = (await misses(first, 'look')).map((told, k) => ({
    point: first[k],
    misses: told,
  }));
  const points: WeightedPoint[] = [];
  const rounds: { points: number; effective: number }[] = [];
  const inRounds = Math.ceil(draws / ROUND);
  while (points.length < draws) {
    const count = Math.floor((draws * (rounds.length + 1)) / inRounds) - points.length;
    const response = seen[0].misses.map((_, f) =>
      fitSoftHinge(
        seen.map(({ point }) => point),
        seen.map((one) => one.misses[f]),
      ),
    );
    const drawnBy = (point: Float64Array): number => (-FLAT * misfitAt(response, point)) / 2;
    const chain = ellipticalSlice({
      dimension,
      logLikelihood: drawnBy,
      from: likeliest(seen, drawnBy),
      burn: BURN,
      keep: count,
      thin: THIN,
      seed,
      stream: STREAMS.posterior,
      chain: rounds.length + 1,
    });
    const told = await misses(chain, 'draws');
    const made = weighed(chain, told, drawnBy);
    rounds.push({ points: count, effective: effectiveOf(made) });
    points.push(...made.map((one) => ({ ...one, weight: (one.weight * count) / draws })));
    seen.push(...chain.map((point, k) => ({ point, misses: told[k] })));
  }
  return { points, effective: effectiveOf(points), rounds };
}

const misfitAt = (response: readonly SoftHinge[], point: Float64Array): number =>
  response.reduce((sum, hinge) => {
    const miss = Math.abs(softHingeAt(hinge, point));
    return sum + (miss <= WALL ? miss * miss : WALL * (2 * miss - WALL));
  }, 0);

/** Where the chain begins: the point seen that the response and the prior together hold most likely. */
const likeliest = (
  seen: readonly { readonly point: Float64Array }[],
  drawnBy: (point: Float64Array) => number,
): Float64Array => {
  const likely = (point: Float64Array): number => drawnBy(point) - point.reduce((sum, z) => sum + z * z, 0) / 2;
  return seen
    .map(({ point }) => ({ point, likely: likely(point) }))
    .reduce((best, one) => (one.likely > best.likely ? one : best)).point;
};

/** Weights of one round, which sum to 1: what is sought over what was drawn by. */
function weighed(
  points: readonly Float64Array[],
  told: readonly (readonly number[])[],
  drawnBy: (point: Float64Array) => number,
): WeightedPoint[] {
  const misfits = told.map(misfitOf);
  const logs = points.map((point, k) => -misfits[k] / 2 - drawnBy(point));
  const most = Math.max(...logs);
  const raw = logs.map((log) => Math.exp(log - most));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return points.map((point, k) => ({ point, misfit: misfits[k], weight: raw[k] / sum }));
}

const effectiveOf = (points: readonly WeightedPoint[]): number =>
  points.reduce((sum, { weight }) => sum + weight, 0) ** 2 /
  points.reduce((sum, { weight }) => sum + weight * weight, 0);
