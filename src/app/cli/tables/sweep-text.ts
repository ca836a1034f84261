import type {
  ChannelChange,
  SweepAnswer,
  SweepPoint,
  SweepRange,
  SweepResult,
} from '../../../study/sweep/sweep-result.ts';
import type { SweepChange } from '../../../study/base/sweep-change.ts';
import { codeWord } from '../text/code-words.ts';
import { ENERGY, energyUnit, fixed, orDash, signed, type Energy } from '../text/number-text.ts';
import { settingsLine } from './run-text.ts';
import { textTable } from '../text/text-table.ts';
import { WORDS, type Lang } from '../text/words.ts';

/** Dose and response: one line a point, then where the response holds; under each rule for exports where asked for. */
export function sweepText(s: SweepResult, lang: Lang): string {
  const w = WORDS[lang];
  const answers =
    s.rules === null
      ? [answerText(s, s, lang)]
      : s.rules.map(
          (answer) => `${w.exportRule}: ${codeWord(answer.export_rule ?? '', lang)}\n${answerText(s, answer, lang)}`,
        );
  return [
    `${s.scenario}, ` +
      `${s.measure}.${s.field}${s.measure2 === null ? '' : `, ${s.measure2}.${s.field2}`}\n${settingsLine(s, lang)}`,
    ...answers,
  ].join('\n\n');
}

function answerText(s: SweepResult, { points, monotone, turns, ranges }: SweepAnswer, lang: Lang): string {
  const w = WORDS[lang];
  const energy = energyUnit(lang, Math.max(...points.map((point) => Math.abs(point.removed_energy_gwh))));
  const { unit } = energy;
  const of = (name: string | null, measured: string | null): string =>
    measured === null ? (name ?? '') : `${name} [${measured}]`;
  const first = points.every((point) => point.value === undefined) ? `${w.size} [GW]` : of(s.field, s.unit);
  const second = s.field2 === null ? [] : [of(s.field2, s.unit2)];
  const head = [
    first,
    ...second,
    `${w.removedShort} [${unit}]`,
    `${w.delta} [${unit}]`,
    `${w.allDelta} [${unit}]`,
    w.average,
    w.marginal,
  ];
  const note = monotone ? w.monotone : w.notMonotone;
  const within =
    ranges.length === 0
      ? ''
      : `${lang === 'zh' ? '' : ' '}${w.within} ` +
        `${distance(Math.max(...ranges.map((range) => range.tolerance_gwh)), lang)}`;
  const turned = turns.map((turn) => `\n${w.turns}: ${lang === 'zh' ? turn.message_zh : turn.message_en}`).join('');
  return `${textTable([head, ...points.map((point) => pointRow(point, energy, lang))], 0)}\n\n${w.holds}${within}${lang === 'zh' ? '' : ' '}${note}\n${rangeTable(ranges, s, lang)}${turned}`;
}

function pointRow(p: SweepPoint, { decimals, perUnit }: Energy, lang: Lang): string[] {
  const factor = (value: number | null): string => orDash(value, (v) => fixed(v, 3));
  return [
    p.value === undefined ? fixed(p.size_gw, 3) : shown(p.value, lang),
    ...(p.value2 === undefined ? [] : [shown(p.value2, lang)]),
    fixed(p.removed_energy_gwh / perUnit, decimals),
    signed(p.curtailed_delta_gwh / perUnit, decimals),
    signed(p.all_spill_delta_gwh / perUnit, decimals),
    factor(p.average_curtailment_factor.statistic),
    factor(p.marginal_curtailment_factor.statistic),
  ];
}

const shown = (value: number | string, lang: Lang): string =>
  typeof value === 'string' ? codeWord(value, lang) : fixed(value, 3);

/** What changes state stands behind the columns: its length varies. */
function rangeTable(ranges: readonly SweepRange[], s: SweepResult, lang: Lang): string {
  const rows = ranges.map((range) => rangeRow(range, s, lang));
  return textTable(rows.map((row) => row.slice(0, -1)))
    .split('\n')
    .map((line, i) => `${line}  ${rows[i].at(-1)}`.trimEnd())
    .join('\n');
}

/** A small energy with two digits more where it would be printed as 0. */
function distance(gwh: number, lang: Lang): string {
  const { decimals, perUnit, unit } = ENERGY[lang];
  const value = gwh / perUnit;
  return `${fixed(value, value < 10 ** -decimals ? decimals + 2 : decimals)} ${unit}`;
}

function rangeRow(
  { from, to, value2, marginal_curtailment_factor: marginal, slope, off_gwh, ends, changes, channel }: SweepRange,
  s: SweepResult,
  lang: Lang,
): string[] {
  const w = WORDS[lang];
  const at = value2 === undefined ? '' : ` (${s.field2} ${shown(value2, lang)})`;
  const then = [...(changes ? [changeText(changes, lang)] : []), ...(channel ? [channelText(channel, lang)] : [])].join(
    '; ',
  );
  return [
    `${shown(from, lang)} .. ${shown(to, lang)}${at}`,
    orDash(marginal.statistic, (v) => fixed(v, 3)),
    `${fixed(slope.statistic, 1)} ${codeWord(s.slope_unit, lang)}`,
    `${w.offAtMost} ${distance(off_gwh, lang)}`,
    ...(ends ? [ends.holds ? w.checkedEnds : w.uncheckedEnds] : []),
    then === '' ? '' : `${w.then} ${then}`,
  ];
}

function changeText({ kind, name, pocket, world, hours_at_limit: hours }: SweepChange, lang: Lang): string {
  const w = WORDS[lang];
  const what = { section: w.aSection, export: w.anExport, corridor: pocket === null ? w.aCorridor : w.aPocketLink }[
    kind
  ];
  return (
    `${what} ${name[lang]} ${hours.map((h) => fixed(h, 0)).join(' -> ')} ${w.hoursFull} ` +
    `(${world === 'reference' ? w.with : w.without})`
  );
}

const CHANNEL_WORDS = {
  spilled_outside_statistic: 'toOutside',
  forced_spill: 'toForced',
  storage: 'toStorage',
  head_and_routing: 'toHead',
  export: 'toExport',
  thermal: 'toThermal',
  renewables: 'toRenewables',
  import: 'toImport',
  unserved: 'toUnserved',
  losses: 'toLosses',
} as const satisfies Readonly<Record<ChannelChange['channel'], keyof (typeof WORDS)[Lang]>>;

const channelText = ({ channel, share }: ChannelChange, lang: Lang): string =>
  `${WORDS[lang][CHANNEL_WORDS[channel]]} ${share.map((part) => fixed(part, 2)).join(' -> ')} ${WORDS[lang].ofEach}`;
