import type { BackcastResult } from '../../../study/backcast/backcast-result.ts';
import { fixed } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import type { Lang } from '../text/words.ts';

const WORDS = {
  en: { head: 'Water by month and group of rivers', own: 'factor', outside: 'outside', above: 'above', below: 'below' },
  zh: { head: '分月分组来水系数', own: '系数', outside: '超出范围', above: '偏高', below: '偏低' },
} as const;
const NOTE = {
  en:
    'A factor outside those of the fitted years was put back to the nearest of them, one run each at level ' +
    'screen. It is held by the fact that is then missed by more than one spread more, the others as they are.',
  zh: '超出率定年份范围的系数逐一退回到最近的年份值（筛查级别各模拟一次），其余不变；由此多偏离一倍离差以上的依据即为其所据。',
} as const;

/** Factors of the years that were not fitted beside those that were; those outside with the fact that holds them. */
export function waterFactorsText({ factors = [] }: BackcastResult, lang: Lang): string {
  if (factors.length === 0) return '';
  const w = WORDS[lang];
  const years = [...new Set(factors.flatMap(({ others }) => others.map((one) => one.water_year)))];
  const rows = factors.map((one) => [
    one.month,
    one.group,
    fixed(one.factor, 3),
    ...years.map((year) => {
      const found = one.others.find(({ water_year: own }) => own === year);
      return found ? fixed(found.factor, 3) : '';
    }),
    one.outside ? w[one.outside] : '',
  ]);
  const outside = factors.flatMap(({ month, group, why }) =>
    why === null ? [] : [`  ${month} ${group}: ${why[lang]}`],
  );
  return [
    textTable([[w.head, '', w.own, ...years, w.outside], ...rows], 2),
    ...(outside.length > 0 ? [[NOTE[lang], ...outside].join('\n')] : []),
  ].join('\n\n');
}
