import type { SweepRange, SweepResult } from '../../study/sweep/sweep-result.ts';
import { h, type Child } from './dom.ts';
import type { FigureSpec } from './figure.ts';
import { energy, energyNumber, energyScale, plain, powerNumber } from './format.ts';
import { language, named, pick, t } from './i18n.ts';

/**
 * Where one more unit of the load has the same effect, and what changes state where that ends. A table alone; its
 * numbers are those on the curve.
 */
export function rangesSpec({ ranges }: SweepResult): FigureSpec {
  const title = t('response_ranges');
  const span = ({ from, to }: SweepRange): string => `${powerNumber(Number(from))} – ${powerNumber(Number(to))}`;
  const tolerance = Math.max(0, ...ranges.map((range) => range.tolerance_gwh));
  const scale = energyScale(tolerance);
  const checked = ranges.filter(({ ends }) => ends !== null);
  const ends = (range: SweepRange): string[] => (checked.length > 0 ? [endsText(range)] : []);
  const cells = ranges.map((range, i) => [
    `${i + 1}`,
    span(range),
    plain(range.marginal_curtailment_factor.statistic, 3),
    plain(range.marginal_curtailment_factor.all_spill, 3),
    energyNumber(range.off_gwh, scale),
    ...ends(range),
    change(range),
  ]);
  const held =
    checked.length > 0
      ? t('response_ends_note', { held: checked.filter((range) => range.ends?.holds).length, count: checked.length })
      : '';
  return {
    id: 'response-ranges',
    title,
    note: [t('response_ranges_note', { within: energy(tolerance, scale) }), held].filter(Boolean).join(' '),
    summary: title,
    height: 0,
    chart: null,
    tableOnly: true,
    table: {
      head: [
        '',
        t('column_range', { unit: language() === 'zh' ? '万千瓦' : 'GW' }),
        t('column_marginal'),
        t('column_marginal_all'),
        t('column_off', { unit: scale.unit }),
        ...(checked.length > 0 ? [t('column_ends')] : []),
        t('column_changes'),
      ],
      shown: cells,
      csvHead: [
        'from_gw',
        'to_gw',
        'marginal_statistic',
        'marginal_all_spill',
        'mwh_per_mw_statistic',
        'mwh_per_mw_all_spill',
        'changes_kind',
        'changes_id',
        'world',
        'hours_before',
        'hours_after',
        'at_limit_gwh_before',
        'at_limit_gwh_after',
        'channel',
        'share_before',
        'share_after',
        'off_gwh',
        'tolerance_gwh',
        'points_in_end_steps',
        'checked_at_ends',
      ],
      raw: ranges.map(
        ({
          from,
          to,
          marginal_curtailment_factor: factor,
          slope,
          off_gwh,
          tolerance_gwh,
          changes,
          channel,
          ends: inside,
        }) => [
          from,
          to,
          factor.statistic ?? '',
          factor.all_spill ?? '',
          slope.statistic,
          slope.all_spill,
          changes?.kind ?? '',
          changes?.id ?? '',
          changes?.world ?? '',
          changes?.hours_at_limit[0] ?? '',
          changes?.hours_at_limit[1] ?? '',
          changes?.at_limit_gwh[0] ?? '',
          changes?.at_limit_gwh[1] ?? '',
          channel?.channel ?? '',
          channel?.share[0] ?? '',
          channel?.share[1] ?? '',
          off_gwh,
          tolerance_gwh,
          inside === null ? '' : inside.points.map(({ value }) => value).join(' '),
          inside === null ? '' : String(inside.holds),
        ],
      ),
    },
  };
}

/** Sizes solved in the first and the last step of a range, and whether both steps were looked into. */
function endsText({ ends }: SweepRange): string {
  if (ends === null) return '—';
  return ends.holds
    ? t('ends_hold', {
        sizes: ends.points.map(({ value }) => powerNumber(Number(value))).join(language() === 'zh' ? '、' : ', '),
      })
    : t('ends_open');
}

function change({ changes, channel }: SweepRange): string {
  const limit =
    changes &&
    t('range_changes', {
      kind: named('kind', changes.pocket === null ? changes.kind : 'pocket'),
      name: pick(changes.name),
      world: named('world', changes.world),
      before: plain(changes.hours_at_limit[0], 0),
      after: plain(changes.hours_at_limit[1], 0),
    });
  const use =
    channel &&
    t('range_channel', {
      channel: named('absorb', `${channel.channel}_gwh`),
      before: plain(channel.share[0], 2),
      after: plain(channel.share[1], 2),
    });
  return [limit, use].filter((text) => text !== null).join(language() === 'zh' ? '；' : '; ');
}

/** Where the effect turns, and why; nothing where it moves one way only. */
export const turnNotes = ({ turns }: SweepResult): readonly Child[] =>
  turns.map((turn) =>
    h('p', { class: 'note' }, `${t('response_turn')} ${language() === 'zh' ? turn.message_zh : turn.message_en}`),
  );
