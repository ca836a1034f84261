import type { LinearProgram } from './linear-program.ts';

/** Numbers that grow at their end. */
class Growing<T extends Float64Array | Int32Array> {
  length = 0;
  list: T;
  private readonly make: (length: number) => T;

  constructor(make: (length: number) => T) {
    this.make = make;
    this.list = make(FIRST_ROOM);
  }

  push(value: number): void {
    if (this.length === this.list.length) {
      const more = this.make(2 * this.length);
      more.set(this.list);
      this.list = more;
    }
    this.list[this.length++] = value;
  }

  /** A copy of its own length. */
  taken(): T {
    return this.list.slice(0, this.length) as T;
  }
}

const FIRST_ROOM = 16384;
const numbers = (): Growing<Float64Array> => new Growing((length) => new Float64Array(length));
const places = (): Growing<Int32Array> => new Growing((length) => new Int32Array(length));

/**
 * Collects columns, rows and entries in any order and packs them by column. Entries of one (row, column) pair are
 * summed. Names are wanted rarely and weigh more than all numbers: a builder that is told how to build the same program
 * again keeps none, and builds it again, with names, when the first is asked for.
 */
export class ProgramBuilder {
  private readonly cost = numbers();
  private readonly lower = numbers();
  private readonly upper = numbers();
  private readonly diagonal = numbers();
  private readonly rowLower = numbers();
  private readonly rowUpper = numbers();
  private readonly entryRow = places();
  private readonly entryColumn = places();
  private readonly entryValue = numbers();
  private readonly columnNames: (() => string)[] = [];
  private readonly rowNames: (() => string)[] = [];
  private convex = false;
  constant = 0;
  private readonly again: (() => LinearProgram) | null;

  constructor(again: (() => LinearProgram) | null = null) {
    this.again = again;
  }

  get columns(): number {
    return this.cost.length;
  }
  get rows(): number {
    return this.rowLower.length;
  }

  column(cost: number, lower: number, upper: number, name: () => string): number {
    this.cost.push(cost);
    this.lower.push(lower);
    this.upper.push(upper);
    this.diagonal.push(0);
    if (this.again === null) this.columnNames.push(name);
    return this.cost.length - 1;
  }

  /** Adds 1/2 * weight * x^2 for one column. */
  square(column: number, weight: number): void {
    this.diagonal.list[column] += weight;
    this.convex = true;
  }

  addCost(column: number, cost: number): void {
    this.cost.list[column] += cost;
  }

  row(lower: number, upper: number, name: () => string): number {
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
    if (this.again === null) this.rowNames.push(name);
    return this.rowLower.length - 1;
  }

  /** Moves both bounds of a row, as a constant term on its left side does with the opposite sign. */
  shiftRow(row: number, by: number): void {
    this.rowLower.list[row] += by;
    this.rowUpper.list[row] += by;
  }

  entry(row: number, column: number, value: number): void {
    if (value === 0) return;
    this.entryRow.push(row);
    this.entryColumn.push(column);
    this.entryValue.push(value);
  }

  build(): LinearProgram {
    return {
      columns: this.columns,
      rows: this.rows,
      constant: this.constant,
      cost: this.cost.taken(),
      columnLower: this.lower.taken(),
      columnUpper: this.upper.taken(),
      rowLower: this.rowLower.taken(),
      rowUpper: this.rowUpper.taken(),
      ...pack(this.entryRow, this.entryColumn, this.entryValue, this.columns),
      ...(this.convex ? { quadratic: this.diagonal.taken() } : {}),
      ...this.names(),
    };
  }

  private names(): Pick<LinearProgram, 'columnName' | 'rowName'> {
    const { again, columnNames, rowNames } = this;
    if (again === null) return { columnName: (j) => columnNames[j](), rowName: (i) => rowNames[i]() };
    let named: LinearProgram | undefined;
    return { columnName: (j) => (named ??= again()).columnName(j), rowName: (i) => (named ??= again()).rowName(i) };
  }
}

/** A counting sort by column, then each column's few entries by row; those of one place are summed. */
function pack(
  entryRow: Growing<Int32Array>,
  entryColumn: Growing<Int32Array>,
  entryValue: Growing<Float64Array>,
  columnCount: number,
) {
  const count = entryRow.length;
  const [rows, columns, values] = [entryRow.list, entryColumn.list, entryValue.list];
  const next = new Int32Array(columnCount + 1);
  for (let e = 0; e < count; e++) next[columns[e] + 1]++;
  for (let j = 0; j < columnCount; j++) next[j + 1] += next[j];
  const starts = next.slice();
  const indices = new Int32Array(count);
  const packed = new Float64Array(count);
  for (let e = 0; e < count; e++) {
    const row = rows[e];
    const j = columns[e];
    const first = starts[j];
    let at = next[j]++;
    for (; at > first && indices[at - 1] > row; at--) {
      indices[at] = indices[at - 1];
      packed[at] = packed[at - 1];
    }
    indices[at] = row;
    packed[at] = values[e];
  }
  return summed(starts, indices, packed);
}

/** Adds up neighbours in one place. */
function summed(
  from: Int32Array,
  rows: Int32Array,
  entries: Float64Array,
): Pick<LinearProgram, 'starts' | 'indices' | 'values'> {
  const starts = new Int32Array(from.length);
  let used = 0;
  for (let j = 0; j + 1 < from.length; j++) {
    starts[j] = used;
    for (let e = from[j]; e < from[j + 1]; e++) {
      if (used > starts[j] && rows[used - 1] === rows[e]) entries[used - 1] += entries[e];
      else {
        rows[used] = rows[e];
        entries[used++] = entries[e];
      }
    }
  }
  starts[from.length - 1] = used;
  return used === rows.length
    ? { starts, indices: rows, values: entries }
    : { starts, indices: rows.slice(0, used), values: entries.slice(0, used) };
}
