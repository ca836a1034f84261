import { shownPath } from '../../../io/files/file-problems.ts';
import type { ModelSummary } from '../../../study/run/model-summary.ts';
import type { Scenario } from '../../../system/scenario/scenario.ts';
import { codeWord } from '../text/code-words.ts';
import { fixed } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import type { Lang } from '../text/words.ts';

const WORDS = {
  en: {
    valid: 'is valid:',
    rows: 'Rows',
    confidence: 'Rows by confidence',
    hydro: (mw: string) => `Hydropower ${mw} MW by basin`,
    zone: 'by zone',
    regulation: 'by regulation',
    none: 'No figure is assumed.',
    assumed: (rows: string) => `Assumed figures: ${rows} rows`,
    more: (rows: number) => `${rows} rows`,
    scenario: 'Scenario',
    model: 'model',
    basis: 'basis',
    from: 'from',
    to: 'to',
    water: 'water year',
    demand: 'demand year',
    rule: 'export rule',
    foresight: 'foresight',
    loads: 'Loads',
    inflow: 'Stated inflow',
    inPlace: 'values in place',
    measures: 'Measures',
    files: 'Files',
  },
  zh: {
    valid: '有效：',
    rows: '各表行数',
    confidence: '各可信度的行数',
    hydro: (mw: string) => `水电 ${mw} MW，按流域`,
    zone: '按分区',
    regulation: '按调节性能',
    none: '没有假设的数据。',
    assumed: (rows: string) => `假设的数据：${rows} 行`,
    more: (rows: number) => `${rows} 行`,
    scenario: '情景',
    model: '模型',
    basis: '依据',
    from: '自',
    to: '至',
    water: '来水年',
    demand: '用电年',
    rule: '外送规则',
    foresight: '预见方式',
    loads: '负荷',
    inflow: '自有来水',
    inPlace: '直接写出',
    measures: '措施',
    files: '文件',
  },
} as const;

const table = (title: string, rows: readonly (readonly [string, string])[]): string =>
  [
    title,
    ...(rows.length === 0
      ? []
      : textTable(rows)
          .split('\n')
          .map((line) => `  ${line}`)),
  ].join('\n');

/** What a model holds: rows, grades, fleet, and what is assumed. */
export function modelText(s: ModelSummary, lang: Lang): string {
  const w = WORDS[lang];
  const fleet = (title: string, rows: ModelSummary['fleet_by_zone']): string =>
    table(
      title,
      rows.map((row): [string, string] => [codeWord(row.key, lang), `${fixed(row.capacity_mw, 1)} MW`]),
    );
  return [
    `${s.id} ${s.version} ${w.valid} ${s.title.en} (${s.title.zh})`,
    table(
      w.rows,
      Object.entries(s.rows_by_table)
        .filter(([, rows]) => rows > 0)
        .map(([name, rows]): [string, string] => [name, fixed(rows, 0)]),
    ),
    table(
      w.confidence,
      Object.entries(s.figures_by_confidence).map(([grade, rows]): [string, string] => [
        codeWord(grade, lang),
        fixed(rows, 0),
      ]),
    ),
    fleet(w.hydro(fixed(s.hydro_mw, 1)), s.fleet_by_basin),
    fleet(w.zone, s.fleet_by_zone),
    fleet(w.regulation, s.fleet_by_regulation),
    assumedText(s.assumed, lang),
  ].join('\n\n');
}

/** Assumed rows share few sources: one line a table and source. */
function assumedText(assumed: ModelSummary['assumed'], lang: Lang): string {
  const w = WORDS[lang];
  if (assumed.length === 0) return w.none;
  const groups = new Map<string, string[]>();
  for (const { table: name, key, source } of assumed)
    groups.set(`${name}: ${source}`, [...(groups.get(`${name}: ${source}`) ?? []), key]);
  const lines = [...groups].map(
    ([group, keys]) => `  ${group} (${keys.length > 3 ? w.more(keys.length) : keys.join(', ')})`,
  );
  return [w.assumed(fixed(assumed.length, 0)), ...lines].join('\n');
}

/** What a scenario says, with what it inherits. */
export function scenarioText(s: Scenario, files: readonly string[], lang: Lang): string {
  const w = WORDS[lang];
  return [
    `${s.id} ${w.valid} ${s.title.en} (${s.title.zh})`,
    table(w.scenario, [
      [w.model, s.model],
      [w.basis, codeWord(s.basis, lang)],
      [w.from, s.window.start],
      [w.to, s.window.end],
      [w.water, codeWord(s.water.water_year, lang)],
      [w.demand, String(s.demand.year)],
      [w.rule, codeWord(s.export_rule, lang)],
      [w.foresight, codeWord(s.foresight.mode, lang)],
    ]),
    table(
      w.loads,
      s.loads.map((load): [string, string] => [load.id, load.size]),
    ),
    ...(s.inflow.length > 0
      ? [
          table(
            w.inflow,
            s.inflow.map((one): [string, string] => [one.station, one.source ?? w.inPlace]),
          ),
        ]
      : []),
    table(
      w.measures,
      s.measures.map((measure): [string, string] => [measure.id, codeWord(measure.type, lang)]),
    ),
    `${w.files}\n${files.map((file) => `  ${shownPath(file)}`).join('\n')}`,
  ].join('\n\n');
}
