import type { ProvenanceResult, ProvenanceTable } from '../../../study/provenance/provenance-result.ts';
import { inputWord, sourceText } from '../text/code-words.ts';
import { fixed, orDash, percent, signed } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import type { Lang } from '../text/words.ts';

const WORDS = {
  en: {
    table: 'table',
    rows: 'rows',
    official: 'official',
    published: 'published',
    derived: 'derived',
    assumed: 'assumed',
    source: 'most frequent source',
    hash: 'hash',
    touches: 'Rows that the figure adds up, or that bound it',
    solved: 'Other rows that the same dispatch was solved with',
    assumptions: 'Assumed among the first',
    inputs: 'Stated by the scenario',
    fitted: 'Fitted numbers, to',
    facts: 'published facts',
    matters: 'Assumptions that matter most (share of the spread of the difference)',
    unranked: 'not ranked: add --draws',
    stale: 'The model or a scenario has changed since: the rows are those of now.',
    more: 'more',
    case: 'case',
    engine: 'engine',
  },
  zh: {
    table: '数据表',
    rows: '行数',
    official: '官方',
    published: '公开',
    derived: '推算',
    assumed: '假设',
    source: '主要来源',
    hash: '校验',
    touches: '该数据直接涉及的行',
    solved: '同一次求解所用的其他行',
    assumptions: '其中的假设',
    inputs: '情景给定',
    fitted: '率定参数，依据',
    facts: '个公布数据',
    matters: '影响最大的假设（对差值离散程度的贡献）',
    unranked: '未排序：加 --draws',
    stale: '此后模型或情景已有变动：所列为当前数据行。',
    more: '项',
    case: '算例',
    engine: '引擎',
  },
} as const;
const MOST_SHOWN = 12;

/** What the figure rests on: tables with grades, then what is assumed, stated and fitted. */
export function provenanceText(p: ProvenanceResult, lang: Lang): string {
  const w = WORDS[lang];
  const assumed = p.touches.flatMap(({ table, assumed: rows }) =>
    bySource(rows).map(
      ([source, keys]) => `  ${table} ${keys[0]}${keys.length > 1 ? ` + ${keys.length - 1}` : ''}: ${source}`,
    ),
  );
  const rest = assumed.length - MOST_SHOWN;
  return [
    `${p.figure} = ${orDash(p.value, (value) => fixed(value, 3))}    ${p.model.id} ${p.model.version}    ` +
      `${w.engine} ${p.engine_version}    ` +
      `${p.worlds.map(({ scenario, hash }) => `${scenario} (${w.case} ${hash.slice(0, 12)})`).join('    ')}`,
    ...(p.current ? [] : [w.stale]),
    tablesText(w.touches, p.touches, lang),
    ...(assumed.length > 0
      ? [
          [
            w.assumptions,
            ...assumed.slice(0, MOST_SHOWN),
            ...(rest > 0 ? [`  + ${rest} ${w.more} (--json)`] : []),
          ].join('\n'),
        ]
      : []),
    [
      w.inputs,
      ...p.scenario_inputs.map(
        ({ path, value, source }) => `  ${path}: ${value}${source === null ? '' : ` (${source})`}`,
      ),
    ].join('\n'),
    ...(p.fitted.length > 0
      ? [
          [
            `${w.fitted} ${p.fitted_to.length} ${w.facts}`,
            ...p.fitted.map(
              ({ parameter, value, unit }) => `  ${parameter} = ${value}${unit === '1' ? '' : ` ${unit}`}`,
            ),
          ].join('\n'),
        ]
      : []),
    tablesText(w.solved, p.solved_with, lang),
    [
      w.matters,
      ...(p.matters_most?.map(
        (one) =>
          `  ${inputWord(one.input, lang)}: ` +
          `${orDash(one.share_of_variance, (share) => `${percent(share)} %`)}, ` +
          `${orDash(one.rank_correlation, (value) => signed(value, 2))} (${sourceText(one, lang)})`,
      ) ?? [`  ${w.unranked}`]),
    ].join('\n'),
  ].join('\n\n');
}

function bySource(rows: ProvenanceTable['assumed']): [string, string[]][] {
  const keys = new Map<string, string[]>();
  for (const { key, source } of rows) keys.set(source, [...(keys.get(source) ?? []), key]);
  return [...keys].sort(([, a], [, b]) => b.length - a.length);
}

function tablesText(title: string, tables: readonly ProvenanceTable[], lang: Lang): string {
  const w = WORDS[lang];
  const count = (row: ProvenanceTable, grade: string): string => String(row.by_confidence[grade] ?? '');
  return `${title}\n${textTable(
    [
      [w.table, w.source, w.rows, w.official, w.published, w.derived, w.assumed, w.hash],
      ...tables.map((row) => [
        row.table,
        (row.sources[0]?.source ?? '').slice(0, 70),
        String(row.rows),
        count(row, 'official'),
        count(row, 'published'),
        count(row, 'derived'),
        count(row, 'assumed'),
        row.hash.slice(0, 8),
      ]),
    ],
    2,
  )}`;
}
