import { countingOrder } from './counting-order.ts';
import type { LinearProgram } from './linear-program.ts';

/** Collects columns, rows and entries in any order and packs them by column. Entries of one (row, column) pair are summed. */
export class ProgramBuilder {
  private readonly cost: number[] = [];
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly diagonal: number[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly entryRow: number[] = [];
  private readonly entryColumn: number[] = [];
  private readonly entryValue: number[] = [];
  private readonly columnNames: (() => string)[] = [];
  private readonly rowNames: (() => string)[] = [];
  private convex = false;
  constant = 0;

  get columns(): number { return this.cost.length; }
  get rows(): number { return this.rowLower.length; }

  column(cost: number, lower: number, upper: number, name: () => string): number {
    this.cost.push(cost);
    this.lower.push(lower);
    this.upper.push(upper);
    this.diagonal.push(0);
    this.columnNames.push(name);
    return this.cost.length - 1;
  }

  /** Adds 1/2 * weight * x^2 for one column. */
  square(column: number, weight: number): void {
    this.diagonal[column] += weight;
    this.convex = true;
  }

  addCost(column: number, cost: number): void { this.cost[column] += cost; }

  row(lower: number, upper: number, name: () => string): number {
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
    this.rowNames.push(name);
    return this.rowLower.length - 1;
  }

  /** Moves both bounds of a row, as a constant term on its left side does with the opposite sign. */
  shiftRow(row: number, by: number): void {
    this.rowLower[row] += by;
    this.rowUpper[row] += by;
  }

  entry(row: number, column: number, value: number): void {
    if (value === 0) return;
    this.entryRow.push(row);
    this.entryColumn.push(column);
    this.entryValue.push(value);
  }

  build(): LinearProgram {
    const { starts, indices, values } = pack(this.entryRow, this.entryColumn, this.entryValue, this.columns, this.rows);
    return {
      columns: this.columns, rows: this.rows, constant: this.constant,
      cost: Float64Array.from(this.cost), columnLower: Float64Array.from(this.lower), columnUpper: Float64Array.from(this.upper),
      rowLower: Float64Array.from(this.rowLower), rowUpper: Float64Array.from(this.rowUpper), starts, indices, values,
      ...(this.convex ? { quadratic: Float64Array.from(this.diagonal) } : {}),
      columnName: (j) => this.columnNames[j](), rowName: (i) => this.rowNames[i](),
    };
  }
}

/** Two stable counting sorts (by row, then by column) leave entries sorted within each column; duplicates are then summed. */
function pack(rows: number[], columns: number[], values: number[], columnCount: number, rowCount: number) {
  const byRow = countingOrder(rows, rowCount, null);
  const order = countingOrder(columns, columnCount, byRow);
  const starts = new Int32Array(columnCount + 1);
  const indices = new Int32Array(rows.length);
  const packed = new Float64Array(rows.length);
  let used = 0;
  let at = 0;
  for (let j = 0; j < columnCount; j++) {
    starts[j] = used;
    for (; at < order.length && columns[order[at]] === j; at++) {
      const e = order[at];
      if (used > starts[j] && indices[used - 1] === rows[e]) packed[used - 1] += values[e];
      else { indices[used] = rows[e]; packed[used++] = values[e]; }
    }
  }
  starts[columnCount] = used;
  return { starts, indices: indices.slice(0, used), values: packed.slice(0, used) };
}
