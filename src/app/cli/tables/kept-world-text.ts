import type { ComparisonResult } from '../../../study/comparison/comparison-answer.ts';
import { energyUnit, fixed, orDash } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import type { Lang } from '../text/words.ts';

const WORDS = {
  en: {
    title: 'Could the world with the load have been?',
    month: 'month',
    total: 'total',
    kept: 'thermal mean, kept',
    removed: 'removed',
    published: 'published',
    peak: 'thermal peak, kept',
    exports: 'export given up',
    interrupted: 'load interrupted',
    curtailed: 'curtailment taken',
    credited: 'coal displaced that counts',
    highest: 'Highest published month of June to October',
    unitMw: 'MW',
    served: 'Energy served with the load',
    factor: 'Factor a served MWh, statistic',
  },
  zh: {
    title: '负荷保留的情形是否可能？',
    month: '月份',
    total: '合计',
    kept: '火电平均，保留',
    removed: '退出',
    published: '公布',
    peak: '火电最高，保留',
    exports: '少送外送',
    interrupted: '中断负荷',
    curtailed: '少弃水电',
    credited: '可计替代火电',
    highest: '6—10月公布的最高月均火电',
    unitMw: '万千瓦',
    served: '负荷保留时实际供电',
    factor: '按实供电量计弃水系数（统计口径）',
  },
} as const;

/**
 * Thermal output of both worlds beside what was published, and what gave way for the load, by month; none where no
 * thermal month is published, or the answer was kept by an earlier version.
 */
export function keptWorldText(c: ComparisonResult, lang: Lang): readonly string[] {
  const { kept_world: world, served_energy_gwh: served } = c;
  if (!world?.highest || served === undefined) return [];
  const w = WORDS[lang];
  const { unit, decimals, perUnit } = energyUnit(lang, c.removed_energy_gwh);
  const mw = (value: number): string => fixed(lang === 'zh' ? value / 10 : value, 0);
  const energy = (value: number): string => fixed(value / perUnit + 0, decimals);
  const { by_month: months } = world;
  const sum = (of: (row: (typeof months)[number]) => number): number => months.reduce((all, row) => all + of(row), 0);
  const table = textTable([
    [
      w.month,
      `${w.kept} [${w.unitMw}]`,
      w.removed,
      w.published,
      w.peak,
      `${w.exports} [${unit}]`,
      w.interrupted,
      w.curtailed,
      w.credited,
    ],
    ...months.map((row) => [
      row.key,
      mw(row.thermal_mean_mw.reference),
      mw(row.thermal_mean_mw.counterfactual),
      orDash(row.published_mean_mw, mw),
      mw(row.thermal_peak_mw.reference),
      energy(row.export_gwh.delta),
      energy(-row.interrupted_gwh.delta),
      energy(row.curtailed_gwh.delta),
      orDash(row.credited_gwh, energy),
    ]),
    [
      w.total,
      '',
      '',
      '',
      '',
      energy(sum((row) => row.export_gwh.delta)),
      energy(-sum((row) => row.interrupted_gwh.delta)),
      energy(sum((row) => row.curtailed_gwh.delta)),
      orDash(world.credited_gwh, energy),
    ],
  ]);
  const notes = textTable([
    [`${w.highest} (${world.highest.period})`, mw(world.highest.mean_mw), w.unitMw],
    [w.served, energy(served), unit],
    [w.factor, orDash(c.curtailment_factor_of_served?.statistic ?? null, (value) => fixed(value, 3)), ''],
  ]);
  return [`${w.title}\n${table}`, notes];
}
