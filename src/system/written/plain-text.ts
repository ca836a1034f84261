const ZERO_WIDTH = /[\u200B-\u200D\u2060\uFEFF]/g;
const MINUS = /^[\u2010-\u2015\u2212](?=[\d.])/;
/** Spreadsheets mark a text so: '2021-06-01 and ="2021-06-01". */
const TEXT_MARK = /^(?:'|="([^"]*)"$)/;
/** What needs no change but for spaces at its ends. */
const USUAL = /^[ -&(-<>-~]*$/;
/** No date, number or name of a column is longer; a cell beyond it is cut, so that its length costs nothing. */
const LONGEST = 120;

/**
 * A cell with full-width forms, unusual spaces and minus signs as the plain ones, and without marks that nobody sees.
 */
export function plainText(cell: string): string {
  if (cell.length <= LONGEST && USUAL.test(cell)) return cell.trim();
  const text = cell.length > LONGEST ? `${cell.slice(0, LONGEST)}…` : cell;
  return text.replace(ZERO_WIDTH, '').normalize('NFKC').trim().replace(TEXT_MARK, '$1').replace(MINUS, '-').trim();
}
