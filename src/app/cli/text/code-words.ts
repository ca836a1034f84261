import type { Lang } from './words.ts';

/** Chinese for codes that stand in tables; English readers see the code itself, which is what they type. */
const CHINESE: Readonly<Record<string, string>> = {
  perfect: '全知',
  rolling: '逐周滚动',
  screen: '筛查',
  standard: '标准',
  exact: '精确',
  normal: '平水年',
  dry: '枯水年',
  wet: '丰水年',
  'contract-fixed-surplus-free': '合同电量固定、富余电量自由',
  'all-fixed': '全部固定',
  'all-free': '全部自由',
  'ex-post': '事后',
  'ex-ante': '事前',
  official: '官方',
  published: '公开',
  derived: '推算',
  assumed: '假设',
  'by-month': '逐月',
  water: '来水年型',
  water_error: '推算来水的误差',
  size: '负荷规模',
  section_limit: '断面限额',
  export_acceptance: '受端接纳能力',
  supplied: '线路以外的供电',
  demand: '基础用电',
  export_rule: '外送规则',
  variants: '负荷地点',
  'multi-year': '多年调节',
  annual: '年调节',
  seasonal: '季调节',
  weekly: '周调节',
  daily: '日调节',
  'run-of-river': '径流式',
  lumped: '归并',
  'remove-load': '关停负荷',
  'add-load': '新增负荷',
  'section-limit': '断面限额',
  'export-schedule': '外送计划',
  'minimum-output': '最小出力',
  growth: '用电增长',
  'add-line': '新增线路',
  'line-in-service': '线路投运',
  'add-storage': '新增储能',
  outage: '机组停运',
  'inflow-year': '来水年型',
  'flood-limit': '汛限水位',
  structure: '模型结构',
  outside_season: '时段外假设',
  place: '负荷地点',
  optimal: '最优',
  'yuan/kWh': '元/千瓦时',
  't/MWh': '吨/兆瓦时',
  'MWh/MW': '兆瓦时/兆瓦',
};

export const codeWord = (code: string, lang: Lang): string => (lang === 'zh' ? (CHINESE[code] ?? code) : code);

/** An uncertain input; `section_limit:panxi` is the limit of that section alone. */
export function inputWord(input: string, lang: Lang): string {
  const [kind, ...of] = input.split(':');
  return lang === 'zh' && kind in CHINESE ? [CHINESE[kind], ...of].join('：') : input;
}

/** Where a figure is from, its grade first and once: sources of assumed figures begin with the word already. */
export function sourceText(
  { source, confidence }: { readonly source: string; readonly confidence: string | null },
  lang: Lang,
): string {
  if (confidence === null) return source;
  const said = source.startsWith(`${confidence}: `) ? source.slice(confidence.length + 2) : source;
  return said === confidence
    ? codeWord(confidence, lang)
    : `${codeWord(confidence, lang)}${lang === 'zh' ? '：' : ': '}${said}`;
}
