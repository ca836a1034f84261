import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapley } from '../../../src/engine/attribution/shapley.ts';

/** A game: what each set of one to five players achieves; nobody achieves nothing. */
const game = fc.integer({ min: 1, max: 5 }).chain((players) =>
  fc.record({
    players: fc.constant(players),
    worth: fc
      .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2 ** players, maxLength: 2 ** players })
      .map(([, ...rest]) => [0, ...rest]),
  }),
);
const runs = { numRuns: 200, seed: 20210620 };
const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
const has = (mask: number, player: number): boolean => (mask & (1 << player)) !== 0;
/** The mask with the bits of two players exchanged. */
const swapped = (mask: number, a: number, b: number): number =>
  has(mask, a) === has(mask, b) ? mask : mask ^ (1 << a) ^ (1 << b);
function close(found: number, right: number): void {
  expect(Math.abs(found - right)).toBeLessThanOrEqual(1e-6);
}

describe('shapley', () => {
  it('is the mean of what a player adds over the orders', () => {
    // Alone 10 and 0, together 20: orders A B gives 10, 10; B A gives 0, 20.
    expect([...shapley(2, [0, 10, 0, 20])]).toEqual([15, 5]);
  });

  it('shares sum to what all achieve together', () => {
    fc.assert(
      fc.property(game, ({ players, worth }) => close(sum(shapley(players, worth)), worth[worth.length - 1])),
      runs,
    );
  });

  it('equal players get equal shares, and exchanging two exchanges their shares', () => {
    fc.assert(
      fc.property(game, fc.nat(4), fc.nat(4), ({ players, worth }, p, q) => {
        const [a, b] = [p % players, q % players];
        const fair = shapley(
          players,
          worth.map((value, mask) => value + worth[swapped(mask, a, b)]),
        );
        close(fair[a], fair[b]);
        const [before, after] = [
          shapley(players, worth),
          shapley(
            players,
            worth.map((_, mask) => worth[swapped(mask, a, b)]),
          ),
        ];
        close(after[a], before[b]);
        close(after[b], before[a]);
      }),
      runs,
    );
  });

  it('a player who adds nothing gets nothing', () => {
    fc.assert(
      fc.property(game, fc.nat(4), ({ players, worth }, p) => {
        const dummy = p % players;
        close(
          shapley(
            players,
            worth.map((_, mask) => worth[mask & ~(1 << dummy)]),
          )[dummy],
          0,
        );
      }),
      runs,
    );
  });

  it('shares of a sum of games are sums of shares', () => {
    fc.assert(
      fc.property(game, fc.double({ min: -10, max: 10, noNaN: true }), ({ players, worth }, by) => {
        const other = worth.map((value, mask) => (mask === 0 ? 0 : by * value + mask));
        const [first, second, both] = [worth, other, worth.map((value, mask) => value + other[mask])].map((values) =>
          shapley(players, values),
        );
        both.forEach((share, player) =>
          expect(Math.abs(share - first[player] - second[player])).toBeLessThanOrEqual(1e-5),
        );
      }),
      runs,
    );
  });
});
