/**
 * Values rounded to `decimals` so that they add to their rounded sum (largest remainder): printed rows then add to the
 * printed total. No value moves by a whole last digit or more. `total`: the sum that they must add to instead, rounded
 * already, within a last digit of theirs.
 */
export function addUp(
  values: readonly number[],
  decimals: number,
  given?: number,
): { readonly rows: readonly number[]; readonly total: number } {
  const scale = 10 ** decimals;
  const scaled = values.map((value) => value * scale);
  const floors = scaled.map(Math.floor);
  const least = floors.reduce((sum, value) => sum + value, 0);
  const total = Math.round(given === undefined ? scaled.reduce((sum, value) => sum + value, 0) : given * scale);
  const missing = Math.min(values.length, Math.max(0, total - least));
  const raised = new Set(
    scaled
      .map((value, i) => ({ i, remainder: value - floors[i] }))
      .sort((a, b) => b.remainder - a.remainder || a.i - b.i)
      .slice(0, missing)
      .map(({ i }) => i),
  );
  // Adding 0 turns -0 into 0.
  return {
    rows: floors.map((value, i) => (value + (raised.has(i) ? 1 : 0)) / scale),
    total: (least + missing) / scale + 0,
  };
}

/** The same where some values are absent: they stay so. */
export function addUpKnown(
  values: readonly (number | null)[],
  decimals: number,
): { readonly rows: readonly (number | null)[]; readonly total: number } {
  const { rows, total } = addUp(
    values.filter((value) => value !== null),
    decimals,
  );
  const left = [...rows];
  return { rows: values.map((value) => (value === null ? null : left.shift()!)), total };
}

/** A table, given as columns, rounded with its totals. */
export interface AddedTable {
  readonly columns: readonly (readonly number[])[];
  readonly rowTotals: readonly number[];
  readonly columnTotals: readonly number[];
  readonly total: number;
}

/**
 * Rounded so that rows and columns add to their printed totals and these to the whole; every cell and total moves by
 * less than a last digit where that is possible at all.
 */
export function addUpBoth(columns: readonly (readonly number[])[], decimals: number): AddedTable {
  const scale = 10 ** decimals;
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const columnTotals = addUp(columns.map(sum), decimals);
  const rows = columns[0]?.map((_, row) => columns.map((column) => column[row])) ?? [];
  const wanted = addUp(rows.map(sum), decimals, columnTotals.total).rows.map((value) => Math.round(value * scale));
  // What is as good as a round number stays one: a zero is not printed as a last digit.
  const floors = columns.map((column) =>
    column.map((value) =>
      Math.abs(value * scale - Math.round(value * scale)) < ROUND ? null : Math.floor(value * scale),
    ),
  );
  const cells = columns.map((column, at) =>
    addUp(column, decimals, columnTotals.rows[at]).rows.map((value) => Math.round(value * scale)),
  );
  settleRows(cells, floors, wanted);
  const back = (value: number): number => value / scale + 0;
  return {
    columns: cells.map((column) => column.map(back)),
    rowTotals: rows.map((_, row) => back(sum(cells.map((column) => column[row])))),
    columnTotals: columnTotals.rows,
    total: columnTotals.total,
  };
}

/**
 * Moves last digits between rows within a column, along chains of rows where no single move does, until the rows have
 * their totals or no chain is left.
 */
function settleRows(cells: readonly number[][], floors: Floors, wanted: readonly number[]): void {
  const over = (row: number): number => cells.reduce((sum, column) => sum + column[row], 0) - wanted[row];
  for (
    let from = wanted.findIndex((_, row) => over(row) > 0);
    from >= 0;
    from = wanted.findIndex((_, row) => over(row) > 0)
  ) {
    const chain = chainFrom(from, (row) => over(row) < 0, cells, floors);
    if (chain === null) return;
    for (const { column, up, down } of chain) {
      cells[column][up] += 1;
      cells[column][down] -= 1;
    }
  }
}

/** Cells rounded down; null for one that is not to move. */
type Floors = readonly (readonly (number | null)[])[];
const ROUND = 1e-3;

interface Move {
  readonly column: number;
  readonly down: number;
  readonly up: number;
}

/**
 * The shortest chain of moves from a row with too much to one with too little: each takes from a cell rounded up and
 * gives to one rounded down.
 */
function chainFrom(
  from: number,
  ends: (row: number) => boolean,
  cells: readonly (readonly number[])[],
  floors: Floors,
): Move[] | null {
  const came = new Map<number, Move | null>([[from, null]]);
  for (const row of came.keys()) {
    if (ends(row)) return backFrom(row, came);
    cells.forEach((column, c) => {
      const floor = floors[c][row];
      if (floor === null || column[row] <= floor) return;
      column.forEach((value, other) => {
        if (value === floors[c][other] && !came.has(other)) came.set(other, { column: c, down: row, up: other });
      });
    });
  }
  return null;
}

function backFrom(row: number, came: ReadonlyMap<number, Move | null>): Move[] {
  const chain: Move[] = [];
  for (let move = came.get(row); move; move = came.get(move.down)) chain.push(move);
  return chain;
}
