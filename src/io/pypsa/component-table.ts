type Cell = string | number;

/** One file of a PyPSA folder. */
export interface PypsaFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The components of one kind: fixed attributes one row each, and attributes that vary with time one column each. A
 * series that never changes is written as a fixed attribute, and an attribute that some rows leave out is left empty
 * there, which PyPSA reads as its default.
 */
export class ComponentTable {
  private readonly kind: string;
  private readonly rows: { readonly name: string; readonly cells: Map<string, Cell> }[] = [];
  private readonly series = new Map<string, Map<string, Float64Array>>();

  constructor(kind: string) {
    this.kind = kind;
  }

  add(name: string, fixed: Readonly<Record<string, Cell>>, varying: Readonly<Record<string, Float64Array>> = {}): void {
    const cells = new Map(Object.entries(fixed));
    for (const [attribute, values] of Object.entries(varying)) {
      if (values.every((value) => value === values[0])) cells.set(attribute, values[0]);
      else this.varying(attribute).set(name, values);
    }
    this.rows.push({ name, cells });
  }

  /** The file of fixed attributes and one an attribute that varies; none where there is no component. */
  files(snapshots: readonly string[]): PypsaFile[] {
    if (this.rows.length === 0) return [];
    const heads = [...new Set(this.rows.flatMap(({ cells }) => [...cells.keys()]))];
    const fixed = this.rows.map(({ name, cells }) => [name, ...heads.map((head) => cells.get(head) ?? '')]);
    return [
      { name: `${this.kind}.csv`, text: csv([['name', ...heads], ...fixed]) },
      ...[...this.series].map(([attribute, columns]) => ({
        name: `${this.kind}-${attribute}.csv`,
        text: csv([
          ['snapshot', ...columns.keys()],
          ...snapshots.map((snapshot, t) => [snapshot, ...[...columns.values()].map((values) => values[t])]),
        ]),
      })),
    ];
  }

  private varying(attribute: string): Map<string, Float64Array> {
    const known = this.series.get(attribute) ?? new Map<string, Float64Array>();
    this.series.set(attribute, known);
    return known;
  }
}

export const csv = (rows: readonly (readonly Cell[])[]): string =>
  `${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`;

const quoted = (cell: Cell): string =>
  typeof cell === 'string' && /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : String(cell);
