import type { Row } from '../../system/model/model.ts';
import type { AssumedPart } from '../out-turns/outside-season.ts';

export interface Reason {
  readonly en: string;
  readonly zh: string;
}
type Series = Row<'reported_series'>;
type Months = readonly [string, string];

const spanOf = ([first, last]: Months): Reason =>
  first === last ? { en: first, zh: first } : { en: `${first} to ${last}`, zh: `${first} 至 ${last}` };
const GWH_PER_YI = 100;

/** `2020-01 to 2020-05, 2020-11`: months in order, runs of neighbours drawn together. */
const runsOf = (months: readonly string[]): Months[] =>
  months.reduce<[string, string][]>((runs, month) => {
    const last = runs.at(-1);
    if (last && Number(month.slice(5)) === Number(last[1].slice(5)) + 1) last[1] = month;
    else runs.push([month, month]);
    return runs;
  }, []);

/** Why a row has no figure or no error, in both languages. */
export const backcastReasons = {
  notPublished: { en: 'nothing is published for this period', zh: '该时段无公布数据' },
  summed: { en: 'published figure: sum of its parts', zh: '公布值为分段合计' },
  notInModel: (year: number): Reason => ({
    en: `the fleet and load of ${year} are not in the model`,
    zh: `模型不含${year}年的机组与负荷`,
  }),
  notAsked: (year: number): Reason => ({ en: `${year} is not among the years asked for`, zh: `所选年份不含${year}年` }),
  notBounded: (year: number): Reason => ({
    en:
      `not bounded: exports and thermal output hold the water of ${year} from below, and no number of it is ` +
      'fitted, so no curtailment is claimed',
    zh: `无上界：外送和火电只从下方约束${year}年来水，该年没有率定参数，故不给出弃水量`,
  }),
  noCounterpart: ({ basis_en, basis_zh }: Series): Reason => ({
    en: `another series: ${basis_en}`,
    zh: `口径不同：${basis_zh}`,
  }),
  otherCoverage: ({ basis_en, basis_zh }: Series): Reason => ({
    en: `not the same coverage, so no error: ${basis_en}`,
    zh: `覆盖范围不同，不计误差：${basis_zh}`,
  }),
  peakOutside: (window: Months, peakMw: number): Reason => ({
    en:
      `the highest hour of the year lies outside the modelled ${spanOf(window).en}, whose own is ` +
      `${Math.round(peakMw)} MW`,
    zh: `全年最高时刻不在模拟时段（${spanOf(window).zh}）内，该时段最高为${Math.round(peakMw)} MW`,
  }),
  partlyAssumed: (outside: readonly string[], { low, central, high }: AssumedPart): Reason => {
    const runs = runsOf(outside).map(spanOf);
    const yi = (gwh: number): string => (gwh / GWH_PER_YI).toFixed(2);
    return {
      en:
        `assumed, not modelled: ${central.toFixed(0)} GWh (${low.toFixed(0)} to ${high.toFixed(0)}) of it for ` +
        `${runs.map((run) => run.en).join(' and ')}`,
      zh: `其中${runs.map((run) => run.zh).join('和')}为假设值${yi(central)}亿千瓦时（${yi(low)}至${yi(high)}），非模拟`,
    };
  },
  outsideWindow: (window: Months, inside: readonly string[], energyGwh: number, quantity: string): Reason => {
    const span = spanOf(window);
    if (inside.length === 0)
      return {
        en: `no whole month of it lies inside the modelled ${span.en}`,
        zh: `该时段内没有完整月份属于模拟时段（${span.zh}）`,
      };
    const part = spanOf([inside[0], inside.at(-1)!]);
    const bound = quantity === 'curtailment';
    return {
      en:
        `reaches outside the modelled ${span.en}; the model gives ${energyGwh.toFixed(1)} GWh for ` +
        `${part.en}${bound ? ', a lower bound of the whole' : ''}`,
      zh: `超出模拟时段（${span.zh}）；模型在 ${part.zh} 为${(energyGwh / GWH_PER_YI).toFixed(3)}亿千瓦时${bound ? '，为全时段下限' : ''}`,
    };
  },
};

export const joined = (
  reasons: readonly Reason[],
): { readonly reason: string | null; readonly reason_zh: string | null } =>
  reasons.length === 0
    ? { reason: null, reason_zh: null }
    : { reason: reasons.map((one) => one.en).join('; '), reason_zh: reasons.map((one) => one.zh).join('；') };
