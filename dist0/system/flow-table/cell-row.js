export const isEmptyRow = ({ cells }) => cells.every((cell) => cell.trim() === '');
/** A text of a table, short enough to be quoted. */
export const quoted = (text, longest = 60) => `"${text.length > longest ? `${text.slice(0, longest - 1)}…` : text}"`;
/** What a row says, for a message that quotes it. */
export const rowText = ({ cells }) => cells.map((cell) => cell.trim()).filter((cell) => cell !== '').join(' ');
