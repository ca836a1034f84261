import { GLOSSARY, INPUT_TERMS } from '../../words/glossary.ts';
import { MEASURE_NAMES } from '../../words/words-measures.ts';
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
  official: GLOSSARY.official.zh,
  published: GLOSSARY.published.zh,
  derived: GLOSSARY.derived.zh,
  assumed: GLOSSARY.assumed.zh,
  'by-month': '逐月',
  'multi-year': '多年调节',
  annual: '年调节',
  seasonal: '季调节',
  weekly: '周调节',
  daily: '日调节',
  'run-of-river': '径流式',
  lumped: GLOSSARY.aggregatedSmallHydro.zh,
  ...MEASURE_NAMES,
  'add-line': '新增线路',
  outside_season: '时段外假设',
  optimal: '最优',
  'almost-optimal': '近似最优',
  'yuan/kWh': '元/千瓦时',
  't/MWh': '吨/兆瓦时',
  'MWh/MW': '兆瓦时/兆瓦',
};

export const codeWord = (code: string, lang: Lang): string => (lang === 'zh' ? (CHINESE[code] ?? code) : code);

/** An uncertain input; `section_limit:panxi` is the limit of that section alone. */
export function inputWord(input: string, lang: Lang): string {
  const [kind, ...of] = input.split(':');
  const term = Object.entries(INPUT_TERMS).find(([code]) => code === kind)?.[1];
  if (term !== undefined) return [term[lang], ...of].join(lang === 'zh' ? '：' : ': ');
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
