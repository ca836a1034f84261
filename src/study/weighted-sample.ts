import { ellipticalSlice } from '../engine/ensemble/elliptical-slice.ts';
import { fitSoftHinge, softHingeAt, type SoftHinge } from '../engine/ensemble/soft-hinge.ts';
import { standardNormal, STREAMS } from '../engine/hydrology/standard-normal.ts';
import { misfitOf } from './least-squares.ts';

/** What is sampled: independent standard normal numbers, weighed by how badly figures miss what they are held to. */
export interface SampleTask {
  readonly dimension: number;
  /** misses of each point in standard deviations, as many for every point */
  readonly misses: (points: readonly Float64Array[], stage: string) => Promise<readonly (readonly number[])[]>;
  readonly draws: number;
  readonly seed: number;
}

/** One point of a weighted sample; weights sum to 1. */
export interface WeightedPoint { readonly point: Float64Array; readonly misfit: number; readonly weight: number }
export interface WeightedSample {
  readonly points: readonly WeightedPoint[];
  /** draws of equal weight that would tell as much: 1 over the sum of squared weights */
  readonly effective: number;
  /** of each round of points before the last, how many of equal weight they came to */
  readonly rounds: readonly { readonly points: number; readonly effective: number }[];
}

/** Rounds of points from which the response is learned: the first of the prior, the others where the response so far says that weight lies. */
export const ROUNDS = 4;
export const ROUND = 128;
const BURN = 2000;
const THIN = 150;

/**
 * A sample of what misses leave plausible: density exp(-z'z/2 - misfit/2). Points come from a chain on a learned response (one soft hinge a figure), then each is run, and weighed by what the response was wrong by:
 * the sample is right however good the response is, and only its effective number falls with it. A pure function of the task.
 */
export async function weightedSample({ dimension, misses, draws, seed }: SampleTask): Promise<WeightedSample> {
  const first = Array.from({ length: ROUND }, (_, k) => Float64Array.from({ length: dimension }, (_i, i) => standardNormal(seed, STREAMS.posterior, k, i)));
  const seen: { point: Float64Array; misses: readonly number[] }[] = (await misses(first, 'look')).map((told, k) => ({ point: first[k], misses: told }));
  const rounds: { points: number; effective: number }[] = [];
  for (let round = 1; ; round++) {
    const response = seen[0].misses.map((_, f) => fitSoftHinge(seen.map(({ point }) => point), seen.map((one) => one.misses[f])));
    const last = round === ROUNDS;
    const points = ellipticalSlice({
      dimension, logLikelihood: (point) => -misfitAt(response, point) / 2, from: likeliest(seen, response), burn: BURN, keep: last ? draws : ROUND, thin: THIN, seed, stream: STREAMS.posterior, chain: round,
    });
    const told = await misses(points, last ? 'draws' : 'look');
    const made = weighed(points, told, response);
    if (last) return { points: made, effective: effectiveOf(made), rounds };
    rounds.push({ points: made.length, effective: effectiveOf(made) });
    seen.push(...points.map((point, k) => ({ point, misses: told[k] })));
  }
}

const misfitAt = (response: readonly SoftHinge[], point: Float64Array): number => response.reduce((sum, hinge) => sum + softHingeAt(hinge, point) ** 2, 0);

/** Where the chain begins: the point seen that the response and the prior together hold most likely. */
const likeliest = (seen: readonly { readonly point: Float64Array }[], response: readonly SoftHinge[]): Float64Array => {
  const cost = (point: Float64Array): number => misfitAt(response, point) + point.reduce((sum, z) => sum + z * z, 0);
  return seen.map(({ point }) => ({ point, cost: cost(point) })).reduce((best, one) => (one.cost < best.cost ? one : best)).point;
};

function weighed(points: readonly Float64Array[], told: readonly (readonly number[])[], response: readonly SoftHinge[]): WeightedPoint[] {
  const logs = points.map((point, k) => (misfitAt(response, point) - misfitOf(told[k])) / 2);
  const most = Math.max(...logs);
  const raw = logs.map((log) => Math.exp(log - most));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return points.map((point, k) => ({ point, misfit: misfitOf(told[k]), weight: raw[k] / sum }));
}

const effectiveOf = (points: readonly WeightedPoint[]): number => 1 / points.reduce((sum, { weight }) => sum + weight * weight, 0);
