import type { Causes } from '../../study/comparison/causes.ts';
import { keyName, type Context } from './context.ts';
import type { FigureSpec } from './figure.ts';
import { plain } from './format.ts';
import { t } from './i18n.ts';

/** The cross-check of sections: one MW more, by finite difference, beside the shadow price. A table alone. */
export function checksSpec({ checks }: Causes, context: Context): FigureSpec {
  const title = t('checks');
  const rows = checks.map((check) => [
    keyName(context, 'sections', check.section),
    t(`world_${check.world}`),
    plain(check.hours_at_limit, 0),
    plain(check.curtailed_less_mwh_per_mw, 1),
    plain(check.cost_less_yuan_per_mw, 0),
    plain(check.shadow_price_yuan_per_mw, 0),
    plain(check.shadow_price_over_cost, 2),
  ]);
  return {
    id: 'checks',
    title,
    note: t('checks_note'),
    summary: title,
    height: 0,
    chart: null,
    tableOnly: true,
    table: {
      head: [
        t('by_section'),
        t('column_world'),
        t('column_hours_full'),
        t('checks_curtailed'),
        t('checks_cost'),
        t('checks_price'),
        t('checks_ratio'),
      ],
      shown: rows,
      csvHead: [
        'section',
        'world',
        'hours_at_limit',
        'curtailed_less_mwh_per_mw',
        'all_spill_less_mwh_per_mw',
        'cost_less_yuan_per_mw',
        'shadow_price_yuan_per_mw',
        'hours_with_price',
        'shadow_price_over_cost',
      ],
      raw: checks.map((c) => [
        c.section,
        c.world,
        c.hours_at_limit,
        c.curtailed_less_mwh_per_mw,
        c.all_spill_less_mwh_per_mw,
        c.cost_less_yuan_per_mw,
        c.shadow_price_yuan_per_mw ?? '',
        c.hours_with_price,
        c.shadow_price_over_cost ?? '',
      ]),
    },
  };
}
