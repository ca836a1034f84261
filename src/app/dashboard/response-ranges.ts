import type { SweepRange, SweepResult } from '../../study/results.ts';
import { h, type Child } from './dom.ts';
import type { FigureSpec } from './figure.ts';
import { plain, powerNumber } from './format.ts';
import { language, named, pick, t } from './i18n.ts';

/** Where one more unit of the load has the same effect, and what changes state where that ends. A table alone; its numbers are those on the curve. */
export function rangesSpec({ ranges }: SweepResult): FigureSpec {
  const title = t('response_ranges');
  const span = ({ from, to }: SweepRange): string => `${powerNumber(Number(from))} – ${powerNumber(Number(to))}`;
  const cells = ranges.map((range, i) => [`${i + 1}`, span(range), plain(range.marginal_curtailment_factor.statistic, 3), plain(range.marginal_curtailment_factor.all_spill, 3), change(range)]);
  return {
    id: 'response-ranges', title, note: t('response_ranges_note'), summary: title, height: 0, chart: null, tableOnly: true,
    table: {
      head: ['', t('column_range', { unit: language() === 'zh' ? '万千瓦' : 'GW' }), t('column_marginal'), t('column_marginal_all'), t('column_changes')], shown: cells,
      csvHead: ['from_gw', 'to_gw', 'marginal_statistic', 'marginal_all_spill', 'mwh_per_mw_statistic', 'mwh_per_mw_all_spill', 'changes_kind', 'changes_id', 'world', 'hours_before', 'hours_after', 'at_limit_gwh_before', 'at_limit_gwh_after', 'channel', 'share_before', 'share_after'],
      raw: ranges.map(({ from, to, marginal_curtailment_factor: factor, slope, changes, channel }) => [
        from, to, factor.statistic ?? '', factor.all_spill ?? '', slope.statistic, slope.all_spill, changes?.kind ?? '', changes?.id ?? '', changes?.world ?? '', changes?.hours_at_limit[0] ?? '', changes?.hours_at_limit[1] ?? '',
        changes?.at_limit_gwh[0] ?? '', changes?.at_limit_gwh[1] ?? '', channel?.channel ?? '', channel?.share[0] ?? '', channel?.share[1] ?? '',
      ]),
    },
  };
}

function change({ changes, channel }: SweepRange): string {
  const limit = changes && t('range_changes', {
    kind: named('kind', changes.pocket === null ? changes.kind : 'pocket'), name: pick(changes.name), world: named('world', changes.world), before: plain(changes.hours_at_limit[0], 0), after: plain(changes.hours_at_limit[1], 0),
  });
  const use = channel && t('range_channel', { channel: named('absorb', `${channel.channel}_gwh`), before: plain(channel.share[0], 2), after: plain(channel.share[1], 2) });
  return [limit, use].filter((text) => text !== null).join(language() === 'zh' ? '；' : '; ');
}

/** Where the effect turns, and why; nothing where it moves one way only. */
export const turnNotes = ({ turns }: SweepResult): readonly Child[] => turns.map((turn) => h('p', { class: 'note' }, `${t('response_turn')} ${language() === 'zh' ? turn.message_zh : turn.message_en}`));
