import { zipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/universal';
import { isSheet, workbookParts, type WorkbookFault } from './workbook-parts.ts';

/**
 * The cells of one sheet as texts: dates as `2021-06-01 08:00:00`, numbers with all their figures, the values that
 * formulas last had.
 */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/**
 * The visible sheets of a workbook. Nothing outside the file is ever looked at: what a formula took from another file
 * is the value stored here.
 */
export async function workbookSheets(bytes: Uint8Array): Promise<readonly WorkbookSheet[] | WorkbookFault> {
  const parts = workbookParts(bytes);
  if ('fault' in parts) return parts;
  const hidden = hiddenSheets(parts.get('xl/workbook.xml') ?? '');
  const missing = formulaWithoutValue(parts);
  if (missing !== null) return missing;
  try {
    const sheets = await readXlsxFile(new Blob([repacked(parts)]), { parseNumber: (text: string) => text });
    return sheets
      .filter(({ sheet }) => !hidden.has(sheet))
      .map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) }));
  } catch {
    return { fault: 'damaged' };
  }
}

/**
 * The parts that were looked at, and no others, for the reader of workbooks. Dates that are stored as ISO texts become
 * texts: as dates they would be taken for the local time of the machine.
 */
function repacked(parts: ReadonlyMap<string, string>): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const files = [...parts].map(
    ([name, text]) =>
      [name, encoder.encode(isSheet(name) ? text.replace(/(<c [^>]{0,200}?)\bt="d"/g, '$1t="str"') : text)] as const,
  );
  return new Uint8Array(zipSync(Object.fromEntries(files), { level: 0 }));
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  // 0.1 + 0.2 is stored as 0.30000000000000004 and shown as 0.3: fifteen figures are what a spreadsheet has.
  if (typeof value === 'string')
    return /^-?\d+\.\d{12,}(?:E[+-]?\d+)?$/i.test(value) ? String(Number(Number(value).toPrecision(15))) : value.trim();
  return String(value);
}

/** Spreadsheet dates have no zone; the reader gives them as if in UTC. Serial numbers round to the second. */
function dateText(date: Date): string {
  const text = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  return text.endsWith(' 00:00:00') ? text.slice(0, 10) : text;
}

const hiddenSheets = (workbook: string): Set<string> =>
  new Set(
    [...workbook.matchAll(/<sheet [^>]{0,2000}>/g)]
      .filter(([tag]) => /state="(?:hidden|veryHidden)"/.test(tag))
      .map(([tag]) => entities(/name="([^"]*)"/.exec(tag)?.[1] ?? '')),
  );
const entities = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** A formula written by a program that computes nothing has no value: an empty cell would be read in its place. */
function formulaWithoutValue(parts: ReadonlyMap<string, string>): WorkbookFault | null {
  for (const [name, text] of parts) {
    if (!isSheet(name)) continue;
    for (const cell of text.split('<c ').slice(1)) {
      const own = cell.slice(0, Math.max(0, cell.indexOf('</c>')));
      if (/<f[ >/]/.test(own) && !/<v>[^<]/.test(own) && !/t="str"/.test(own))
        return {
          fault: 'no-cached-value',
          sheet: name.replace(/^.*\/|\.xml$/g, ''),
          cell: /\br="([A-Z]+\d+)"/.exec(cell)?.[1] ?? '',
        };
    }
  }
  return null;
}
