import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { readArguments } from './arguments.ts';
import { drawGrowth, speedUp } from './ensemble.ts';
import { systemGrowth } from './growth.ts';
import { comparePeers } from './peers.ts';
import { sliderTimes } from './slider.ts';

/**
 * `npm run bench [-- --only week,growth --time-limit 300 --peers clp,pypsa --python PATH --keep FOLDER --full]`: tables
 * on standard output, progress on standard error.
 */
async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2));
  const folder = given.keep ?? mkdtempSync(join(tmpdir(), 'spillway-bench-'));
  console.log(
    `Machine: ${cpus().length} cores, ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB; Node ` +
      `${process.version}, ${process.platform}.`,
  );
  try {
    for (const part of given.parts) {
      if (part === 'growth') systemGrowth(given.full);
      else if (part === 'ensemble') await drawGrowth(given.full);
      else if (part === 'speed-up') await speedUp();
      else if (part === 'slider') await sliderTimes();
      else await comparePeers(part, folder, given);
    }
  } finally {
    if (given.keep === null) rmSync(folder, { recursive: true, force: true });
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof RangeError ? 2 : 1;
});
