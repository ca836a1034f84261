import type { LeftOutFact, LeftOutResult } from '../../../study/calibration/left-out-result.ts';
import { digits } from './calibrate-text.ts';
import { fixed, orDash, signed } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import type { Lang } from '../text/words.ts';

const WORDS = {
  en: {
    head: 'A test that can fail: the fit without these facts says of them',
    fact: 'fact',
    period: 'period',
    unit: 'unit',
    predicted: 'predicted',
    low: 'P5',
    high: 'P95',
    published: 'published',
    error: 'error',
    verdict: 'within 90 %',
    inside: 'yes',
    outside: 'no',
    unsaid: 'no run says it',
    stored: 'as shipped',
    numbers: 'numbers alone',
    runs: 'by straight lines',
    from: 'Left open by',
    beside: 'Kept in the fit, and holding part of a figure left out',
    number: 'number',
    without: 'without them',
    shipped: 'shipped',
    guess: 'from guess',
    misfit: 'misfit of the other facts',
    count: 'runs',
    seconds: 's; nothing is stored',
    note:
      'The interval holds what the fitted numbers leave open and the spread of the figure; "numbers alone" ' +
      'leaves the latter out. Its ends are runs, where the misfit of the other facts has risen by as much as 90 ' +
      '% allow, or numbers are at their bounds.',
  },
  zh: {
    head: '可能失败的检验：不用下列依据的率定对其所言',
    fact: '依据',
    period: '时段',
    unit: '单位',
    predicted: '预测',
    low: 'P5',
    high: 'P95',
    published: '公布值',
    error: '误差',
    verdict: '在90%区间内',
    inside: '是',
    outside: '否',
    unsaid: '无模拟可答',
    stored: '现用率定',
    numbers: '仅参数',
    runs: '按直线推算',
    from: '不确定来自',
    beside: '仍用于率定且含所略数据一部分的依据',
    number: '参数',
    without: '略去后',
    shipped: '现用值',
    guess: '初值占比',
    misfit: '其余依据失配',
    count: '次模拟',
    seconds: '秒；不写入',
    note: '区间含率定参数所余的不确定和该数据自身的离差；“仅参数”不含后者。两端均为实际模拟：其余依据的失配升至90%所容许的程度，或参数到达上下限。',
  },
} as const;

const MOST_NAMED = 4;

/** What was left out beside what the fit says of it, then the numbers of the fit. */
export function leaveOutText(r: LeftOutResult, lang: Lang): string {
  const w = WORDS[lang];
  const line = (one: LeftOutFact): string[] => {
    const shown = (value: number | null): string => orDash(value, (v) => digits(v, one.unit));
    const span = (low: number | null, high: number | null): string =>
      low === null || high === null ? '-' : `${shown(low)} .. ${shown(high)}`;
    return [
      one.fact,
      one.period,
      one.unit,
      shown(one.predicted),
      shown(one.p05),
      shown(one.p95),
      shown(one.published),
      orDash(one.error, (error) => `${signed(100 * error, 1)} %`),
      one.inside === null ? w.unsaid : one.inside ? w.inside : w.outside,
      span(one.numbers_low, one.numbers_high),
      span(one.straight_low, one.straight_high),
      shown(one.stored),
    ];
  };
  const numbers = r.fit.parameters.filter((one) => one.lower < one.upper);
  return [
    `${r.model.id} ${r.model.version}    ${r.scenarios.map((one) => `${one.year}: ${one.scenario}`).join('    ')}`,
    `${w.head}\n${textTable([[w.fact, w.period, w.unit, w.predicted, w.low, w.high, w.published, w.error, w.verdict, w.numbers, w.runs, w.stored], ...r.left_out.map(line)], 3)}`,
    [
      w.note,
      ...r.left_out
        .filter(({ from }) => from.length > 0)
        .map(
          (one) =>
            `${w.from}: ${one.fact}: ${one.from
              .slice(0, MOST_NAMED)
              .map(({ parameter, share }) => `${parameter} ${fixed(100 * share, 0)} %`)
              .join(', ')}`,
        ),
    ].join('\n'),
    ...(r.kept_beside.length > 0
      ? [`${w.beside}: ${r.kept_beside.map(({ fact, beside }) => `${fact} (${beside})`).join(', ')}`]
      : []),
    textTable(
      [
        [w.number, w.unit, w.without, w.shipped, w.guess],
        ...numbers.map((one) => [
          one.parameter,
          one.unit,
          digits(one.value, one.unit),
          orDash(r.shipped.find(({ parameter }) => parameter === one.parameter)?.value ?? null, (value) =>
            digits(value, one.unit),
          ),
          orDash(one.prior_share, (share) => `${fixed(100 * share, 0)} %`),
        ]),
      ],
      2,
    ),
    `${w.misfit} ${fixed(r.fit.facts_misfit, 1)}; ${r.runs} ${w.count}, ${fixed(r.timing_ms.total / 1000, 1)} ` +
      `${w.seconds}`,
  ].join('\n\n');
}
