import { runCase } from '../src/engine/run-case.ts';
import { createLedger } from '../src/engine/accounting/ledger.ts';
import { compileCase } from '../src/engine/compile-case/compile-case.ts';
import { createInteriorPoint } from '../src/engine/solver/interior-point.ts';
import { withRemovedSize } from '../src/system/measure.ts';
import { readPair, SPANS } from './study-pair.ts';
import { markdownTable, shown } from './table.ts';

const MOVES = 20;

/** The size of the removed load moved to and fro on a loaded season at level screen: milliseconds from the new size to the books of the world without the load. */
export async function sliderTimes(): Promise<void> {
  const pair = await readPair(SPANS.season, { level: 'screen' });
  const referee = createInteriorPoint();
  const times = Array.from({ length: MOVES + 3 }, (_, at) => {
    const sizeMw = 200 * (1 + (at * 17) % MOVES);
    const started = performance.now();
    const c = compileCase(pair.model, withRemovedSize(pair.counterfactual.scenario, sizeMw), pair.compile);
    createLedger(c, runCase(c, referee, () => undefined));
    return performance.now() - started;
  }).slice(3).sort((a, b) => a - b);
  const share = (part: number): string => shown(times[Math.min(MOVES - 1, Math.floor(part * MOVES))], 0);
  console.log('\n### Slider: size of the removed load changed, season at level screen\n');
  console.log(markdownTable(['moves', 'median, ms', 'p95, ms', 'slowest, ms'], [[String(MOVES), share(0.5), share(0.95), share(1)]]));
}
