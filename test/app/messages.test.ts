import { unreachedExports } from '../../src/study/backcast/backcast-guards.ts';
import { describe, expect, test } from 'vitest';
import { MESSAGES, say } from '../../src/app/words/messages.ts';
import type { Message, MessageCode, MessageValues } from '../../src/study/base/messages.ts';
import { messageCodesInSource } from '../../tools/problem-codes.js';

const place = { en: 'Ganzi', zh: '甘孜州' };
const missed = { month: '2022-06', modelled_gwh: 110.4, published_gwh: 100 };
const turn: MessageValues['effect-turns'] = {
  from: 8,
  to: 9,
  change_gwh: -120.4,
  reference_change_gwh: 20.2,
  counterfactual_change_gwh: -100.2,
  world: 'counterfactual',
  month: '2021-08',
  month_change_gwh: -90.1,
  before_removal: null,
  cause: 'other',
  changes: null,
};
const history = { until: '2021-06-20T00:00+08:00', load_gwh: [10, 12], stored_gwh: [40, 38] };
const held = {
  parameter: 'june',
  factor: 0.3,
  facts: [
    { fact: 'coal', pull: 'holds', residual: -0.04, residual_at_end: 3.02 },
    { fact: 'hydro', pull: 'back', residual: 2.02, residual_at_end: 0 },
  ],
  nearest: null,
  prior: { residual: 1.6, residual_at_end: 0.2 },
  misfit_change: { facts: 5.08, prior: -1 },
  unexplained: false,
} as const;

/** Every message once, with what both languages make of it. */
const SAID: { readonly [Code in MessageCode]: readonly [MessageValues[Code], en: string, zh: string] } = {
  'load-exceeds-prefecture': [
    { place, metered_mw: 1234.5, mean_mw: 490, fits_mw: 3030 },
    'metered load of 1.23 GW exceeds the reported load of Ganzi, mean about 0.49 GW; the excess is treated as never ' +
      'metered; the largest size that fits there is 3.03 GW in all',
    '计量负荷 123 万千瓦超过甘孜州上报负荷（平均约 49 万千瓦），超出部分按未计量处理；与该地相符的最大总规模为 303 万千瓦',
  ],
  'direct-exceeds-small-hydro': [
    { place, direct_mw: 2000, hydro_mw: 1500, fits_mw: 6000 },
    'direct supply of 2.00 GW exceeds the small hydro of Ganzi, 1.50 GW; the largest size that fits there is 6.00 GW ' +
      'in all',
    '直供负荷 200 万千瓦超过甘孜州小水电装机 150 万千瓦；与该地相符的最大总规模为 600 万千瓦',
  ],
  'not-bounded': [
    { year: '2020' },
    'curtailment of 2020 is not bounded: published figures hold its water from below alone',
    '2020年弃水无上界：公布数据只从下方约束来水',
  ],
  'pond-limit': [
    { station: 'ertan', measure: 'low' },
    'measure low has no effect at level screen: ertan is a pond that turns over within a day, and is half full there; levels standard and exact keep the limit',
    '措施 low 在 screen 精度下不起作用：ertan 为日调节水库，按半库容计；standard 和 exact 精度采用该限制',
  ],
  'limit-without-storage': [
    { station: 'ertan', measure: 'low' },
    'measure low has no effect: ertan holds no water',
    '措施 low 不起作用：ertan 没有可用库容',
  ],
  'measure-overridden': [
    { measure: 'low', by: 'lower', from: '2021-06-03T00:00+08:00' },
    'measures low and lower set the same figure from 2021-06-03T00:00+08:00: lower, the later in the list, holds while both are in force',
    '措施 low 与 lower 自2021-06-03T00:00+08:00起设定同一数值：同时有效期间以列表中靠后的 lower 为准',
  ],
  'mean-inflow': [
    { station: 'ertan' },
    'level screen takes means of its periods of the daily inflow of ertan: turbines that a single day exceeds lose less there, and days of too little water go unseen; levels standard and exact take every day',
    'screen 精度取 ertan 逐日入流的时段平均：超过水轮机能力的单日损失偏小，缺水的单日不显示；standard 和 exact 精度逐日计算',
  ],
  'pond-start': [
    { station: 'ertan' },
    'the initial storage of ertan has no effect at level screen: a pond that turns over within a day begins half full ' +
      'there; levels standard and exact use it',
    'ertan 的初始蓄水在 screen 精度下不起作用：日调节水库按半库容起算；standard 和 exact 精度采用所给数值',
  ],
  'schedule-beats-ramp': [
    { export: 'tie', moves_mw: 20.00004, ramp_mw: 2, hours: 2, first: '2021-06-01T03:00+08:00' },
    'the schedule of tie itself moves by up to 20 MW an hour, its ramp is 2 MW: in those hours (2, first ' +
      '2021-06-01T03:00+08:00) the schedule sets the pace',
    'tie 的送电计划每小时变化最多 20 MW，超过爬坡限值 2 MW：这 2 个小时（首次 2021-06-01T03:00+08:00）以计划为准',
  ],
  'missed-release': [
    { station: 'ertan', days: 2, from: '2021-06-01', to: '2021-06-05', asked_m3s: 60, least_m3s: 33.333 },
    'the least release of ertan is missed on 2 days, 2021-06-01 to 2021-06-05: 60 m3/s asked, 33.3 m3/s at the worst; ' +
      'the water was not there',
    'ertan 最小下泄流量有 2 天未满足（2021-06-01 至 2021-06-05）：要求 60 m³/s，最低 33.3 m³/s；来水不足',
  ],
  'missing-water': [
    { station: 'ertan', hm3: 1.2345, first: '2021-06-01T03:00+08:00' },
    'the stated loss at ertan is larger than the river: 1.23 hm3 are missing, first at 2021-06-01T03:00+08:00; the ' +
      'books hold them as water that came',
    'ertan 的区间损失大于来水：缺水 1.23 百万立方米，首次出现于 2021-06-01T03:00+08:00；账目中按来水计入',
  ],
  'missed-target': [
    { station: 'ertan', end_hm3: 3370.24, target_hm3: 4000 },
    'ertan ends with 3370 hm3 where 4000 hm3 were the target: load and contracts go before it',
    'ertan 期末蓄水 3370 百万立方米，低于目标 4000 百万立方米：负荷和合同优先',
  ],
  'second-solver': [
    { programs: 7, all: 9, ends: ['stalled', 'limit'], names: ['day 1 of the season', 'exact window'], more: 2 },
    '7 of 9 programs were answered by HiGHS, which got the same convex problem: the own solver ended stalled, limit ' +
      '(day 1 of the season; exact window and 2 more)',
    '9个规划中有7个由HiGHS求解（同一凸问题）：自有求解器以stalled、limit结束（day 1 of the season; exact window，另有2个）',
  ],
  'almost-optimal': [
    { programs: 1, all: 9, accuracy: 2.5e-8, names: ['day 1 of the season'], more: 0 },
    '1 of 9 programs are solved less accurately than asked for, relative residuals and gap 2.5e-8 at the worst ' +
      '(day 1 of the season)',
    '9个规划中有1个未达到要求的精度，相对残差与间隙最大2.5e-8（day 1 of the season）',
  ],
  'worlds-differ': [
    { fields: ['water', 'demand.factor'] },
    'the two worlds differ in more than the removed load (water, demand.factor): the difference is not the effect of ' +
      'the removal alone',
    '两种情形除削减负荷外另有差异（water, demand.factor）：差值不只是削减负荷的影响',
  ],
  'no-removal': [{}, 'the counterfactual removes no load', '对照情形未削减任何负荷'],
  'load-not-served': [
    { unserved_mwh: 123.4, removed_mwh: 1000 },
    '12.3 % of the removed energy had not been served in the reference: the load is more than it could supply at times',
    '削减电量中有12.3%在基准情形中本未供电：该负荷有时超出供电能力',
  ],
  'reference-sized': [
    { load: 'crypto', size: '8 GW' },
    'load "crypto" has the size that is removed, 8 GW, in the reference too',
    '基准情形中负荷“crypto”的规模取与削减量相同：8 GW',
  ],
  'calendar-year': [
    { reference: 'year', counterfactual: 'year-shutdown' },
    'the same pair over the calendar year: year, year-shutdown',
    '同一对情形的全年研究：year、year-shutdown',
  ],
  'export-missed': [
    { series: 'tie', ...missed, unreached_gwh: 7.6 },
    'export tie 2022-06: the model has 110 GWh, published are 100 GWh (10.4 %): this world is not the one that was; ' +
      'no water reaches 8 GWh of it: that is the misfit of the sections',
    '外送 tie 2022-06：模型110 GWh，公布100 GWh（10.4%）：该情形与实际不符；其中8 GWh无论来水多丰都达不到，属断面误差',
  ],
  'thermal-missed': [
    missed,
    'thermal generation 2022-06: the model has 110 GWh, published are 100 GWh (10.4 %): this world is not the one ' +
      'that was',
    '火电 2022-06：模型110 GWh，公布100 GWh（10.4%）：该情形与实际不符',
  ],
  'water-beyond-other-years': [
    { group: 'min', month: '2022-08', factor: 0.5, low: 0.7, high: 1.2, why: { en: 'because', zh: '因为' } },
    'water of min, 2022-08: factor 0.50, other fitted years have 0.70 to 1.20; because',
    'min 2022-08 来水系数0.50，其他率定年份为0.70至1.20；因为',
  ],
  'water-held': [
    { held },
    'held by coal (0.0 spreads off, 3.0 at 0.30); pulled back by hydro (2.0 spreads off, 0.0 at 0.30), the prior (1.6 ' +
      'spreads off, 0.2 at 0.30)',
    '由coal（偏离0.0倍离差，系数为0.30时3.0倍）所定；反向的有hydro（偏离2.0倍离差，系数为0.30时0.0倍）、先验（偏离1.6倍离差，系数为0.30时0.2倍）',
  ],
  'effect-turns': [
    turn,
    'from 8 to 9 the effect changes by -120 GWh: curtailment changes by -100 GWh without the load and by 20 GWh with ' +
      'it; most of it in 2021-08 (-90 GWh) of the world without the load',
    '自 8 至 9，影响变化 -1.2 亿千瓦时：负荷退出情形弃水变化 -1 亿千瓦时，负荷保留情形变化 0.2 亿千瓦时；主要在负荷退出情形的 2021-08（-0.9 亿千瓦时）',
  ],
  'effect-turns-before-removal': [
    { ...turn, before_removal: history, cause: 'load-before-removal' },
    'from 8 to 9 the effect changes by -120 GWh: curtailment changes by -100 GWh without the load and by 20 GWh with ' +
      'it. The larger load also ran before the removal, in both worlds: until 2021-06-20T00:00+08:00 load takes 12 ' +
      'instead of 10 GWh, reservoirs hold 38 instead of 40 GWh then, and take up water that was curtailed, most in ' +
      '2021-08 (-90 GWh). Vary "persistence" to see how the effect grows with the part of a given load that goes.',
    '自 8 至 9，影响变化 -1.2 亿千瓦时：负荷退出情形弃水变化 -1 亿千瓦时，负荷保留情形变化 0.2 亿千瓦时。更大的负荷在退出之前（两种情形下）也在用电：' +
      '截至 2021-06-20T00:00+08:00 用电 0.12 亿千瓦时（原 0.1），届时水库存能 0.38 亿千瓦时（原 0.4），可多蓄原本弃掉的水，' +
      '以 2021-08 最多（-0.9 亿千瓦时）。如要看给定负荷退出比例的影响，请改变 persistence。',
  ],
};

test('a small turn of a sweep keeps its digits', () => {
  const small = { ...turn, change_gwh: -0.0764, reference_change_gwh: 4.44, counterfactual_change_gwh: -104.6 };
  const { en, zh } = say({ code: 'effect-turns', values: small });
  expect(en).toContain('changes by -0.076 GWh: curtailment changes by -105 GWh without the load and by 4.4 GWh');
  expect(zh).toContain(
    '影响变化 -0.00076 亿千瓦时：负荷退出情形弃水变化 -1.05 亿千瓦时，负荷保留情形变化 0.044 亿千瓦时',
  );
});

test('what a solver leaves behind is no turn', () => {
  const { en, zh } = say({ code: 'effect-turns', values: { ...turn, reference_change_gwh: -3.2e-10 } });
  expect(en).toContain('and by 0 GWh with it');
  expect(zh).toContain('负荷保留情形变化 0 亿千瓦时');
});

const codes = Object.keys(SAID) as MessageCode[];
const messageOf = (code: MessageCode): Message => ({ code, values: SAID[code][0] }) as Message;

/** Names of the values that a sentence reads. */
function read(sentence: (values: never) => string, values: object): string[] {
  const names = new Set<string>();
  const watched = new Proxy(values, {
    get: (target, name) => {
      names.add(String(name));
      return Reflect.get(target, name) as unknown;
    },
  });
  sentence(watched as never);
  return [...names].sort();
}

describe('messages', () => {
  test('every code that the source puts out has words, and every entry is used', () => {
    expect(Object.keys(MESSAGES).sort()).toEqual([...messageCodesInSource().keys()].sort());
  });

  test.each(codes)('%s says the same in both languages', (code) => {
    const [values, en, zh] = SAID[code];
    expect(say(messageOf(code))).toEqual({ en, zh });
    const { en: inEnglish, zh: inChinese } = MESSAGES[code];
    expect(read(inChinese, values)).toEqual(read(inEnglish, values));
    // What is not said needs no place in the message; a turn is published with its values.
    if (!code.startsWith('effect-')) expect(read(inEnglish, values)).toEqual(Object.keys(values).sort());
  });

  test.each([
    [
      { code: 'missed-release', values: { ...SAID['missed-release'][0], asked_m3s: 10, least_m3s: 1.1e-16 } },
      '10 m3/s asked, 0 m3/s at the worst',
      '要求 10 m³/s，最低 0 m³/s',
    ],
    [
      { code: 'missed-release', values: { ...SAID['missed-release'][0], asked_m3s: 10, least_m3s: -3e-12 } },
      '10 m3/s asked, 0 m3/s at the worst',
      '要求 10 m³/s，最低 0 m³/s',
    ],
    [
      { code: 'missed-target', values: { station: 'ertan', end_hm3: 2.2e-13, target_hm3: 40 } },
      'ertan ends with 0 hm3 where 40 hm3',
      '期末蓄水 0 百万立方米，低于目标 40',
    ],
    [
      { code: 'schedule-beats-ramp', values: { ...SAID['schedule-beats-ramp'][0], ramp_mw: 1e-15 } },
      'up to 20 MW an hour, its ramp is 0 MW',
      '最多 20 MW，超过爬坡限值 0 MW',
    ],
  ] as const)('what a solver leaves behind is 0: %o', (message, en, zh) => {
    const said = say(message as Message);
    expect(said.en).toContain(en);
    expect(said.zh).toContain(zh);
  });

  test('a factor that no fact holds is unexplained, and one without a number is not tested', () => {
    const unexplained = {
      ...held,
      facts: [],
      prior: null,
      unexplained: true,
      misfit_change: { facts: 0, prior: null },
    };
    const nearest = { fact: 'coal', residual: 0, residual_at_end: 0.5 };
    const said = [
      say({ code: 'water-held', values: { held: { ...unexplained, nearest } } }),
      say({ code: 'water-held', values: { held: null } }),
    ];
    expect(said.map(({ en }) => en)).toEqual([
      'unexplained: no fact would be missed by more than one spread more at 0.30, coal (0.0 spreads off, 0.5 at 0.30) ' +
        'the most; squared misses there: facts 0.0',
      'not tested: calibration.csv holds no number of it',
    ]);
    expect(said.map(({ zh }) => zh)).toEqual([
      '未解释：系数为0.30时没有依据多偏离一倍离差，最多的是coal（偏离0.0倍离差，系数为0.30时0.5倍）；偏离平方和变化：依据0.0',
      '未检验：calibration.csv 中没有对应参数',
    ]);
  });

  test('where no inference tells what no water reaches of a missed export, the miss stands alone', () => {
    const said = say({ code: 'export-missed', values: { series: 'tie', ...missed } });
    expect(said.en).toMatch(/\(10.4 %\): this world is not the one that was$/);
    expect(said.zh).toMatch(/：该情形与实际不符$/);
  });

  test('a stored inference tells it of exports alone, and of nothing below half a GWh', () => {
    const fact = (quantity: string, period: string, beyond_reach: number | null) =>
      ({ quantity, series: 'tie', period, beyond_reach }) as const;
    const inferred = {
      parameters: [],
      facts: [
        fact('export', '2022-06', 39),
        fact('export', '2022-07', 0.2),
        fact('export', '2022-08', null),
        fact('thermal_generation', '2022-06', -180),
      ],
    };
    expect(unreachedExports({ inferred, structures: null })).toEqual([{ series: 'tie', month: '2022-06', gwh: 39 }]);
    expect(unreachedExports(null)).toEqual([]);
  });
});
