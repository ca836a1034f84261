import { unzipSync } from 'fflate';

/** What a workbook may hold at most: far more than a century of days in twenty sheets. */
export const WORKBOOK_LIMITS = {
  bytes: 64_000_000,
  parts: 2000,
  sheets: 64,
  cells: 1_000_000,
  rows: 200_000,
  columns: 2000,
} as const;

/** Why a workbook is not read; each is one sentence for its user. */
export type WorkbookFault =
  | { readonly fault: 'damaged' | 'no-workbook' | 'doctype' }
  | { readonly fault: 'too-large'; readonly what: string; readonly found: number; readonly most: number }
  | { readonly fault: 'no-cached-value'; readonly sheet: string; readonly cell: string };

const decoder = new TextDecoder();

/**
 * The XML parts of a workbook as text, looked at before anything is made of them: how large they are unpacked (as
 * declared, and no more is ever unpacked than declared), that none declares a document type (entities that swell), how
 * many sheets, rows and cells there are.
 */
export function workbookParts(bytes: Uint8Array): ReadonlyMap<string, string> | WorkbookFault {
  let [total, count] = [0, 0];
  let raw: Record<string, Uint8Array>;
  try {
    raw = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/\.(?:xml|rels)$/.test(name)) return false;
        total += originalSize;
        count++;
        if (total > WORKBOOK_LIMITS.bytes || count > WORKBOOK_LIMITS.parts) throw new TooLarge();
        return true;
      },
    });
  } catch (error) {
    if (!(error instanceof TooLarge)) return { fault: 'damaged' };
    return total > WORKBOOK_LIMITS.bytes
      ? tooLarge('bytes unpacked', total, WORKBOOK_LIMITS.bytes)
      : tooLarge('parts', count, WORKBOOK_LIMITS.parts);
  }
  const parts = new Map(Object.entries(raw).map(([name, part]) => [name, decoder.decode(part)]));
  if (!parts.has('xl/workbook.xml')) return { fault: 'no-workbook' };
  if ([...parts.values()].some((text) => /<!(?:DOCTYPE|ENTITY)/i.test(text))) return { fault: 'doctype' };
  return tooManyCells(parts) ?? parts;
}

class TooLarge extends Error {}
const tooLarge = (what: string, found: number, most: number): WorkbookFault => ({
  fault: 'too-large',
  what,
  found,
  most,
});

function tooManyCells(parts: ReadonlyMap<string, string>): WorkbookFault | null {
  const sheets = [...parts].filter(([name]) => isSheet(name)).map(([, text]) => text);
  if (sheets.length > WORKBOOK_LIMITS.sheets) return tooLarge('sheets', sheets.length, WORKBOOK_LIMITS.sheets);
  const cells = sheets.reduce((sum, text) => sum + occurrences(text, '<c '), 0);
  if (cells > WORKBOOK_LIMITS.cells) return tooLarge('cells', cells, WORKBOOK_LIMITS.cells);
  for (const text of sheets) {
    const [rows, columns] = reach(text);
    if (rows > WORKBOOK_LIMITS.rows) return tooLarge('rows', rows, WORKBOOK_LIMITS.rows);
    if (columns > WORKBOOK_LIMITS.columns) return tooLarge('columns', columns, WORKBOOK_LIMITS.columns);
  }
  return null;
}

export const isSheet = (name: string): boolean => /^xl\/worksheets\/[^/]+\.xml$/.test(name);

function occurrences(text: string, mark: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) count++;
  return count;
}

/** The furthest row and column that a cell stands in: a reader fills all before them. */
function reach(text: string): [rows: number, columns: number] {
  let [rows, columns] = [0, 0];
  for (const [, cell, column, row] of text.matchAll(/<(?:row|(c)) [^>]{0,200}?\br="([A-Z]{0,4})(\d{1,9})"/g)) {
    rows = Math.max(rows, Number(row));
    if (cell !== undefined)
      columns = Math.max(
        columns,
        [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0),
      );
  }
  return [rows, columns];
}
