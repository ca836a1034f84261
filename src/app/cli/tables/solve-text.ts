import type { SolvedCase } from '../../../engine/dispatch-case/solve-dispatch-case.ts';
import { codeWord } from '../text/code-words.ts';
import { orDash, small } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import type { Lang } from '../text/words.ts';

const WORDS = {
  en: {
    case: 'case',
    noId: '(no id)',
    status: 'status',
    objective: 'objective',
    quantity: 'quantity',
    id: 'id',
    least: 'least',
    mean: 'mean',
    largest: 'largest',
    note: 'note',
    closes: (water: string, energy: string) => `, water closes within ${water} hm3 and energy within ${energy} MWh`,
  },
  zh: {
    case: '算例',
    noId: '（无标识）',
    status: '状态',
    objective: '目标值',
    quantity: '量',
    id: '标识',
    least: '最小',
    mean: '平均',
    largest: '最大',
    note: '注',
    closes: (water: string, energy: string) => `，水量残差不超过 ${water} hm3，电量残差不超过 ${energy} MWh`,
  },
} as const;

/**
 * Status, how well the books close, objective and one line a quantity and id with its least, mean and largest value
 * over the steps; then what a reader should know.
 */
export function caseTable(id: string | null, solved: SolvedCase, notes: readonly string[], lang: Lang = 'en'): string {
  const w = WORDS[lang];
  const rows = Object.entries(solved.result ?? {}).flatMap(([quantity, byId]) =>
    Object.entries(byId as Record<string, readonly (number | null)[]>).map(([key, values]) => [
      quantity,
      key,
      ...spread(values),
    ]),
  );
  const head = textTable(
    [
      [w.case, id ?? w.noId],
      [w.status, `${codeWord(solved.status, lang)}${closing(solved, lang)}`],
      [w.objective, orDash(solved.objective, (v) => v.toLocaleString('en-US', { maximumFractionDigits: 6 }))],
    ],
    2,
  );
  const said = notes.map((note) => `${w.note}: ${noteWords(note, lang)}`).join('\n');
  return [
    head,
    textTable([[w.quantity, w.id, w.least, w.mean, w.largest], ...rows], 2),
    ...(said === '' ? [] : [said]),
  ].join('\n\n');
}

const STILL =
  /^line "(.*)" carries nothing but keeps "(.*)" and "(.*)" at one angle; to take it out of service, set its available to 0$/;
const noteWords = (note: string, lang: Lang): string =>
  lang === 'zh' ? note.replace(STILL, '线路“$1”不输电，却使“$2”与“$3”相角相等；要停运，请将其 available 设为 0') : note;

const closing = ({ balance }: SolvedCase, lang: Lang): string =>
  balance === null ? '' : WORDS[lang].closes(small(balance.water_residual_hm3), small(balance.energy_residual_mwh));

function spread(values: readonly (number | null)[]): string[] {
  const known = values.filter((v) => v !== null);
  if (known.length === 0) return ['-', '-', '-'];
  const [least, largest] = [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))];
  return [least, known.reduce((a, b) => a + b, 0) / known.length, largest].map((v) =>
    v.toLocaleString('en-US', { maximumSignificantDigits: 7 }),
  );
}
