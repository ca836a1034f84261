import { createLedger, hydroTotal, inStatistic } from '../src/engine/accounting/ledger.ts';
import { SPILL_REASONS, spillReasons } from '../src/engine/accounting/spill-reasons.ts';
import { runCase } from '../src/engine/run/run-case.ts';
import { createInteriorPoint } from '../src/engine/solver/barrier/interior-point.ts';
import { readPair, SPANS } from './study-pair.ts';
import { markdownTable, shown } from './table.ts';

/** Most of the curtailment that seasonal reservoirs may give away although they could have kept it, 1. */
const MOST = 0.005;

/**
 * `npm run proofs -- could-wait`: turbinable spill of the seasonal reservoirs of the 8 GW study by reason, as a share
 * of curtailment in the statistic; exit 1 where more than half a per cent could have waited.
 */
async function main(): Promise<boolean> {
  const pair = await readPair(SPANS.season, { foresight: 'rolling' });
  let passed = true;
  const rows = [pair.reference, pair.counterfactual].map(({ case: c }) => {
    const o = runCase(c, createInteriorPoint(), () => undefined);
    const { curtailed } = hydroTotal(createLedger(c, o), inStatistic);
    const found = spillReasons(c, o);
    passed &&= found.could_wait <= MOST * curtailed;
    return [
      c.id,
      shown(curtailed / 1000, 0),
      ...SPILL_REASONS.map((reason) => shown((100 * found[reason]) / curtailed, 2)),
    ];
  });
  console.log(
    '\nShares of curtailment, %: turbinable spill of seasonal reservoirs by reason, level standard, rolling.\n',
  );
  console.log(markdownTable(['world', 'curtailed, GWh', ...SPILL_REASONS], rows));
  return passed;
}

process.exitCode = (await main()) ? 0 : 1;
