import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { startServer as StartServer } from '../src/app/serve.ts';

/**
 * The real server in a process of its own, which tells its parent its address, and at every message the longest time
 * that its loop was held up since the one before, ms.
 */
// The built program itself: it finds its own package beside it.
const { startServer } = (await import(new URL('../../app/serve.js', import.meta.url).href)) as {
  startServer: typeof StartServer;
};
const folder = mkdtempSync(join(tmpdir(), 'spillway-loop-'));
const server = await startServer({
  port: 0,
  compose: { data: folder },
  requestsPerMinute: 1_000_000,
  logLevel: 'silent',
});
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
// A second measure by another clock: turns of the loop, one after another.
let [turn, gap] = [performance.now(), 0];
setInterval(() => {
  const now = performance.now();
  gap = Math.max(gap, now - turn);
  turn = now;
}, 1);
/** Until timers that were held up have told it. */
const SETTLED_MS = 10;
process.on('message', (message) => {
  if (message === 'stop') {
    void server.close().then(() => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(0);
    });
    return;
  }
  setTimeout(() => {
    process.send!({ longestMs: Math.max(gap, delay.max / 1e6) });
    gap = 0;
    delay.reset();
  }, SETTLED_MS);
});
process.send!({ url: server.url });
