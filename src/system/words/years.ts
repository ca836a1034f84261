const SPAN = /^((?:19|20)\d\d)(?:\.\.((?:19|20)\d\d))?$/;

/** Longest text that is read as years. */
export const LONGEST_YEARS = 200;

/** The years of a text such as `2016..2020` or `2019,2021`, each once, in order; null when it is none. */
export function parseYears(text: string): readonly number[] | null {
  if (text.length > LONGEST_YEARS) return null;
  const years = new Set<number>();
  for (const part of text.split(',')) {
    const m = SPAN.exec(part.trim());
    const [first, last] = m ? [Number(m[1]), Number(m[2] ?? m[1])] : [1, 0];
    if (last < first) return null;
    for (let year = first; year <= last; year++) years.add(year);
  }
  return [...years].sort((a, b) => a - b);
}
