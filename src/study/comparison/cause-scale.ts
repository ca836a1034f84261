/**
 * How the shares of a world, found in blocks, meet what its own books hold: multiplied by `scale`, beside a part that
 * no cause is told of, which is that of world `restOf`.
 */
export interface CauseScale {
  readonly scale: number;
  readonly rest: number;
  readonly restOf: 0 | 1 | null;
}

/**
 * Below this share of the books, what the season in blocks curtails is too little to divide them by: shares of it would
 * be shares of rounding.
 */
export const LEAST_FOUND = 0.1;

/**
 * Shares of both worlds are scaled to the books. Where the season in blocks of a world curtails next to nothing of what
 * its books hold, the books are not divided: the amounts found stay as they are, and the rest is told apart. The other
 * world then holds as much undivided where its books have room for it, so that the difference is divided by what both
 * seasons tell. GWh.
 */
export function causeScales(
  found: readonly [number, number],
  booked: readonly [number, number],
): readonly [CauseScale, CauseScale] {
  const thin = found.map((gwh, world) => gwh < LEAST_FOUND * booked[world]);
  const rests = found.map((gwh, world) => booked[world] - gwh);
  const of = (world: 0 | 1): CauseScale => {
    const other = world === 0 ? 1 : 0;
    if (thin[world]) return { scale: 1, rest: rests[world], restOf: world };
    const shared = thin[other] && booked[world] - rests[other] >= LEAST_FOUND * found[world];
    const divided = shared ? booked[world] - rests[other] : booked[world];
    return {
      scale: found[world] > 0 ? divided / found[world] : 1,
      rest: shared ? rests[other] : 0,
      restOf: shared ? other : null,
    };
  };
  return [of(0), of(1)];
}
