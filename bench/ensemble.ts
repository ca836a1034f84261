import { createHash } from 'node:crypto';
import { workerRunner } from '../src/io/runner/worker-runner.ts';
import { drawSetup } from '../src/study/ensemble/draw-setup.ts';
import type { DrawsRequest } from '../src/study/base/ports.ts';
import { fittedExponent } from './fitted-exponent.ts';
import { readPair, SPANS } from './study-pair.ts';
import { markdownTable, shown } from './table.ts';

const USUAL = [1, 5, 20];
const FULL = [1, 10, 100, 1000];
/** Draws that a worker is handed at a time, as a study does. */
const CHUNK = 5;
const SEED = 1;
/** Draws of a round that compares one worker with two, and the rounds. */
const ROUND = 60;
const ROUNDS = 5;

interface Drawn {
  readonly seconds: number;
  readonly bits: string;
}

/**
 * Paired draws of the season at level screen by one and by two workers: seconds, speed-up, and whether both give the
 * same bits.
 */
export async function drawGrowth(full: boolean): Promise<void> {
  const pair = await readPair(SPANS.season, { level: 'screen' });
  const setup = drawSetup(pair, { draws: 2, seed: SEED }, 'screen');
  const counts = full ? FULL : USUAL;
  const one = await timed(1, setup, counts);
  const two = await timed(2, setup, counts);
  console.log(
    `\n### Growth in draws, level screen, season pair: exponent ${shown(
      fittedExponent(
        counts.slice(1),
        one.slice(1).map(({ seconds }) => seconds),
      ),
      2,
    )} from ${counts[1]} on\n`,
  );
  console.log(
    markdownTable(
      ['paired draws', '1 worker, s', '2 workers, s', 'speed-up', 'same bits'],
      counts.map((count, at) => [
        String(count),
        shown(one[at].seconds, 2),
        shown(two[at].seconds, 2),
        shown(one[at].seconds / two[at].seconds, 2),
        one[at].bits === two[at].bits ? 'yes' : 'NO',
      ]),
    ),
  );
}

/** What two workers gain over one, round by round in turn, and in the middle of all rounds. */
export async function speedUp(): Promise<void> {
  const setup = drawSetup(await readPair(SPANS.season, { level: 'screen' }), { draws: 2, seed: SEED }, 'screen');
  const rounds: { one: Drawn; two: Drawn }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // each goes first in turn, so that a drift of the machine helps neither
    const order = round % 2 === 0 ? [1, 2] : [2, 1];
    const went = new Map<number, Drawn>();
    for (const workers of order) went.set(workers, (await timed(workers, setup, [ROUND]))[0]);
    const [one, two] = [went.get(1)!, went.get(2)!];
    rounds.push({ one, two });
    console.error(`round ${round + 1}: ${shown(one.seconds, 2)} s and ${shown(two.seconds, 2)} s`);
  }
  const gains = rounds.map(({ one, two }) => one.seconds / two.seconds);
  console.log(
    `\n### Two workers beside one: ${ROUND} paired draws, level screen; median of ${ROUNDS} rounds ` +
      `${shown(gains.toSorted((a, b) => a - b)[ROUNDS >> 1], 2)}\n`,
  );
  console.log(
    markdownTable(
      ['round', '1 worker, s', '2 workers, s', 'speed-up', 'same bits'],
      rounds.map(({ one, two }, round) => [
        String(round + 1),
        shown(one.seconds, 2),
        shown(two.seconds, 2),
        shown(gains[round], 2),
        one.bits === two.bits ? 'yes' : 'NO',
      ]),
    ),
  );
}

/** Draws by so many workers, one ensemble after another; the workers are started and warmed first. */
async function timed(workers: number, setup: DrawsRequest['setup'], counts: readonly number[]): Promise<Drawn[]> {
  const runner = workerRunner({ workers });
  const make = async (draws: readonly number[]): Promise<string> => {
    const chunks = Array.from({ length: Math.ceil(draws.length / CHUNK) }, (_, at) =>
      draws.slice(at * CHUNK, (at + 1) * CHUNK),
    );
    const made = await Promise.all(chunks.map((chunk) => runner.runDraws({ setup, draws: chunk }, {})));
    return createHash('sha256').update(JSON.stringify(made.flat())).digest('hex');
  };
  const drawn: Drawn[] = [];
  try {
    await Promise.all(
      Array.from({ length: workers }, (_, at) => runner.runDraws({ setup, draws: [100_000 + at] }, {})),
    );
    for (const count of counts) {
      const started = performance.now();
      const bits = await make([...Array(count).keys()]);
      drawn.push({ seconds: (performance.now() - started) / 1000, bits });
    }
  } finally {
    await runner.close();
  }
  return drawn;
}
