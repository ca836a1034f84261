import { energyByMonth } from '../../engine/accounting/breakdown.ts';
import type { Ledger } from '../../engine/accounting/ledger.ts';
import type { Model } from '../../system/model/model.ts';
import type { BackcastResult } from './backcast-result.ts';
import { balanceSpread, hydroOfBalance, monthBalances, toldToModel } from '../out-turns/balance.ts';
import { wholeMonths } from '../out-turns/modelled-series.ts';
import { gwh } from '../run/run-result.ts';

/**
 * Hydro of a run beside the hydro that closes the published balance of each whole month of it; empty where the model
 * has no terms of a balance.
 */
export function backcastBalance(
  model: Model,
  worlds: readonly { readonly year: number; readonly ledger: Ledger }[],
): BackcastResult['balance'] {
  const balances = monthBalances(model.tables);
  const spread = balanceSpread(balances, 'supplied');
  return worlds.flatMap(({ year, ledger }) => {
    const whole = wholeMonths(ledger);
    const [hydro, served] = [byMonth(ledger, ledger.byStep.generated), byMonth(ledger, loadServed(ledger))];
    return balances
      .filter((one) => one.year === year)
      .flatMap((one) => {
        const key = `${year}-${String(one.month).padStart(2, '0')}`;
        const told = toldToModel(model.tables, balances, year, one.month);
        if (!whole.has(key) || !told) return [];
        const reported =
          model.tables.load_months.find((row) => row.year === year && row.month === one.month)?.consumption_gwh ?? 0;
        const correction =
          model.tables.load_corrections.find((row) => row.year === year && row.month === one.month)?.energy_gwh ?? 0;
        const beside = (served.get(key) ?? 0) - reported - correction;
        const balance = hydroOfBalance(balances, one, beside);
        if (balance === null) return [];
        const modelled = hydro.get(key) ?? 0;
        return [
          {
            month: key,
            published_gwh: one.fullFleet,
            balance_gwh: balance,
            model_gwh: modelled,
            difference_gwh: modelled - balance,
            residual_gwh: one.residual,
            spread_gwh: one.residual === null ? (spread?.newYear ?? null) : null,
            supplied_gwh: told.supplied,
            correction_gwh: told.correction,
          },
        ];
      });
  });
}

const byMonth = (ledger: Ledger, powers: Float64Array): ReadonlyMap<string, number> =>
  new Map(energyByMonth(ledger, powers).map(({ key, mwh }) => [key, gwh(mwh)]));

/** Load met everywhere, pockets included: firm and named, MW [entity * steps + step]. */
function loadServed({ outcome, inputs }: Ledger): Float64Array {
  const firm = inputs.load.map((mw, at) => mw - outcome.unserved[at]);
  const both = new Float64Array(firm.length + inputs.interruptible.length);
  both.set(firm);
  both.set(
    inputs.interruptible.map((mw, at) => mw - outcome.interrupted[at]),
    firm.length,
  );
  return both;
}
