import type { SweepRange, SweepResult } from '../../study/results.ts';
import { keyName, type Context } from './context.ts';
import type { FigureSpec } from './figure.ts';
import { plain, powerNumber } from './format.ts';
import { language, named, t } from './i18n.ts';

/** Where one more unit of the load has the same effect, and what changes state where that ends. A table alone; its numbers are those on the curve. */
export function rangesSpec({ ranges }: SweepResult, context: Context): FigureSpec {
  const title = t('response_ranges');
  const span = ({ from, to }: SweepRange): string => `${powerNumber(Number(from))} – ${powerNumber(Number(to))}`;
  const cells = ranges.map((range, i) => [`${i + 1}`, span(range), plain(range.marginal_curtailment_factor.statistic, 3), plain(range.marginal_curtailment_factor.all_spill, 3), change(range, context)]);
  return {
    id: 'response-ranges', title, note: t('response_ranges_note'), summary: title, height: 0, chart: null, tableOnly: true,
    table: {
      head: ['', t('column_range', { unit: language() === 'zh' ? '万千瓦' : 'GW' }), t('column_marginal'), t('column_marginal_all'), t('column_changes')], shown: cells,
      csvHead: ['from_gw', 'to_gw', 'marginal_statistic', 'marginal_all_spill', 'mwh_per_mw_statistic', 'mwh_per_mw_all_spill', 'changes_kind', 'changes_id', 'world', 'hours_before', 'hours_after'],
      raw: ranges.map(({ from, to, marginal_curtailment_factor: factor, slope, changes }) => [
        from, to, factor.statistic ?? '', factor.all_spill ?? '', slope.statistic, slope.all_spill, changes?.kind ?? '', changes?.id ?? '', changes?.world ?? '', changes?.hours_at_limit[0] ?? '', changes?.hours_at_limit[1] ?? '',
      ]),
    },
  };
}

const change = ({ changes }: SweepRange, context: Context): string => (changes === null ? '' : t('range_changes', {
  kind: named('kind', changes.kind), name: keyName(context, `${changes.kind}s`, changes.id), world: named('world', changes.world), before: plain(changes.hours_at_limit[0], 0), after: plain(changes.hours_at_limit[1], 0),
}));
