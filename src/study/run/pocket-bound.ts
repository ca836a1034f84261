import type { Ledger } from '../../engine/accounting/ledger.ts';
import type { PocketBound } from '../base/results.ts';

const UNBOUNDED: PocketBound = {
  bounded_by: null,
  reason: {
    en:
      'No published figure bounds the spill of direct pockets: every published series leaves out plants that ' +
      'feed a load directly.',
    zh: '没有公布数据可约束直供电站的弃水：各公布口径均不含直接供电的电站。',
  },
};

/** What bounds the spill of plants behind the link of a direct pocket; null where there are none. */
export const pocketBound = ({ plants }: Ledger): PocketBound | null =>
  plants.pocket.some((inPocket) => inPocket === 1) ? UNBOUNDED : null;
