import type { Message, MessageCode, MessageValues, Said, Say } from '../../study/base/messages.ts';
import { settled } from '../../system/words/dust.ts';
import { heldWords } from './held-words.ts';

/** The sentence of one code in both languages, of the values that it names. */
export interface Entry<Values> {
  readonly en: (values: Values) => string;
  readonly zh: (values: Values) => string;
}
type Entries<Code extends MessageCode> = { readonly [One in Code]: Entry<MessageValues[One]> };

const gw = (mw: number): string => (mw / 1000).toFixed(2);
/** 万千瓦 */
const tenMw = (mw: number): string => (mw / 10).toFixed(0);
/** So many digits of a number; 0 where it is what a solver leaves behind beside the size of `beside`. */
const rounded = (value: number, digits: number, beside = 0): string =>
  String(Number(settled(value, Math.abs(beside)).toPrecision(digits)));
/** GWh: whole ones, two digits of what is small, 0 for less than a kWh, which is what a solver leaves. */
const gwh = (value: number): string =>
  Math.abs(value) < 1e-6 ? '0' : String(Math.abs(value) >= 10 ? Math.round(value) : Number(value.toPrecision(2)));
/** 亿千瓦时 */
const yi = (value: number): string =>
  Math.abs(value) < 1e-6
    ? '0'
    : String(Number(Math.abs(value) >= 100 ? (value / 100).toFixed(2) : (value / 100).toPrecision(2)));
/** The first names, and how many more there are. */
const listed = (names: readonly string[], more: number, and: string, rest: string): string =>
  `${names.join('; ')}${more > 0 ? `${and}${more}${rest}` : ''}`;
const percentOf = (part: number, all: number): string => ((100 * part) / all).toFixed(1);

/** What a run flags. */
const RUN: Entries<
  | 'load-exceeds-prefecture'
  | 'direct-exceeds-small-hydro'
  | 'not-bounded'
  | 'pond-start'
  | 'pond-limit'
  | 'limit-without-storage'
  | 'measure-overridden'
  | 'mean-inflow'
  | 'schedule-beats-ramp'
  | 'missed-release'
  | 'missing-water'
  | 'missed-target'
  | 'second-solver'
  | 'almost-optimal'
> = {
  'load-exceeds-prefecture': {
    en: ({ place, metered_mw, mean_mw, fits_mw }) =>
      `metered load of ${gw(metered_mw)} GW exceeds the reported load of ${place.en}, mean about ${gw(mean_mw)} GW; ` +
      `the excess is treated as never metered; the largest size that fits there is ${gw(fits_mw)} GW in all`,
    zh: ({ place, metered_mw, mean_mw, fits_mw }) =>
      `计量负荷 ${tenMw(metered_mw)} 万千瓦超过${place.zh}上报负荷（平均约 ${tenMw(mean_mw)} 万千瓦），超出部分按未计量处理；` +
      `与该地相符的最大总规模为 ${tenMw(fits_mw)} 万千瓦`,
  },
  'direct-exceeds-small-hydro': {
    en: ({ place, direct_mw, hydro_mw, fits_mw }) =>
      `direct supply of ${gw(direct_mw)} GW exceeds the small hydro of ${place.en}, ${gw(hydro_mw)} GW; the largest ` +
      `size that fits there is ${gw(fits_mw)} GW in all`,
    zh: ({ place, direct_mw, hydro_mw, fits_mw }) =>
      `直供负荷 ${tenMw(direct_mw)} 万千瓦超过${place.zh}小水电装机 ${tenMw(hydro_mw)} 万千瓦；与该地相符的最大总规模为 ` +
      `${tenMw(fits_mw)} 万千瓦`,
  },
  'not-bounded': {
    en: ({ year }) => `curtailment of ${year} is not bounded: published figures hold its water from below alone`,
    zh: ({ year }) => `${year}年弃水无上界：公布数据只从下方约束来水`,
  },
  'pond-limit': {
    en: ({ measure, station }) =>
      `measure ${measure} has no effect at level screen: ${station} is a pond that turns over within a day, and is ` +
      'half full there; levels standard and exact keep the limit',
    zh: ({ measure, station }) =>
      `措施 ${measure} 在 screen 精度下不起作用：${station} 为日调节水库，按半库容计；standard 和 exact 精度采用该限制`,
  },
  'limit-without-storage': {
    en: ({ measure, station }) => `measure ${measure} has no effect: ${station} holds no water`,
    zh: ({ measure, station }) => `措施 ${measure} 不起作用：${station} 没有可用库容`,
  },
  'measure-overridden': {
    en: ({ measure, by, from }) =>
      `measures ${measure} and ${by} set the same figure from ${from}: ${by}, the later in the list, holds while both ` +
      'are in force',
    zh: ({ measure, by, from }) =>
      `措施 ${measure} 与 ${by} 自${from}起设定同一数值：同时有效期间以列表中靠后的 ${by} 为准`,
  },
  'mean-inflow': {
    en: ({ station }) =>
      `level screen takes means of its periods of the daily inflow of ${station}: turbines that a single day exceeds ` +
      'lose less there, and days of too little water go unseen; levels standard and exact take every day',
    zh: ({ station }) =>
      `screen 精度取 ${station} 逐日入流的时段平均：超过水轮机能力的单日损失偏小，缺水的单日不显示；standard 和 exact 精度逐日计算`,
  },
  'pond-start': {
    en: ({ station }) =>
      `the initial storage of ${station} has no effect at level screen: a pond that turns over within a day begins ` +
      'half full there; levels standard and exact use it',
    zh: ({ station }) =>
      `${station} 的初始蓄水在 screen 精度下不起作用：日调节水库按半库容起算；standard 和 exact 精度采用所给数值`,
  },
  'schedule-beats-ramp': {
    en: ({ export: id, moves_mw, ramp_mw, hours, first }) =>
      `the schedule of ${id} itself moves by up to ${rounded(moves_mw, 4)} MW an hour, its ramp is ` +
      `${rounded(ramp_mw, 4, moves_mw)} MW: in those hours (${hours}, first ${first}) the schedule sets the pace`,
    zh: ({ export: id, moves_mw, ramp_mw, hours, first }) =>
      `${id} 的送电计划每小时变化最多 ${rounded(moves_mw, 4)} MW，超过爬坡限值 ${rounded(ramp_mw, 4, moves_mw)} MW：` +
      `这 ${hours} 个小时（首次 ${first}）以计划为准`,
  },
  'missed-release': {
    en: ({ station, days, from, to, asked_m3s, least_m3s }) =>
      `the least release of ${station} is missed on ${days} days, ${from} to ${to}: ${rounded(asked_m3s, 3)} m3/s ` +
      `asked, ${rounded(least_m3s, 3, asked_m3s)} m3/s at the worst; the water was not there`,
    zh: ({ station, days, from, to, asked_m3s, least_m3s }) =>
      `${station} 最小下泄流量有 ${days} 天未满足（${from} 至 ${to}）：要求 ${rounded(asked_m3s, 3)} m³/s，最低 ` +
      `${rounded(least_m3s, 3, asked_m3s)} m³/s；来水不足`,
  },
  'missing-water': {
    en: ({ station, hm3, first }) =>
      `the stated loss at ${station} is larger than the river: ${rounded(hm3, 3)} hm3 are missing, first at ` +
      `${first}; the books hold them as water that came`,
    zh: ({ station, hm3, first }) =>
      `${station} 的区间损失大于来水：缺水 ${rounded(hm3, 3)} 百万立方米，首次出现于 ${first}；账目中按来水计入`,
  },
  'missed-target': {
    en: ({ station, end_hm3, target_hm3 }) =>
      `${station} ends with ${rounded(end_hm3, 4, target_hm3)} hm3 where ${rounded(target_hm3, 4)} hm3 were the target: load and ` +
      'contracts go before it',
    zh: ({ station, end_hm3, target_hm3 }) =>
      `${station} 期末蓄水 ${rounded(end_hm3, 4, target_hm3)} 百万立方米，低于目标 ${rounded(target_hm3, 4)} 百万立方米：负荷和合同优先`,
  },
  'second-solver': {
    en: ({ programs, all, ends, names, more }) =>
      `${programs} of ${all} programs were answered by HiGHS, which got the same convex problem: the own solver ended ` +
      `${ends.join(', ')} (${listed(names, more, ' and ', ' more')})`,
    zh: ({ programs, all, ends, names, more }) =>
      `${all}个规划中有${programs}个由HiGHS求解（同一凸问题）：自有求解器以${ends.join('、')}结束` +
      `（${listed(names, more, '，另有', '个')}）`,
  },
  'almost-optimal': {
    en: ({ programs, all, accuracy, names, more }) =>
      `${programs} of ${all} programs are solved less accurately than asked for, relative residuals and gap ` +
      `${accuracy.toExponential(1)} at the worst (${listed(names, more, ' and ', ' more')})`,
    zh: ({ programs, all, accuracy, names, more }) =>
      `${all}个规划中有${programs}个未达到要求的精度，相对残差与间隙最大${accuracy.toExponential(1)}` +
      `（${listed(names, more, '，另有', '个')}）`,
  },
};

/** What a comparison of two worlds says of itself. */
const PAIR: Entries<'worlds-differ' | 'no-removal' | 'load-not-served' | 'reference-sized' | 'calendar-year'> = {
  'worlds-differ': {
    en: ({ fields }) =>
      `the two worlds differ in more than the removed load (${fields.join(', ')}): the difference is not the effect ` +
      'of the removal alone',
    zh: ({ fields }) => `两种情形除削减负荷外另有差异（${fields.join(', ')}）：差值不只是削减负荷的影响`,
  },
  'no-removal': {
    en: () => 'the counterfactual removes no load',
    zh: () => '对照情形未削减任何负荷',
  },
  'load-not-served': {
    en: ({ unserved_mwh, removed_mwh }) =>
      `${percentOf(unserved_mwh, removed_mwh)} % of the removed energy had not been served in the reference: the ` +
      'load is more than it could supply at times',
    zh: ({ unserved_mwh, removed_mwh }) =>
      `削减电量中有${percentOf(unserved_mwh, removed_mwh)}%在基准情形中本未供电：该负荷有时超出供电能力`,
  },
  'reference-sized': {
    en: ({ load, size }) => `load "${load}" has the size that is removed, ${size}, in the reference too`,
    zh: ({ load, size }) => `基准情形中负荷“${load}”的规模取与削减量相同：${size}`,
  },
  'calendar-year': {
    en: ({ reference, counterfactual }) => `the same pair over the calendar year: ${reference}, ${counterfactual}`,
    zh: ({ reference, counterfactual }) => `同一对情形的全年研究：${reference}、${counterfactual}`,
  },
};

const offBy = ({ modelled_gwh, published_gwh }: MessageValues['thermal-missed']): string =>
  (100 * (modelled_gwh / published_gwh - 1)).toFixed(1);
const missedEn = (what: string, values: MessageValues['thermal-missed']): string =>
  `${what}: the model has ${values.modelled_gwh.toFixed(0)} GWh, published are ${values.published_gwh.toFixed(0)} GWh ` +
  `(${offBy(values)} %): this world is not the one that was`;
const missedZh = (what: string, values: MessageValues['thermal-missed']): string =>
  `${what}：模型${values.modelled_gwh.toFixed(0)} GWh，公布${values.published_gwh.toFixed(0)} GWh` +
  `（${offBy(values)}%）：该情形与实际不符`;

const beyond = ({ unreached_gwh: gwh }: MessageValues['export-missed'], told: (gwh: string) => string): string =>
  gwh === undefined ? '' : told(gwh.toFixed(0));

/** What a backcast says of the worlds of its years. */
const YEARS: Entries<'export-missed' | 'thermal-missed' | 'water-beyond-other-years' | 'water-held'> = {
  'export-missed': {
    en: (values) =>
      missedEn(`export ${values.series} ${values.month}`, values) +
      beyond(values, (gwh) => `; no water reaches ${gwh} GWh of it: that is the misfit of the sections`),
    zh: (values) =>
      missedZh(`外送 ${values.series} ${values.month}`, values) +
      beyond(values, (gwh) => `；其中${gwh} GWh无论来水多丰都达不到，属断面误差`),
  },
  'thermal-missed': {
    en: (values) => missedEn(`thermal generation ${values.month}`, values),
    zh: (values) => missedZh(`火电 ${values.month}`, values),
  },
  'water-beyond-other-years': {
    en: ({ group, month, factor, low, high, why }) =>
      `water of ${group}, ${month}: factor ${factor.toFixed(2)}, other fitted years have ${low.toFixed(2)} to ` +
      `${high.toFixed(2)}; ${why.en}`,
    zh: ({ group, month, factor, low, high, why }) =>
      `${group} ${month} 来水系数${factor.toFixed(2)}，其他率定年份为${low.toFixed(2)}至${high.toFixed(2)}；${why.zh}`,
  },
  'water-held': heldWords,
};

type TurnValues = MessageValues['effect-turns'];
const turnEn = (turn: TurnValues): string =>
  `from ${turn.from} to ${turn.to} the effect changes by ${gwh(turn.change_gwh)} GWh: curtailment changes by ` +
  `${gwh(turn.counterfactual_change_gwh)} GWh without the load and by ${gwh(turn.reference_change_gwh)} GWh with it`;
const turnZh = (turn: TurnValues): string =>
  `自 ${turn.from} 至 ${turn.to}，影响变化 ${yi(turn.change_gwh)} 亿千瓦时：负荷退出情形弃水变化 ` +
  `${yi(turn.counterfactual_change_gwh)} 亿千瓦时，负荷保留情形变化 ${yi(turn.reference_change_gwh)} 亿千瓦时`;

/** What a sweep says where its effect turns. */
const SWEEP: Entries<'effect-turns' | 'effect-turns-before-removal'> = {
  'effect-turns': {
    en: (turn) =>
      `${turnEn(turn)}; most of it in ${turn.month} (${gwh(turn.month_change_gwh)} GWh) of the world ` +
      `${turn.world === 'reference' ? 'with' : 'without'} the load`,
    zh: (turn) =>
      `${turnZh(turn)}；主要在${turn.world === 'reference' ? '负荷保留' : '负荷退出'}情形的 ${turn.month}（` +
      `${yi(turn.month_change_gwh)} 亿千瓦时）`,
  },
  'effect-turns-before-removal': {
    en: (turn) => {
      const { until, load_gwh: load, stored_gwh: stored } = turn.before_removal;
      return (
        `${turnEn(turn)}. The larger load also ran before the removal, in both worlds: until ${until} load takes ` +
        `${gwh(load[1])} instead of ${gwh(load[0])} GWh, reservoirs hold ${gwh(stored[1])} instead of ` +
        `${gwh(stored[0])} GWh then, and take up water that was curtailed, most in ${turn.month} ` +
        `(${gwh(turn.month_change_gwh)} GWh). Vary "persistence" to see how the effect grows with the part of a ` +
        'given load that goes.'
      );
    },
    zh: (turn) => {
      const { until, load_gwh: load, stored_gwh: stored } = turn.before_removal;
      return (
        `${turnZh(turn)}。更大的负荷在退出之前（两种情形下）也在用电：截至 ${until} 用电 ${yi(load[1])} 亿千瓦时` +
        `（原 ${yi(load[0])}），届时水库存能 ${yi(stored[1])} 亿千瓦时（原 ${yi(stored[0])}），可多蓄原本弃掉的水，` +
        `以 ${turn.month} 最多（${yi(turn.month_change_gwh)} 亿千瓦时）。如要看给定负荷退出比例的影响，请改变 persistence。`
      );
    },
  },
};

/** The one catalogue of what answers say beside their figures; the type demands an entry for every code. */
export const MESSAGES: Entries<MessageCode> = { ...RUN, ...PAIR, ...YEARS, ...SWEEP };

/** Puts a message into words. */
export const say: Say = <Code extends MessageCode>(message: Message & { readonly code: Code }): Said => {
  const entry = MESSAGES[message.code] as Entry<Message['values']>;
  return { en: entry.en(message.values), zh: entry.zh(message.values) };
};
