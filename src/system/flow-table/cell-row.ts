/** One row of a table as it was read: its 1-based line and the 1-based place at which each cell starts in it. */
export interface CellRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly starts: readonly number[];
}

export const isEmptyRow = ({ cells }: CellRow): boolean => cells.every((cell) => cell.trim() === '');

/** A text of a table, short enough to be quoted. */
export const quoted = (text: string, longest = 60): string =>
  `"${text.length > longest ? `${text.slice(0, longest - 1)}…` : text}"`;

/** What a row says, for a message that quotes it. */
export const rowText = ({ cells }: CellRow): string =>
  cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' ');
