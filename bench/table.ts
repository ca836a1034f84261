/** A table as Markdown, columns padded so that it reads in a terminal too. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = head.map((title, k) => Math.max(title.length, ...rows.map((row) => row[k].length)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, k) => cell.padEnd(width[k])).join(' | ')} |`;
  return [line(head), `|${width.map((n) => '-'.repeat(n + 2)).join('|')}|`, ...rows.map(line)].join('\n');
}

/** A number in so many digits behind the point, a dash where there is none. */
export const shown = (value: number | null | undefined, digits: number): string =>
  value === null || value === undefined || Number.isNaN(value) ? '-' : value.toFixed(digits);
