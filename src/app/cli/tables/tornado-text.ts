import type { TornadoEnd, TornadoResult, TornadoRow } from '../../../study/tornado/tornado-result.ts';
import { codeWord, inputWord, sourceText } from '../text/code-words.ts';
import { energyUnit, fixed, signed, type Energy } from '../text/number-text.ts';
import { settingsLine } from './run-text.ts';
import { textTable } from '../text/text-table.ts';
import { WORDS, type Lang } from '../text/words.ts';

const WIDTH = 41;

/**
 * How far each uncertain input alone moves the difference, most first: the figures, and a bar from the lower to the
 * higher difference around the base (`|`).
 */
export function tornadoText(result: TornadoResult, lang: Lang): string {
  const w = WORDS[lang];
  const energy = energyUnit(lang, result.base.removed_energy_gwh);
  const shown = (gwh: number): string => signed(gwh / energy.perUnit, energy.decimals);
  const head = [
    w.input,
    w.low,
    w.high,
    `${w.delta} ${w.low} [${energy.unit}]`,
    `${w.high} [${energy.unit}]`,
    `${w.swing} [${energy.unit}]`,
    w.confidence,
  ];
  const bars = barsOf(result);
  const rows = result.rows.map((row) => [
    inputWord(row.input, lang),
    endText(row.low, row, lang),
    endText(row.high, row, lang),
    shown(row.low.delta_gwh),
    shown(row.high.delta_gwh),
    fixed(row.swing_gwh / energy.perUnit, energy.decimals),
    codeWord(row.confidence, lang),
  ]);
  return [
    `${w.tornado}\n${result.title[lang]}\n${w.with}: ${result.reference.id}    ${w.without}: ` +
      `${result.counterfactual.id}\n${settingsLine(result, lang)}`,
    `${w.baseDelta}: ${shown(result.base.delta_gwh)} ${energy.unit}`,
    withBars(textTable([head, ...rows], 3), bars),
    scaleLine(result, energy, lang),
    [w.tornadoNote, ...result.rows.map((row) => `  ${inputWord(row.input, lang)}: ${sourceText(row, lang)}`)].join(
      '\n',
    ),
  ].join('\n\n');
}

function endText({ value }: TornadoEnd, { ends, unit }: TornadoRow, lang: Lang): string {
  if (typeof value === 'string') return codeWord(value, lang);
  return `${unit === '1' ? fixed(value, 3) : `${fixed(value, 0)} ${unit}`}${ends === 'p10-p90' ? ` (${value < 1 ? 'P10' : 'P90'})` : ''}`;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const spanOf = ({ rows, base }: TornadoResult): Span => {
  const deltas = [base.delta_gwh, ...rows.flatMap(({ low, high }) => [low.delta_gwh, high.delta_gwh])];
  return { from: Math.min(...deltas), to: Math.max(...deltas) };
};

/** A line of characters a row: `#` between the two ends and the base, `|` at the base. */
function barsOf(result: TornadoResult): string[] {
  const { from, to } = spanOf(result);
  const at = (gwh: number): number => (to > from ? Math.round(((gwh - from) / (to - from)) * (WIDTH - 1)) : 0);
  const base = at(result.base.delta_gwh);
  return result.rows.map(({ low, high }) => {
    const places = [at(low.delta_gwh), at(high.delta_gwh), base];
    const [first, last] = [Math.min(...places), Math.max(...places)];
    return Array.from({ length: WIDTH }, (_, i) => (i === base ? '|' : i >= first && i <= last ? '#' : ' '))
      .join('')
      .trimEnd();
  });
}

const withBars = (table: string, bars: readonly string[]): string => {
  const lines = table.split('\n');
  return lines.map((line, i) => (i === 0 ? line : `${line}  ${bars[i - 1]}`.trimEnd())).join('\n');
};

const scaleLine = (result: TornadoResult, { decimals, perUnit, unit }: Energy, lang: Lang): string => {
  const { from, to } = spanOf(result);
  return (
    `${WORDS[lang].barFrom} ${signed(from / perUnit, decimals)} ${WORDS[lang].to} ` +
    `${signed(to / perUnit, decimals)} ${unit}`
  );
};
