/**
 * A calendar period in which out-turns are published: a year `2020`, a half `2020H1`, a quarter `2020Q3` or a month
 * `2020-07`.
 */
export interface Period {
  readonly text: string;
  readonly year: number;
  /** keys of its months, `2020-07` */
  readonly months: readonly string[];
}

const PERIOD = /^(\d{4})(?:H([12])|Q([1-4])|-(0[1-9]|1[0-2]))?$/;

/** Null when the text is not a period. */
export function parsePeriod(text: string): Period | null {
  const m = PERIOD.exec(text);
  if (!m) return null;
  const year = Number(m[1]);
  if (m[4] !== undefined) return { text, year, months: [text] };
  const length = m[2] !== undefined ? 6 : m[3] !== undefined ? 3 : 12;
  const first = (Number(m[2] ?? m[3] ?? 1) - 1) * length + 1;
  return { text, year, months: Array.from({ length }, (_, i) => `${m[1]}-${String(first + i).padStart(2, '0')}`) };
}

const PARTS = ['', 'H1', 'H2', 'Q1', 'Q2', 'Q3', 'Q4'] as const;
/** A year, its halves and its quarters. */
export const partsOfYear = (year: number): readonly string[] => PARTS.map((part) => `${year}${part}`);
