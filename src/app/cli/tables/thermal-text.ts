import type { BackcastResult } from '../../../study/backcast/backcast-result.ts';
import { energyUnit, fixed, orDash } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import type { Lang } from '../text/words.ts';

const HEADS = {
  en: [
    'Thermal output and load unserved',
    'published mean',
    'model mean',
    'model peak',
    'unserved',
    'highest unserved',
  ],
  zh: ['火电出力与缺供', '公布平均', '模型平均', '模型最高', '缺供电量', '最大缺供'],
} as const;

/** Month by month, thermal output of the runs beside the published mean, and what they leave unserved. */
export function thermalText({ thermal }: BackcastResult, lang: Lang): string {
  if (thermal.length === 0) return '';
  const { unit, decimals, perUnit } = energyUnit(lang, Math.max(...thermal.map((row) => row.unserved_gwh)));
  const [title, published, mean, peak, unserved, worst] = HEADS[lang];
  const power = (mw: number): string => fixed(mw, 0);
  return textTable([
    [title, `${published} [MW]`, `${mean} [MW]`, `${peak} [MW]`, `${unserved} [${unit}]`, `${worst} [MW]`],
    ...thermal.map((row) => [
      row.month,
      orDash(row.published_mean_mw, power),
      power(row.mean_mw),
      power(row.peak_mw),
      fixed(row.unserved_gwh / perUnit, decimals),
      power(row.unserved_peak_mw),
    ]),
  ]);
}
