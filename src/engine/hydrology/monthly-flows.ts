import { denseCholesky } from '../../system/model/dense-cholesky.ts';
import type { FlowModel } from '../../system/model/flow-model.ts';
import { balancedNormals } from './balanced-normals.ts';
import { STREAMS } from './standard-normal.ts';

/** Monthly mean natural flow, m3/s, of a run of months: `[gauge * months + month]`. */
export interface MonthlyFlows {
  flows(draw: number): Float64Array;
}

/**
 * Synthetic monthly flows of `months` months, the first one being `firstMonth` (1-12). The chain starts in the
 * stationary state of its first month, so every month of every draw has exactly the distribution that the model states.
 */
export function monthlyFlows(flow: FlowModel, seed: number, firstMonth: number, months: number): MonthlyFlows {
  const gauges = flow.gauges.length;
  const start = mustFactor(flow.correlation[firstMonth - 1], gauges);
  const added = flow.innovation.map((covariance) => mustFactor(covariance, gauges));
  const normals = balancedNormals(seed, STREAMS.monthly, gauges * months);
  return {
    flows(draw) {
      const random = normals.row(draw);
      const result = new Float64Array(gauges * months);
      let state = new Float64Array(gauges);
      for (let t = 0; t < months; t++) {
        const month = (firstMonth - 1 + t) % 12;
        const step = multiplyLower(t === 0 ? start : added[month], random.subarray(t * gauges, (t + 1) * gauges));
        const earlier = state;
        state = step.map((value, g) => (t === 0 ? value : flow.lag[g * 12 + month] * earlier[g] + value));
        state.forEach((z, g) => {
          const spread = flow.spread[g * 12 + month];
          result[g * months + t] = flow.mean[g * 12 + month] * Math.exp(spread * z - (spread * spread) / 2);
        });
      }
      return result;
    },
  };
}

export function mustFactor(matrix: Float64Array, n: number): Float64Array {
  const factor = denseCholesky(matrix, n);
  if (!factor)
    throw new Error('correlations of natural flow are not positive semidefinite: the model has not been checked');
  return factor;
}

export function multiplyLower(factor: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length;
  return Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j <= i; j++) sum += factor[i * n + j] * vector[j];
    return sum;
  });
}
