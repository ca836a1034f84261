/** The value at `quantile` (0-1) of a rising list, linear between neighbours. */
export function quantileOf(sorted, quantile) {
    const at = quantile * (sorted.length - 1);
    const below = Math.floor(at);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}
