import { plainNumber } from '../words/plain-number.ts';
import { plainText } from './plain-text.ts';

const BY_COMMA = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;
const BY_SPACE = /^[+-]?\d{1,3}(?:[ '\u2019]\d{3})+(?:\.\d*)?$/;
/** One comma before three digits: thousands to one reader, a decimal mark to another. */
const EITHER = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const DECIMAL_COMMA = /^[+-]?(?:\d+|\d{1,3}(?:[. ]\d{3})+),\d+$/;
const POINT_OR_THOUSANDS = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;
const NO_VALUE =
  /^(?:|[-\u2013\u2014/\\*]+|#+(?:N\/A|VALUE!|DIV\/0!|REF!|NUM!|NAME\?|NULL!)?|n\/?a|nan|null|none|missing|缺测?|缺失|无(?:数据)?|停测)$/i;

/** A cell without any of these has no mark to be judged. */
const MARK = /[,.，．]/;

/** How the numbers of one column are written. `unclear`: a comma or point that may be either mark. */
export type Marks = 'plain' | 'decimal-comma' | 'unclear';

/**
 * The marks of a column, judged by all of its cells together. `listSeparator` is what stands between the cells of its
 * file; null in a workbook.
 */
export function marksOf(cells: readonly string[], listSeparator: string | null): Marks {
  const texts = cells.filter((cell) => MARK.test(cell)).map(plainText);
  if (texts.some((text) => DECIMAL_COMMA.test(text) && !EITHER.test(text) && !BY_COMMA.test(text)))
    return 'decimal-comma';
  // Where commas part the cells, a comma within one parts thousands; a semicolon is what those write who keep the comma
  // for decimals.
  const apart = listSeparator === ',';
  const point = texts.some(
    (text) =>
      (BY_COMMA.test(text) && !EITHER.test(text)) ||
      (isPlain(text) && text.includes('.') && !POINT_OR_THOUSANDS.test(text)),
  );
  if (apart || point) return 'plain';
  // In a workbook nothing parts the cells: a text with one comma there may be either, too.
  if (texts.some((text) => EITHER.test(text))) return 'unclear';
  return listSeparator === ';' && texts.some((text) => POINT_OR_THOUSANDS.test(text)) ? 'unclear' : 'plain';
}

export type WrittenNumber = { readonly value: number } | { readonly fault: 'no-value' | 'not-a-number' };

/** A number with its decimal point and perhaps thousands apart; the marks of its column must be plain. */
export function readNumber(cell: string): WrittenNumber {
  if (isPlain(cell)) return { value: plainNumber(cell) };
  const text = plainText(cell);
  if (NO_VALUE.test(text)) return { fault: 'no-value' };
  const digits = BY_COMMA.test(text)
    ? text.replaceAll(',', '')
    : BY_SPACE.test(text)
      ? text.replace(/[ '\u2019]/g, '')
      : text;
  return isPlain(digits) ? { value: plainNumber(digits) } : { fault: 'not-a-number' };
}

const isPlain = (text: string): boolean => !Number.isNaN(plainNumber(text));
