import type { ModelData } from 'highs';
import type { LinearProgram } from '../../engine/solver/program/linear-program.ts';

/**
 * The arrays of a program as HiGHS takes them; both write a missing bound as +-Infinity and store the matrix by column.
 */
export function modelData(program: LinearProgram): ModelData {
  return {
    numCols: program.columns,
    numRows: program.rows,
    offset: program.constant,
    colCost: program.cost,
    colLower: program.columnLower,
    colUpper: program.columnUpper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    matrix: {
      format: 'csc',
      numCols: program.columns,
      numRows: program.rows,
      starts: program.starts,
      indices: program.indices,
      values: program.values,
    },
    ...(program.quadratic ? { hessian: diagonal(program.quadratic) } : {}),
  };
}

function diagonal(weights: Float64Array): NonNullable<ModelData['hessian']> {
  const starts = new Int32Array(weights.length + 1);
  const indices: number[] = [];
  weights.forEach((weight, j) => {
    if (weight !== 0) indices.push(j);
    starts[j + 1] = indices.length;
  });
  return {
    format: 'triangular',
    dimension: weights.length,
    starts,
    indices: Int32Array.from(indices),
    values: Float64Array.from(indices, (j) => weights[j]),
  };
}
