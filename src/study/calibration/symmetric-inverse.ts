/**
 * Inverse of a symmetric positive definite n x n matrix (row-major), by elimination without exchanges; null where it is
 * not positive definite.
 */
export function symmetricInverse(matrix: Float64Array, n: number): Float64Array | null {
  const left = Float64Array.from(matrix);
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) inverse[i * n + i] = 1;
  for (let p = 0; p < n; p++) {
    const pivot = left[p * n + p];
    if (!(pivot > 1e-12 * Math.abs(matrix[p * n + p]))) return null;
    for (let k = 0; k < n; k++) {
      left[p * n + k] /= pivot;
      inverse[p * n + k] /= pivot;
    }
    for (let i = 0; i < n; i++) {
      const factor = left[i * n + p];
      if (i === p || factor === 0) continue;
      for (let k = 0; k < n; k++) {
        left[i * n + k] -= factor * left[p * n + k];
        inverse[i * n + k] -= factor * inverse[p * n + k];
      }
    }
  }
  return inverse;
}
