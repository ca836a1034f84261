type Phrase = readonly [form: RegExp, chinese: string];

/** Kinds of value and how often one may stand, as the readers of schemas say them. */
const KINDS: readonly Phrase[] = [
  [/^a number$/, '数'], [/^a text$/, '文字'], [/^a whole number$/, '整数'], [/^true or false$/, 'true 或 false'], [/^a list$/, '列表'], [/^a block of fields$/, '一组字段'], [/^a block of named values$/, '一组具名的值'],
  [/^a finite number$/, '有限的数'], [/^a value$/, '一个值'], [/^a documented field$/, '文档所列的字段'], [/^a multiple of (.*)$/, '$1 的倍数'], [/^length (.*)$/, '长度 $1'], [/^(.*) entries$/, '$1 项'], [/^unique$/, '不重复'], [/^empty$/, '留空'],
  [/^a whole number from (.*) to (.*)$/, '$1 至 $2 的整数'], [/^exactly one$/, '恰为一'], [/^fitted once$/, '只率定一次'], [/^used once(?: in a file)?$/, '只用一次'], [/^each (?:date|field|station|step|counter-measure) once$/, '各只一次'],
  [/^none exist$/, '尚无'], [/^a valid (.*)$/, '有效的 $1'], [/^valid (.*)$/, '有效的 $1'], [/^(.+) or (a (?:text|number|list|block of fields|block of named values))$/, '$1 或其他类型'],
];

/** Lists, numbers and bounds. */
const BOUNDS: readonly Phrase[] = [
  [/^one of the (\d+) known$/, '已有的 $1 个之一'], [/^one of (.*), or a path$/s, '$1，或路径'], [/^one of (.*)$/s, '$1'], [/^columns (.*?)(?: \(or (.*)\))?$/s, '列 $1'], [/^names: (.*)$/, '名称：$1'], [/^such as (.*)$/s, '如 $1'], [/^within (.*) of (.*)$/, '与 $2 相差在 $1 之内'],
  [/^published curtailment of a half or quarter of the year$/, '当年半年或季度公布弃水电量'], [/^--sample YEAR beside it$/, '同时给出 --sample YEAR'], [/^years with fitted or inferred water$/, '来水经率定或推断的年份'], [/^at least two years with a scenario$/, '至少两个有情景的年份'], [/^at least one (?:row of step fit|row|member|name|year)$/, '至少一个'], [/^at least one fact left$/, '至少余一个依据'], [/^with (.*)$/, '$1'], [/^at least two points$/, '至少两个点'], [/^at most 1 with all ranges that overlap$/, '与重叠的范围合计至多 1'], [/^at most (.*)$/, '至多 $1'],
  [/^sum (.*)$/, '和 $1'], [/^low <= central <= high$/, '低 <= 中 <= 高'], [/^low <= mode <= high, low < high$/, '低 <= 众数 <= 高，低 < 高'], [/^low, central and high$/, '低、中、高'], [/^0 < low <= central <= high$/, '0 < 低 <= 中 <= 高'],
  [/^(.*) \(natural mean of the month\)$/, '$1（该月天然均值）'], [/^(.*) \(capacity\)$/, '$1（容量）'], [/^(.*) \(rating\)$/, '$1（额定）'], [/^(.*) \(rated flow\)$/, '$1（额定流量）'],
  [/^(.*) for a regulating station$/, '$1（调节电站）'], [/^([<>=\d][^a-z]*(?: to \d+)?) cells$/, '$1 个单元格'], [/^([<>=\d][^a-z]*(?: to \d+)?) bytes(?: unpacked)?$/, '$1 字节'], [/^([<>=\d][^a-z]*(?: to \d+)?) files$/, '$1 个文件'], [/^([<>=\d][^a-z]*(?: to \d+)?) characters$/, '$1 个字符'], [/^([<>=\d][^a-z]*(?: to \d+)?) aliases$/, '$1 个别名'], [/^([<>=\d][^a-z]*(?: to \d+)?) levels$/, '$1 层'], [/^([<>=\d][^a-z]*(?: to \d+)?) blocks and lists$/, '$1 个块与列表'], [/^([<>=\d][^a-z]*(?: to \d+)?) points$/, '$1 个点'],
  [/^([<>=\d][^a-z]*(?: to \d+)?) rows$/, '$1 行'], [/^([<>=\d][^a-z]*(?: to \d+)?) columns$/, '$1 列'], [/^([<>=\d][^a-z]*(?: to \d+)?) sheets$/, '$1 个工作表'], [/^([<>=\d][^a-z]*(?: to \d+)?) parts$/, '$1 个部分'], [/^([<>=\d][^a-z]*(?: to \d+)?) attempts$/, '$1 次'], [/^([<>=\d][^a-z]*(?: to \d+)?) scenarios$/, '$1 个情景'], [/^all (.*) steps$/, '全部 $1 个时步'], [/^(.*) days from (.*)$/, '自 $2 起 $1 天'], [/^([<>=\d][^a-z]*(?: to \d+)?) days$/, '$1 天'], [/^([<>=\d][^a-z]*(?: to \d+)?) values$/, '$1 个值'],
  [/^(.*) MB of memory and (.*) s$/, '$1 MB 内存与 $2 秒'], [/^later than (.*)$/, '晚于 $1'], [/^after (.*)$/, '晚于 $1'], [/^not (?:an id of )(.*)$/, '不是 $1 中的标识'], [/^not (.*)$/, '不是 $1'], [/^inside (.*)$/, '在 $1 年内'], [/^(.*) and (<=? .*)$/, '$1 且 $2'],
  [/^the mean of its days, (.*)$/, '各日的平均 $1'], [/^(.*), the sum of (.*)$/, '$1，$2 之和'], [/^2020, 2020H1, 2020Q3 or 2020-07$/, '2020、2020H1、2020Q3 或 2020-07'], [/^(.*) or (.*) rows$/, '$1 或 $2 行'],
  [/^hours 1 to (.*) once each$/, '1 至 $1 小时各一次'], [/^each hour 0 to 23 once$/, '0 至 23 时各一次'], [/^months 1 to 12 in (.*)$/, '$1 中 1 至 12 月'], [/^(\S+) to (\S+)$/, '$1 至 $2'], [/^(.*) or earlier$/, '$1 或更早'], [/^no year$/, '无'],
];

/** Things that must be there. */
const THINGS: readonly Phrase[] = [
  [/^an id of (.*)$/, '$1 中的标识'], [/^ids of (.*)$/, '$1 中的标识'], [/^the id of a known (.*)$/, '已有的标识'], [/^a (?:column|value|row|year|series) of (\S+?)(?:, or \*| for .*| in .*)?$/, '$1 中的内容'], [/^a resource named (.*)$/, '名为 $1 的资源'],
  [/^a figure in (.*)$/, '以 $1 为单位的数'], [/^a figure that .*$/, '相应的数'], [/^numbers with a decimal point$/, '以点为小数点的数'], [/^a date as YYYY-MM-DD$/, '日期，写成 YYYY-MM-DD'], [/^one row for every day$/, '每天一行'], [/^one row for every two gauges$/, '每两站一行'], [/^one row per (.*)$/, '每个 $1 一行'],
  [/^a readable .*$/, '可读的文件'], [/^a file that can be written$/, '可写的文件'], [/^a text file$/, '文本文件'], [/^an \.xlsx workbook(?: or a text file)?$/, '.xlsx 工作簿'], [/^a table as CSV or \.xlsx$/, 'CSV 或 .xlsx 表'], [/^one (?:sheet with such a table|table|document|JSON document)$/, '只有一个'],
  [/^one (?:column of flow|year above the table|year, such as 2021)$/, '恰有一个'], [/^UTF-8 \(or .*\)$/, 'UTF-8（或 GBK、GB18030、UTF-16）'], [/^comma-separated values, quoted with "$/, '逗号分隔，引号为 "'], [/^a header line$/, '表头'], [/^a zone other than .*$|^another zone than from$/, '另一个分区'],
  [/^an arithmetic expression$/, '算术式'], [/^numbers, names, \+ - \* \/ \^ and parentheses$/, '数、名称、+ - * / ^ 和括号'], [/^start and flow_m3s$/, 'start 与 flow_m3s'], [/^file, or start with flow_m3s$/, 'file，或 start 与 flow_m3s'], [/^a day of the year as MM-DD$/, '一年中的某天，写成 MM-DD'], [/^(.*) or YYYY-MM-DDThh:00\+08:00$/, '$1 或 YYYY-MM-DDThh:00+08:00'],
  [/^what is reported of the place$/, '当地统计数'], [/^queued or running$/, 'queued 或 running'], [/^water-value or target$/, 'water-value 或 target'], [/^a free port$/, '空闲端口'], [/^a port from 1024 up$/, '1024 以上的端口'], [/^an empty or new folder$/, '空的或新的文件夹'],
  [/^water of the year inferred by groups of gauges, and facts to infer it from$/, '按水文站组推算的该年来水及其依据'], [/^>= (\d+) draws of equal weight$/, '至少相当于 $1 次等权抽样'],
  // What is left says in English what the remedy says in Chinese.
  [/^(?:a|an|the|any|another|one|each|every|no|some|cells?|joined|empty|free|months|Cv|low|units|two|what|which)\b.*$/is, '见说明'],
];

const PHRASES = [...KINDS, ...BOUNDS, ...THINGS];

/** What is allowed, in Chinese where it is a phrase; numbers, names and signs are the same in both languages. */
export function limitInChinese(limit: string): string {
  const phrase = PHRASES.find(([form]) => form.test(limit));
  return phrase ? limit.replace(phrase[0], phrase[1]) : limit;
}
