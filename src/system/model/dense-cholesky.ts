/**
 * Lower triangular factor L of a symmetric n x n matrix (row-major) with L Lᵀ = the matrix; null when the matrix is not
 * positive semidefinite. A pivot within `slack` of zero counts as zero: its column is left empty, so a perfectly
 * correlated pair has a factor.
 */
export function denseCholesky(matrix: Float64Array, n: number, slack = 1e-10): Float64Array | null {
  const factor = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const pivot = matrix[j * n + j] - dot(factor, j * n, j * n, j);
    if (pivot < -slack) return null;
    const root = pivot > slack ? Math.sqrt(pivot) : 0;
    factor[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      const rest = matrix[i * n + j] - dot(factor, i * n, j * n, j);
      // Beneath an empty pivot nothing may remain, or the matrix has a negative eigenvalue.
      if (root === 0 && Math.abs(rest) > Math.sqrt(slack)) return null;
      factor[i * n + j] = root === 0 ? 0 : rest / root;
    }
  }
  return factor;
}

function dot(values: Float64Array, a: number, b: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += values[a + k] * values[b + k];
  return sum;
}
