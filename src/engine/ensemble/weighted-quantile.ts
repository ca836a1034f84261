/**
 * The value below which a share (0-1) of the weight lies, on straight lines between the middles of the weights: with
 * equal weights about what `quantileOf` says. Weights are not negative and not all 0.
 */
export function weightedQuantile(values: readonly number[], weights: readonly number[], share: number): number {
  const sorted = values
    .map((value, k) => ({ value, weight: weights[k] }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  let before: { value: number; at: number } | null = null;
  for (const { value, weight } of sorted) {
    const at = (below + weight / 2) / total;
    if (at >= share)
      return before === null || at === before.at
        ? value
        : before.value + ((value - before.value) * (share - before.at)) / (at - before.at);
    before = { value, at };
    below += weight;
  }
  return sorted[sorted.length - 1].value;
}
