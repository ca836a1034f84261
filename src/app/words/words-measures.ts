import type { Measure } from '../../system/measures/measures.ts';
import type { Catalogue } from './problem-words.ts';

/** Chinese names of the types of measure; English readers see the type itself, which is what they type. */
export const MEASURE_NAMES: Readonly<Record<Measure['type'], string>> = {
  'remove-load': '削减负荷',
  'add-load': '新增负荷',
  'line-in-service': '线路投运',
  'section-limit': '断面限额',
  'export-schedule': '外送计划',
  'add-storage': '新增储能',
  outage: '机组停运',
  'minimum-output': '最小出力',
  'flood-limit': '汛限水位',
  'inflow-year': '来水年',
  growth: '用电增长',
};

/** What may be wrong with a measure. */
export const MEASURE_WORDS: Catalogue = {
  'duplicate-measure': ['a measure id is used twice', '同一文件中措施“{value}”出现两次', '只保留一个，或另取标识'],
  'measure-after-end': [
    'a measure starts after the window',
    '措施在时段结束之后才开始：{value}（应 {limit}）',
    '改在时段之内开始，或延长时段',
  ],
  'measure-before-start': [
    'a measure starts before the window',
    '措施在时段开始之前就开始：{value}（应 {limit}）',
    '改在时段开始时，或提前时段的起点',
  ],
  'measure-reversed': ['a measure ends before it starts', '措施的结束早于开始：{value}（应{limit}）', '对调或改正起止'],
  'staged-sum': ['the shares of stages do not sum to 1', '各阶段份额之和不为 1：{value}', '调整份额，使其和为 1'],
  'staged-start': [
    'start and stages disagree',
    '开始时间 {value} 与分阶段削减不一致（{limit}）',
    '只写各阶段的日期，或写 staged: null 一次削减',
  ],
  'above-capacity': ['more than the capacity', '{value} 超过容量（{limit}）', '不超过 {limit}，或改正模型'],
  'above-rating': ['more than the rating', '{value} 超过额定值（{limit}）', '不超过 {limit}，或改正模型'],
  'formula-value': [
    'a formula gives a value out of range',
    '公式的结果 {value} 超出范围（{limit}）',
    '系数乘在需求上：1.05 表示增加 5 %',
  ],
};
