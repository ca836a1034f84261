/** Longest text that is compared: names and ids are no longer. */
const LONGEST = 64;
/** Most options that are looked at. */
const MOST_OPTIONS = 1000;

/**
 * The option most like `text` when it is close enough to be a slip of the pen, else null. Bounded work, however long
 * the text or the list.
 */
export function nearest(text: string, options: Iterable<string>): string | null {
  if (text.length > LONGEST) return null;
  const written = text.toLowerCase();
  let best: string | null = null;
  let within = Math.max(1, Math.floor(text.length / 3));
  let looked = 0;
  for (const option of options) {
    if (looked++ >= MOST_OPTIONS || within < 0) break;
    if (option.length > LONGEST || Math.abs(option.length - text.length) > within) continue;
    const distance = editDistance(written, option.toLowerCase(), within);
    if (distance <= within) [best, within] = [option, distance - 1];
  }
  return best;
}

/** A hint: the nearest option if there is one, else what to do instead. */
export function didYouMean(text: unknown, options: Iterable<string>, otherwise: string): string {
  const near = typeof text === 'string' ? nearest(text, options) : null;
  return near === null ? otherwise : `did you mean "${near}"? otherwise: ${otherwise}`;
}

/** Edits that turn `a` into `b`; any number above `most` where it is more than that. */
function editDistance(a: string, b: string, most: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(change, row[j] + 1, next[j - 1] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row[b.length];
}
