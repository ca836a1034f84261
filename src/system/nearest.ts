/** The option most like `text` when it is close enough to be a slip of the pen, else null. */
export function nearest(text: string, options: Iterable<string>): string | null {
  const allowed = Math.max(1, Math.floor(text.length / 3));
  let best: string | null = null;
  let bestDistance = allowed + 1;
  for (const option of options) {
    const distance = editDistance(text.toLowerCase(), option.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [option, distance];
  }
  return best;
}

/** A hint: the nearest option if there is one, else what to do instead. */
export function didYouMean(text: unknown, options: Iterable<string>, otherwise: string): string {
  const near = typeof text === 'string' ? nearest(text, options) : null;
  return near === null ? otherwise : `did you mean "${near}"? otherwise: ${otherwise}`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(change, row[j] + 1, next[j - 1] + 1);
    }
    row = next;
  }
  return row[b.length];
}
