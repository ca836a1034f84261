import type { BackcastResult } from '../../../study/backcast/backcast-result.ts';
import type { EvidenceResult } from '../../../study/inputs/evidence-result.ts';
import { energyUnit, fixed, orDash, signed } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import type { Lang } from '../text/words.ts';

const HEADS = {
  en: [
    'Balance',
    'published, all hydro',
    'balance',
    'model',
    'difference',
    'left over',
    'spread',
    'beside the lines',
    'correction',
  ],
  zh: ['电量平衡', '公布全部水电', '平衡推算', '模型', '差值', '余项', '离散', '线路之外供电', '负荷修正'],
} as const;
const NOTE = {
  en:
    'Balance: hydro that closes published consumption, thermal, wind, solar and flows by direction with the load ' +
    'that the run serves. Left over: published hydro of the whole fleet less what the others need of it, "not ' +
    'known" where the hydro is no fact; then the mean of other years stands in, with their spread. Nothing is ' +
    'fitted to it.',
  zh: '平衡推算：使公布的用电、火电、风光及分方向送受电量与算例所供负荷平衡的水电。余项：公布全部水电减去其余各项所需，水电数不可作为事实时为“未知”，以其他年份均值及其离散代替。不据此率定任何参数。',
} as const;
const UNKNOWN = { en: 'not known', zh: '未知' } as const;
const RESIDUALS = {
  en: ['Left over by the balance, June to October', 'mean [GW]'],
  zh: ['电量平衡余项（6—10月）', '平均 [万千瓦]'],
} as const;
const ON_CLAIM = {
  en:
    'It holds the uptake of Chongqing and Tibet, direct and unmetered supply, and gaps of the statistic: a load ' +
    'that no meter saw is inside it. Nothing is fitted to it.',
  zh: '其中含重庆、西藏受电，直供与未计量用电，以及统计缺口：未被计量的负荷即在其中。不据此率定任何参数。',
} as const;

/** Month by month, the hydro of the runs beside that of the published balance. */
export function balanceText({ balance }: BackcastResult, lang: Lang): string {
  if (balance.length === 0) return '';
  const { unit, decimals, perUnit } = energyUnit(lang, Math.max(...balance.map((row) => row.model_gwh)));
  const shown = (value: number): string => fixed(value / perUnit, decimals);
  const known = (value: number | null): string => (value === null ? UNKNOWN[lang] : shown(value));
  const [title, ...columns] = HEADS[lang];
  return [
    textTable([
      [title, ...columns.map((column) => `${column} [${unit}]`)],
      ...balance.map((row) => [
        row.month,
        known(row.published_gwh),
        shown(row.balance_gwh),
        shown(row.model_gwh),
        signed(row.difference_gwh / perUnit, decimals),
        known(row.residual_gwh),
        orDash(row.spread_gwh, shown),
        shown(row.supplied_gwh),
        shown(row.correction_gwh),
      ]),
    ]),
    NOTE[lang],
  ].join('\n\n');
}

/** What the published balance leaves over by year, as evidence on a load that was not metered. */
export function residualsText({ residuals, residual_spread_gwh: spread }: EvidenceResult, lang: Lang): string {
  if (residuals.length === 0) return '';
  const { unit, decimals, perUnit } = energyUnit(lang, Math.max(0, ...residuals.map(({ gwh }) => gwh ?? 0)));
  const [title, power] = RESIDUALS[lang];
  const known = (value: number | null, show: (value: number) => string): string =>
    value === null ? UNKNOWN[lang] : show(value);
  const gigawatts = (gw: number): string => (lang === 'zh' ? fixed(100 * gw, 0) : fixed(gw, 2));
  const apart =
    spread === null
      ? []
      : [
          lang === 'zh'
            ? `未知年份逐月离散：${fixed(spread / perUnit, decimals)} ${unit}`
            : `Spread of a month of a year that is not known: ${fixed(spread / perUnit, decimals)} ${unit}`,
        ];
  return [
    textTable([
      [title, unit, power],
      ...residuals.map((row) => [
        String(row.year),
        known(row.gwh, (value) => fixed(value / perUnit, decimals)),
        known(row.mean_gw, gigawatts),
      ]),
    ]),
    [...apart, ON_CLAIM[lang]].join('\n'),
  ].join('\n\n');
}
