import { move, transferableSymbol, valueSymbol } from 'piscina';

/**
 * Stands in for a long, a crashing and a well-behaved case, so that the pool can be watched under each.
 *
 * @param {{ case: { hash: string }, progress: import('node:worker_threads').MessagePort }} task
 */
export default function work({ case: { hash }, progress }) {
  progress.postMessage({ stage: hash, done: 1, total: 2, fraction: 0.5 });
  if (hash === 'spin') for (;;) Math.sqrt(2);
  if (hash === 'exit') process.exit(3);
  if (hash === 'heap') {
    const kept = [];
    for (;;) kept.push(new Array(1e6).fill({}));
  }
  if (hash === 'fail') return { failure: { message: 'the case has no stations', problems: null } };
  if (hash === 'invalid')
    return {
      failure: {
        message: 'bad',
        problems: [{ code: 'range', path: 'a', value: 1, limit: null, message: 'm', hint: 'h' }],
      },
    };
  const data = Float64Array.of(1, 2, 3);
  return move({ [transferableSymbol]: [data.buffer], [valueSymbol]: { outcome: { data } } });
}
