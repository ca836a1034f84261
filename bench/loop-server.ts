import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { startServer as StartServer } from '../src/app/serve.ts';

/** The real server in a process of its own, which tells its parent its address, and at every message the longest time that its loop was held up since the one before, ms. */
// The built program itself: it finds its own package beside it.
const { startServer } = await import(new URL('../../app/serve.js', import.meta.url).href) as { startServer: typeof StartServer };
const folder = mkdtempSync(join(tmpdir(), 'spillway-loop-'));
const server = await startServer({ port: 0, compose: { data: folder }, requestsPerMinute: 1_000_000, logLevel: 'silent' });
const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
process.on('message', (message) => {
  if (message === 'stop') {
    void server.close().then(() => { rmSync(folder, { recursive: true, force: true }); process.exit(0); });
    return;
  }
  process.send!({ longestMs: delay.max / 1e6 });
  delay.reset();
});
process.send!({ url: server.url });
