import { denseCholesky } from '../../system/model/dense-cholesky.ts';
import { standardNormal, type Stream } from './standard-normal.ts';

/** Rows of independent standard normal numbers: row k of a seed is the same whoever asks for it, in whatever order. */
export interface BalancedNormals {
  row(draw: number): Float64Array;
}

/** Pairs of draws that are balanced together: so many draws and their mirrors. */
const PAIRS = 250;

/**
 * Rows come in mirrored pairs (2j and 2j + 1 have opposite signs) and in batches of 500 whose second moments are
 * exactly those of independent numbers. So an ensemble of a few hundred years has the right mean, spread and
 * correlation instead of their sampling noise. Each row alone is an ordinary sample.
 */
export function balancedNormals(seed: number, stream: Stream, width: number): BalancedNormals {
  const pairs = Math.max(PAIRS, Math.ceil(1.5 * width));
  let kept: { readonly batch: number; readonly raw: Float64Array; readonly factor: Float64Array } | undefined;
  const batchOf = (batch: number): NonNullable<typeof kept> => {
    if (kept?.batch === batch) return kept;
    const raw = new Float64Array(pairs * width);
    for (let p = 0; p < pairs; p++)
      for (let i = 0; i < width; i++) raw[p * width + i] = standardNormal(seed, stream, batch * pairs + p, i);
    kept = { batch, raw, factor: sampleFactor(raw, pairs, width) };
    return kept;
  };
  return {
    row(draw) {
      const pair = Math.floor(draw / 2);
      const { raw, factor } = batchOf(Math.floor(pair / pairs));
      const at = (pair % pairs) * width;
      return solveLower(factor, raw.subarray(at, at + width), draw % 2 === 0 ? 1 : -1);
    },
  };
}

/** Cholesky factor of the sample covariance about zero. */
function sampleFactor(raw: Float64Array, rows: number, width: number): Float64Array {
  const covariance = new Float64Array(width * width);
  for (let p = 0; p < rows; p++) {
    for (let i = 0; i < width; i++) {
      const value = raw[p * width + i] / rows;
      for (let j = 0; j <= i; j++) covariance[i * width + j] += value * raw[p * width + j];
    }
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) covariance[j * width + i] = covariance[i * width + j];
  const factor = denseCholesky(covariance, width);
  if (!factor) throw new Error(`the sample covariance of ${rows} rows of ${width} normal numbers has no factor`);
  return factor;
}

function solveLower(factor: Float64Array, right: Float64Array, sign: number): Float64Array {
  const solution = new Float64Array(right.length);
  for (let i = 0; i < right.length; i++) {
    let rest = sign * right[i];
    for (let j = 0; j < i; j++) rest -= factor[i * right.length + j] * solution[j];
    solution[i] = rest / factor[i * right.length + i];
  }
  return solution;
}
