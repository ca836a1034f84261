/**
 * Shapley values of `players` players: `worth[mask]` is what the players in `mask` achieve together, `worth[0]` nobody.
 * Each gets the mean of what it adds over all orders; together they get worth[all] - worth[0] to rounding.
 */
export function shapley(players: number, worth: ArrayLike<number>): Float64Array {
  const shares = new Float64Array(players);
  const weight = Array.from(
    { length: players },
    (_, others) => (factorial(others) * factorial(players - 1 - others)) / factorial(players),
  );
  for (let player = 0; player < players; player++) {
    for (let mask = 0; mask < 1 << players; mask++) {
      if ((mask & (1 << player)) !== 0) continue;
      shares[player] += weight[members(mask)] * (worth[mask | (1 << player)] - worth[mask]);
    }
  }
  return shares;
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

function members(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}
