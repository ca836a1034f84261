/** One clause of an English sentence and the same in Chinese. */
type Clause = readonly [form: RegExp, chinese: string];

const span = (text: string): string => text.replace(/ to /g, ' 至 ');
/** When a limit takes part: hours by the local clock, or steps of a reference case. */
const WHEN: readonly Clause[] = [
  [/^at (\d{4}-\S+)$/, '$1'],
  [/^from (\S+) to (\S+)$/, '$1 至 $2'],
  [/^in hours from (\S+) to (\S+)$/, '$1 至 $2 的时段'],
  [/^in peak hours from (\S+) to (\S+)$/, '$1 至 $2 的峰段'],
  [/^in flat hours from (\S+) to (\S+)$/, '$1 至 $2 的平段'],
  [/^in valley hours from (\S+) to (\S+)$/, '$1 至 $2 的谷段'],
];
const AMOUNT = '((?:-?[\\d.e+-]+ to )?-?[\\d.e+-]+ MW)';
const RUN_LIMITS: readonly Clause[] = (
  [
    ['unit "(.*)" must run at AMOUNT or more', '机组“$1”至少运行 $2'],
    ['export "(.*)" cannot leave its ramp, AMOUNT', '外送“$1”不能超出爬坡限制 $2'],
    ['section "(.*)" takes at most AMOUNT', '断面“$1”至多通过 $2'],
    ['corridor "(.*)" takes at most AMOUNT in reverse', '通道“$1”反向至多 $2'],
    ['corridor "(.*)" takes at most AMOUNT forward', '通道“$1”正向至多 $2'],
    ['export "(.*)" takes at most AMOUNT', '外送“$1”至多 $2'],
    ['turbines of "(.*)" take no more than those in service can', '“$1”的水轮机过流不超过在役机组的能力'],
    ['unit "(.*)" makes at most AMOUNT', '机组“$1”至多发 $2'],
    ['load of zone "(.*)" is AMOUNT', '分区“$1”的负荷为 $2'],
  ] as const
).map(([form, chinese]): Clause => [
  new RegExp(`^${form.replace('AMOUNT', AMOUNT)}(?: (at .*|from .*|in .*hours from .*))?$`),
  chinese,
]);

const STEPS = '(steps? \\d+(?: to \\d+)?)';
const NOUNS: Readonly<Record<string, string>> = {
  plant: '电站',
  unit: '机组',
  'renewable plant': '新能源电站',
  zone: '分区',
  line: '线路',
};
const VALUES = '(-?[\\d.e+-]+(?: to -?[\\d.e+-]+)?)';
const CASE_LIMIT = new RegExp(
  `^(plant|unit|renewable plant|zone|line) "(.*)" (storage of at least|\\S+) ${VALUES} at ${STEPS}$`,
);
const WATER = new RegExp(`^Water of plant "(.*)" at ${STEPS}: (.*)$`);
const steps = (text: string): string => text.replace(/^steps? (.*)$/, (_, which: string) => `时步 ${span(which)}`);

const one = (text: string, clauses: readonly Clause[]): string | null => {
  const found = clauses.find(([form]) => form.test(text));
  return found ? text.replace(found[0], found[1]) : null;
};

function runLimit(text: string): string {
  const found = RUN_LIMITS.find(([form]) => form.test(text));
  if (!found) return text;
  const when = found[0].exec(text)!.at(-1);
  const said = span(text.replace(found[0], found[1]));
  return when === undefined ? said : `${said}（${one(when, WHEN) ?? when}）`;
}

function caseLimit(text: string): string {
  const [, noun, id, field, values, at] = CASE_LIMIT.exec(text) ?? [];
  return noun === undefined
    ? text
    : `${NOUNS[noun]}“${id}”的${field === 'storage of at least' ? '蓄水量不低于' : ` ${field}`} ${span(values)}（${steps(at)}）`;
}

/** Limits that contradict one another, said in Chinese; what has another form stays as it is. */
export function conflictInChinese(message: string): string {
  const run = /^no dispatch can keep all of these at once(?: ([^:]*(?::\d\d[^:]*)*))?: (.*)$/s.exec(message);
  if (run)
    return `${run[1] === undefined ? '' : `（${one(run[1], WHEN) ?? run[1]}）`}${run[2].split('; ').map(runLimit).join('；')}`;
  if (message.startsWith('the case has no solution: ')) return '各限额之差小于求解器所能分辨';
  const alone = /^(.*?) cannot be met\.(.*)$/s.exec(message);
  const several = /^These limits contradict each other: (.*?)\.(?= Water of plant| Kirchhoff|$)(.*)$/s.exec(message);
  if (alone) return `${caseLimit(alone[1])} 无法满足${tied(alone[2])}`;
  return several ? `${several[1].split('; ').map(caseLimit).join('；')}${tied(several[2])}` : message;
}

/** What ties the limits: water of a plant, and Kirchhoff's law. */
const tied = (text: string): string =>
  text
    .trim()
    .split(/(?<=\.) (?=Water of plant|Kirchhoff)/)
    .filter((part) => part !== '')
    .map((part) => {
      const whole = part.replace(/\.$/, '');
      const [, plant, at, said] = WATER.exec(whole) ?? [];
      if (plant !== undefined)
        return (
          `；电站“${plant}”的水量（${steps(at)}）：` +
          `${span(said).replace('consumption', '耗水').replace('inflow', '来水').replace('v_init', '初始蓄水').replaceAll(', ', '，')}`
        );
      return `；${whole.replace(/^Kirchhoff's law of line (.*) ties them$/, '线路 $1 的基尔霍夫定律使其相关联')}`;
    })
    .join('');

const REMEDIES: readonly Clause[] = [
  [/^raise (.*) so that "(.*)" takes (\S+) MW more in these hours$/, '提高 $1，使“$2”在这些小时多送 $3 MW'],
  [/^lower (measures\S+(?: and measures\S+)*) by (\S+) MW(?: each)?$/, '把 $1 降低 $2 MW'],
  [/^raise (measures\S+(?: and measures\S+)*) by (\S+) MW(?: each)?$/, '把 $1 提高 $2 MW'],
  [/^lower (.*) by (\S+) MW each \(or what a measure sets in its place\)$/, '把 $1 各降低 $2 MW（或改相应的措施）'],
  [/^raise (.*) by (\S+) MW each \(or what a measure sets in its place\)$/, '把 $1 各提高 $2 MW（或改相应的措施）'],
  [/^lower (.*) by (\S+) MW \(or what a measure sets in its place\)$/, '把 $1 降低 $2 MW（或改相应的措施）'],
  [/^raise (.*) by (\S+) MW \(or what a measure sets in its place\)$/, '把 $1 提高 $2 MW（或改相应的措施）'],
  [
    /^give zone "(.*)" an unserved_cost, so that load may stay unserved \((.*)\)$/,
    '给分区“$1”写 unserved_cost，允许缺电（$2）',
  ],
  [
    /^set spill_allowed of zone "(.*)", so that power may be thrown away \((.*)\)$/,
    '给分区“$1”写 spill_allowed，允许弃电（$2）',
  ],
  [/^put line "(.*)" back in service \((.*)\)$/, '恢复线路“$1”（$2）'],
  [/^lower (\S+) of "(.*)" to (\S+) or less$/, '把“$2”的 $1 降到 $3 或更低'],
  [/^raise (\S+) of "(.*)" to (\S+) or more$/, '把“$2”的 $1 提到 $3 或更高'],
  [/^lower (\S+) of "(.*)" by (\S+) or more at steps? (.*)$/, '把“$2”的 $1 在时步 $4 降低 $3 或更多'],
  [/^raise (\S+) of "(.*)" by (\S+) or more at steps? (.*)$/, '把“$2”的 $1 在时步 $4 提高 $3 或更多'],
];

/**
 * Remedies that were tried, in Chinese; null where the sentence is none of them, so that the words of the code speak.
 */
export function remedyInChinese(hint: string): string | null {
  const [, list, all] = /^(.*?)(: each alone (?:ends this conflict|is enough))?$/s.exec(hint)!;
  const said = list.split(', or ').map((text) => one(text, REMEDIES));
  if (said.some((text) => text === null)) return null;
  return `${said.map((text) => span(text!).replace(/ and /g, ' 和 ')).join('，或')}${all === undefined ? '' : '：任一项即可'}`;
}
