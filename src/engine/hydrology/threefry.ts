/**
 * Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3, SC11): 64
 * random bits that are a function of a key and a counter alone. Nothing is carried from one call to the next, so any
 * draw can be made first, last or on another machine with the same bits.
 */
export function threefry(key0: number, key1: number, counter0: number, counter1: number): readonly [number, number] {
  const keys = [key0 | 0, key1 | 0, PARITY ^ key0 ^ key1];
  let a = (counter0 + keys[0]) | 0;
  let b = (counter1 + keys[1]) | 0;
  for (let round = 0; round < 20; round++) {
    a = (a + b) | 0;
    const turn = TURNS[round % 8];
    b = ((b << turn) | (b >>> (32 - turn))) ^ a;
    if (round % 4 !== 3) continue;
    const step = (round + 1) / 4;
    a = (a + keys[step % 3]) | 0;
    b = (b + keys[(step + 1) % 3] + step) | 0;
  }
  return [a >>> 0, b >>> 0];
}

/** Parity word of the key schedule, 32 bits (Salmon et al. 2011). */
const PARITY = 0x1bd11bda;
/** Rotations of the eight rounds, bits (the same). */
const TURNS = [13, 15, 26, 6, 17, 29, 16, 24];
