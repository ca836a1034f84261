/** The value at a share (0-1) of the weight of a list, linear between the middles of neighbours' weights; with equal weights nearly the plain quantile. */
export function weightedQuantile(values: readonly number[], weights: readonly number[], share: number): number {
  const order = values.map((_, k) => k).filter((k) => weights[k] > 0).sort((a, b) => values[a] - values[b]);
  const total = order.reduce((sum, k) => sum + weights[k], 0);
  let [passed, last] = [0, { at: 0, value: values[order[0]] }];
  for (const k of order) {
    const here = { at: (passed + weights[k] / 2) / total, value: values[k] };
    if (here.at >= share) return here.at === last.at ? here.value : last.value + (here.value - last.value) * Math.max(0, share - last.at) / (here.at - last.at);
    [passed, last] = [passed + weights[k], here];
  }
  return last.value;
}

/** How many draws of one weight say as much: (sum of weights)^2 over the sum of their squares. */
export const effectiveNumber = (weights: readonly number[]): number => {
  const squares = weights.reduce((sum, w) => sum + w * w, 0);
  return squares > 0 ? weights.reduce((sum, w) => sum + w, 0) ** 2 / squares : 0;
};
