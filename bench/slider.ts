import { runCase, seasonPlanOf } from '../src/engine/run/run-case.ts';
import { createLedger } from '../src/engine/accounting/ledger.ts';
import { compileCase } from '../src/engine/compile-case/compile-case.ts';
import { periodsOf } from '../src/engine/case/timeline.ts';
import { createInteriorPoint } from '../src/engine/solver/barrier/interior-point.ts';
import { withRemovedSize } from '../src/system/scenario/measure.ts';
import { readPair, SPANS } from './study-pair.ts';
import { markdownTable, shown } from './table.ts';

const MOVES = 20;
const WARM_UP = 3;

/**
 * The size of the removed load moved to and fro on a loaded season at level screen: milliseconds from the new size to
 * the books of the world without the load. Plans are sought from that of the size with which the study was loaded.
 */
export async function sliderTimes(): Promise<void> {
  const pair = await readPair(SPANS.season, { level: 'screen' });
  const referee = createInteriorPoint();
  const beside = seasonPlanOf(pair.counterfactual.case, referee);
  const periods = [beside.coarse ?? beside, beside].map(({ program }) => periodsOf(program.line)).join(' + ');
  const used = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  let begun = 0;
  const times = Array.from({ length: MOVES + WARM_UP }, (_, at) => {
    const sizeMw = 200 * (1 + ((at * 17) % MOVES));
    if (at === WARM_UP) begun = used();
    const started = performance.now();
    const c = compileCase(
      pair.model,
      withRemovedSize(pair.counterfactual.scenario, sizeMw),
      pair.compile,
      pair.counterfactual.case,
    );
    createLedger(
      c,
      runCase(c, referee, () => undefined, { beside }),
    );
    return performance.now() - started;
  })
    .slice(WARM_UP)
    .sort((a, b) => a - b);
  const processor = (used() - begun) / MOVES;
  const share = (part: number): string => shown(times[Math.min(MOVES - 1, Math.floor(part * MOVES))], 0);
  console.log('\n### Slider: size of the removed load changed, season at level screen\n');
  console.log(
    markdownTable(
      ['moves', 'periods', 'median, ms', 'p95, ms', 'slowest, ms', 'processor, ms a move'],
      [[String(MOVES), periods, share(0.5), share(0.95), share(1), shown(processor, 0)]],
    ),
  );
}
