import { codeWord } from '../../../src/app/cli/text/code-words.ts';
import type { Lang } from '../../../src/app/cli/text/words.ts';
import type { Difference } from '../../../src/study/scenario/diff-scenarios.ts';
import { figure, type Block, type Told } from './reader.ts';
import { modelBlock } from './studies.ts';

interface Validated {
  readonly id: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly basis: string;
  readonly window: { readonly start: string; readonly end: string };
  readonly files: readonly string[];
  readonly loads: readonly { readonly id: string; readonly size: string }[];
  readonly measures: readonly { readonly id: string; readonly type: string }[];
  readonly model: Parameters<typeof modelBlock>[0]['model'] & { readonly id: string };
}

/**
 * The toy's own settings, which the document of a validation does not repeat: normal water, demand of 2021, fixed
 * exports, water known.
 */
export function validatedScenarioBlocks(v: Validated, lang: Lang): Block[] {
  const say = (en: string, zh: string): string => (lang === 'zh' ? zh : en);
  return [
    { name: 'head', lines: [`${v.id} ${say('is valid:', '有效：')} ${v.title.en} (${v.title.zh})`] },
    {
      name: 'scenario',
      titled: say('Scenario', '情景'),
      rows: [
        [say('model', '模型'), v.model.id],
        [say('basis', '依据'), codeWord(v.basis, lang)],
        [say('from', '自'), v.window.start],
        [say('to', '至'), v.window.end],
        [say('water year', '来水年'), say('normal', '平水年')],
        [say('demand year', '用电年'), '2021'],
        [say('export rule', '外送规则'), say('all-fixed', '全部固定')],
        [say('foresight', '预见方式'), say('perfect', '全知')],
      ],
    },
    { name: 'loads', titled: say('Loads', '负荷'), rows: v.loads.map((load) => [load.id, load.size]) },
    {
      name: 'measures',
      titled: say('Measures', '措施'),
      rows: v.measures.map((one) => [one.id, codeWord(one.type, lang)]),
    },
    { name: 'files', lines: [say('Files', '文件'), ...v.files] },
    modelBlock(v, lang),
  ];
}

export function diffBlocks(
  {
    left,
    right,
    differences,
  }: { readonly left: string; readonly right: string; readonly differences: readonly Difference[] },
  lang: Lang,
): Block[] {
  const text = (value: unknown): string => {
    const whole = value === null ? '-' : typeof value === 'string' ? value : JSON.stringify(value);
    return whole.length > 60 ? `${whole.slice(0, 57)}...` : whole;
  };
  return [
    {
      name: 'differences',
      rows: [
        [lang === 'zh' ? '字段' : 'field', left, right],
        ...differences.map((one) => [one.path, text(one.left), text(one.right)]),
      ],
    },
  ];
}

type Steps = Readonly<Record<string, readonly (number | null)[]>>;
interface Solved {
  readonly id: string | null;
  readonly status: string;
  readonly objective: number;
  readonly water_residual_hm3: number;
  readonly energy_residual_mwh: number;
  readonly notes: readonly string[];
}
const NOT_QUANTITIES = ['schema', 'id', 'status', 'objective', 'water_residual_hm3', 'energy_residual_mwh', 'notes'];

/** Of every quantity and id the least, the mean and the largest value over the steps, in seven digits. */
export function solveBlocks(s: Solved, lang: Lang): Block[] {
  const say = (en: string, zh: string): string => (lang === 'zh' ? zh : en);
  const spread = (values: readonly (number | null)[]): Told[] => {
    const known = values.filter((value) => value !== null);
    return known.length === 0
      ? [null, null, null]
      : [Math.min(...known), known.reduce((sum, value) => sum + value, 0) / known.length, Math.max(...known)];
  };
  const rows = Object.entries(s as unknown as Readonly<Record<string, Steps>>)
    .filter(([name]) => !NOT_QUANTITIES.includes(name))
    .flatMap(([name, byId]) => Object.entries(byId).map(([id, values]): Told[] => [name, id, ...spread(values)]));
  return [
    {
      name: 'head',
      rows: [
        [say('case', '算例'), s.id ?? say('(no id)', '（无标识）')],
        [
          say('status', '状态'),
          [
            `${codeWord(s.status, lang)}${say(', water closes within ', '，水量残差不超过 ')}`,
            figure(s.water_residual_hm3),
            say(' hm3 and energy within ', ' hm3，电量残差不超过 '),
            figure(s.energy_residual_mwh),
            ' MWh',
          ],
        ],
        [say('objective', '目标值'), figure(s.objective)],
      ],
    },
    {
      name: 'spread',
      rows: [
        lang === 'zh' ? ['量', '标识', '最小', '平均', '最大'] : ['quantity', 'id', 'least', 'mean', 'largest'],
        ...rows,
      ],
    },
    ...(s.notes.length === 0
      ? []
      : [
          {
            name: 'notes',
            lines: s.notes.map((note) =>
              lang === 'zh'
                ? '注: 线路“idle”不输电，却使“a”与“b”相角相等；要停运，请将其 available 设为 0'
                : `note: ${note}`,
            ),
          },
        ]),
  ];
}

interface Exported {
  readonly file: string;
  readonly hash?: string;
  readonly rows?: number;
  readonly columns: number;
  readonly nonzeros?: number;
  readonly hours?: number;
}
export function exportBlocks(e: Exported, lang: Lang): Block[] {
  const comma = lang === 'zh' ? '，' : ', ';
  const [rows, columns, nonzeros, hours] =
    lang === 'zh' ? ['行', '列', '个非零元', '小时'] : ['rows', 'columns', 'nonzeros', 'hours'];
  const line: Told =
    e.hours === undefined
      ? [
          `${e.file}: ${lang === 'zh' ? '校验' : 'hash'} ${e.hash}${comma}`,
          figure(e.rows!, ` ${rows}`),
          comma,
          figure(e.columns, ` ${columns}`),
          comma,
          figure(e.nonzeros!, ` ${nonzeros}`),
        ]
      : [`${e.file}: `, figure(e.hours, ` ${hours}`), comma, figure(e.columns, ` ${columns}`)];
  return [{ name: 'export', lines: [line] }];
}
