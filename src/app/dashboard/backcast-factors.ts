import type { BackcastResult } from '../../study/backcast/backcast-result.ts';
import type { WaterFactor } from '../../study/base/water-factor-result.ts';
import type { FigureSpec } from './figure.ts';
import { plain } from './format.ts';
import { pick, t } from './i18n.ts';

/**
 * Water of the years that were not fitted beside that of those that were, and what holds a factor outside; null where
 * there is none.
 */
export function factorsSpec({ factors = [] }: BackcastResult): FigureSpec | null {
  if (factors.length === 0) return null;
  const years = [...new Set(factors.flatMap(({ others }) => others.map((one) => one.water_year)))];
  const ofYear = ({ others }: WaterFactor, year: string): number | null =>
    others.find((one) => one.water_year === year)?.factor ?? null;
  const title = t('backcast_factors');
  return {
    id: 'backcast-factors',
    title,
    note: t('backcast_factors_note'),
    summary: title,
    height: 0,
    chart: null,
    tableOnly: true,
    table: {
      head: [t('column_month'), t('column_rivers'), t('column_factor'), ...years, t('column_held')],
      shown: factors.map((one) => [
        one.month,
        one.group,
        plain(one.factor, 3),
        ...years.map((year) => plain(ofYear(one, year), 3)),
        one.why === null ? '' : pick(one.why),
      ]),
      csvHead: ['month', 'group', 'factor', ...years.map((year) => `factor_${year}`), 'outside', 'why'],
      raw: factors.map((one) => [
        one.month,
        one.group,
        one.factor,
        ...years.map((year) => ofYear(one, year) ?? ''),
        one.outside ?? '',
        one.why === null ? '' : pick(one.why),
      ]),
    },
  };
}
