import { extname } from 'node:path';
import { inflowSvg } from '../../../io/export/inflow-svg.ts';
import { sharedModels } from '../../../io/files/cached-models.ts';
import { compareInflow } from '../../../study/inputs/inflow-comparison.ts';
import type { InflowComparison } from '../../../study/inputs/inflow-result.ts';
import { InvalidInput, problem } from '../../../system/words/problem.ts';
import type { Answer } from '../session/answer.ts';
import { codeWord } from '../text/code-words.ts';
import { fixed, orDash } from '../text/number-text.ts';
import { timedRead } from '../reading/read-timed.ts';
import { standingSaid, withModel } from '../tables/standing-text.ts';
import { textTable } from '../text/text-table.ts';
import type { Lang } from '../text/words.ts';
import { writeOut } from '../session/write-out.ts';
import { say } from '../../words/messages.ts';

const WORDS = {
  en: {
    month: 'month',
    stated: 'stated [m3/s]',
    climatology: 'climatology [m3/s]',
    water: 'water year',
    inYear: 'water year [m3/s]',
    ratio: 'stated / climatology',
    far: 'far off: check unit and place',
    plot: 'plot',
    noPlot: '--out FILE.svg writes a plot',
  },
  zh: {
    month: '月份',
    stated: '给定 [m3/s]',
    climatology: '多年平均 [m3/s]',
    water: '来水年',
    inYear: '来水年 [m3/s]',
    ratio: '给定/多年平均',
    far: '偏差很大：请核对单位与位置',
    plot: '图',
    noPlot: '--out FILE.svg 输出图',
  },
} as const;

/** `spillway inflow SCENARIO`: a user's own inflow beside the climatology, month by month, and as a plot. */
export async function inflowCommand(
  path: string,
  { lang, out }: { readonly lang: Lang; readonly out?: string },
): Promise<Answer> {
  const {
    given: [{ scenario, models }],
  } = await timedRead([path]);
  if (out !== undefined && extname(out) !== '.svg')
    throw new InvalidInput([
      problem(
        'unknown-format',
        '--out',
        out,
        'a name that ends in .svg',
        'the plot is an SVG image',
        'write --out inflow.svg',
      ),
    ]);
  const compared = standingSaid(await compareInflow({ models: sharedModels(models), say }, scenario), models);
  if (out !== undefined) await writeOut(out, inflowSvg(compared, lang));
  return { document: compared, text: withModel(inflowText(compared, out, lang), compared, lang), exitCode: 0 };
}

function inflowText({ stations, scenario, water_year }: InflowComparison, out: string | undefined, lang: Lang): string {
  const w = WORDS[lang];
  return [
    `${scenario}    ${w.water}: ${codeWord(water_year, lang)}`,
    ...stations.map(
      (one) =>
        `${one.name[lang]} (${one.station}${one.source === null ? '' : `, ${one.source}`})\n${textTable([
          [w.month, w.stated, w.climatology, w.inYear, w.ratio, ''],
          ...one.by_month.map((row) => [
            row.month,
            fixed(row.stated_m3s, 1),
            fixed(row.climatology_m3s, 1),
            fixed(row.water_year_m3s, 1),
            orDash(row.ratio, (ratio) => fixed(ratio, 2)),
            row.far ? w.far : '',
          ]),
        ])}`,
    ),
    out === undefined ? w.noPlot : `${w.plot}: ${out}`,
  ].join('\n\n');
}
