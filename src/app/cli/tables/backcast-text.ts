import type { BackcastResult, BackcastRow } from '../../../study/backcast/backcast-result.ts';
import { OUT_TURN_QUANTITIES } from '../../../system/tables/published-tables.ts';
import { farText, PREDICTED, predictionLine } from './backcast-notes.ts';
import { balanceText } from './balance-text.ts';
import { codeWord } from '../text/code-words.ts';
import { energyUnit, fixed, orDash, signed } from '../text/number-text.ts';
import { noteText } from './run-text.ts';
import { textTable } from '../text/text-table.ts';
import { waterFactorsText } from './water-factors-text.ts';
import { thermalText } from './thermal-text.ts';
import { WORDS, type Lang } from '../text/words.ts';

/** Largest errors that still count as close and as fair. */
const CLOSE = 0.05;
const FAIR = 0.15;

/**
 * One table a quantity, rows of the years asked for that hold a figure, but for months that the model does not have;
 * reasons as numbered notes below. The document has every row.
 */
export function backcastText(b: BackcastResult, lang: Lang): string {
  const w = WORDS[lang];
  const rows = b.rows.filter(
    (row) =>
      b.years.includes(Number(row.period.slice(0, 4))) &&
      (row.model !== null || isOpenYear(row) || (row.published !== null && !row.period.includes('-'))),
  );
  const notes = [...new Set(rows.flatMap((row) => reasonOf(row, lang) ?? []))];
  const quantities = OUT_TURN_QUANTITIES.filter((quantity) => rows.some((row) => row.quantity === quantity));
  const head = [
    `${b.model.id} ${b.model.version}`,
    ...b.runs.map(
      (run) =>
        `${run.year}: ${run.scenario} ` +
        `(${codeWord(run.settings.foresight, lang)}${lang === 'zh' ? '，' : ', '}${codeWord(run.settings.level, lang)})`,
    ),
  ].join('    ');
  return [
    head,
    ...quantities.map((quantity) =>
      quantityTable(
        quantity,
        rows.filter((row) => row.quantity === quantity),
        notes,
        lang,
      ),
    ),
    notes.map((note, i) => `${w.note} ${i + 1}: ${note}`).join('\n'),
    farText(rows, lang),
    noteText(b.guards, lang).join('\n'),
    waterFactorsText(b, lang),
    balanceText(b, lang),
    thermalText(b, lang),
    pocketsText(b, lang),
    b.predictions.map((one) => predictionLine(one, lang)).join('\n'),
    [
      w.bases,
      ...b.bases.map(
        (base) => `  ${base.series} (${w[base.quantity as BackcastRow['quantity']]}): ${base.basis[lang]}`,
      ),
    ].join('\n'),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

/** Spill of direct pockets by year, and that nothing published bounds it. */
function pocketsText({ pocket_spill: rows = [] }: BackcastResult, lang: Lang): string {
  if (rows.length === 0) return '';
  const { unit, decimals, perUnit } = energyUnit(lang, Math.max(...rows.map((row) => row.spilled_gwh)));
  return [
    textTable([
      [WORDS[lang].pocketSpill, unit],
      ...rows.map((row) => [`${row.year}`, fixed(row.spilled_gwh / perUnit, decimals)]),
    ]),
    rows[0].reason[lang],
  ].join('\n\n');
}

/**
 * A year whose curtailment is not bounded is told once, with nothing published beside it; its halves and quarters are
 * not.
 */
const isOpenYear = (row: BackcastRow): boolean => !row.bounded && row.period.length === 4;

function quantityTable(
  quantity: BackcastRow['quantity'],
  rows: readonly BackcastRow[],
  notes: readonly string[],
  lang: Lang,
): string {
  const w = WORDS[lang];
  const { unit, decimals, perUnit } =
    quantity === 'peak_load'
      ? { unit: 'MW', decimals: 0, perUnit: 1 }
      : energyUnit(lang, Math.max(...rows.flatMap((row) => [row.published ?? 0, row.model ?? 0])));
  const shown = (value: number | null): string => orDash(value, (v) => fixed(v / perUnit, decimals));
  const predicted = rows.some((row) => row.predicted);
  const body = rows.map((row) => [
    row.period,
    row.series,
    judged(row, lang),
    row.confidence === null ? '-' : codeWord(row.confidence, lang),
    row.fitted ? w.fitted : '',
    shown(row.published),
    row.bounded ? shown(row.model) : w.notBounded,
    orDash(row.error, (error) => `${signed(100 * error, 1)} %`),
    noteMark(row, notes, lang),
    ...(predicted ? [row.predicted ? `${predictedText(row.predicted, shown)}${liesText(row, lang)}` : ''] : []),
  ]);
  return textTable(
    [
      [
        w[quantity],
        w.series,
        w.judgement,
        w.confidence,
        '',
        `${w.published} [${unit}]`,
        `${w.model} [${unit}]`,
        w.error,
        w.note,
        ...(predicted ? [PREDICTED[lang]] : []),
      ],
      ...body,
    ],
    5,
  );
}

const LIES: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  en: {
    'below 90': 'published below the 50 %',
    'above 90': 'published above the 50 %',
    'below null': 'published below the 90 %',
    'above null': 'published above the 90 %',
  },
  zh: {
    'below 90': '公布值低于50%区间',
    'above 90': '公布值高于50%区间',
    'below null': '公布值低于90%区间',
    'above null': '公布值高于90%区间',
  },
};
/** Said where the published figure lies outside an interval. */
const liesText = ({ predicted_standing: standing }: BackcastRow, lang: Lang): string =>
  standing?.side ? `; ${LIES[lang][`${standing.side} ${standing.inside}`]}` : '';

/** Intervals of 50 and 90 %; a prediction made before they were kept has P10, P50 and P90. */
const predictedText = (
  { p05, p10, p25, p50, p75, p90, p95 }: NonNullable<BackcastRow['predicted']>,
  shown: (gwh: number) => string,
): string =>
  p25 === undefined || p75 === undefined
    ? `P10 ${shown(p10)}, P50 ${shown(p50)}, P90 ${shown(p90)}`
    : `${shown(p05)} (${shown(p25)} ${shown(p50)} ${shown(p75)}) ${shown(p95)}`;

const reasonOf = (row: BackcastRow, lang: Lang): string | null => (lang === 'zh' ? row.reason_zh : row.reason);
const noteMark = (row: BackcastRow, notes: readonly string[], lang: Lang): string => {
  const reason = reasonOf(row, lang);
  return reason === null ? '' : String(notes.indexOf(reason) + 1);
};

function judged({ error }: BackcastRow, lang: Lang): string {
  const w = WORDS[lang];
  if (error === null) return w.notCompared;
  return Math.abs(error) <= CLOSE ? w.close : Math.abs(error) <= FAIR ? w.fair : w.far;
}
